"""For every need, its candidates from the best to the worst, each with one number that says how good: arrays, then lists.

The number packs what the dispatch prefers, from stay_home to soon_exactly, one field after the other. A field is wide
enough for any sum along a path of the search, so that sums of numbers compare as the preferences do. Python's integers
never overflow.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from solver.arrays import Indices, Whole
from solver.candidates import allowed
from solver.canonical import Canonical
from solver.goals.cover_fairly import group_of
from solver.goals.soon_in_tens import CLASS
from solver.needs import Criticality, Need
from solver.pool import Rung
from solver.problem import Problem
from solver.refusal import require
from solver.stress.places import Places, places

MINUTE_BITS = 17  # beyond two months
_KEY_BITS = 2 * MINUTE_BITS + 3


@dataclass(frozen=True, eq=False)
class Ranking:
    """Lines are the needs in the order of their ids; resources, people then stocks, in that of theirs.

    `candidates`: line → resource → its number, the best first. `group`: line → what its coverage is shared in.
    `worth`: group → what each of its units is worth, in the order in which they are covered; more than any number.
    `capacity`: units of a resource that may leave. `minute_bits`: the last bits of a number are the minutes.
    """

    canonical: Canonical
    candidates: list[dict[int, int]]
    group: list[int]
    quantity: list[int]
    lines_of_group: list[list[int]]
    worth: list[list[int]]
    capacity: list[int]
    places: Places
    resources_of_lender: dict[str, frozenset[int]]
    minute_bits: int

    def minutes(self, line: int, resource: int) -> int:
        """Minutes from the call to being on site."""
        return self.candidates[line][resource] & ((1 << self.minute_bits) - 1)

    def closed(self, lenders: frozenset[str]) -> frozenset[int]:
        """The resources that these lenders do not lend."""
        return frozenset().union(*(self.resources_of_lender.get(lender, frozenset()) for lender in lenders))


def ranking(problem: Problem, most_lines: int) -> Ranking:
    """Rank the candidates of every need; no path of a search will pass by more than `most_lines` lines."""
    canonical = Canonical(problem)
    pairs = _Pairs.of(_without_floors(problem))
    fields = _Fields.of(pairs, most_lines)
    group, lines_of_group = _groups(canonical.needs)
    return Ranking(
        canonical=canonical,
        candidates=_ranked(canonical.needs, pairs, fields),
        group=group,
        quantity=[need.quantity for need in canonical.needs],
        lines_of_group=lines_of_group,
        worth=_worth(canonical.needs, lines_of_group, fields),
        capacity=np.minimum(canonical.left, canonical.spare_things).tolist(),
        places=places(canonical),
        resources_of_lender=_by_lender(canonical),
        minute_bits=fields.minute_bits,
    )


def _without_floors(problem: Problem) -> Canonical:
    """Whom a floor keeps is ranked too: its place says how many may go, and one more head would make it one more."""
    return Canonical(replace(problem, sites=tuple(replace(site, people_floor=0, competence_floors={}) for site in problem.sites)))


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Every need and every resource that no rule but the floor of its site rejects for it.

    `key` orders the candidates of one need; its last bits are the minutes.
    """

    need: Indices
    resource: Indices
    minutes: Whole
    key: Whole

    @classmethod
    def of(cls, canonical: Canonical) -> "_Pairs":
        reach = canonical.problem.reach
        found = [allowed(canonical, need) for need in canonical.needs]
        rows = np.array([reach.row_of[need.establishment] for need in canonical.needs], dtype=np.intp)
        need = np.repeat(np.arange(len(found)), [len(some) for some in found])
        resource = np.concatenate(found) if found else need
        place = rows[need], canonical.column[resource]
        minutes = np.ceil(reach.road_minutes[place]).astype(np.int64) + canonical.delays[resource]
        is_away, is_other = reach.rung[place] > Rung.REGION, reach.rung[place] != Rung.OWN_GROUP
        key = is_away.astype(np.int64) << 1 | canonical.is_stale[resource]
        key = (key << MINUTE_BITS | minutes // CLASS) << 1 | is_other
        return cls(need, resource, minutes, key << MINUTE_BITS | minutes)


@dataclass(frozen=True)
class _Fields:
    """How many bits each field of a number has."""

    flag_bits: int
    ten_bits: int
    minute_bits: int

    @classmethod
    def of(cls, pairs: _Pairs, most_lines: int) -> "_Fields":
        longest = int(pairs.minutes.max(initial=0))
        require(longest < 1 << MINUTE_BITS, "reach", f"someone would take {longest} minutes")
        terms = 4 * (most_lines + 1)
        return cls(*((terms * largest).bit_length() + 1 for largest in (1, longest // CLASS + 1, longest + 1)))

    @property
    def bits(self) -> int:
        """How many bits a number has."""
        return 3 * self.flag_bits + 3 * self.ten_bits + self.minute_bits

    def number(self, key: int, criticality: Criticality) -> int:
        """The number of a candidate from its key: tens count at the criticality of the need alone."""
        minutes = key & (1 << MINUTE_BITS) - 1
        is_other = key >> MINUTE_BITS & 1
        is_stale, is_away = key >> 2 * MINUTE_BITS + 1 & 1, key >> 2 * MINUTE_BITS + 2
        number = is_away << self.flag_bits | is_stale
        for each in Criticality:
            number = number << self.ten_bits | (minutes // CLASS if each == criticality else 0)
        return (number << self.flag_bits | is_other) << self.minute_bits | minutes


def _ranked(needs: tuple[Need, ...], pairs: _Pairs, fields: _Fields) -> list[dict[int, int]]:
    order = np.argsort(pairs.need << _KEY_BITS | pairs.key, kind="stable")
    criticality = np.array([need.criticality.value for need in needs], dtype=np.int64)[pairs.need]
    distinct, place = np.unique((criticality << _KEY_BITS | pairs.key)[order], return_inverse=True)
    numbers = [fields.number(key & (1 << _KEY_BITS) - 1, Criticality(key >> _KEY_BITS)) for key in distinct.tolist()]
    resources, places = pairs.resource[order].tolist(), place.tolist()
    ends = np.searchsorted(pairs.need, np.arange(len(needs) + 1)).tolist()
    return [dict(zip(resources[start:end], map(numbers.__getitem__, places[start:end]), strict=True)) for start, end in pairwise(ends)]


def _groups(needs: tuple[Need, ...]) -> tuple[list[int], list[list[int]]]:
    number: dict[tuple[str, int, bool], int] = {}
    group = [number.setdefault(group_of(need), len(number)) for need in needs]
    lines: list[list[int]] = [[] for _ in number]
    for line, each in enumerate(group):
        lines[each].append(line)
    return group, lines


def _worth(needs: tuple[Need, ...], lines_of_group: list[list[int]], fields: _Fields) -> list[list[int]]:
    """The ranks of the units, as `goals.cover_fairly` orders them, told above all the fields of a number."""
    sizes = [(needs[lines[0]].criticality.value, sum(needs[line].quantity for line in lines)) for lines in lines_of_group]
    keys = {size: [_unit_key(size, unit) for unit in range(size[1])] for size in set(sizes)}
    ordered = sorted({key for found in keys.values() for key in found}, reverse=True)
    rank = {key: number << fields.bits for number, key in enumerate(ordered, start=1)}
    return [[rank[key] for key in keys[size]] for size in sizes]


def _unit_key(size: tuple[int, int], unit: int) -> tuple[int, float, float]:
    criticality, quantity = size
    return criticality, unit / quantity, -(unit + 1) / quantity


def _by_lender(canonical: Canonical) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    column: Indices = canonical.column
    for resource, place in enumerate(column.tolist()):
        found[canonical.lender_of_column[place]].add(resource)
    return {lender: frozenset(resources) for lender, resources in found.items()}
