"""People and equipment that were released or are on the way stay where they are."""

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many engaged units the plan moves or sends home."""
    return sum(quantity - min(quantity, proposal.sent.get(pair, 0)) for pair, quantity in problem.under_way.items())


def costs(network: Network, free: Flags) -> Whole:
    """A unit that stays gains one."""
    return -network.parts.is_under_way.astype(np.int64)


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit gains where the pair is kept."""
    return -(problem.under_way[need.id, resource.id] > 0)


GOAL = Goal("engaged_stay", "Laisser où ils sont ceux qui sont déjà engagés", measure, costs, unit)
