"""As little as can be comes from outside the home perimeter."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.network import Network
from solver.pool import HOME_PERIMETER, Rung
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many units come from outside."""
    return sum(sent.quantity for sent in proposal.assignments if sent.rung not in HOME_PERIMETER)


def costs(network: Network, free: Flags) -> Whole:
    """A unit from outside costs one."""
    return (network.pairs.rung > Rung.REGION).astype(np.int64)[network.parts.pair]


GOAL = Goal("home", "Solliciter le moins possible hors du périmètre de la région", measure, costs)
