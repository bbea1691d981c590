"""The least costly circulation, and the prices that prove it so; the one caller of the flow engine of OR-Tools."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from solver.arrays import Indices, Whole

# Cost scaling multiplies costs by the number of nodes, and sums them along paths: stay far from 2^63.
LARGEST_PRODUCT = 2**60


class SearchFailed(RuntimeError):
    """The engine was not asked, or did not answer that its flow is optimal."""


class NotTheBest(SearchFailed):
    """No prices show that the flow is optimal."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """A directed graph; one entry an arc: it carries 0 to `room` units, each at its cost."""

    nodes: int
    tail: Indices
    head: Indices
    room: Whole
    cost: Whole


def least_costly(arcs: Arcs, supply: Whole) -> Whole:
    """The units on every arc so that each node sends out its supply, at least cost; `SearchFailed` on any other answer."""
    largest = int(np.abs(arcs.cost).max(initial=0))
    if largest * (arcs.nodes + 1) >= LARGEST_PRODUCT:
        raise SearchFailed(f"costs of {largest} on {arcs.nodes} nodes could overflow")
    engine = min_cost_flow.SimpleMinCostFlow()
    tail, head = arcs.tail.astype(np.int32), arcs.head.astype(np.int32)
    numbers = engine.add_arcs_with_capacity_and_unit_cost(tail, head, arcs.room, arcs.cost)
    engine.set_nodes_supplies(np.arange(arcs.nodes, dtype=np.int32), supply)
    status = engine.solve()
    if status != engine.OPTIMAL:
        raise SearchFailed(f"the engine answered {status}")
    flow: Whole = np.asarray(engine.flows(numbers), dtype=np.int64)
    return flow


def prices(arcs: Arcs, flow: Whole, steps: int | None = None) -> Whole:
    """Node potentials under which no arc of the residual graph has a negative reduced cost; `NotTheBest` if there are none.

    Shortest distances from everywhere at once (Bellman-Ford on arrays); they exist if and only if the flow is optimal.
    `steps`: give up after so many.
    """
    forward, backward = flow < arcs.room, flow > 0
    start = np.concatenate([arcs.tail[forward], arcs.head[backward]])
    end = np.concatenate([arcs.head[forward], arcs.tail[backward]])
    length = np.concatenate([arcs.cost[forward], -arcs.cost[backward]])
    order = np.argsort(end, kind="stable")
    start, end, length = start[order], end[order], length[order]
    first = np.flatnonzero(np.diff(end, prepend=-1))
    reached = end[first]
    distance = np.zeros(arcs.nodes, dtype=np.int64)
    for _ in range(arcs.nodes + 1 if steps is None else steps):
        if not len(first):
            return distance
        nearest = np.minimum.reduceat(distance[start] + length, first)
        if (nearest >= distance[reached]).all():
            return distance
        distance[reached] = np.minimum(distance[reached], nearest)
    raise NotTheBest("a cycle of the residual graph costs less than nothing, or no prices were found within the steps allowed")
