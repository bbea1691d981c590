"""Problems drawn from a seed over the real hospitals; people, stocks and needs are invented, and say so by their names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planblanc.bench.solver import places
from planblanc.bench.solver.places import Places
from solver.arrays import Indices
from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, Site, Stock
from solver.problem import Problem

HOUR = 60
COMPETENCES = tuple(f"c{number:02}" for number in range(12))
TYPES = tuple(f"t{number:02}" for number in range(60))
_WIDER = (
    frozenset[Rung](),
    frozenset({Rung.ADJACENT_REGION, Rung.ZONE}),
    frozenset({Rung.ADJACENT_REGION, Rung.ZONE, Rung.NATIONAL}),
)


@dataclass(frozen=True)
class Size:
    """How large an instance is; `lines` is the number of all the needs, three of ten of them for equipment."""

    people: int
    things: int
    incidents: int
    lines: int


NATION = Size(people=20_000, things=200_000, incidents=50, lines=400)
THOUSAND = Size(people=20_000, things=200_000, incidents=1_000, lines=8_000)
SMALL = Size(people=400, things=2_000, incidents=3, lines=24)


def instance(seed: int, size: Size) -> Problem:
    """The same problem for the same seed: hospitals struck at random, and everyone else lends."""
    random = np.random.default_rng(seed)
    known = places.read()
    weight = random.pareto(1.5, len(known)) + 0.3
    weight /= weight.sum()
    home = random.choice(len(known), size.people, p=weight)
    struck = np.sort(random.choice(len(known), size.incidents, replace=False))
    staff = np.bincount(home, minlength=len(known))
    return Problem(
        now=0,
        needs=_needs(random, size, known, struck),
        sites=tuple(Site(name, name, people_floor=int(there) // 2) for name, there in zip(known.finess, staff, strict=True)),
        people=_people(random, known, home),
        stocks=_stocks(random, size, known, weight),
        reach=known.reach(struck),
        victims=frozenset(known.finess[index] for index in struck),
        open_rungs=_open_rungs(random, known, struck),
    )


def people_alone(problem: Problem) -> Problem:
    """The same problem without equipment."""
    return replace(problem, needs=tuple(need for need in problem.needs if need.wants_people), stocks=())


def _people(random: np.random.Generator, known: Places, home: Indices) -> tuple[Person, ...]:
    """Each holds one to four competences, is free for one to fourteen days within two days, and one of ten is to be confirmed."""
    count = len(home)
    held = random.integers(1, 5, count)
    ranked = np.argsort(random.random((count, len(COMPETENCES))), axis=1)
    levels = random.choice([1, 2, 3], (count, 4), p=[0.4, 0.4, 0.2])
    starts = random.integers(0, 48, count) * HOUR
    ends = starts + random.integers(24, 14 * 24, count) * HOUR
    stale = random.random(count) < 0.1
    return tuple(
        Person(
            id=f"p{number:05}",
            site=known.finess[home[number]],
            competences={COMPETENCES[ranked[number, k]]: int(levels[number, k]) for k in range(held[number])},
            availability=((int(starts[number]), int(ends[number])),),
            delays=Delays(10, 20),
            is_stale=bool(stale[number]),
        )
        for number in range(count)
    )


def _stocks(random: np.random.Generator, size: Size, known: Places, weight: np.ndarray) -> tuple[Stock, ...]:
    """Large hospitals hold more; each keeps half of what it has."""
    kinds = len(TYPES)
    share = np.repeat(weight * 0.5 + 0.5 / len(known), kinds) / kinds
    cells = np.bincount(random.choice(len(share), size.things, p=share), minlength=len(share))
    return tuple(
        Stock(
            id=f"k{cell:06}",
            site=known.finess[cell // kinds],
            type=TYPES[cell % kinds],
            quantity=int(cells[cell]),
            floor=(int(cells[cell]) + 1) // 2,
            delays=Delays(15, 45),
        )
        for cell in np.flatnonzero(cells)
    )


def _needs(random: np.random.Generator, size: Size, known: Places, struck: Indices) -> tuple[Need, ...]:
    for_equipment = random.permutation(size.lines) % 10 < 3
    return tuple(
        _need(random, number, known.finess[struck[number % size.incidents]], is_equipment=bool(for_equipment[number]))
        for number in range(size.lines)
    )


def _need(random: np.random.Generator, number: int, victim: str, *, is_equipment: bool) -> Need:
    """The window begins within two days and lasts for half a day to five."""
    starts = int(random.integers(2, 48)) * HOUR
    skill = Skill(str(random.choice(COMPETENCES)), int(random.choice([1, 2, 3], p=[0.35, 0.4, 0.25])))
    return Need(
        id=f"n{number:04}",
        incident=f"i-{victim}",
        establishment=victim,
        wants=Item(str(random.choice(TYPES))) if is_equipment else skill,
        quantity=int(random.integers(1, 13 if is_equipment else 5)),
        starts_at=starts,
        ends_at=starts + int(random.choice([12, 24, 72, 120])) * HOUR,
        criticality=Criticality(int(random.choice([1, 2, 3], p=[0.3, 0.4, 0.3]))),
        arrive_by=starts,
    )


def _open_rungs(random: np.random.Generator, known: Places, struck: Indices) -> dict[str, frozenset[Rung]]:
    return {f"i-{known.finess[index]}": _WIDER[int(random.choice(3, p=[0.75, 0.15, 0.1]))] for index in struck}


def with_rows(problem: Problem, seed: int, teams: int) -> Problem:
    """The same problem where each site keeps half of those who hold each competence, and so many lines go as teams."""
    random = np.random.default_rng(seed)
    holders = Counter((person.site, competence) for person in problem.people for competence in person.competences)
    floors: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (site, competence), held in holders.items():
        if held > 1:
            floors[site][competence] = held // 2
    return replace(
        problem,
        sites=tuple(replace(site, competence_floors=floors.get(site.id, {})) for site in problem.sites),
        needs=tuple(_in_teams(random, problem.needs, teams)),
    )


def _in_teams(random: np.random.Generator, needs: Sequence[Need], teams: int) -> Iterator[Need]:
    """Lines for people of one incident in pairs, as many pairs as teams are wanted; the first of a pair is the lead."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for need in needs:
        if need.wants_people:
            lines[need.incident].append(need.id)
    pairs = [pair for ids in lines.values() for pair in zip(ids[::2], ids[1::2], strict=False)]
    chosen = [pairs[index] for index in random.permutation(len(pairs))[:teams]]
    team_of = {line: (f"t{number:03}", line == lead) for number, (lead, other) in enumerate(chosen) for line in (lead, other)}
    for need in needs:
        team, is_lead = team_of.get(need.id, (None, False))
        yield replace(need, team=team, is_lead=is_lead)
