"""The load of people is spread over lenders: each one more from the same lender costs more than the one before."""

import numpy as np

from solver.arrays import Flags
from solver.face import Ladder
from solver.goals.goal import Goal
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """Summed over lenders, 1 + 2 + … for each head the plan takes, counted on from those already out elsewhere."""
    out, taken = problem.heads_out, problem.by_lender(problem.heads_taken(proposal.sent))
    return sum(heads * out[lender] + heads * (heads + 1) // 2 for lender, heads in taken.items())


def costs(network: Network, free: Flags) -> Ladder:
    """The n-th head of a lender costs n."""
    lower, upper = network.lower[network.lending], network.upper[network.lending]
    room = upper - lower
    lender = np.repeat(np.arange(len(room)), room)
    head = np.arange(len(lender)) - np.repeat(np.cumsum(room) - room, room) + lower[lender] + 1
    return Ladder(network.lending, lender, head + network.lender_load[lender])


GOAL = Goal("spread", "Répartir l'effort entre les prêteurs", measure, costs, packs=False)
