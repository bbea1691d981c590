"""Whoever has arrived is locked: moving them takes a named human act, never a plan."""

from collections.abc import Iterator

from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Rule


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell everyone who has arrived and whom the plan would move."""
    for (need, resource), quantity in problem.locked.items():
        kept = proposal.sent.get((need, resource), 0)
        if kept < quantity:
            yield f"arrived: {quantity} of {resource!r} have arrived for {need!r}, {kept} stay"


CAPACITY = Rule("arrived", "Laisser sur place qui est arrivé", broken)
