"""A line of equipment comes from as few lenders as can be: one lorry rather than three.

A lender counts once for a line whatever it brings, so this is no network: it is searched for with a limit on what the
stages before leave free, and may end with a gap.
"""

import numpy as np

from solver.arrays import Flags, Indices, Whole, place_in_run, sum_by
from solver.face import Face
from solver.goals.goal import Goal
from solver.network import Network
from solver.pool import Stock
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """How many lenders each line of equipment has, summed over lines."""
    return len(
        {
            (sent.need, problem.site[problem.resource[sent.resource].site].lender)
            for sent in proposal.assignments
            if isinstance(problem.resource[sent.resource], Stock)
        }
    )


def deliveries(network: Network) -> tuple[Indices, Indices]:
    """The sending arcs of equipment, and for each the number of its (need, lender)."""
    resource = network.pairs.resource[network.parts.pair]
    arcs = np.flatnonzero(~network.canonical.is_person[resource])
    lender = network.canonical.lender[resource[arcs]]
    need = network.pairs.need[network.parts.pair[arcs]]
    _, number = np.unique(need * (int(lender.max(initial=0)) + 1) + lender, return_inverse=True)
    return arcs, number


def made(network: Network, flow: Whole) -> int:
    """How many deliveries the circulation makes."""
    arcs, delivery = deliveries(network)
    return int((sum_by(delivery, flow[arcs], len(arcs)) > 0).sum())


def settle(network: Network, face: Face, flow: Whole) -> Face:
    """Close the deliveries that the circulation does not make."""
    arcs, delivery = deliveries(network)
    is_made: Flags = sum_by(delivery, flow[arcs], len(arcs)) > 0
    upper = face.upper.copy()
    closed = arcs[~is_made[delivery]]
    upper[closed] = np.maximum(flow[closed], face.lower[closed])
    return Face(face.lower, upper)


def bound(network: Network, face: Face) -> int:
    """No circulation of the face makes fewer deliveries: each line needs those it must have, then the largest."""
    arcs, delivery = deliveries(network)
    count = int(delivery.max(initial=-1)) + 1
    there = np.zeros(network.nodes, dtype=np.int64)
    there[network.head[network.feeding[-1]]] = face.upper[network.feeding[-1]]
    must = sum_by(delivery, face.lower[arcs], count) > 0
    most = sum_by(delivery, np.minimum(face.upper[arcs], there[network.tail[arcs]]), count)
    line = np.zeros(count, dtype=np.int64)
    line[delivery] = network.pairs.need[network.parts.pair[arcs]]
    receives = face.lower[network.sending.stop : network.coverage.start][line]
    order = np.lexsort((-most, ~must, line))
    before = np.cumsum(most[order]) - most[order]
    is_first = place_in_run(line[order]) == 0
    before -= np.maximum.accumulate(np.where(is_first, before, 0))
    return int((must[order] | ((before < receives[order]) & (most[order] > 0))).sum())


GOAL = Goal("lenders", "Solliciter peu de prêteurs pour une même ligne de matériel", measure, costs=None, packs=False)
