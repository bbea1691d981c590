"""The search where floors by competence or teams bind: every stage in order, each with what proves it."""

from collections.abc import Callable

from solver import cycles, flows, lines, nearest
from solver.arrays import Whole
from solver.branching import Branching
from solver.goals import fewest_lenders
from solver.pieces import COARSE, FINE, PIECES, Piece, free_somewhere, settled
from solver.rows import Rows
from solver.steps import Step


class WithRows:
    """The state of such a search; it begins with the nearest-first list, which breaks no rule."""

    def __init__(self, rows: Rows, *, leaves: int, effort: float) -> None:
        network = rows.network
        self.rows = rows
        self.steps: list[Step] = []
        self._effort = effort
        self._branching = Branching(rows, flows.of_proposal(network, nearest.nearest_first(network.canonical.problem)), leaves)

    @property
    def flow(self) -> Whole:
        """The best circulation so far."""
        return self._branching.flow

    def run(self, on_better: Callable[[], None]) -> None:
        """All the stages; one that cannot be closed leaves the rest to be improved as far as may be, and proven no more."""
        is_proven = True
        for piece in PIECES:
            step = self._stage(piece)
            if is_proven:
                self.steps.append(step)
            if not step.is_closed:
                is_proven = False
                self._branching.narrow()
                if not self._stage(piece).is_closed:
                    return
            on_better()

    def _stage(self, piece: Piece) -> Step:
        if piece.costs is None:
            return self._settle_lines()
        free = free_somewhere(self.rows.network, self._branching.alive)
        return self._branching.improve(piece.costs(self.rows.network, free))

    def _settle_lines(self) -> Step:
        """Fewer lenders for equipment, which no row concerns: any leaf tells what is left of it."""
        self._draw()
        network, branching = self.rows.network, self._branching
        tight = cycles.tight(network, branching.alive[0].face, branching.flow)
        if fewest_lenders.made(network, branching.flow) > fewest_lenders.bound(network, tight):
            branching.flow = lines.fewest(network, tight, branching.flow, self._effort)
        branching.alive = settled(self.rows, branching.alive, branching.flow)
        return Step(is_closed=True)

    def _draw(self) -> None:
        """Take the circulation that the fixed draw prefers, that the way to it be never seen after."""
        before = self._branching.alive
        for piece in (COARSE, FINE):
            if not self._stage(piece).is_closed:
                break
        self._branching.alive = before
