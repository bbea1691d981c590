"""A need receives no more than it asks for, and what it lacks is told."""

from collections import Counter
from collections.abc import Iterator

from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Rule


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every need that receives too much, or whose lack is not told as it is."""
    received: Counter[str] = Counter()
    locked: Counter[str] = Counter()
    for (identity, _), quantity in proposal.sent.items():
        received[identity] += quantity
    for (identity, _), quantity in problem.locked.items():
        locked[identity] += quantity
    told = {unmet.need: unmet.quantity for unmet in proposal.unmet}
    for need in problem.needs:
        got = received[need.id]
        if got > max(need.quantity, locked[need.id]):
            yield f"asked: {got} sent to {need.id!r}, {need.quantity} asked for"
        if told.get(need.id, 0) != max(need.quantity - got, 0):
            yield f"asked: {need.id!r} lacks {max(need.quantity - got, 0)}, {told.get(need.id, 0)} told"


CAPACITY = Rule("asked", "Ne pas envoyer plus que demandé, et dire ce qui manque", broken)
