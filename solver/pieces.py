"""The preferences as they are searched for where rows bind: sums small enough for the prices of linear programming to be exact."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver import goals
from solver.arrays import Flags, Whole
from solver.face import Costs
from solver.goals import cover_fairly, fewest_lenders, tie_break
from solver.goals.goal import Goal
from solver.leaves import Leaf
from solver.needs import Criticality
from solver.network import Network
from solver.rows import Rows

HALF = 2 ** (tie_break.BITS // 2)


@dataclass(frozen=True)
class Piece:
    """One sum of a preference; no costs where it is no network."""

    goal: Goal
    costs: Callable[[Network, Flags], Costs] | None


def _of(goal: Goal) -> list[Piece]:
    if goal is cover_fairly.GOAL:
        return [Piece(goal, _covering(criticality)) for criticality in Criticality]
    if goal is tie_break.GOAL:
        return [COARSE, FINE]
    return [Piece(goal, goal.costs)]


def _covering(criticality: Criticality) -> Callable[[Network, Flags], Costs]:
    return lambda network, free: cover_fairly.costs_of(network, criticality)


# The draw by its first bits, then by the others: as fixed as their sum.
COARSE = Piece(tie_break.GOAL, lambda network, free: tie_break.costs(network, free) // HALF)
FINE = Piece(tie_break.GOAL, lambda network, free: tie_break.costs(network, free) % HALF)
PIECES = tuple(piece for goal in goals.GOALS for piece in _of(goal))


def free_somewhere(network: Network, leaves: Sequence[Leaf]) -> Flags:
    """The sending arcs that some leaf leaves free, or that two leaves hold at different units."""
    least = np.minimum.reduce([leaf.face.lower for leaf in leaves])
    most = np.maximum.reduce([leaf.face.upper for leaf in leaves])
    free: Flags = (least < most)[network.sending]
    return free


def pieces_of(goal: Goal) -> tuple[Piece, ...]:
    """The sums that a preference is searched for by."""
    return tuple(piece for piece in PIECES if piece.goal is goal)


def settled(rows: Rows, alive: Sequence[Leaf], flow: Whole) -> tuple[Leaf, ...]:
    """The leaves with the deliveries closed that the circulation does not make."""
    return tuple(Leaf(fewest_lenders.settle(rows.network, leaf.face, flow), leaf.tight) for leaf in alive)
