"""What lies ahead of a roster: fatigue is told before the law is reached, and what will lack is told for certain."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planblanc.domain.availability import HoursKind
from planblanc.domain.relief import Forecast
from planblanc.planning import relief_outlook
from planblanc.planning.relief_translate import translate
from solver.relief.duties import HOUR, Duty
from tests.planning import snapshots
from tests.planning.relief_pools import DAY, HOSPITAL, ROSTER, pool, reliever, site
from tests.planning.snapshots import NIGHT

DAYS = 24 * HOUR


def duties(*days: int, hours: int = 12, night: bool = False) -> list[Duty]:
    return [Duty("H", day * DAYS, day * DAYS + hours * HOUR, day, day + night, is_night=night) for day in days]


def forecasts(people: int, *, posts: int = 1, **changed: object) -> list[Forecast]:
    crew = replace(DAY, posts=tuple(replace(DAY.posts[0], least_level=level + 1) for level in range(posts)))
    translated = translate(ROSTER, (site(crew),), pool([reliever(20 + number, **changed) for number in range(people)]))
    return list(relief_outlook.forecasts(translated, str(HOSPITAL)))


@pytest.mark.parametrize(
    ("worked", "told"),
    [
        (duties(0, 1, 3), []),
        (duties(0, 2, 4, 6, hours=11), ["44 heures sur sept jours : le seuil de vigilance est de 44."]),
        (duties(0, 1, 2, hours=8, night=True), ["3 nuits de suite : le seuil de vigilance est de 3."]),
        (duties(0, 1, 3, 4, hours=8, night=True), []),
        (duties(0, 1, 2, 3, 4, hours=8), ["5 jours de suite : le seuil de vigilance est de 5."]),
    ],
)
def test_thresholds_are_told_before_the_law_is_reached(worked: list[Duty], told: list[str]) -> None:
    assert list(relief_outlook.warnings(worked)) == told


def test_any_seven_days_count_whatever_the_day_they_begin() -> None:
    assert relief_outlook.most_in_a_week(duties(5, 6, 7, 8, 20)) == 48 * HOUR


def test_three_horizons_are_told_for_each_competence() -> None:
    assert [(one.days, one.wanted_hours) for one in forecasts(1)] == [(3, 36), (7, 84), (30, 360)]


def test_one_person_gives_no_more_than_the_law_lets_them() -> None:
    assert [(one.available_hours, one.missing_hours) for one in forecasts(1)] == [(48, 0), (48, 36), (240, 120)]


def test_leave_that_was_granted_is_not_to_give() -> None:
    leave = snapshots.hours(HoursKind.ABSENCE, starts_at=NIGHT, ends_at=NIGHT + timedelta(days=60))

    assert {one.available_hours for one in forecasts(1, hours=(snapshots.hours(), leave))} == {0}


def test_one_person_of_two_levels_is_not_two_persons() -> None:
    together = [one for one in forecasts(1, posts=2) if one.competence == relief_outlook.ALL]

    assert [(one.days, one.wanted_hours, one.available_hours) for one in together] == [(3, 72, 48), (7, 168, 48), (30, 720, 240)]


def test_a_pool_without_anybody_lacks_everything() -> None:
    assert [one.missing_hours for one in forecasts(0)] == [36, 84, 360]
