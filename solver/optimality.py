"""What one stage leaves to the next: the bounds within which every circulation is as good; NumPy alone.

With potentials p, the reduced cost of an arc is cost + p[tail] - p[head]. A circulation is optimal if and only if some
potentials leave no arc that is worth filling and not full, nor one worth emptying and not empty; then the optimal ones
are exactly those that keep the arcs of non-zero reduced cost as they are.
"""

import numpy as np

from solver.arrays import Whole, sum_by
from solver.face import Costs, Face, Ladder
from solver.network import Network


class NotProven(ValueError):
    """The potentials do not prove the circulation optimal."""


def reduced(network: Network, costs: Costs, potentials: Whole) -> Whole:
    """The reduced cost of every arc, the costs of a ladder left aside."""
    slack: Whole = potentials[network.tail] - potentials[network.head]
    sending = costs.beside if isinstance(costs, Ladder) else costs
    if sending is not None:
        slack[network.sending] += sending
    return slack


def restrict(network: Network, face: Face, costs: Costs, potentials: Whole, flow: Whole) -> Face:
    """The face of the circulations as good as this one; `NotProven` unless the potentials prove it the best of its face."""
    best = best_at(network, face, costs, potentials)
    if ((flow < face.lower) | (flow > face.upper)).any():
        raise NotProven("the circulation is out of bounds")
    if ((flow < best.lower) | (flow > best.upper)).any():
        raise NotProven("the potentials leave something to gain")
    return best


def best_at(network: Network, face: Face, costs: Costs, potentials: Whole) -> Face:
    """The circulations of the face that fill all that is worth filling at these potentials, and empty all worth emptying."""
    if isinstance(costs, Ladder):
        return Face(*_ladder_bounds(network, face, costs, potentials))
    slack = reduced(network, costs, potentials)
    return Face(np.where(slack < 0, face.upper, face.lower), np.where(slack > 0, face.lower, face.upper))


def _ladder_bounds(network: Network, face: Face, ladder: Ladder, potentials: Whole) -> tuple[Whole, Whole]:
    slack = reduced(network, ladder, potentials)
    fewest = np.where(slack < 0, face.upper, face.lower)
    most = np.where(slack > 0, face.lower, face.upper)
    within = ladder.arcs
    lower, upper = face.lower[within], face.upper[within]
    first = network.lower[within]
    unit_slack = ladder.cost + slack[within][ladder.arc]
    gained = sum_by(ladder.arc, unit_slack < 0, len(lower))
    kept = sum_by(ladder.arc, unit_slack <= 0, len(lower))
    fewest[within] = np.clip(first + gained, lower, upper)
    most[within] = np.clip(first + kept, lower, upper)
    return fewest, most
