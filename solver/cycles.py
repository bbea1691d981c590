"""Which arcs may carry something else: those on a cycle of the residual graph, and no other."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from solver.arrays import Flags, Indices, Whole
from solver.face import Face
from solver.network import Network


def tight(network: Network, face: Face, flow: Whole) -> Face:
    """The face with all that cannot change held as it is."""
    return tightened(network.nodes, network.tail, network.head, face, flow)


def may_move(nodes: int, tail: Indices, head: Indices, *, grows: Flags, shrinks: Flags) -> Flags:
    """Whether each arc lies within a strong component of the residual graph: no arc between two can change."""
    start = np.concatenate([tail[grows], head[shrinks]])
    end = np.concatenate([head[grows], tail[shrinks]])
    graph = coo_array((np.ones(len(start), dtype=np.int8), (start, end)), shape=(nodes, nodes))
    component = connected_components(graph, directed=True, connection="strong")[1]
    moves: Flags = (component[tail] == component[head]) & (grows | shrinks)
    return moves


def tightened(nodes: int, tail: Indices, head: Indices, face: Face, flow: Whole) -> Face:
    """The same circulations with the arcs that cannot change held as they are, whichever of them is given.

    Within a strong component, an arc is on no cycle but its own there and back if and only if it is a bridge.
    """
    moves = may_move(nodes, tail, head, grows=flow < face.upper, shrinks=flow > face.lower)
    within = np.flatnonzero(moves)
    moves[within[_bridges(tail[within], head[within])]] = False
    return Face(np.where(moves, face.lower, flow), np.where(moves, face.upper, flow))


def _bridges(tail: Indices, head: Indices) -> list[int]:
    """The edges whose loss would part their two ends, directions left aside; a walk in depth with its low links."""
    edges_of: dict[int, list[tuple[int, int]]] = {}
    for edge, (one, other) in enumerate(zip(tail.tolist(), head.tolist(), strict=True)):
        edges_of.setdefault(one, []).append((other, edge))
        edges_of.setdefault(other, []).append((one, edge))
    found: list[int] = []
    entered: dict[int, int] = {}
    for root in edges_of:
        if root not in entered:
            _walk(root, edges_of, entered, found)
    return found


def _walk(root: int, edges_of: dict[int, list[tuple[int, int]]], entered: dict[int, int], found: list[int]) -> None:
    entered[root] = len(entered)
    low = {root: entered[root]}
    path = [(root, -1, iter(edges_of[root]))]
    while path:
        node, by, others = path[-1]
        step = next(((other, edge) for other, edge in others if edge != by), None)
        if step is None:
            path.pop()
            parent = path[-1][0] if path else root
            if low[node] > entered[parent]:
                found.append(by)
            low[parent] = min(low[parent], low[node])
        elif step[0] in entered:
            low[node] = min(low[node], entered[step[0]])
        else:
            entered[step[0]] = low[step[0]] = len(entered)
            path.append((*step, iter(edges_of[step[0]])))
