"""Help is soon on site, in classes of ten minutes: for vital needs first, then high, then normal."""

import numpy as np

from solver import travel
from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.needs import Criticality
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal

CLASS = 10


def _goal(criticality: Criticality, name: str, title: str) -> Goal:
    def measure(problem: Problem, proposal: Proposal) -> int:
        return sum(
            sent.quantity * (travel.minutes(problem, sent) // CLASS)
            for sent in proposal.assignments
            if problem.need[sent.need].criticality == criticality
        )

    def costs(network: Network, free: Flags) -> Whole:
        concerned = np.array([need.criticality == criticality for need in network.canonical.needs], dtype=np.bool_)
        pairs = np.where(concerned[network.pairs.need], network.pairs.minutes // CLASS, 0)
        return pairs[network.parts.pair]

    return Goal(name, title, measure, costs)


VITAL = _goal(Criticality.VITAL, "tens_vital", "Arriver vite pour les besoins vitaux, à dix minutes près")
HIGH = _goal(Criticality.HIGH, "tens_high", "Arriver vite pour les besoins élevés, à dix minutes près")
NORMAL = _goal(Criticality.NORMAL, "tens_normal", "Arriver vite pour les besoins normaux, à dix minutes près")
