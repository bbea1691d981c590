"""The stages of a problem with rows: a network where the rows are priced, and a tree where prices do not do.

Each stage bounds the leaves that the stages before left, the most promising first. The rows that the network optimum of a
leaf breaks get prices from linear programming, by which it is a network again; a leaf whose optimum parts a team, or that no
price brings to keep the rows, is split. Those that reach the least value go on to the next stage, cut down to what reaches it.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver import dual, leaves, relaxing
from solver.active import Active
from solver.arrays import Whole
from solver.face import Costs, Face
from solver.leaves import Leaf
from solver.rows import Rows
from solver.steps import MOST_LEAVES, Prices, Split, Step
from solver.subgraph import Subgraph


@dataclass(frozen=True, eq=False)
class _Judged:
    """A leaf with the prices of a stage: the least that it can reach, what reaches it, and a circulation that does, if known."""

    prices: Prices
    bound: int
    best: Leaf
    flow: Whole
    keeps: Whole | None

    @property
    def is_exact(self) -> bool:
        """Whether the best of the leaf is all that reaches the bound."""
        return self.bound % self.prices.scale == 0

    @property
    def least(self) -> int:
        """The least whole value."""
        return -(-self.bound // self.prices.scale)


class Branching:
    """The leaves that the stages so far leave open, and the best circulation that keeps every rule."""

    def __init__(self, rows: Rows, flow: Whole, most_leaves: int = MOST_LEAVES) -> None:
        self.rows = rows
        self._network = rows.network
        self._most_leaves = most_leaves
        self._active = Active(rows.network)
        self._active.flags |= flow[rows.network.sending] > 0
        self.flow = flow
        self.alive: tuple[Leaf, ...] = (leaves.root(rows),)
        self.judged = 0

    def improve(self, costs: Costs) -> Step:
        """Find the least of the costs, and keep what reaches it; where the work allowed does not do, the leaves stay as they were."""
        tree = _Tree(self, costs)
        value = leaves.total(self._network, costs, self.flow)
        while tree.heap and tree.heap[0][0] <= value:
            number = -heapq.heappop(tree.heap)[-1]
            judged = tree.judged[number]
            if judged.keeps is not None and judged.least < value:
                value, self.flow = judged.least, judged.keeps
            if judged.is_exact and judged.least == value:
                tree.kept.append(number)
            elif len(tree.nodes) >= self._most_leaves + len(self.alive):
                return tree.step(is_closed=False)
            else:
                tree.cut(number)
        self.alive = tuple(tree.judged[number].best for number in sorted(tree.kept))
        return tree.step(is_closed=True)

    def narrow(self) -> None:
        """Leave only the leaf of the best circulation, its teams as they are in it."""
        leaf = next(leaf for leaf in self.alive if self._is_within(leaf))
        for number, team in enumerate(self.rows.teams):
            is_whole = bool((self.flow[team.lines] >= team.asked).all())
            leaf = leaves.halves(self.rows, leaf, Split(number))[0 if is_whole else 1]
        self.alive = (leaf,)

    def _is_within(self, leaf: Leaf) -> bool:
        within = (leaf.face.lower <= self.flow) & (self.flow <= leaf.face.upper)
        return bool(within.all()) and self.rows.are_kept(self.flow, leaf.tight)

    def judge(self, leaf: Leaf, costs: Costs) -> _Judged | Prices:
        """Bound a leaf, or show that it holds nothing."""
        self.judged += 1
        start = self._circulation(leaf)
        if isinstance(start, Prices):
            return start
        none = np.zeros(len(self.rows.most), dtype=np.int64)
        prices, flow = self._optimum(leaf, costs, Prices(none, none), start)
        if not self.rows.are_kept(flow, leaf.tight):
            free = relaxing.free_arcs(self.rows, leaf.face, self._subgraph(leaf.face), costs)
            of_rows, scale, is_feasible = relaxing.row_prices(leaf, free)
            wanted = Prices(none, of_rows, scale, shows_nothing_there=not is_feasible)
            other, other_flow = self._optimum(leaf, costs, wanted, flow)
            if is_feasible:
                prices, flow = other, other_flow
            elif dual.bound(self.rows, leaf, costs, other) > 0:
                return other
        best = dual.best(self.rows, leaf, costs, prices)
        return _Judged(prices, dual.bound(self.rows, leaf, costs, prices), best, flow, self._keeping(best, flow))

    def _circulation(self, leaf: Leaf) -> Whole | Prices:
        """Some circulation within the bounds of the leaf."""
        none = np.zeros(len(self.rows.most), dtype=np.int64)
        while True:
            flow, potentials = self._subgraph(leaf.face).balanced()
            if flow is not None:
                return flow
            if not self._active.widen(leaf.face, np.zeros(self._network.sending.stop, dtype=np.int64), potentials):
                return Prices(potentials, none, shows_nothing_there=True)

    def _optimum(self, leaf: Leaf, costs: Costs, wanted: Prices, flow: Whole) -> tuple[Prices, Whole]:
        """The network optimum of the leaf at these prices of the rows, and the potentials that prove it."""
        told = leaves.told(self.rows, costs, wanted)
        while True:
            found = self._subgraph(leaf.face).least_costly(told, flow)
            flow = flow if found is None else found
            potentials = self._subgraph(leaf.face).prices(told, flow)
            if not self._active.widen(leaf.face, told, potentials):
                return Prices(potentials, wanted.of_rows, wanted.scale, wanted.shows_nothing_there), flow

    def _keeping(self, best: Leaf, flow: Whole) -> Whole | None:
        """A circulation of the best that keeps the rows and parts no team, if one is found."""
        closed = self._closing(best, flow)
        if closed is not None:
            best, flow = closed
            if self.rows.are_kept(flow, best.tight):
                return flow
        nothing = np.zeros(self._network.sending.stop, dtype=np.int64)
        free = relaxing.free_arcs(self.rows, best.face, self._subgraph(best.face), nothing)
        return relaxing.whole_circulation(self.rows, best, free, flow)

    def _closing(self, best: Leaf, flow: Whole) -> tuple[Leaf, Whole] | None:
        """The best with every team closed that is parted, and a circulation of it; none where that loses something.

        A stage does not see most teams: nobody joins those, and no leaf is split for them.
        """
        while parted := self.rows.parted(flow):
            for team in parted:
                best = leaves.halves(self.rows, best, Split(team))[1]
            found = None if best.is_crossed else self._circulation(best)
            if found is None or isinstance(found, Prices):
                return None
            flow = found
        return best, flow

    def _subgraph(self, face: Face) -> Subgraph:
        return Subgraph(self._network, face, self._active.flags)

    def split(self, leaf: Leaf, judged: _Judged) -> Split:
        """Where to cut: a team that is parted, else an arc of a row that is not kept."""
        parted = self.rows.parted(judged.flow)
        if parted:
            return Split(parted[0])
        taken, most = self.rows.taken(judged.flow), self.rows.most
        is_wrong = (taken > most) | (judged.best.tight & (taken != most))
        entries = np.flatnonzero(is_wrong[self.rows.row])
        arcs = self.rows.arc[entries]
        over = (taken > most)[self.rows.row[entries]]
        may = np.where(over, judged.flow[arcs] > leaf.face.lower[arcs], judged.flow[arcs] < leaf.face.upper[arcs])
        arc = int(arcs[np.flatnonzero(may)[0]])
        return Split(None, arc, int(judged.flow[arc]) - bool(over[np.flatnonzero(may)[0]]))


class _Tree:
    """The leaves of one stage as they are cut; of two that promise as much, first the one known to keep its promise, then the younger."""

    def __init__(self, branching: Branching, costs: Costs) -> None:
        self._branching = branching
        self._costs = costs
        self.nodes: list[Leaf] = []
        self.judged: dict[int, _Judged] = {}
        self.kept: list[int] = []
        self.heap: list[tuple[int, bool, int]] = []
        self._empty: dict[int, Prices] = {}
        self._splits: list[tuple[int, Split]] = []
        self._add(branching.alive)

    def _add(self, some: Sequence[Leaf]) -> None:
        for leaf in some:
            number = len(self.nodes)
            self.nodes.append(leaf)
            if leaf.is_crossed:
                continue
            judged = self._branching.judge(leaf, self._costs)
            if isinstance(judged, Prices):
                self._empty[number] = judged
            else:
                self.judged[number] = judged
                heapq.heappush(self.heap, (judged.least, judged.keeps is None, -number))

    def cut(self, number: int) -> None:
        """Split one leaf and judge its halves."""
        split = self._branching.split(self.nodes[number], self.judged[number])
        self._splits.append((number, split))
        halves = leaves.halves(self._branching.rows, self.nodes[number], split)
        del self.judged[number]
        self._add(halves)

    def step(self, *, is_closed: bool) -> Step:
        """What there is to tell of the stage."""
        return Step(is_closed, tuple(self._splits), {**self._empty, **{number: judged.prices for number, judged in self.judged.items()}})
