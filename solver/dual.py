"""What prices alone prove: no circulation of a leaf that keeps the rows costs less; NumPy and exact whole numbers."""

import numpy as np

from solver import leaves, optimality
from solver.arrays import Whole
from solver.face import Costs, Face, Ladder
from solver.leaves import Leaf
from solver.optimality import NotProven
from solver.rows import Rows
from solver.steps import Prices


def bound(rows: Rows, leaf: Leaf, costs: Costs, prices: Prices) -> int:
    """The least that the costs, times the scale of the prices, can be; more than nought where they show that nothing is there."""
    if (prices.of_rows[~leaf.tight] < 0).any():
        raise NotProven("a row that need not be met has a negative price")
    told = leaves.told(rows, costs, prices)
    slack = optimality.reduced(rows.network, told, prices.potentials)
    largest = float(np.abs(slack).max(initial=0)) * float(max(leaf.face.upper.max(initial=0), 1))
    if largest >= 2.0**62:
        raise NotProven("the prices are too large to be added exactly")
    least = np.where(slack < 0, slack * leaf.face.upper, slack * leaf.face.lower)
    if isinstance(told, Ladder):
        least[told.arcs] = 0
        return _sum(least) + _of_ladder(rows, leaf.face, told, slack[told.arcs]) - _sum(prices.of_rows * rows.most)
    return _sum(least) - _sum(prices.of_rows * rows.most)


def best(rows: Rows, leaf: Leaf, costs: Costs, prices: Prices) -> Leaf:
    """What is left of a leaf for the circulations that reach the bound."""
    face = optimality.best_at(rows.network, leaf.face, leaves.told(rows, costs, prices), prices.potentials)
    return Leaf(face, leaf.tight | (prices.of_rows != 0))


def _of_ladder(rows: Rows, face: Face, ladder: Ladder, slack: Whole) -> int:
    """The units that an arc must carry, then those that gain."""
    first = rows.network.lower[ladder.arcs]
    unit = np.arange(len(ladder.arc)) - np.searchsorted(ladder.arc, ladder.arc) + first[ladder.arc]
    cost = ladder.cost + slack[ladder.arc]
    must = unit < face.lower[ladder.arcs][ladder.arc]
    may = ~must & (unit < face.upper[ladder.arcs][ladder.arc])
    return _sum(slack * first) + _sum(cost[must]) + _sum(np.minimum(cost[may], 0))


def _sum(values: Whole) -> int:
    return sum(values[values != 0].tolist())
