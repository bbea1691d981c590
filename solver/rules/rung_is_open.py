"""Beyond the home perimeter, a rung serves an incident only once it was authorised for it."""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Rung, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource's rung is open to the need's incident."""
    return problem.reach.rung_of(need.establishment, resource.site) in problem.rungs_open_to(need.incident)


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the rung of each of these resources is open to the need's incident."""
    is_open = np.zeros(len(Rung), dtype=np.bool_)
    is_open[[rung.value for rung in canonical.problem.rungs_open_to(need.incident)]] = True
    return is_open[canonical.rungs_to(need, some)]


RULE = Filter("rung", "Être à un échelon autorisé pour l'incident", allows, mask)
