"""One stage after the other on few arcs, widened where the prices of those left out say so."""

import numpy as np

from solver import circulation, faces
from solver.canonical import Flags, Indices, Whole
from solver.faces import Face
from solver.goals.goal import Ladder
from solver.network import BASE, Network

# Candidates of a need looked at first, beside three times what it asks for; measured, see the decision page.
NEAREST = 8


class Stages:
    """The state of a search: the face that the stages so far leave, and the best circulation found on it.

    Only `active` sending arcs are given to the engine. The others are priced after each solve: those worth filling are
    activated and the stage is solved again, so that its potentials prove it over all the arcs.
    """

    def __init__(self, network: Network, nearest: int = NEAREST) -> None:
        self.network = network
        self.face = faces.whole(network)
        self.flow = network.lower.copy()
        self.potentials: list[Whole] = []
        self.solves = 0
        self._order = _nearest_first(network)
        self._step = nearest
        self._active = self._first(nearest)
        self._is_whole = not network.lower.any()
        if not self._is_whole:
            self._solve(np.zeros(network.sending.stop, dtype=np.int64))
            self._is_whole = True

    def improve(self, costs: Whole | Ladder) -> None:
        """Find the best circulation of the face, prove it, and keep the face of those as good."""
        while True:
            potentials = self._solve(costs)
            worth = self._worth_activating(costs, potentials)
            if not worth.any():
                break
            self._activate(worth)
        self.face = faces.restrict(self.network, self.face, costs, potentials, self.flow)
        self.potentials.append(potentials)

    def _first(self, nearest: int) -> Flags:
        network = self.network
        quantity = np.array([need.quantity for need in network.canonical.needs], dtype=np.int64)
        need = network.pairs.need[network.parts.pair]
        parts = network.parts
        special = parts.is_pinned | parts.is_under_way | parts.is_asked | (parts.lower > 0)
        return (self._order < (nearest + 3 * quantity)[need]) | special

    def _worth_activating(self, costs: Whole | Ladder, potentials: Whole) -> Flags:
        network = self.network
        sending = np.zeros(network.sending.stop, dtype=np.int64) if isinstance(costs, Ladder) else costs
        slack = faces.reduced(network, sending, potentials)[network.sending]
        waiting = ~self._active & self.face.is_free[network.sending]
        return waiting & (slack < 0)

    def _activate(self, worth: Flags) -> None:
        """Activate the nearest of these for each need, in steps that double."""
        arcs = np.flatnonzero(worth)
        need = self.network.pairs.need[self.network.parts.pair[arcs]]
        order = np.lexsort((self._order[arcs], need))
        arcs, need = arcs[order], need[order]
        starts = np.flatnonzero(np.diff(need, prepend=-1))
        rank = np.arange(len(arcs)) - np.repeat(starts, np.diff(np.append(starts, len(arcs))))
        self._step *= 2
        self._active[arcs[rank < self._step]] = True

    def _solve(self, costs: Whole | Ladder) -> Whole:
        """Put the best flow on the active arcs; the potentials of all nodes are given back."""
        network = self.network
        used = np.flatnonzero(self._usable() & self.face.is_free)
        cost = np.zeros(len(network.tail), dtype=np.int64)
        unit_cost = np.zeros(0, dtype=np.int64)
        unit_arc = np.zeros(0, dtype=np.intp)
        if isinstance(costs, Ladder):
            unit_arc, unit_cost = _free_units(network, self.face, costs)
            is_usable = np.zeros(len(network.tail), dtype=np.bool_)
            is_usable[used] = True
            unit_cost, unit_arc = unit_cost[is_usable[unit_arc]], unit_arc[is_usable[unit_arc]]
            used = used[(used < costs.arcs.start) | (used >= costs.arcs.stop)]
        else:
            cost[network.sending] = costs
        arc = np.concatenate([used, unit_arc])
        room = np.concatenate([(self.face.upper - self.face.lower)[used], np.ones(len(unit_arc), dtype=np.int64)])
        cost = np.concatenate([cost[used], unit_cost])
        if self._is_whole and not cost.any():
            return _extended(network, costs, np.where(_touched(network, arc), 0, _UNTOUCHED))
        potentials = self._run(arc, room, cost)
        return _extended(network, costs, potentials)

    def _run(self, arc: Indices, room: Whole, cost: Whole) -> Whole:
        network = self.network
        touched = _touched(network, arc)
        number = np.cumsum(touched) - 1
        arcs = circulation.Arcs(int(touched.sum()), number[network.tail[arc]], number[network.head[arc]], room, cost)
        supply = -_balance(network, self.face.lower)[touched]
        found = circulation.least_costly(arcs, supply)
        self.solves += 1
        self.flow = self.face.lower + np.bincount(arc, weights=found, minlength=len(network.tail)).astype(np.int64)
        potentials = np.full(network.nodes, _UNTOUCHED)
        potentials[touched] = circulation.prices(arcs, found)
        return potentials

    def _usable(self) -> Flags:
        """The active sending arcs, and the arcs that feed their resources."""
        network = self.network
        usable = np.ones(len(network.tail), dtype=np.bool_)
        usable[network.sending] = self._active
        live = np.zeros(network.nodes, dtype=np.bool_)
        live[network.tail[network.sending][self._active]] = True
        for section in reversed(network.feeding):
            usable[section] = live[network.head[section]]
            live[network.tail[section][usable[section]]] = True
        return usable


