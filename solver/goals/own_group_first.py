"""The group of the victim comes before the others."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Rung, Stock
from solver.problem import Problem


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit from outside the group costs one."""
    return int(problem.reach.rung_of(need.establishment, resource.site) != Rung.OWN_GROUP)


def costs(network: Network, free: Flags) -> Whole:
    """The same on arrays."""
    outside: Whole = (network.pairs.rung != Rung.OWN_GROUP).astype(np.int64)
    return outside[network.parts.pair]


GOAL = Goal("own_group", "Préférer le groupe de l'établissement", summed(unit), costs, unit)
