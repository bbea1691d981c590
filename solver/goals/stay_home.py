"""As little as can be comes from outside the home perimeter."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Need
from solver.network import Network
from solver.pool import HOME_PERIMETER, Person, Rung, Stock
from solver.problem import Problem


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit from outside costs one."""
    return int(problem.reach.rung_of(need.establishment, resource.site) not in HOME_PERIMETER)


def costs(network: Network, free: Flags) -> Whole:
    """The same on arrays."""
    return (network.pairs.rung > Rung.REGION).astype(np.int64)[network.parts.pair]


GOAL = Goal("home", "Solliciter le moins possible hors du périmètre de la région", summed(unit), costs, unit)
