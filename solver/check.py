"""Whether a proposal breaks a rule; it never searches, and it runs on every proposal before it leaves."""

from solver import rules
from solver.problem import Problem
from solver.proposal import Proposal


def breaches(problem: Problem, proposal: Proposal) -> tuple[str, ...]:
    """Every breach of every rule, told in a line; none when the proposal may leave."""
    unknown = [
        f"unknown: {resource!r} for {need!r}"
        for need, resource in proposal.sent
        if need not in problem.need or resource not in problem.resource
    ]
    if unknown:
        return tuple(unknown)
    return tuple(breach for rule in rules.RULES for breach in rule.broken(problem, proposal))
