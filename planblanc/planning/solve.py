"""What the solving process does with one problem: search, explain, then weigh other choices."""

from collections.abc import Callable
from dataclasses import replace

from planblanc.planning import prices
from planblanc.planning.work import Explanation, Found, Work
from solver import explain, moves, sacrifice, search, widening

MOST_REJECTED = 10_000
MOST_SACRIFICES = 5

# Beyond so many needs, giving one of them what another has is no longer a choice that a person weighs pair by pair.
MOST_NEEDS_WEIGHED = 100


def solve(work: Work, on_better: Callable[[object], None]) -> Found:
    """The best proposal for the problem, explained; each better one on the way is told to `on_better`.

    What other choices would cost is searched for last: should time lack for it, the plan that was explained stands without.
    """
    proposal = search.solve(work.problem, on_better=on_better)
    explained = Explanation(
        needs=explain.explain(work.problem, proposal, most=_most_rejected(work)),
        widenings=widening.widenings(work.problem, proposal),
        moves=moves.moves(work.problem, work.before, proposal),
    )
    on_better(Found(proposal, explained))
    weighed = len(work.problem.needs) <= MOST_NEEDS_WEIGHED
    costs = replace(
        explained,
        by_hand=prices.outcomes(work.problem, proposal, work.choices),
        sacrifices=sacrifice.sacrifices(work.problem, proposal, MOST_SACRIFICES) if weighed else (),
    )
    return Found(proposal, costs)


def _most_rejected(work: Work) -> int:
    """How many rejected candidates are told by need: all of them in a region, a fair part of what a plan may hold in a nation."""
    return max(explain.NEAREST_TOLD, MOST_REJECTED // max(1, len(work.problem.needs)))
