"""How long each turn of duty has to answer."""

from datetime import timedelta

import pytest

from planblanc.domain import alerts

FIVE = timedelta(minutes=5)


@pytest.mark.parametrize(("step", "minutes"), [(1, 5), (2, 5), (3, 5), (4, 5), (5, 10), (6, 10), (7, 20), (11, 60), (10_000, 60)])
def test_two_turns_are_woken_every_five_minutes_twice_round_then_less_and_less(step: int, minutes: int) -> None:
    assert alerts.patience(step, 2, FIVE) == timedelta(minutes=minutes)


def test_a_roster_that_waits_longer_than_an_hour_is_not_hurried() -> None:
    assert alerts.patience(9, 1, timedelta(hours=2)) == timedelta(hours=2)
