"""The arcs of a face that are looked at, as the engine wants them, and the prices of all the nodes."""

import numpy as np

from solver import chains, circulation, cycles
from solver.arrays import Flags, Indices, Whole, place_in_run, sum_by
from solver.circulation import Arcs
from solver.face import Face, Ladder
from solver.network import BASE, Network
from solver.pool import Rung

_UNTOUCHED = np.iinfo(np.int64).min


class Subgraph:
    """The free arcs between the base, the active sending arcs and back."""

    def __init__(self, network: Network, face: Face, active: Flags) -> None:
        self._network = network
        self._face = face
        self._used = np.flatnonzero(self._is_usable(active) & face.is_free)

    def _is_usable(self, active: Flags) -> Flags:
        """The active sending arcs, and the arcs that feed their resources."""
        network = self._network
        usable = np.ones(len(network.tail), dtype=np.bool_)
        usable[network.sending] = active
        live = np.zeros(network.nodes, dtype=np.bool_)
        live[network.tail[network.sending][active]] = True
        for section in reversed(network.feeding):
            usable[section] = live[network.head[section]]
            live[network.tail[section][usable[section]]] = True
        return usable

    def feasible(self) -> Whole:
        """Some circulation of the face."""
        nothing = np.zeros(self._network.sending.stop, dtype=np.int64)
        arc, arcs = self._numbered(*self._plain(nothing))
        return self._run(arc, arcs, self._face.lower)

    def balanced(self) -> tuple[Whole | None, Whole]:
        """Some circulation of the face, or none and the potentials that show that these arcs hold none."""
        nothing = np.zeros(self._network.sending.stop, dtype=np.int64)
        arc, room, cost = self._plain(nothing)
        supply = -_balance(self._network, self._face.lower)
        short, over = np.flatnonzero(supply < 0), np.flatnonzero(supply > 0)
        ends = (np.full(len(short), BASE), short), (over, np.full(len(over), BASE))
        beside = np.concatenate([-supply[short], supply[over]])
        arcs = Arcs(
            self._network.nodes,
            np.concatenate([self._network.tail[arc], ends[0][0], ends[1][0]]),
            np.concatenate([self._network.head[arc], ends[0][1], ends[1][1]]),
            np.concatenate([room, beside]),
            np.concatenate([cost, np.ones_like(beside)]),
        )
        found = circulation.least_costly(arcs, supply)
        if not found[len(arc) :].any():
            return self._face.lower + sum_by(arc, found[: len(arc)], len(self._face.lower)), np.zeros(self._network.nodes, dtype=np.int64)
        touched = self._touched(arc)
        touched[short] = touched[over] = True
        potentials = np.where(touched, circulation.prices(arcs, found), _UNTOUCHED)
        return None, self._extended(nothing, potentials)

    def least_costly(self, costs: Whole | Ladder, flow: Whole) -> Whole | None:
        """The best circulation, found from this one; None where nothing that can still change costs anything."""
        arc, room, cost = self.listed(costs)
        if not cost.any():
            return None
        carried = self._carried(arc, flow)
        moves = self._can_move(arc, room, carried)
        if not cost[moves].any():
            return None
        settled = flow.copy()
        np.subtract.at(settled, arc[moves], carried[moves])
        arc, arcs = self._numbered(arc[moves], room[moves], cost[moves])
        return self._run(arc, arcs, settled)

    def prices(self, costs: Whole | Ladder, flow: Whole, steps: int | None = None) -> Whole:
        """Potentials of all the nodes that prove the circulation the best on these arcs; `NotTheBest` after so many steps without."""
        arc, room, cost = self.listed(costs)
        touched = self._touched(arc)
        potentials = np.where(touched, 0, _UNTOUCHED)
        if cost.any():
            _, arcs = self._numbered(arc, room, cost)
            potentials[touched] = circulation.prices(arcs, self._carried(arc, flow), steps)
        return self._extended(costs, potentials)

    def listed(self, costs: Whole | Ladder) -> tuple[Indices, Whole, Whole]:
        """The arcs that are looked at, each unit of a ladder alone: which arc, the room left on it, its cost."""
        return self._unrolled(costs) if isinstance(costs, Ladder) else self._plain(costs)

    def _plain(self, costs: Whole) -> tuple[Indices, Whole, Whole]:
        used = self._used
        cost = np.zeros(len(used), dtype=np.int64)
        is_sending = used < self._network.sending.stop
        cost[is_sending] = costs[used[is_sending]]
        return used, (self._face.upper - self._face.lower)[used], cost

    def _unrolled(self, ladder: Ladder) -> tuple[Indices, Whole, Whole]:
        """The same, each free unit of the ladder being an arc of its own."""
        nothing = np.zeros(self._network.sending.stop, dtype=np.int64)
        used, room, cost = self._plain(nothing if ladder.beside is None else ladder.beside)
        beside = (used < ladder.arcs.start) | (used >= ladder.arcs.stop)
        unit = self._unit_of(ladder)
        arc = ladder.arc + ladder.arcs.start
        free = (unit >= self._face.lower[arc]) & (unit < self._face.upper[arc]) & np.isin(arc, used)
        return (
            np.concatenate([used[beside], arc[free]]),
            np.concatenate([room[beside], np.ones(int(free.sum()), dtype=np.int64)]),
            np.concatenate([cost[beside], ladder.cost[free]]),
        )

    def _unit_of(self, ladder: Ladder) -> Whole:
        """How many units of its arc come before each unit of the ladder."""
        unit: Whole = place_in_run(ladder.arc) + self._network.lower[ladder.arc + ladder.arcs.start]
        return unit

    def _carried(self, arc: Indices, flow: Whole) -> Whole:
        """What each of these arcs carries of the flow beyond its lower bound; units of a ladder fill from the first."""
        beyond = (flow - self._face.lower)[arc]
        is_unit = np.bincount(arc)[arc] > 1
        return np.where(is_unit, (place_in_run(arc) < beyond).astype(np.int64), beyond)

    def _can_move(self, arc: Indices, room: Whole, carried: Whole) -> Flags:
        tail, head = self._network.tail[arc], self._network.head[arc]
        return cycles.may_move(self._network.nodes, tail, head, grows=carried < room, shrinks=carried > 0)

    def _touched(self, arc: Indices) -> Flags:
        touched = np.zeros(self._network.nodes, dtype=np.bool_)
        touched[self._network.tail[arc]] = True
        touched[self._network.head[arc]] = True
        return touched

    def _numbered(self, arc: Indices, room: Whole, cost: Whole) -> tuple[Indices, Arcs]:
        touched = self._touched(arc)
        number = np.cumsum(touched) - 1
        tail, head = number[self._network.tail[arc]], number[self._network.head[arc]]
        return arc, Arcs(int(touched.sum()), tail, head, room, cost)

    def _run(self, arc: Indices, arcs: Arcs, settled: Whole) -> Whole:
        supply = -_balance(self._network, settled)[self._touched(arc)]
        short = chains.shortened(arcs, supply)
        found = circulation.least_costly(short.arcs, supply[short.nodes])[short.chain]
        return settled + sum_by(arc, found, len(settled))

    def _extended(self, costs: Whole | Ladder, potentials: Whole) -> Whole:
        """Give the nodes that no arc touched the price at which they could be reached."""
        network = self._network
        first_cost = np.zeros(len(network.tail), dtype=np.int64)
        if isinstance(costs, Ladder) and costs.arcs == network.lending:
            first_cost[network.lending] = network.lender_load + 1
        if potentials[BASE] == _UNTOUCHED:
            potentials[BASE] = 0
        for section in network.feeding:
            head, tail = network.head[section], network.tail[section]
            price = potentials[head]
            potentials[head] = np.where(price == _UNTOUCHED, potentials[tail] + first_cost[section], price)
        return np.where(potentials == _UNTOUCHED, 0, potentials)


def _balance(network: Network, flow: Whole) -> Whole:
    """What leaves each node less what enters it."""
    carried = np.flatnonzero(flow)
    leaving = sum_by(network.tail[carried], flow[carried], network.nodes)
    entering = sum_by(network.head[carried], flow[carried], network.nodes)
    return (leaving - entering).astype(np.int64)


def nearest_first(network: Network) -> Whole:
    """The place of every sending arc among those of its need, nearest first as the preferences see it."""
    pairs = network.pairs
    stale = network.canonical.is_stale[pairs.resource]
    key = (pairs.rung > Rung.REGION).astype(np.int64) * 2 + stale
    key = (key * 2**17 + pairs.minutes) * 2 + (pairs.rung != Rung.OWN_GROUP)
    need = pairs.need[network.parts.pair]
    order = np.argsort(need * 2**24 + key[network.parts.pair], kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = place_in_run(need[order])
    return place
