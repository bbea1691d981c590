"""There by the bound, and before the window ends."""

import pytest

from solver.pool import Rung
from solver.problem import Problem
from solver.rules import is_there_in_time
from tests.solver.builders import ALWAYS, need, person, problem
from tests.solver.rules.alone import allows


def arriving(road: float, *, by: int | None, ends: int = 1_000, free: tuple[tuple[int, int], ...] = ALWAYS) -> Problem:
    asked = need(window=(50, ends), arrive_by=by)
    return problem([asked], [person(delays=(10, 20), free=free)], links={("H1", "S1"): (road, Rung.REGION)})


@pytest.mark.parametrize(("road", "expected"), [(30.0, True), (29.5, True), (30.1, False), (31.0, False)])
def test_alert_preparation_and_road_fit_before_the_bound(road: float, expected: bool) -> None:
    assert allows(is_there_in_time.RULE, arriving(road, by=60), "R1") is expected


def test_without_a_bound_it_is_enough_to_arrive_before_the_end() -> None:
    assert allows(is_there_in_time.RULE, arriving(30, by=None, ends=61), "R1")
    assert not allows(is_there_in_time.RULE, arriving(30, by=None, ends=60), "R1")


def test_nobody_leaves_before_being_available() -> None:
    assert allows(is_there_in_time.RULE, arriving(30, by=90, free=((30, 2_000),)), "R1")
    assert not allows(is_there_in_time.RULE, arriving(30, by=90, free=((31, 2_000),)), "R1")


def test_where_there_is_no_way_nobody_is_in_time() -> None:
    assert not allows(is_there_in_time.RULE, arriving(float("inf"), by=None), "R1")
