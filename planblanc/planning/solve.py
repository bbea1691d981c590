"""What the solving process does with one problem: search, then explain."""

from planblanc.planning.work import Found, Work
from solver import search


def solve(work: Work) -> Found:
    """The best proposal for the problem, explained."""
    proposal = search.solve(work.problem)
    return Found(proposal=proposal, explanation=None)
