"""Eleven hours of rest, in hours that really elapse."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from solver.relief.calendar import Hours, Place, duty_of
from solver.relief.duties import Duty, WorkingTime
from solver.relief.rules import rests_between_shifts
from tests.solver.relief.builders import duty, problem
from tests.solver.relief.rules.alone import lets_follow

RULE = rests_between_shifts.RULE


def test_eleven_hours_are_enough_and_a_minute_less_is_not() -> None:
    assert lets_follow(RULE, duty(8, 20), duty(31, 40))
    assert not lets_follow(RULE, duty(8, 20), duty(31 - 1 / 60, 40))


def test_the_rest_is_that_of_the_working_time() -> None:
    twelve = problem(working_time=WorkingTime(rest=12 * 60))

    assert lets_follow(RULE, duty(8, 20), duty(32, 40), twelve)
    assert not lets_follow(RULE, duty(8, 20), duty(32 - 1 / 60, 40), twelve)


def _evening_then_morning(zone: str, evening: date, morning: time) -> tuple[Duty, Duty]:
    place = Place("H1", ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC))
    return duty_of(place, evening, Hours("jour", time(8), time(20))), duty_of(
        place, evening + timedelta(days=1), Hours("matin", morning, time(14))
    )


@pytest.mark.parametrize(
    ("zone", "evening", "morning", "rest", "expected"),
    [
        # The night of 24 to 25 October 2026 has an hour more: 20:00 to 6:00 is 11 h.
        ("Europe/Paris", date(2026, 10, 24), time(6), 660, True),
        ("Europe/Paris", date(2026, 10, 24), time(5, 59), 659, False),
        # That of 27 to 28 March 2027 has an hour less: 20:00 to 7:00 is 10 h.
        ("Europe/Paris", date(2027, 3, 27), time(7), 600, False),
        ("Europe/Paris", date(2027, 3, 27), time(8), 660, True),
        # Any other night.
        ("Europe/Paris", date(2026, 11, 2), time(6), 600, False),
        ("Europe/Paris", date(2026, 11, 2), time(7), 660, True),
        # Reunion and Martinique keep their clocks.
        ("Indian/Reunion", date(2026, 10, 24), time(6), 600, False),
        ("Indian/Reunion", date(2027, 3, 27), time(7), 660, True),
        ("America/Martinique", date(2027, 3, 27), time(7), 660, True),
        # Saint-Pierre-et-Miquelon changes in the small hours of 14 March 2027, as North America does.
        ("America/Miquelon", date(2027, 3, 13), time(7), 600, False),
        ("America/Miquelon", date(2027, 3, 27), time(7), 660, True),
    ],
)
def test_a_night_of_clock_change_lasts_as_long_as_it_lasts(zone: str, evening: date, morning: time, rest: int, expected: bool) -> None:
    earlier, later = _evening_then_morning(zone, evening, morning)

    assert later.starts_at - earlier.ends_at == rest
    assert lets_follow(RULE, earlier, later) is expected
