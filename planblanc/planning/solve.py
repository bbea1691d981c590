"""What the solving process does with one problem: search, then explain."""

from collections.abc import Callable

from planblanc.planning.work import Explanation, Found, Work
from solver import explain, moves, search, widening
from solver.proposal import Proposal


def solve(work: Work, on_better: Callable[[Proposal], None]) -> Found:
    """The best proposal for the problem, explained; each better one on the way is told to `on_better`."""
    proposal = search.solve(work.problem, on_better=on_better)
    explanation = Explanation(
        needs=explain.explain(work.problem, proposal),
        widenings=widening.widenings(work.problem, proposal),
        moves=moves.moves(work.problem, work.before, proposal),
    )
    return Found(proposal, explanation)
