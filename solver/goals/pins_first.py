"""What a coordinator pinned comes before every preference, as far as the rules let it."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many pinned units are not sent where they were pinned."""
    return sum(quantity - min(quantity, proposal.sent.get(pair, 0)) for pair, quantity in problem.pinned.items())


def costs(network: Network, free: Flags) -> Whole:
    """A pinned unit gains one."""
    return -network.parts.is_pinned.astype(np.int64)


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit gains where the pair is kept."""
    return -(problem.pinned[need.id, resource.id] > 0)


GOAL = Goal("pins", "Respecter ce qui a été fixé à la main", measure, costs, unit)
