"""Nobody is in two places at once, and no thing is lent twice.

A person serves one need of the plan at most, and none while engaged elsewhere. Unnamed people and things cannot be
told apart: as many as are out, whatever the hours, are not to be had.
"""

from collections import Counter
from collections.abc import Iterator

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Filter, Rule


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether at least one unit is not held by another engagement at that time, nor locked at another need."""
    if resource.is_named and _is_away(problem, need, resource):
        return False
    locked_at_others = problem.locked_units[resource.id] - problem.locked[need.id, resource.id]
    return problem.left(resource) > locked_at_others


def _is_away(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    held = problem.elsewhere_of.get(resource.id, ())
    return any(engagement.starts_at < need.ends_at and need.starts_at < engagement.ends_at for engagement in held)


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether at least one unit of each of these resources is free for the need."""
    free = canonical.left[some] - canonical.locked[some] + canonical.locked_at(need, some)
    return (free > 0) & ~canonical.named_away(need, some)


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every resource of which the plan sends more than there is."""
    sent: Counter[str] = Counter()
    for (_, resource), quantity in proposal.sent.items():
        sent[resource] += quantity
    for resource, quantity in sent.items():
        most = max(problem.left(problem.resource[resource]), problem.locked_units[resource])
        if quantity > most:
            yield f"once: {quantity} of {resource!r} sent, {most} to be had"


RULE = Filter("free", "Ne pas être déjà engagé ailleurs aux mêmes heures", allows, mask, binds_under_way=True)
CAPACITY = Rule("once", "Ne servir qu'un seul besoin à la fois", broken)
