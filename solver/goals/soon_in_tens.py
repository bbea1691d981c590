"""Help is soon on site, in classes of ten minutes: for vital needs first, then high, then normal."""

import numpy as np

from solver import travel
from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Criticality, Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem

CLASS = 10


def _goal(criticality: Criticality, name: str, title: str) -> Goal:
    def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
        return travel.minutes(problem, need, resource) // CLASS if need.criticality == criticality else 0

    def costs(network: Network, free: Flags) -> Whole:
        concerned = np.array([need.criticality == criticality for need in network.canonical.needs], dtype=np.bool_)
        pairs = np.where(concerned[network.pairs.need], network.pairs.minutes // CLASS, 0)
        return pairs[network.parts.pair]

    return Goal(name, title, summed(unit), costs, unit)


VITAL = _goal(Criticality.VITAL, "tens_vital", "Arriver vite pour les besoins vitaux, à dix minutes près")
HIGH = _goal(Criticality.HIGH, "tens_high", "Arriver vite pour les besoins élevés, à dix minutes près")
NORMAL = _goal(Criticality.NORMAL, "tens_normal", "Arriver vite pour les besoins normaux, à dix minutes près")
