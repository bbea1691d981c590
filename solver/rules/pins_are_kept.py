"""What a coordinator pinned is in the plan, or the plan says that no rule lets it be."""

from collections.abc import Iterator

from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Rule


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every pin that is neither kept nor told as not kept."""
    for pin in problem.pins:
        kept = proposal.sent.get((pin.need, pin.resource), 0) >= pin.quantity
        if kept == (pin in proposal.unkept_pins):
            yield f"pinned: {pin.quantity} of {pin.resource!r} for {pin.need!r}: kept is {kept}, told otherwise"


CAPACITY = Rule("pinned", "Respecter ce qu'un coordinateur a fixé", broken)
