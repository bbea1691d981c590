"""Every pair attacked at once: the sum of two attacks alone wherever that is feasible, and solved jointly otherwise.

Why the sum is then the best plan. What any plan of the pair sends to A is a plan of A alone, where more may lend: B is no
victim. So no plan of the pair does better by A than A alone, nor by B than B alone, preference after preference: coverage is
told by groups, each of A or of B, and every other preference is a sum over units, the part of A plus that of B; as long as the
preferences before are as good as alone, neither part can be better than alone. When the two plans together break no
capacity (no resource gives more than it may, no place lets more heads go than it may, nothing comes from the lenders of the
other victim), they are a plan of the pair that reaches all these bounds at once.

Otherwise the plan of A does without what falls with B (and is made anew where that comes from a place that lets nobody more
go, see `paths.do_without`), then B, which asks for less, is served as if it called second: each
step keeps the plan the best (see `paths`), so the order of the calls is not seen in what is covered, nor in any of the
preferences. No group of B is tried beyond what it is covered alone: the units that can be covered together form a matroid,
which the whole sites that fall contract; what is spanned by units at least as urgent remains so in a contraction, and beside
the units of A.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from solver.arrays import Flags
from solver.stress import paths
from solver.stress.attacks import KINDS, Attacks
from solver.stress.outcome import Outcome, Part, joined
from solver.stress.plan import Plan

Parts = tuple[Part, ...]


def pairs(attacks: Attacks) -> Iterator[Outcome]:
    """The outcome of every pair, in the order of the names."""
    names = list(attacks.stress.target)
    conflicts = {kind: conflicting(attacks, people=kind) for kind in KINDS}
    for first, one in enumerate(names):
        for second in range(first + 1, len(names)):
            pair = one, names[second]
            people, things = (
                _jointly(attacks, pair, people=kind) if conflicts[kind][first, second] else _apart(attacks, pair, people=kind)
                for kind in KINDS
            )
            yield joined(attacks.staffing.name, pair, people, things)


def joint_plan(attacks: Attacks, pair: tuple[str, str], *, people: bool) -> Plan:
    """The best plan of a pair whose attacks alone conflict."""
    one, other = sorted(pair, key=lambda name: -sum(attacks.alone[name, people].units.values()))
    alone = attacks.alone[one, people]
    falling = alone.serves.keys() & attacks.closed[other]
    if any(alone.full(resource) for resource in falling):
        return attacks.plan((one, other), people=people)
    plan = alone.copy(attacks.closed[one] | attacks.closed[other])
    for resource in falling:
        paths.do_without(plan, resource)
    covered = attacks.alone[other, people].covered
    for group in attacks.coverage_groups.get((other, people), ()):
        paths.serve(plan, group, covered.get(group, 0))
    return plan


def _jointly(attacks: Attacks, pair: tuple[str, str], *, people: bool) -> Parts:
    plan = joint_plan(attacks, pair, people=people)
    return tuple(attacks.part(plan, name, people=people) for name in pair)


def _apart(attacks: Attacks, pair: tuple[str, str], *, people: bool) -> Parts:
    return attacks.parts[pair[0], people], attacks.parts[pair[1], people]


def conflicting(attacks: Attacks, *, people: bool) -> Flags:
    """Establishments × establishments: whether the two plans alone break a capacity together, or lend what falls."""
    names = list(attacks.stress.target)
    plans = [attacks.alone[name, people] for name in names]
    ranking = attacks.ranking
    units = _counted([plan.units for plan in plans], len(ranking.capacity))
    heads = _counted([plan.heads for plan in plans], len(ranking.places.room))
    found = _exceeding(units, np.array(ranking.capacity, dtype=np.int64)) | _exceeding(heads, np.array(ranking.places.room, dtype=np.int64))
    for place, name in enumerate(names):
        falling = np.array(sorted(attacks.closed[name]), dtype=np.intp)
        lends = units[:, falling].any(axis=1)
        found[place] |= lends
        found[:, place] |= lends
    return found


def _counted(counts: list[dict[int, int]], width: int) -> NDArray[np.int32]:
    table = np.zeros((len(counts), width), dtype=np.int32)
    for row, count in enumerate(counts):
        table[row, list(count)] = list(count.values())
    return table


def _exceeding(table: NDArray[np.int32], most: NDArray[np.int64]) -> Flags:
    found = np.zeros((len(table), len(table)), dtype=np.bool_)
    for row, counts in enumerate(table):
        used = np.flatnonzero(counts)
        found[row] = (table[:, used] + counts[used] > most[used]).any(axis=1)
    return found
