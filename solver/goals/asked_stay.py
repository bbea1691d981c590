"""What was asked for and is not answered yet stays asked."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many units that were asked for the plan lets go."""
    return sum(
        quantity - min(quantity, max(proposal.sent.get(pair, 0) - problem.under_way[pair], 0)) for pair, quantity in problem.asked.items()
    )


def costs(network: Network, free: Flags) -> Whole:
    """A unit that stays asked gains one."""
    return -network.parts.is_asked.astype(np.int64)


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit gains where the pair is kept."""
    return -(problem.asked[need.id, resource.id] > 0)


GOAL = Goal("asked_stay", "Garder ce qui est déjà demandé", measure, costs, unit)
