"""Confirmed resources come before those that are past the date by which they should have been confirmed."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit to be confirmed by telephone first costs one."""
    return int(resource.is_stale)


def costs(network: Network, free: Flags) -> Whole:
    """The same on arrays."""
    return network.canonical.is_stale.astype(np.int64)[network.pairs.resource][network.parts.pair]


GOAL = Goal("confirmed", "Préférer les ressources confirmées", summed(unit), costs, unit)
