"""When somebody is free: nights, clock changes, absences."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planblanc.domain.availability import Hours, HoursKind, covers, spans
from planblanc.domain.errors import BadInput

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def nights(**changes: Any) -> Hours:
    every_night = Hours(HoursKind.DAILY, paris(2026, 1, 1), paris(2028, 1, 1), time(20), time(7))
    return replace(every_night, **changes)


def is_free(calendar: list[Hours], start: datetime, end: datetime, zone: ZoneInfo = PARIS) -> bool:
    return covers(spans(calendar, zone, start - timedelta(days=2), end + timedelta(days=2)), start, end)


@pytest.mark.parametrize("evening", [paris(2026, 6, 1, 22), paris(2026, 10, 24, 22), paris(2027, 3, 27, 22)])
def test_hours_of_the_night_cover_the_night_even_when_the_clock_changes(evening: datetime) -> None:
    morning = (evening + timedelta(days=1)).replace(hour=6)

    assert is_free([nights()], evening, morning)
    assert not is_free([nights()], evening, morning.replace(hour=8))


def test_the_night_of_october_lasts_twelve_hours_and_that_of_march_ten() -> None:
    october = spans([nights()], PARIS, paris(2026, 10, 24, 12), paris(2026, 10, 25, 12))
    march = spans([nights()], PARIS, paris(2027, 3, 27, 12), paris(2027, 3, 28, 12))

    assert [end - start for start, end in october] == [timedelta(hours=12)]
    assert [end - start for start, end in march] == [timedelta(hours=10)]


def test_the_day_of_the_week_is_the_one_on_which_the_night_begins() -> None:
    fridays = nights(weekdays=0b0010000)

    assert is_free([fridays], paris(2026, 11, 27, 22), paris(2026, 11, 28, 6))
    assert not is_free([fridays], paris(2026, 11, 28, 22), paris(2026, 11, 29, 6))


def test_hours_are_those_of_the_place() -> None:
    start = datetime(2026, 11, 27, 16, tzinfo=UTC)  # 20:00 on La Réunion, 17:00 in Paris

    assert is_free([nights()], start, start + timedelta(hours=8), REUNION)
    assert not is_free([nights()], start, start + timedelta(hours=8), PARIS)


def test_equal_hours_mean_the_whole_day() -> None:
    assert is_free([nights(daily_from=time(8), daily_to=time(8))], paris(2026, 5, 1), paris(2026, 5, 9))


def test_windows_that_touch_count_as_one() -> None:
    first = Hours(HoursKind.WINDOW, paris(2026, 5, 1, 8), paris(2026, 5, 1, 12))
    second = Hours(HoursKind.WINDOW, paris(2026, 5, 1, 12), paris(2026, 5, 1, 18))

    assert is_free([second, first], paris(2026, 5, 1, 9), paris(2026, 5, 1, 17))


def test_an_absence_takes_its_part_of_every_window() -> None:
    away = Hours(HoursKind.ABSENCE, paris(2026, 5, 1, 23), paris(2026, 5, 2, 1))

    assert spans([nights(), away], PARIS, paris(2026, 5, 1, 12), paris(2026, 5, 2, 12)) == (
        (paris(2026, 5, 1, 20), paris(2026, 5, 1, 23)),
        (paris(2026, 5, 2, 1), paris(2026, 5, 2, 7)),
    )


def test_nobody_is_free_without_a_calendar() -> None:
    assert spans([], PARIS, paris(2026, 5, 1), paris(2026, 5, 2)) == ()


def test_hours_stop_at_the_bounds_of_their_period() -> None:
    ends_at_midnight = nights(ends_at=paris(2026, 5, 2))

    assert not is_free([ends_at_midnight], paris(2026, 5, 1, 22), paris(2026, 5, 2, 6))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": paris(2025, 12, 31)}, "ends_at"),
        ({"ends_at": paris(2026, 1, 1)}, "ends_at"),
        ({"ends_at": paris(2040, 1, 1)}, "ends_at"),
        ({"starts_at": paris(2026, 1, 1).replace(tzinfo=None)}, "starts_at"),
        ({"ends_at": datetime.max.replace(tzinfo=UTC)}, "ends_at"),
        ({"weekdays": 0}, "weekdays"),
        ({"weekdays": 128}, "weekdays"),
        ({"daily_to": None}, "daily_to"),
        ({"kind": HoursKind.WINDOW}, "daily_from"),
    ],
)
def test_hours_that_make_no_sense_cannot_be_built(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        nights(**changes)

    assert refused.value.path == (field,)
