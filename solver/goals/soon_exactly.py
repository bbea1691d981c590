"""Help is soon on site, to the minute."""

from solver import travel
from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """The minutes to be on site, summed over the units sent."""
    return sum(sent.quantity * travel.minutes(problem, sent) for sent in proposal.assignments)


def costs(network: Network, free: Flags) -> Whole:
    """A unit costs its minutes."""
    return network.pairs.minutes[network.parts.pair]


GOAL = Goal("minutes", "Arriver vite, à la minute", measure, costs)
