"""Which arcs may carry something else: those on a cycle of the residual graph, and no other."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from solver.arrays import Flags, Indices
from solver.face import Face


def on_cycles(nodes: int, tail: Indices, head: Indices, *, grows: Flags, shrinks: Flags) -> Flags:
    """Whether each arc is on a cycle, where it may be taken forward if it can grow and backward if it can shrink."""
    start = np.concatenate([tail[grows], head[shrinks]])
    end = np.concatenate([head[grows], tail[shrinks]])
    graph = coo_array((np.ones(len(start), dtype=np.int8), (start, end)), shape=(nodes, nodes))
    component = connected_components(graph, directed=True, connection="strong")[1]
    moves: Flags = (component[tail] == component[head]) & (grows | shrinks)
    return moves


def tightened(nodes: int, tail: Indices, head: Indices, face: Face, flow: np.ndarray) -> Face:
    """The same circulations with the arcs that cannot change held as they are; it does not depend on which flow is given."""
    moves = on_cycles(nodes, tail, head, grows=flow < face.upper, shrinks=flow > face.lower)
    return Face(np.where(moves, face.lower, flow), np.where(moves, face.upper, flow))