_UNTOUCHED = np.iinfo(np.int64).min


def _touched(network: Network, arc: Indices) -> Flags:
    touched = np.zeros(network.nodes, dtype=np.bool_)
    touched[network.tail[arc]] = True
    touched[network.head[arc]] = True
    return touched


def _balance(network: Network, flow: Whole) -> Whole:
    """What leaves each node less what enters it."""
    carried = np.flatnonzero(flow)
    leaving = np.bincount(network.tail[carried], weights=flow[carried], minlength=network.nodes)
    entering = np.bincount(network.head[carried], weights=flow[carried], minlength=network.nodes)
    return (leaving - entering).astype(np.int64)


def _extended(network: Network, costs: Whole | Ladder, potentials: Whole) -> Whole:
    """Give the nodes that no arc of the solve touched the price at which they could be reached."""
    potentials[[BASE]] = np.where(potentials[BASE] == _UNTOUCHED, 0, potentials[BASE])
    first_cost = np.zeros(len(network.tail), dtype=np.int64)
    if isinstance(costs, Ladder) and costs.arcs == network.lending:
        first_cost[network.lending] = network.lender_load + 1
    for section in network.feeding:
        head, tail = network.head[section], network.tail[section]
        potentials[head] = np.where(potentials[head] == _UNTOUCHED, potentials[tail] + first_cost[section], potentials[head])
    return np.where(potentials == _UNTOUCHED, 0, potentials)


def _free_units(network: Network, face: Face, ladder: Ladder) -> tuple[Indices, Whole]:
    """The units of the ladder that the face leaves free: their arcs, and what they cost."""
    starts = np.flatnonzero(np.diff(ladder.arc, prepend=-1))
    unit = np.arange(len(ladder.arc)) - np.repeat(starts, np.diff(np.append(starts, len(ladder.arc))))
    arc = ladder.arc + ladder.arcs.start
    unit += network.lower[arc]
    free = (unit >= face.lower[arc]) & (unit < face.upper[arc])
    return arc[free], ladder.cost[free]


def _nearest_first(network: Network) -> Whole:
    """The place of every sending arc among those of its need, nearest first as the preferences see it."""
    pairs = network.pairs
    stale = network.canonical.is_stale[pairs.resource]
    key = (pairs.rung > 2).astype(np.int64) * 2 + stale
    key = (key * 2**17 + pairs.minutes) * 2 + (pairs.rung > 0)
    key = key[network.parts.pair]
    need = pairs.need[network.parts.pair]
    order = np.argsort(need * 2**24 + key, kind="stable")
    starts = np.flatnonzero(np.diff(need[order], prepend=-1))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    return place
