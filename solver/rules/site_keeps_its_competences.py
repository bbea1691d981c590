"""A site keeps those who hold the competences it must: so many of each stay, whatever the plan.

Everyone counts once for each competence they hold, at whatever level. Whoever is engaged for another need is out already;
those released for needs of the plan may go on even where the floor was raised since.
"""

from collections.abc import Iterator

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Filter, Rule


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether every floor that the resource counts against lets at least one more holder go."""
    holders = problem.holders
    locked = problem.locked[need.id, resource.id]
    return all(holders.to_spare[kept] > holders.arrived[kept] - locked for kept in holders.kept_of.get(resource.id, ()))


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the floors let at least one more holder go, for each of these resources."""
    if not canonical.problem.holders.floors:
        return np.ones(len(some), dtype=np.bool_)
    free = canonical.free_holders[some] + canonical.locked_at(need, some)
    return free > 0


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every site that would keep fewer who hold a competence than it must."""
    holders = problem.holders
    for (site, competence), leaving in holders.taken(proposal.sent).items():
        if leaving > holders.to_spare[site, competence]:
            yield f"competence_floor: {leaving} who hold {competence!r} leave {site!r}, {holders.to_spare[site, competence]} may"


RULE = Filter("competence_floor", "Laisser sur le site le plancher de chaque compétence", allows, mask)
CAPACITY = Rule("competence_floor_kept", "Laisser sur le site le plancher de chaque compétence", broken)
