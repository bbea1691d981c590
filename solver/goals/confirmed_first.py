"""Confirmed resources come before those that are past the date by which they should have been confirmed."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many units are to be confirmed by telephone first."""
    return sum(sent.quantity for sent in proposal.assignments if problem.resource[sent.resource].is_stale)


def costs(network: Network, free: Flags) -> Whole:
    """A unit to be confirmed costs one."""
    return network.canonical.is_stale.astype(np.int64)[network.pairs.resource][network.parts.pair]


GOAL = Goal("confirmed", "Préférer les ressources confirmées", measure, costs)
