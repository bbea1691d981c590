"""Every line goes to one resource within what each carries, at the least cost there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import loads
from solver.loads import Loads
from solver.refusal import ProblemRefused


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_nothing_that_can_be_carried_costs_less(seed: int) -> None:
    random = np.random.default_rng(seed)
    resources, lines = int(random.integers(1, 4)), int(random.integers(0, 6))
    shape = (resources, lines)
    wanted = Loads(random.integers(0, 10, shape), random.integers(0, 6, shape), random.integers(0, 12, resources))
    all_ways = (np.array(way, dtype=np.intp) for way in product(range(resources), repeat=lines))
    costs = [loads.total(wanted, way) for way in all_ways if (loads.load(wanted, way) <= wanted.capacity).all()]

    taken = loads.least_costly(wanted)

    assert (loads.total(wanted, taken) if taken is not None else None) == min(costs, default=None)


def test_what_cannot_be_carried_is_an_answer() -> None:
    assert loads.least_costly(Loads(np.array([[1, 1]]), np.array([[2, 2]]), np.array([3]))) is None


def test_weights_and_costs_are_of_the_same_lines() -> None:
    with pytest.raises(ProblemRefused, match="costs of shape"):
        Loads(np.zeros((1, 2), np.int64), np.zeros((1, 3), np.int64), np.zeros(1, np.int64))
