"""Joining the arcs of a chain changes neither the least cost nor what can flow."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import chains, circulation
from solver.circulation import Arcs


def graph(seed: int) -> tuple[Arcs, np.ndarray]:
    """Up to thirty arcs that all lead from a node to a later one or back to the first, and what two nodes send and take."""
    random = np.random.default_rng(seed)
    nodes = int(random.integers(3, 14))
    tail = random.integers(0, nodes - 1, int(random.integers(1, 30)))
    head = np.array([int(random.integers(node + 1, nodes)) for node in tail])
    spine = np.arange(nodes)
    arcs = Arcs(
        nodes=nodes,
        tail=np.concatenate([tail, spine]),
        head=np.concatenate([head, (spine + 1) % nodes]),
        room=np.concatenate([random.integers(1, 4, len(tail)), np.full(nodes, 5)]),
        cost=random.integers(-9, 10, len(tail) + nodes),
    )
    supply = np.zeros(nodes, dtype=np.int64)
    sent = int(random.integers(0, 3))
    supply[int(random.integers(nodes))] += sent
    supply[int(random.integers(nodes))] -= sent
    return arcs, supply


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_least_cost_stays_and_the_flow_is_one_of_the_whole_graph(seed: int) -> None:
    arcs, supply = graph(seed)
    plain = circulation.least_costly(arcs, supply)

    short = chains.shortened(arcs, supply)
    flow = circulation.least_costly(short.arcs, supply[short.nodes])[short.chain]

    leaving = np.bincount(arcs.tail, weights=flow, minlength=arcs.nodes) - np.bincount(arcs.head, weights=flow, minlength=arcs.nodes)
    assert (leaving == supply).all()
    assert ((flow >= 0) & (flow <= arcs.room)).all()
    assert (flow * arcs.cost).sum() == (plain * arcs.cost).sum()


def test_a_chain_is_as_narrow_as_its_narrowest_arc_and_costs_as_much_as_all() -> None:
    arcs = Arcs(4, np.array([0, 1, 2, 3]), np.array([1, 2, 3, 0]), np.array([5, 2, 7, 9]), np.array([1, -2, 3, 4]))

    short = chains.shortened(arcs, np.zeros(4, dtype=np.int64))

    assert (short.arcs.nodes, short.arcs.room.tolist(), short.arcs.cost.tolist()) == (1, [2], [6])
    assert short.chain.tolist() == [0, 0, 0, 0]


def test_a_node_that_sends_something_out_is_no_part_of_a_chain() -> None:
    arcs = Arcs(3, np.array([0, 1, 2]), np.array([1, 2, 0]), np.array([5, 5, 5]), np.array([0, 0, 0]))

    short = chains.shortened(arcs, np.array([0, 1, -1]))

    assert short.nodes.tolist() == [0, 1, 2]


def test_no_arcs_are_no_chains() -> None:
    nothing = np.zeros(0, dtype=np.int64)

    short = chains.shortened(Arcs(1, nothing, nothing, nothing, nothing), np.zeros(1, dtype=np.int64))

    assert (short.arcs.nodes, len(short.chain)) == (1, 0)
