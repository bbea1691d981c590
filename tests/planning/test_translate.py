"""A moment of the database becomes a problem: what is left of a window, calendars laid out once and no further than needed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from planblanc.domain.adjustments import Adjustment, AdjustmentKind, Resource
from planblanc.domain.identity import NeedId, RequestId
from planblanc.planning.translate import minute, translate
from solver import search
from solver.engaged import Pin, Refused
from tests.planning.snapshots import DAX, INCIDENT, LENDER, NIGHT, by_day, need, responder, snapshot


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


def test_a_team_is_told_by_its_request_and_its_name() -> None:
    lead = need(10, team="Réseau", is_lead=True)
    member, elsewhere = need(11, team="Réseau"), need(12, team="Réseau", is_lead=True, request=RequestId(UUID(int=4)))

    problem = translate(snapshot([lead, member, elsewhere], [responder()])).problem

    assert {team: len(lines) for team, lines in problem.teams.items()} == {f"{lead.request}:Réseau": 2, f"{elsewhere.request}:Réseau": 1}


def test_what_is_left_of_a_team_whose_lead_is_over_is_planned_line_by_line() -> None:
    problem = translate(snapshot([need(11, team="Réseau")], [responder()])).problem

    assert problem.needs[0].team is None
    assert search.solve(problem).unmet == ()


def test_a_floor_of_a_competence_counts_those_of_the_place_who_are_not_read() -> None:
    keeps = replace(snapshot([need()], [responder()]).lenders[0], competence_floors=(("NETWORK", 2),))
    read = replace(snapshot([need()], [responder()]), lenders=(keeps,))
    others = (LENDER, DAX.latitude, DAX.longitude, "NETWORK", 1)

    alone = translate(read).problem
    among_others = translate(replace(read, skilled_others_at=(others,))).problem

    assert (alone.sites[0].competence_floors, among_others.sites[0].competence_floors) == ({"NETWORK": 2}, {"NETWORK": 1})


def test_a_qualified_provider_is_told_with_the_activity_of_the_competence() -> None:
    asked = need(pris_qualified=True, pris_activity="INV")
    qualified = replace(snapshot([], []).lenders[0], pris_activities=frozenset({"INV"}))

    problem = translate(replace(snapshot([asked], [responder()]), lenders=(qualified,))).problem

    assert (problem.needs[0].is_pris, problem.pris_activity, problem.pris) == (True, {"NETWORK": "INV"}, {str(LENDER): frozenset({"INV"})})


def by_hand(kind: AdjustmentKind, number: int = 30, **changed: Any) -> Adjustment:
    """A choice for the need that snapshots have."""
    made = Adjustment(
        UUID(int=number),
        INCIDENT,
        kind,
        Resource(UUID(int=20), is_stock=False),
        "ALPI, Réseau",
        "x",
        UUID(int=9),
        "ARS",
        NIGHT,
        need().id,
        1,
    )
    return replace(made, **changed)


def test_choices_by_hand_pin_and_refuse() -> None:
    swap = by_hand(AdjustmentKind.SWAP, replaced=UUID(int=21), replaced_told="ALPI, Réseau")
    refusal = by_hand(AdjustmentKind.REFUSAL, 31, resource=Resource(UUID(int=22), is_stock=False), need=None, quantity=None)
    read = replace(snapshot([need()], [responder(20), responder(21), responder(22)]), adjustments=(swap, refusal))

    problem = translate(read).problem

    assert problem.pins == (Pin(str(need().id), str(UUID(int=20))),)
    assert problem.refused == {Refused(str(need().id), str(UUID(int=21))), Refused(str(INCIDENT), str(UUID(int=22)))}


def test_a_choice_of_who_is_not_there_any_more_or_of_a_need_that_is_over_makes_no_problem() -> None:
    gone = by_hand(AdjustmentKind.PIN, resource=Resource(UUID(int=99), is_stock=False))
    over = by_hand(AdjustmentKind.PIN, 31, need=NeedId(UUID(int=98)))

    translated = translate(replace(snapshot([need()], [responder()]), adjustments=(gone, over)))

    assert translated.problem.pins == ()
    assert [(choice.id, choice.is_absent) for choice in translated.choices] == [(str(gone.id), True)]
