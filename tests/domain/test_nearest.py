"""Who could come for one need, and the rule that keeps each of the others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain import nearest
from planblanc.domain.availability import Span
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import LenderId
from planblanc.domain.nearest import Candidate, Pause, Rejection, Resource, Sought
from planblanc.domain.perimeter import Rung
from planblanc.domain.planning import Kinship
from planblanc.domain.plans import Journey, LineFlag
from planblanc.domain.positions import Position
from planblanc.domain.responders import Level

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
LATER = NOW + timedelta(hours=24)
ALWAYS: tuple[Span, ...] = ((NOW, NOW + timedelta(days=400)),)
SOUGHT = Sought(quantity=2, called_at=NOW, starts_at=NOW, ends_at=LATER, competence="NETWORK", least_level=Level.CONFIRMED)
THINGS = replace(SOUGHT, competence=None, equipment_type="WORKSTATION", quantity=10)
PERSON = Resource(
    id=UUID(int=1),
    is_person=True,
    lender_id=LenderId(UUID(int=100)),
    lender_name="CH de Pau",
    label="Technicien",
    commune="Pau",
    position=Position(43.3, -0.35, "MAINLAND"),
    time_zone="Europe/Paris",
    kinship=Kinship("64", "75", "SUD_OUEST"),
    touches=False,
    units=1,
    promised=0,
    floor=0,
    pause=Pause(10, 20, 30, 45, confirmed=True),
    crossing=None,
    confirm_by=None,
    active=True,
    synthetic=False,
    is_victim=False,
    shares_fate=False,
    level=3,
    longest_days=14,
    around=1,
)
STOCK = replace(PERSON, is_person=False, units=18, floor=6, level=0, longest_days=None, around=0)


def candidate(resource: Resource = PERSON, *, minutes: int | None = 90, free: tuple[Span, ...] = ALWAYS, **changes: Any) -> Candidate:
    stale = changes.pop("stale", False)
    journey = None if minutes is None else Journey(50.0, 20, 45, minutes - 65, minutes - 5, minutes + 5, NOW + timedelta(minutes=minutes))
    flags = frozenset({LineFlag.TO_CONFIRM}) if stale else frozenset[LineFlag]()
    return Candidate(replace(resource, **changes), Rung.REGION, journey, free, flags)


def test_nothing_keeps_a_free_expert_from_coming() -> None:
    assert nearest.rejection(SOUGHT, candidate()) is None


@pytest.mark.parametrize(
    ("kept", "rule"),
    [
        (candidate(level=1), Rejection.HAS_WHAT_IS_ASKED),
        (candidate(expires_on=date(2021, 2, 8)), Rejection.HAS_WHAT_IS_ASKED),
        (candidate(is_victim=True), Rejection.IS_NO_VICTIM),
        (candidate(shares_fate=True), Rejection.SHARES_NO_FATE),
        (candidate(free=((NOW, LATER - timedelta(minutes=1)),)), Rejection.IS_AVAILABLE),
        (candidate(free=()), Rejection.IS_AVAILABLE),
        (candidate(longest_days=0), Rejection.WITHIN_LONGEST_DEPLOYMENT),
        (candidate(minutes=None), Rejection.HAS_A_WAY),
        (candidate(promised=1), Rejection.IS_NOT_ELSEWHERE),
        (candidate(around=2, floor=2), Rejection.SITE_KEEPS_ITS_PEOPLE),
        (candidate(around=2, around_promised=1, floor=1), Rejection.SITE_KEEPS_ITS_PEOPLE),
    ],
)
def test_each_rule_keeps_who_breaks_it(kept: Candidate, rule: Rejection) -> None:
    assert nearest.rejection(SOUGHT, kept) is rule


@pytest.mark.parametrize(("promised", "floor"), [(12, 6), (0, 18), (0, 100)])
def test_a_lender_keeps_its_floor(promised: int, floor: int) -> None:
    kept = candidate(STOCK, promised=promised, floor=floor)

    assert nearest.rejection(THINGS, kept) is Rejection.LENDER_KEEPS_ITS_STOCK


def test_a_thing_needs_no_calendar() -> None:
    assert nearest.rejection(THINGS, candidate(STOCK, free=())) is None


def test_who_comes_too_late_does_not_come() -> None:
    hurried = replace(SOUGHT, arrive_by=NOW + timedelta(minutes=89))

    assert nearest.rejection(hurried, candidate()) is Rejection.IS_THERE_IN_TIME
    assert nearest.rejection(replace(SOUGHT, arrive_by=NOW + timedelta(minutes=90)), candidate()) is None


def test_the_soonest_comes_first_and_the_stale_last() -> None:
    far, near = (candidate(id=UUID(int=number), around=3, minutes=minutes) for number, minutes in ((2, 200), (3, 70)))
    stale = candidate(id=UUID(int=4), around=3, minutes=66, stale=True)
    answer = nearest.choose(SOUGHT, [stale, far, near], is_complete=True)

    assert [one.candidate for one in answer.chosen] == [near, far, stale]
    assert [one.taken for one in answer.chosen] == [1, 1, 0]
    assert (answer.covered, answer.wanted) == (2, 2)


def test_a_quantity_is_taken_from_each_in_turn_above_the_floors() -> None:
    near, far = candidate(STOCK, units=10, floor=4), candidate(STOCK, id=UUID(int=2), minutes=200, units=30, floor=0)
    answer = nearest.choose(THINGS, [far, near], is_complete=True)

    assert [(one.available, one.taken) for one in answer.chosen] == [(6, 6), (30, 4)]


def test_mates_of_one_place_leave_its_floor_behind() -> None:
    mates = [candidate(id=UUID(int=number), around=2, floor=1) for number in (1, 2)]
    answer = nearest.choose(SOUGHT, mates, is_complete=True)

    assert answer.covered == 1
    assert answer.rejected == ((Rejection.SITE_KEEPS_ITS_PEOPLE, 1),)


def test_rules_are_counted_in_their_order() -> None:
    answer = nearest.choose(SOUGHT, [candidate(free=()), candidate(level=1), candidate(level=1)], is_complete=False)

    assert answer.rejected == ((Rejection.HAS_WHAT_IS_ASKED, 2), (Rejection.IS_AVAILABLE, 1))
    assert (answer.examined, answer.covered, answer.is_complete) == (3, 0, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"competence": None}, "competence"),
        ({"equipment_type": "WORKSTATION"}, "competence"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"quantity": 10**9}, "quantity"),
        ({"ends_at": NOW}, "ends_at"),
        ({"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}, "ends_at"),
        ({"ends_at": NOW + timedelta(days=367)}, "ends_at"),
    ],
)
def test_a_need_that_makes_no_sense_cannot_be_sought(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        replace(SOUGHT, **changes)

    assert refused.value.path == (field,)
