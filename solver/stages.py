"""One stage after the other on few arcs, widened where the prices of those left out say so."""

from collections.abc import Sequence

import numpy as np

from solver import cycles, late, optimality, packing
from solver.active import NEAREST, Active
from solver.arrays import Whole
from solver.circulation import NotTheBest
from solver.face import Costs, Face
from solver.goals import fewest_lenders, tie_break
from solver.goals.goal import Goal
from solver.network import Network
from solver.subgraph import Subgraph

# For the one stage that is no network, in the deterministic seconds of CP-SAT.
EFFORT = 0.5
# Rounds within which the prices of a circulation that is known must be found; those of the best one take some ten to thirty.
STEPS = 100


class Stages:
    """The state of a search: the face that the stages so far leave, and the best circulation found on it.

    A circulation that is `known`, thought to be the best, is proven stage after stage without a run, and searched from
    where that fails.

    Only `active` sending arcs are given to the engine. The others are priced after each run: those worth filling are
    activated and the run is made again, so that the potentials prove each stage over all the arcs.
    """

    def __init__(self, network: Network, nearest: int = NEAREST, effort: float = EFFORT, known: Whole | None = None) -> None:
        self.network = network
        self.face = Face(network.lower, network.upper)
        self.potentials: list[Whole] = []
        self.bounds: dict[str, int] = {}
        self._effort = effort
        self.runs = 0
        self._active = Active(network, nearest)
        self._is_known = known is not None
        self.flow = network.lower
        if known is not None:
            self.flow = known
            self._active.flags |= known[network.sending] > 0
        elif network.lower.any():
            self.flow = self._subgraph().feasible()

    def improve(self, goals: Sequence[Goal]) -> int:
        """Improve the circulation by the first goals that one run can serve, and prove each; how many is given back.

        None were when candidates had to be activated before the first: call again.
        """
        if goals[0].costs is None:
            self._settle_lines(goals[0])
            return 1
        free = self.face.is_free[self.network.sending]
        pack = packing.first_pack(self.network, goals, free)
        if not self._is_known:
            self._run(pack)
        for done, costs in enumerate(pack.costs):
            potentials = self._prices(costs)
            if potentials is None or self._active.widen(self.face, costs, potentials):
                return done
            self.face = optimality.restrict(self.network, self.face, costs, potentials, self.flow)
            self.potentials.append(potentials)
        return len(pack.costs)

    def _prices(self, costs: Costs) -> Whole | None:
        """The prices of a stage; none where the known circulation is not shown to be the best, and is known no longer."""
        try:
            return self._subgraph().prices(costs, self.flow, STEPS if self._is_known else None)
        except NotTheBest:
            if not self._is_known:
                raise
            self._is_known = False
            return None

    def _settle_lines(self, goal: Goal) -> None:
        """Search for fewer lenders unless no fewer can do, and close the deliveries that are not made."""
        self._draw()
        tight = cycles.tight(self.network, self.face, self.flow)
        self.bounds[goal.name] = fewest_lenders.bound(self.network, tight)
        if fewest_lenders.made(self.network, self.flow) > self.bounds[goal.name]:
            self.flow = late.load(late.LINES).fewest(self.network, tight, self.flow, self._effort)
            self._is_known = False
            self._active.flags |= self.flow[self.network.sending] > 0
        self.face = fewest_lenders.settle(self.network, self.face, self.flow)
        self.potentials.append(np.zeros(0, dtype=np.int64))

    def _draw(self) -> None:
        """Take the circulation that the fixed draw prefers among the best so far, that the way to it be never seen after.

        It is thereby the one that the last stage looks for, unless fewer lenders are found.
        """
        while True:
            costs = tie_break.costs(self.network, self.face.is_free[self.network.sending])
            if not self._is_known:
                self._run(packing.Pack((costs,), costs))
            potentials = self._prices(costs)
            if potentials is not None and not self._active.widen(self.face, costs, potentials):
                self._is_known = True
                return

    def _run(self, pack: packing.Pack) -> None:
        flow = self._subgraph().least_costly(pack.total, self.flow)
        if flow is not None:
            self.flow = flow
            self.runs += 1

    def _subgraph(self) -> Subgraph:
        return Subgraph(self.network, self.face, self._active.flags)
