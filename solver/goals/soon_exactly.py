"""Help is soon on site, to the minute."""

from solver import travel
from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.network import Network


def costs(network: Network, free: Flags) -> Whole:
    """A unit costs its minutes."""
    return network.pairs.minutes[network.parts.pair]


GOAL = Goal("minutes", "Arriver vite, à la minute", summed(travel.minutes), costs, travel.minutes)
