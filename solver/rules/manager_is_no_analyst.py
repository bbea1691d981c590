"""Where a need asks for PRIS, whoever manages the crisis of an incident does not analyse it too, before or after.

In one plan nobody serves two needs; what is engaged for other needs of the incident is therefore all that there is to look at.
Unnamed people cannot be told apart.
"""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need, Skill
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter

MANAGEMENT = "CRISE"


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether this named person holds no other role of the incident that the need's role excludes."""
    activity = _activity(problem, need)
    if activity is None or not resource.is_named:
        return True
    held = problem.elsewhere_of.get(resource.id, ())
    served = {engagement.pris_activity for engagement in held if engagement.incident == need.incident}
    return not any(_excludes(activity, other) for other in served)


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether each of these resources holds no role of the incident that the need's role excludes."""
    if _activity(canonical.problem, need) is None:
        return np.ones(len(some), dtype=np.bool_)
    excluded = [
        canonical.index_of[resource]
        for resource in canonical.problem.elsewhere_of
        if not allows(canonical.problem, need, canonical.problem.resource[resource])
    ]
    return ~np.isin(some, excluded)


def _activity(problem: Problem, need: Need) -> str | None:
    if not need.is_pris or not isinstance(need.wants, Skill):
        return None
    return problem.pris_activity.get(need.wants.competence)


def _excludes(activity: str, other: str | None) -> bool:
    return other is not None and (activity == MANAGEMENT) != (other == MANAGEMENT)


RULE = Filter("pris_roles", "Ne pas piloter et analyser le même incident (PRIS)", allows, mask, binds_under_way=True)
