"""The search with rows as a tree: a leaf is what some choices leave open, and a split cuts it in two."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.arrays import Flags, Whole
from solver.face import Costs, Face, Ladder
from solver.network import Network
from solver.rows import Rows, out_of_reach
from solver.steps import Prices, Split, Step


@dataclass(frozen=True, eq=False)
class Leaf:
    """Bounds on the arcs, and the rows that must be met to the unit."""

    face: Face
    tight: Flags

    @property
    def is_crossed(self) -> bool:
        """Whether its bounds cross, so that it holds nothing."""
        return bool((self.face.lower > self.face.upper).any())


def root(rows: Rows) -> Leaf:
    """All that may be: teams that cannot be filled whatever else is done are closed from the start."""
    leaf = Leaf(Face(rows.network.lower, rows.network.upper), np.zeros(len(rows.most), dtype=np.bool_))
    for number in out_of_reach(rows):
        leaf = halves(rows, leaf, Split(number))[1]
    return leaf


def told(rows: Rows, costs: Costs, prices: Prices) -> Costs:
    """The costs so many times over, or none, and what the rows cost a unit on each sending arc."""
    beside = rows.on_arcs(prices.of_rows)
    if prices.shows_nothing_there:
        return beside
    if isinstance(costs, Ladder):
        return Ladder(costs.arcs, costs.arc, costs.cost * prices.scale, beside)
    return costs * prices.scale + beside


def halves(rows: Rows, leaf: Leaf, split: Split) -> tuple[Leaf, Leaf]:
    """The two leaves that a split makes of one."""
    lower, upper = leaf.face.lower.copy(), leaf.face.upper.copy()
    if split.team is None:
        lower[split.arc] = max(lower[split.arc], split.at + 1)
        upper[split.arc] = min(upper[split.arc], split.at)
    else:
        team = rows.teams[split.team]
        lower[team.lines] = np.maximum(lower[team.lines], team.asked)
        upper[team.joining] = 0
    return Leaf(Face(lower, leaf.face.upper), leaf.tight), Leaf(Face(leaf.face.lower, upper), leaf.tight)


def nodes_of(rows: Rows, alive: Sequence[Leaf], step: Step) -> dict[int, Leaf]:
    """The leaves that a stage ends with, by number, those whose bounds cross left out."""
    nodes = dict(enumerate(alive))
    made = len(nodes)
    for number, split in step.splits:
        for leaf in halves(rows, nodes.pop(number), split):
            nodes[made] = leaf
            made += 1
    return {number: leaf for number, leaf in nodes.items() if not leaf.is_crossed}


def total(network: Network, costs: Costs, flow: Whole) -> int:
    """What the circulation costs, up to the constant of the goal."""
    if not isinstance(costs, Ladder):
        return sum((costs * flow[network.sending]).tolist())
    unit = np.arange(len(costs.arc)) - np.searchsorted(costs.arc, costs.arc) + network.lower[costs.arcs][costs.arc]
    return sum(costs.cost[unit < flow[costs.arcs][costs.arc]].tolist())
