"""Several stages in one run of the engine, where their exact weighted sum stays far from overflow.

The weight of a stage is more than all that the stages after it can sum to, so that the optimum of the sum is the
lexicographic one; each stage is then proven by its own prices, never by the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from solver.arrays import Flags, Whole, sum_by
from solver.circulation import LARGEST_PRODUCT
from solver.face import Costs, Ladder
from solver.goals.goal import Goal
from solver.network import Network


@dataclass(frozen=True, eq=False)
class Pack:
    """The costs of the stages of one run, in order, and of their weighted sum."""

    costs: tuple[Costs, ...]
    total: Costs


def first_pack(network: Network, goals: Sequence[Goal], free: Flags) -> Pack:
    """As many of the first goals as one run can serve, at least one."""
    alone = _costs(network, goals[0], free)
    if isinstance(alone, Ladder) or not goals[0].packs:
        return Pack((alone,), alone)
    costs: list[Whole] = [alone]
    total = alone
    for goal in takewhile(lambda goal: goal.packs, goals[1:]):
        more = _costs(network, goal, free)
        if isinstance(more, Ladder):
            break
        weighted = _weighted(network, total, more, free)
        if weighted is None:
            break
        costs.append(more)
        total = weighted
    return Pack(tuple(costs), total)


def _costs(network: Network, goal: Goal, free: Flags) -> Costs:
    if goal.costs is None:
        raise ValueError(f"{goal.name} has no costs on a network")
    return goal.costs(network, free)


def _weighted(network: Network, total: Whole, more: Whole, free: Flags) -> Whole | None:
    weight = _range(network, more, free) + 1
    largest = int(np.abs(total[free]).max(initial=0)) * weight + int(np.abs(more[free]).max(initial=0))
    if largest * (network.nodes + 1) >= LARGEST_PRODUCT:
        return None
    return np.where(free, total * weight + more, 0)


def _range(network: Network, costs: Whole, free: Flags) -> int:
    """No two circulations of the face differ by more than that in the sum of these costs."""
    need = network.pairs.need[network.parts.pair[free]]
    largest = np.zeros(len(network.canonical.needs), dtype=np.int64)
    np.maximum.at(largest, need, np.abs(costs[free]))
    quantity = np.array([need.quantity for need in network.canonical.needs], dtype=np.int64)
    received = np.maximum(quantity, sum_by(need, network.parts.lower[free], len(quantity)))
    return int((received * largest).sum()) * 2
