"""Six days in a row, by the local day on which a shift begins."""

from solver.relief.duties import Duty, WorkingTime
from solver.relief.rules import no_run_is_too_long
from tests.solver.relief.builders import duty
from tests.solver.relief.rules.alone import lets_do

RULE = no_run_is_too_long.CAPACITY


def _days(*days: int) -> list[Duty]:
    return [duty(24 * day + 9, 24 * day + 13) for day in days]


def test_six_days_are_allowed_and_seven_are_not() -> None:
    assert lets_do(RULE, _days(0, 1, 2, 3, 4, 5))
    assert not lets_do(RULE, _days(0, 1, 2, 3, 4, 5, 6))


def test_a_day_off_begins_a_new_run() -> None:
    assert lets_do(RULE, _days(0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12))


def test_two_shifts_of_one_day_are_one_day() -> None:
    assert lets_do(RULE, [*_days(0, 1, 2, 3, 4, 5), duty(16, 20)])


def test_days_that_were_worked_before_are_part_of_the_run() -> None:
    assert not lets_do(RULE, _days(6), worked=_days(0, 1, 2, 3, 4, 5))
    assert lets_do(RULE, _days(7), worked=_days(0, 1, 2, 3, 4, 5))


def test_the_run_is_that_of_the_working_time() -> None:
    assert not lets_do(RULE, _days(0, 1, 2), working_time=WorkingTime(longest_run=2))
    assert lets_do(RULE, _days(0, 1), working_time=WorkingTime(longest_run=2))
