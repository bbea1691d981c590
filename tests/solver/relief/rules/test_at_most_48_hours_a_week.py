"""48 hours in any seven days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solver.relief.calendar import Hours, Place, duty_of
from solver.relief.duties import WorkingTime
from solver.relief.rules import at_most_48_hours_a_week
from tests.solver.relief.builders import duty
from tests.solver.relief.rules.alone import lets_do

RULE = at_most_48_hours_a_week.CAPACITY
WEEK = 7 * 24
FOUR = [duty(8 + 24 * day, 20 + 24 * day) for day in range(4)]


def test_48_hours_are_allowed_and_a_minute_more_is_not() -> None:
    assert lets_do(RULE, FOUR)
    assert not lets_do(RULE, [*FOUR, duty(120, 120 + 1 / 60)])


def test_any_seven_days_count_not_the_civil_week() -> None:
    assert lets_do(RULE, [*FOUR, duty(8 + WEEK, 20 + WEEK)])
    assert not lets_do(RULE, [*FOUR, duty(8 + WEEK - 1 / 60, 20 + WEEK)])


def test_what_was_worked_before_counts_with_what_is_planned() -> None:
    assert not lets_do(RULE, [duty(120, 121)], worked=FOUR)
    assert lets_do(RULE, [duty(WEEK + 8, WEEK + 20)], worked=FOUR)


def test_the_week_is_that_of_the_working_time() -> None:
    assert not lets_do(RULE, FOUR, working_time=WorkingTime(week=47 * 60))


def _nights(first: date, ends: time) -> bool:
    """Four nights from 20:00, the third of which holds a clock change."""
    place = Place("H1", ZoneInfo("Europe/Paris"), datetime(2026, 1, 1, tzinfo=UTC))
    nights = [duty_of(place, first + timedelta(days=number), Hours("nuit", time(20), ends)) for number in range(4)]
    return lets_do(RULE, nights)


def test_hours_that_elapse_are_counted_over_a_clock_change() -> None:
    assert not _nights(date(2026, 10, 22), time(8))  # 49 hours
    assert _nights(date(2026, 10, 22), time(7, 45))
    assert _nights(date(2027, 3, 25), time(8, 15))  # 48 hours, although the clock shows 49
    assert not _nights(date(2027, 3, 25), time(8, 16))
