"""A site keeps the people it must: so many heads stay, whatever the plan.

Everyone counts once. Whoever is engaged for another need is out already; those released for needs of the plan may go
on even where the floor was raised since.
"""

from collections.abc import Iterator

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Filter, Rule


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the floor lets at least one head of the resource's site go, or the resource is out already."""
    if isinstance(resource, Stock) or problem.is_out(resource):
        return True
    locked_others = problem.locked_heads[resource.site] - problem.locked[need.id, resource.id]
    return problem.heads_to_spare[resource.site] > locked_others


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the floor lets at least one head go from the site of each of these resources."""
    free = canonical.free_heads[some] + canonical.locked_at(need, some)
    return free > 0


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every site that would keep fewer people than it must."""
    for site, leaving in problem.heads_taken(proposal.sent).items():
        if leaving > problem.heads_to_spare[site]:
            yield f"people_floor: {leaving} leave {site!r}, {problem.heads_to_spare[site]} may"


RULE = Filter("people_floor", "Laisser sur le site l'effectif plancher", allows, mask)
CAPACITY = Rule("people_floor_kept", "Laisser sur le site l'effectif plancher", broken)
