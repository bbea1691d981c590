"""The group of the victim comes before the others."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.network import Network
from solver.pool import Rung
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many units come from outside the victim's group."""
    return sum(sent.quantity for sent in proposal.assignments if sent.rung != Rung.OWN_GROUP)


def costs(network: Network, free: Flags) -> Whole:
    """A unit from outside the group costs one."""
    outside: Whole = (network.pairs.rung != Rung.OWN_GROUP).astype(np.int64)
    return outside[network.parts.pair]


GOAL = Goal("own_group", "Préférer le groupe de l'établissement", measure, costs)
