"""Which sending arcs the engine is given: the nearest first, then those that a price says are worth filling."""

import numpy as np

from solver import optimality
from solver.arrays import Flags, Whole, place_in_run
from solver.face import Costs, Face
from solver.network import Network
from solver.subgraph import nearest_first

# Candidates of a need looked at first, beside as many times what it asks for; see the decision page for the figures.
NEAREST = 6
TIMES_ASKED = 2


class Active:
    """The sending arcs looked at; the others are priced after each run, and activated where they are worth filling."""

    def __init__(self, network: Network, nearest: int = NEAREST) -> None:
        self._network = network
        self._place = nearest_first(network)
        self._step = nearest
        self.flags = self._first(nearest)

    def _first(self, nearest: int) -> Flags:
        parts = self._network.parts
        quantity = np.array([need.quantity for need in self._network.canonical.needs], dtype=np.int64)
        reach = (nearest + TIMES_ASKED * quantity)[self._network.pairs.need[parts.pair]]
        is_special = parts.is_pinned | parts.is_under_way | parts.is_asked | (parts.lower > 0)
        return (self._place < reach) | is_special

    def widen(self, face: Face, costs: Costs, potentials: Whole) -> bool:
        """Activate the nearest of the arcs left out that are worth filling, in steps that double; whether there were any."""
        slack = optimality.reduced(self._network, costs, potentials)[self._network.sending]
        waiting = ~self.flags & face.is_free[self._network.sending]
        worth = np.flatnonzero(waiting & (slack < 0))
        if not len(worth):
            return False
        need = self._network.pairs.need[self._network.parts.pair[worth]]
        order = np.lexsort((self._place[worth], need))
        rank = place_in_run(need[order])
        self._step *= 2
        self.flags[worth[order[rank < self._step]]] = True
        return True
