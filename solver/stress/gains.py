"""What one more of each competence or type would gain, and where: judged by the same rules as those that exist.

The one more is on call at every hour, with the usual delays of the staffing. It covers one unit more of an attack at most:
where a line that it may serve wants it, or where it stays in the place of someone that the floor of its site kept back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from solver.arrays import Flags, Indices
from solver.candidates import allowed
from solver.canonical import Canonical
from solver.holders import Kept
from solver.needs import Item, Skill
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.stress.attacks import KINDS, Attacks
from solver.stress.outcome import ByCriticality
from solver.stress.wanting import Wanting, wanting

FOREVER = 2**40


@dataclass(frozen=True)
class Gain:
    """What all the attacks alone of one staffing gain with one more of a competence at a level, or of a type, at one site.

    `covered`: units, by criticality, more than without it.
    """

    staffing: str
    wants: Skill | str
    site: str
    covered: ByCriticality


def gains(attacks: Attacks) -> tuple[Gain, ...]:
    """Every gain that is one, the largest first: vital needs, then high, then normal."""
    more = _OneMore(attacks)
    total = np.zeros((3, len(more.canonical.resources)), dtype=np.int64)
    for establishment in attacks.stress.target:
        for people in KINDS:
            groups = attacks.coverage_groups.get((establishment, people), [])
            more.count(total, wanting(attacks.alone[establishment, people], groups), establishment, people=people)
    found = (more.gain(index, total[:, index]) for index in np.flatnonzero(total.any(axis=0)).tolist())
    return tuple(sorted(found, key=_rank))


class _OneMore:
    """One more of everything at every site, none of which competes with another."""

    def __init__(self, attacks: Attacks) -> None:
        whole = attacks.ranking.canonical.problem
        lets_go = _lets_go(whole)
        self._attacks = attacks
        self._wants: dict[str, tuple[Skill | str, str]] = {}
        people = [self._person(skill, site) for skill in _skills(whole) for site in whole.site if site in lets_go]
        stocks = [self._stock(code, site) for code in _types(whole) for site in whole.site]
        sites = tuple(replace(site, people_floor=0, competence_floors={}) for site in whole.sites)
        self.canonical = Canonical(replace(whole, people=tuple(people), stocks=tuple(stocks), sites=sites))
        self._of_target = {
            target.establishment: np.isin(_lenders(self.canonical), sorted(target.lenders)) for target in attacks.stress.targets
        }
        short = _short(whole)
        held = [self._held(resource) for resource in self.canonical.resources]
        self._may_go = np.array([kept not in short for kept in held], dtype=np.bool_)
        self._counts_in = [self._counted(held, column, code, short) for column, code in attacks.ranking.places.counts]

    def _person(self, skill: Skill, site: str) -> Person:
        identity = f"{skill.competence}|{skill.level}|{site}"
        self._wants[identity] = skill, site
        usual, now = self._attacks.staffing.usual, self._attacks.staffing.now
        return Person(identity, site, {skill.competence: skill.level}, ((now, FOREVER),), usual)

    @staticmethod
    def _held(resource: Person | Stock) -> Kept:
        """The site of one more, and the competence that it holds, none for a thing."""
        return resource.site, next(iter(resource.competences)) if isinstance(resource, Person) else ""

    def _counted(self, held: list[Kept], column: int, code: str | None, short: set[Kept]) -> Flags:
        """Whether each, by staying, lets one more of a place go."""
        holds = np.array([code is None or (code == kept[1] and kept not in short) for kept in held], dtype=np.bool_)
        counted: Flags = self.canonical.is_person & (self.canonical.column == column) & holds
        return counted

    def _stock(self, code: str, site: str) -> Stock:
        identity = f"{code}|{site}"
        self._wants[identity] = code, site
        staffing = self._attacks.staffing
        return Stock(identity, site, code, 1, staffing.usual_of_type.get(code, staffing.usual))

    def count(self, total: np.ndarray, wanted: Wanting, establishment: str, *, people: bool) -> None:
        """Add the unit that each would cover in one attack, at its criticality."""
        done: Flags = self._of_target[establishment].copy()
        for criticality in (1, 2, 3):
            covers = np.zeros_like(done)
            for line, wants in wanted.lines.items():
                if wants == criticality:
                    covers[allowed(self.canonical, self._attacks.ranking.canonical.needs[line])] = True
            covers &= self._may_go
            for together, wants in wanted.places.items():
                if wants == criticality:
                    covers |= np.logical_and.reduce([self._counts_in[place] for place in together])
            total[criticality - 1] += covers & ~done
            done |= covers

    def gain(self, index: int, units: Indices) -> Gain:
        """What one of them gains in all."""
        wants, site = self._wants[self.canonical.resources[index].id]
        return Gain(self._attacks.staffing.name, wants, site, (int(units[0]), int(units[1]), int(units[2])))


def _lenders(canonical: Canonical) -> np.ndarray:
    return np.array(canonical.lender_of_column, dtype=np.str_)[canonical.column]


def _lets_go(whole: Problem) -> set[str]:
    """The sites where one head more lets one more go: those that have no fewer than they must keep."""
    heads: defaultdict[str, int] = defaultdict(int)
    for person in whole.people:
        heads[person.site] += person.count
    return {site.id for site in whole.sites if heads[site.id] >= site.people_floor}


def _short(whole: Problem) -> set[Kept]:
    """The floors by competence that one head more would not let anybody go beyond: fewer hold it than must stay."""
    heads: Counter[Kept] = Counter()
    for person in whole.people:
        for kept in whole.holders.kept_of.get(person.id, ()):
            heads[kept] += person.count
    return {kept for kept, floor in whole.holders.floors.items() if heads[kept] < floor}


def _skills(whole: Problem) -> list[Skill]:
    asked = {need.wants for need in whole.needs if isinstance(need.wants, Skill)}
    return sorted(asked, key=lambda skill: (skill.competence, skill.level))


def _types(whole: Problem) -> list[str]:
    return sorted({code for need in whole.needs for code in _accepted(need.wants)})


def _accepted(wants: Skill | Item) -> Iterator[str]:
    if isinstance(wants, Item):
        yield wants.type
        yield from wants.substitutes


def _rank(gain: Gain) -> tuple[int, int, int, str, str]:
    vital, high, normal = gain.covered
    return -vital, -high, -normal, str(gain.wants), gain.site
