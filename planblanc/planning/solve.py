"""What the solving process does with one problem: search, then explain."""

from collections.abc import Callable

from planblanc.planning import prices
from planblanc.planning.work import Explanation, Found, Work
from solver import explain, moves, search, widening
from solver.proposal import Proposal

MOST_REJECTED = 10_000


def solve(work: Work, on_better: Callable[[Proposal], None]) -> Found:
    """The best proposal for the problem, explained; each better one on the way is told to `on_better`."""
    proposal = search.solve(work.problem, on_better=on_better)
    explanation = Explanation(
        needs=explain.explain(work.problem, proposal, most=_most_rejected(work)),
        widenings=widening.widenings(work.problem, proposal),
        moves=moves.moves(work.problem, work.before, proposal),
        by_hand=prices.outcomes(work.problem, proposal, work.choices),
    )
    return Found(proposal, explanation)


def _most_rejected(work: Work) -> int:
    """How many rejected candidates are told by need: all of them in a region, a fair part of what a plan may hold in a nation."""
    return max(explain.NEAREST_TOLD, MOST_REJECTED // max(1, len(work.problem.needs)))
