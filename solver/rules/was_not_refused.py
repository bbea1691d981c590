"""What was refused for a need, or for a whole incident, is not proposed again."""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource was refused neither for the need nor for its incident."""
    return not {(need.id, resource.id), (need.incident, resource.id)} & problem.refusals


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether each of these resources was refused neither for the need nor for its incident."""
    refused = [canonical.refused[subject] for subject in (need.id, need.incident) if subject in canonical.refused]
    return ~np.isin(some, np.concatenate(refused)) if refused else np.ones(len(some), dtype=np.bool_)


RULE = Filter("refused", "Ne pas avoir déjà été refusé", allows, mask)
