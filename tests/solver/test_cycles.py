"""What can change on a face, against linear programming."""

from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from solver import cycles
from solver.face import Face


@pytest.mark.parametrize("seed", range(60))
def test_an_arc_is_held_exactly_where_its_least_and_its_most_agree(seed: int) -> None:
    random = Random(seed)
    nodes, arcs = 6, 11
    tail = np.array([random.randrange(nodes) for _ in range(arcs)])
    head = np.array([(start + random.randrange(1, nodes)) % nodes for start in tail])
    upper = np.array([random.choice((0, 1, 1, 2)) for _ in range(arcs)])
    balance = np.zeros((nodes, arcs))
    balance[tail, range(arcs)] += 1
    balance[head, range(arcs)] -= 1
    bounds = [(0, int(most)) for most in upper]

    def extreme(costs: np.ndarray) -> np.ndarray:
        return np.asarray(linprog(costs, A_eq=balance, b_eq=np.zeros(nodes), bounds=bounds).x).round().astype(np.int64)

    flow = extreme(np.array([random.uniform(-1, 1) for _ in range(arcs)]))
    tight = cycles.tightened(nodes, tail, head, Face(np.zeros(arcs, dtype=np.int64), upper), flow)

    for arc in range(arcs):
        unit = np.eye(arcs)[arc]
        is_held = extreme(unit)[arc] == extreme(-unit)[arc]
        assert (tight.lower[arc] == tight.upper[arc]) == is_held
