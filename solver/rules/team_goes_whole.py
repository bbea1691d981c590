"""A team goes whole, its lead with it, or not at all.

Where it does not, whoever was released for it already may go on: only who is new waits for the others.
"""

from collections import Counter
from collections.abc import Iterator

from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Rule


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every team of which the plan sends only a part."""
    received: Counter[str] = Counter()
    joining: Counter[str] = Counter()
    for (need, resource), quantity in proposal.sent.items():
        received[need] += quantity
        joining[need] += max(quantity - problem.under_way[need, resource], 0)
    for team, lines in problem.teams.items():
        is_whole = all(received[need.id] >= need.quantity for need in lines)
        new = sum(joining[need.id] for need in lines)
        if new and not is_whole:
            lacking = sum(max(need.quantity - received[need.id], 0) for need in lines)
            yield f"team: {new} join {team!r}, which lacks {lacking}"


CAPACITY = Rule("team", "Engager une équipe entière, avec son responsable, ou pas du tout", broken)
