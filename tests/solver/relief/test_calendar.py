"""Local hours and the minutes that elapse, over clock changes and away from the mainland."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from solver.refusal import ProblemRefused
from solver.relief.calendar import DAY, NIGHT, Hours, Place, duty_of, shifts_of
from tests.solver.relief.builders import post

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PARIS, REUNION = Place("H1", ZoneInfo("Europe/Paris"), EPOCH), Place("H2", ZoneInfo("Indian/Reunion"), EPOCH)


@pytest.mark.parametrize(
    ("place", "day", "hours"),
    [
        (PARIS, date(2026, 11, 2), 12),
        (PARIS, date(2026, 10, 24), 13),
        (PARIS, date(2027, 3, 27), 11),
        (REUNION, date(2026, 10, 24), 12),
        (REUNION, date(2027, 3, 27), 12),
    ],
)
def test_a_night_has_the_hours_that_elapse(place: Place, day: date, hours: int) -> None:
    duty = duty_of(place, day, NIGHT)

    assert (duty.hours, duty.ends_at - duty.starts_at) == (hours, 60 * hours)
    assert (duty.day, duty.last_day) == (day.toordinal(), day.toordinal() + 1)


def test_the_same_clock_is_earlier_in_the_east() -> None:
    here, there = duty_of(PARIS, date(2026, 11, 2), DAY), duty_of(REUNION, date(2026, 11, 2), DAY)

    assert here.starts_at - there.starts_at == 3 * 60
    assert here.day == there.day


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (time(20), time(8), True),
        (time(8), time(20), False),
        (time(12), time(0), True),
        (time(12), time(23, 59), False),
        (time(3), time(11), True),
        (time(3, 1), time(11), False),
    ],
)
def test_three_hours_between_nine_and_six_make_a_night(starts: time, ends: time, expected: bool) -> None:
    assert duty_of(PARIS, date(2026, 11, 2), Hours("garde", starts, ends)).is_night is expected


def test_a_handover_lengthens_each_shift_and_the_next_begins_within_it() -> None:
    day, night = shifts_of(PARIS, [date(2026, 11, 2)], [post()], handover=30)

    assert day.duty.ends_at - night.duty.starts_at == 30
    assert (day.handover, night.handover) == (30, 30)
    assert (day.id, night.id) == ("H1/2026-11-02/jour", "H1/2026-11-02/nuit")


def test_an_epoch_without_a_zone_is_refused() -> None:
    with pytest.raises(ProblemRefused, match="no time zone"):
        Place("H1", ZoneInfo("Europe/Paris"), EPOCH.replace(tzinfo=None))
