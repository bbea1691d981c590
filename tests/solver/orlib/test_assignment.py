"""The published assignment problem of OR-Library (Beasley 1990) has its published optimum."""

import numpy as np

from solver import assignment
from solver.assignment import Offers
from tests.solver.orlib import library


@library.beside
def test_a_hundred_lines_cost_what_is_published() -> None:
    size, *costs = library.numbers("assign100.txt")
    line, resource = np.divmod(np.arange(size * size), size)
    offers = Offers(np.ones(size, np.int64), np.full(size, 1_000_000), line, resource, np.array(costs))

    assigned = assignment.least_costly(offers)

    assert assigned.used.sum() == size
    assert assignment.total(offers, assigned.used) == 305
