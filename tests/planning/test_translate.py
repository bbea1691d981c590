"""A moment of the database becomes a problem: what is left of a window, calendars laid out once and no further than needed."""

from datetime import timedelta

from planblanc.planning.translate import minute, translate
from solver import search
from tests.planning.snapshots import NIGHT, by_day, need, responder, snapshot


def test_who_is_free_from_now_on_serves_a_window_that_has_begun() -> None:
    half_an_hour_later = NIGHT + timedelta(minutes=30)

    problem = translate(snapshot([need()], [responder()], at=half_an_hour_later)).problem

    assert problem.needs[0].starts_at == problem.now
    assert search.solve(problem).unmet == ()


def test_a_window_in_its_last_minute_is_still_a_window() -> None:
    last_seconds = need().ends_at - timedelta(seconds=20)

    problem = translate(snapshot([need()], [responder()], at=last_seconds)).problem

    assert problem.needs[0].starts_at < problem.needs[0].ends_at


def test_calendars_reach_as_far_as_the_needs_for_people() -> None:
    for_a_month = need(11, kind="EQUIPMENT", competence=None, equipment_type="WORKSTATION", ends_at=NIGHT + timedelta(days=30))

    (person,) = translate(snapshot([need(), for_a_month], [responder(hours=(by_day(),))])).problem.people

    assert [end for _, end in person.availability] == [minute(need().ends_at)]


def test_equal_calendars_are_laid_out_once() -> None:
    first, second = translate(snapshot([need()], [responder(20), responder(21)])).problem.people

    assert first.availability is second.availability
    assert first.site is second.site
