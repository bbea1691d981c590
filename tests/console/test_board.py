"""What the board says of an engagement, without a page."""

from typing import Any

import pytest

from planblanc.console.views import engagements, relief

NOW = "2021-02-09T06:00:00+00:00"


def engagement(**told: Any) -> dict[str, Any]:
    """An engagement as the API answers it, of which only what matters is told."""
    plain = {
        "id": "e",
        "state": "DEPARTED",
        "etaAt": None,
        "isNamed": False,
        "releasedAt": NOW,
        "acceptedAt": None,
        "replaces": None,
        "travelMinutes": None,
        "steps": (),
    }
    return {**plain, "terms": {"isPaid": False}, "purchase": None, "returnAsked": None, "receipt": None, "substitutes": (), **told}


def flags(**told: Any) -> list[str]:
    return [flag.words for flag in engagements.one({"now": NOW, "engagement": engagement(**told)})["flags"]]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, []),
        ({"etaAt": "2021-02-09T05:59:00+00:00"}, ["heure d'arrivée passée"]),
        ({"etaAt": "2021-02-09T07:30:00+01:00"}, []),
        ({"etaAt": "2021-02-09T05:59:00+00:00", "state": "ARRIVED"}, []),
        ({"travelMinutes": 30, "steps": ({"state": "DEPARTED", "at": "2021-02-09T05:00:00+00:00"},)}, ["heure estimée passée"]),
        ({"travelMinutes": 90, "steps": ({"state": "DEPARTED", "at": "2021-02-09T05:00:00+00:00"},)}, []),
        ({"state": "PROPOSED", "isNamed": True}, ["accord de la personne attendu"]),
        ({"state": "PROPOSED", "isNamed": True, "acceptedAt": NOW}, []),
        ({"state": "ALERTED", "terms": {"isPaid": True}}, ["achat à approuver"]),
        ({"terms": {"isPaid": True}}, []),
        ({"returnAsked": {"wantedAt": NOW}}, ["retour demandé"]),
        ({"returnAsked": {"wantedAt": NOW}, "state": "RETURNED"}, []),
        ({"receipt": {"quantity": 28, "missing": 2, "awaitsMore": True}}, ["reçu 28 sur 30, la suite est attendue"]),
        ({"receipt": {"quantity": 28, "missing": 2, "awaitsMore": False}}, ["reçu 28 sur 30"]),
        ({"receipt": {"quantity": 30, "missing": 0, "awaitsMore": False}}, []),
        ({"replaces": "other"}, ["en remplacement"]),
    ],
    ids=[
        "nothing", "late", "expected", "arrived", "estimate past", "estimate to come", "consent", "accepted",
        "purchase", "left unpaid", "return", "returned", "short", "short and over", "whole", "instead",
    ],
)  # fmt: skip
def test_what_calls_for_attention_is_said_in_words(told: dict[str, Any], expected: list[str]) -> None:
    assert flags(**told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"travelMinutes": 100}, "2021-02-09T05:40:00+00:00"),
        ({"travelMinutes": 100, "etaAt": NOW}, None),
        ({"travelMinutes": 100, "state": "ARRIVED"}, None),
        ({"travelMinutes": None}, None),
    ],
    ids=["estimated", "said", "arrived", "unknown"],
)
def test_an_arrival_that_nobody_said_is_estimated_by_the_plan(told: dict[str, Any], expected: str | None) -> None:
    steps = ({"state": "ALERTED", "at": "2021-02-09T04:00:00+00:00"}, {"state": "DEPARTED", "at": "2021-02-09T04:30:00+00:00"})

    assert engagements.one({"now": NOW, "engagement": engagement(steps=steps, **told)})["likely_at"] == expected


def test_a_board_counts_what_it_does_not_show() -> None:
    late = engagement(id="late", etaAt="2021-02-09T05:00:00+00:00")
    lists: dict[str, Any] = {alias: {"edges": []} for alias in ("asked", "ready", "there")}
    tallies = [{"state": "DEPARTED", "engagements": 33, "units": 87}, {"state": "REFUSED", "engagements": 1, "units": 5}]

    shown = engagements.board({"now": NOW, "tallies": tallies, "moving": {"edges": [{"node": late}]}, "over": None, **lists})

    moving = shown["columns"][2]
    assert (moving.title, moving.engagements, moving.units, moving.more) == ("En route", 33, 87, 32)
    assert [column.more for column in shown["columns"]] == [0, 0, 32, 0, 0]
    assert shown["ended"] == {"REFUSED": 1}
    assert [one["id"] for one in shown["late"]] == ["late"]


def test_approving_a_roster_is_told_by_what_it_promises() -> None:
    ours, theirs = {"lenderName": "Dax", "isOnSite": True}, {"lenderName": "Pau", "isOnSite": False}
    full, short = {"crew": [ours, theirs], "vacancies": []}, {"crew": [theirs], "vacancies": [{"quantity": 2}]}

    told = relief.roster({"reliefRoster": {"sites": [{"shifts": [full, short]}], "people": [ours, theirs]}})

    assert told == {"promised": 2, "lenders": 1, "people": 2, "empty_posts": 2, "empty_shifts": 1, "shifts": 2}
