"""The time to be on site: its parts, its range, and what is only assumed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planblanc.travel.clocks import PARIS, is_night
from planblanc.travel.journeys import Basis, Journey
from planblanc.travel.on_site import Delays, arrival, time_on_site

STORE = Delays(
    alert_by_day=timedelta(minutes=10),
    alert_by_night=timedelta(minutes=30),
    preparation_by_day=timedelta(minutes=45),
    preparation_by_night=timedelta(minutes=90),
)
FROM_TARBES = Journey(km=104.6, duration=timedelta(minutes=100), basis=Basis.ROAD)
CALLED = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)


@pytest.mark.parametrize(("at_night", "minutes"), [(False, 155), (True, 220)])
def test_the_total_is_alert_preparation_and_road(at_night: bool, minutes: int) -> None:
    needed = time_on_site(STORE, FROM_TARBES, at_night=at_night)

    assert needed is not None
    assert needed.total == timedelta(minutes=minutes)


def test_the_range_is_thirteen_per_cent_of_the_road_alone() -> None:
    needed = time_on_site(STORE, FROM_TARBES, at_night=True)

    assert needed is not None
    assert arrival(CALLED, needed) == (
        CALLED + timedelta(minutes=207),
        CALLED + timedelta(minutes=220),
        CALLED + timedelta(minutes=233),
    )


def test_delays_that_nobody_confirmed_are_assumed() -> None:
    needed = time_on_site(STORE, FROM_TARBES, at_night=True)

    assert needed is not None
    assert needed.is_assumed
    assert not needed.is_extrapolated


def test_where_there_is_no_way_there_is_no_time() -> None:
    assert time_on_site(STORE, Journey(9400.0, None, Basis.NO_WAY), at_night=True) is None


def test_a_delay_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="no time"):
        Delays(timedelta(minutes=-1), timedelta(0), timedelta(0), timedelta(0))


def test_night_is_told_by_the_clock_where_help_stands() -> None:
    assert is_night(CALLED, PARIS)
    assert not is_night(datetime(2021, 2, 9, 8, 0, tzinfo=PARIS), PARIS)
    assert not is_night(datetime(2021, 2, 9, 4, 30, tzinfo=UTC), ZoneInfo("Indian/Reunion"))


def test_day_begins_at_seven_and_night_at_eight_in_the_evening() -> None:
    day = [is_night(datetime(2021, 7, 1, hour, tzinfo=PARIS), PARIS) for hour in (6, 7, 19, 20)]

    assert day == [True, False, False, True]


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without its zone"):
        is_night(datetime.fromisoformat("2021-02-09T02:00"), PARIS)
