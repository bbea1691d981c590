"""Vital needs, then high, then normal are covered, shared fairly between establishments of equal criticality.

Fair is leximin on the part of its need that each group receives. The sets of units that can be covered together form a
matroid, so only the order of the weights of the units counts, and this order of the (j+1)-th unit of a group gives the
leximin cover: first by criticality, then by j/need, then by -(j+1)/need, which is the order of the gains of a penalty
that falls steeply enough with the part received.
"""

from fractions import Fraction

import numpy as np

from solver.arrays import Flags, Indices, Whole
from solver.face import Ladder
from solver.goals.goal import Goal
from solver.needs import Criticality, Need
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal

# Weights beyond that would not be exact in linear programming.
STEEPEST = 2**24


def measure(problem: Problem, proposal: Proposal) -> int:
    """The sum of the ranks of the uncovered units, the most urgent unit having the highest rank."""
    asked, received = _by_group(problem, proposal)
    keys = {key for group, quantity in asked.items() for key in _keys(group[1], quantity, range(quantity))}
    rank = {key: number for number, key in enumerate(sorted(keys, reverse=True), start=1)}
    return sum(rank[key] for group, quantity in asked.items() for key in _keys(group[1], quantity, range(received[group], quantity)))


def _keys(criticality: int, quantity: int, units: range) -> list[tuple[int, float, float]]:
    return [(criticality, unit / quantity, -(unit + 1) / quantity) for unit in units]


def group_of(need: Need) -> tuple[str, int, bool]:
    """What coverage is shared between: establishment, criticality, and people or things."""
    return need.establishment, need.criticality.value, need.wants_people


def _by_group(problem: Problem, proposal: Proposal) -> tuple[dict[tuple[str, int, bool], int], dict[tuple[str, int, bool], int]]:
    unmet = {entry.need: entry.quantity for entry in proposal.unmet}
    asked: dict[tuple[str, int, bool], int] = {}
    received: dict[tuple[str, int, bool], int] = {}
    sent = dict.fromkeys(problem.need, 0)
    for (identity, _), quantity in proposal.sent.items():
        sent[identity] += quantity
    for need in problem.needs:
        group = group_of(need)
        asked[group] = asked.get(group, 0) + max(need.quantity, sent[need.id])
        received[group] = received.get(group, 0) + max(need.quantity, sent[need.id]) - unmet.get(need.id, 0)
    return asked, received


def costs(network: Network, free: Flags) -> Ladder:
    """Each unit of a group gains its rank; units that nobody could bring are left out."""
    need = network.group_need
    group = np.repeat(np.arange(len(need)), need)
    unit = np.arange(len(group)) - np.repeat(np.cumsum(need) - need, need)
    rank = _ranks(network.group_criticality[group], unit / need[group], (unit + 1) / need[group])
    first = network.lower[network.coverage][group]
    some = (unit >= first) & (unit < first + network.reachable)
    return Ladder(network.coverage, group[some], -rank[some])


def costs_of(network: Network, criticality: Criticality) -> Ladder:
    """The same for the needs of one criticality alone, as steep as leximin asks for where that fits.

    Where floors or teams make no matroid of what can be covered together, the sum counts, and not only the order: `steep`
    weights give leximin itself, and ranks, where those are too large, a sum that has the same order unit by unit.
    """
    need = network.group_need
    group = np.repeat(np.arange(len(need)), need)
    unit = np.arange(len(group)) - np.repeat(np.cumsum(need) - need, need)
    concerned = network.group_criticality[group] == criticality
    weight = np.zeros(len(group), dtype=np.int64)
    weight[concerned] = _weights(need[group[concerned]], unit[concerned])
    first = network.lower[network.coverage][group]
    some = (unit >= first) & (unit < first + network.reachable)
    return Ladder(network.coverage, group[some], -weight[some])


def _weights(need: Whole, unit: Whole) -> Whole:
    """The gain of the (unit+1)-th of so many: how many parts up to it are left behind, the smallest outweighing all the larger."""
    parts = sorted({Fraction(int(done), int(asked)) for done, asked in zip(unit, need, strict=True)})
    base = int((unit == 0).sum()) + 1
    if base ** len(parts) > STEEPEST:
        return _ranks(np.zeros_like(need), unit / need, (unit + 1) / need)
    steps = [base ** (len(parts) - place) for place in range(1, len(parts) + 1)]
    gains = [
        sum(step for part, step in zip(parts, steps, strict=True) if done <= part * asked < done + 1)
        for done, asked in zip(unit.tolist(), need.tolist(), strict=True)
    ]
    return np.array(gains, dtype=np.int64)


def _ranks(criticality: Whole, before: np.ndarray, after: np.ndarray) -> Whole:
    """1 for the least urgent key, equal keys having equal ranks; quotients of small integers compare exactly."""
    order: Indices = np.lexsort((-after, before, criticality))[::-1]
    keys = np.stack([criticality[order], before[order], after[order]])
    is_new = np.ones(len(order), dtype=np.int64)
    is_new[1:] = (np.diff(keys, axis=1) != 0).any(axis=0)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.cumsum(is_new)
    return rank


GOAL = Goal("coverage", "Couvrir les besoins vitaux, puis élevés, puis normaux, équitablement", measure, costs, packs=False)
