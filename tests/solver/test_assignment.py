"""The assignment on arrays is the least costly there is, and its prices show it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from solver import assignment
from solver.assignment import Assigned, NotProven, Offers
from solver.circulation import SearchFailed
from solver.refusal import ProblemRefused


def offers(seed: int) -> Offers:
    """One to six lines of up to three units, up to twelve resources, half of the pairs; costs collide often."""
    random = np.random.default_rng(seed)
    lines, resources = int(random.integers(1, 7)), int(random.integers(1, 13))
    pair = np.flatnonzero(random.random(lines * resources) < 0.5)
    random.shuffle(pair)
    most = int(random.choice([3, 30]))
    return Offers(
        asked=random.integers(0, 4, lines),
        shortage=random.integers(0, 2 * most, lines),
        line=pair // resources,
        resource=pair % resources,
        cost=random.integers(0, most, len(pair)),
    )


def least(wanted: Offers) -> int:
    """The least cost by a dense table with a row for each unit, the shortages being columns of their own."""
    unit_line = np.repeat(np.arange(len(wanted.asked)), wanted.asked)
    units = len(unit_line)
    table = np.full((units, wanted.resources + units), 10**6)
    for line, resource, cost in zip(wanted.line, wanted.resource, wanted.cost, strict=True):
        table[unit_line == line, resource] = cost
    table[np.arange(units), wanted.resources + np.arange(units)] = wanted.shortage[unit_line]
    rows, columns = linear_sum_assignment(table)
    return int(table[rows, columns].sum())


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_nothing_costs_less(seed: int) -> None:
    wanted = offers(seed)

    assigned = assignment.least_costly(wanted)

    assert assignment.total(wanted, assigned.used) == least(wanted)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_prices_alone_show_it(seed: int) -> None:
    """No assignment costs less than what all units are worth, the prices taken off, whatever prices leave no arc a gain."""
    wanted = offers(seed)

    assigned = assignment.least_costly(wanted)

    arcs = zip(wanted.line.tolist(), wanted.resource.tolist(), wanted.cost.tolist(), strict=True)
    assert all(assigned.worth[line] <= cost + assigned.price[resource] for line, resource, cost in arcs)
    assert (assigned.worth <= wanted.shortage).all()
    assert (assigned.price >= 0).all()
    bound = int((assigned.worth * wanted.asked).sum() - assigned.price.sum())
    assert assignment.total(wanted, assigned.used) == bound


def test_what_lies_beyond_the_nearest_is_priced_and_found() -> None:
    """Each of twenty lines likes the same few best; most must take what none of them looks at first."""
    line, resource = np.divmod(np.arange(20 * 40), 40)
    wanted = Offers(np.ones(20, np.int64), np.full(20, 10_000), line, resource, resource * 10)

    assigned = assignment.least_costly(wanted)

    assert sorted(resource[assigned.used]) == list(range(20))


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        ({"worth": np.array([4])}, "an arc that is used costs more"),
        ({"used": np.array([True, True])}, "receives more than it asks for"),
        ({"used": np.array([False, False])}, "an idle resource has a price"),
        ({"worth": np.array([9])}, "an arc that is not used costs less"),
        ({"price": np.array([-1, 0])}, "a price is negative"),
    ],
)
def test_a_false_proof_is_seen(change: dict[str, np.ndarray], claim: str) -> None:
    wanted = Offers(np.array([1]), np.array([10]), np.array([0, 0]), np.array([0, 1]), np.array([2, 5]))
    right = Assigned(np.array([True, False]), np.array([5]), np.array([3, 0]))
    assignment.verify(wanted, right)

    with pytest.raises(NotProven, match=claim):
        assignment.verify(wanted, replace(right, **change))


def test_costs_too_large_to_be_added_exactly_are_not_tried() -> None:
    wanted = Offers(np.array([4]), np.array([2**51]), np.array([0]), np.array([0]), np.array([1]))

    with pytest.raises(SearchFailed, match="not exact"):
        assignment.least_costly(wanted)


def test_an_arc_to_no_line_is_refused() -> None:
    with pytest.raises(ProblemRefused, match="an arc is of no line"):
        Offers(np.array([1]), np.array([1]), np.array([1]), np.array([0]), np.array([1]))
