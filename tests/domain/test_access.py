"""What a role may do, and what wants a person who has just logged in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planblanc.domain import access
from planblanc.domain.access import FRESH_ACTS, FRESH_FOR, PERMISSIONS, Act, Actor, Role
from planblanc.domain.errors import Forbidden, FreshLoginWanted

NOW = datetime(2026, 11, 24, 2, 40, tzinfo=UTC)
STALE = Actor(UUID(int=1), "ARS", Role.ARS_COORDINATOR, frozenset({"75"}))
FRESH = replace(STALE, fresh=True)


def test_to_engage_wants_a_fresh_login_and_says_so() -> None:
    with pytest.raises(FreshLoginWanted, match="reconnectez-vous") as refused:
        access.require(STALE, Act.APPROVE_PLAN, region="75")

    assert refused.value.code == "STEP_UP_REQUIRED"
    access.require(FRESH, Act.APPROVE_PLAN, region="75")


def test_whoever_may_not_do_it_anyway_is_not_sent_to_log_in_again() -> None:
    with pytest.raises(Forbidden):
        access.require(STALE, Act.APPROVE_PLAN, region="76")


def test_what_is_urgent_and_engages_nobody_wants_no_fresh_login() -> None:
    for act in (Act.DECLARE_INCIDENT, Act.ASK_FOR_HELP, Act.PROPOSE_PLAN, Act.END_ACCESS, Act.REVOKE_KEY, Act.READ_CALL_LIST):
        access.require(STALE, act, region="75")


@pytest.mark.parametrize("act", sorted(FRESH_ACTS), ids=lambda act: act.name)
def test_each_of_them_is_refused_to_a_stale_login_in_one_sentence(act: Act) -> None:
    holder = next(role for role, acts in PERMISSIONS.items() if act in acts)

    with pytest.raises(FreshLoginWanted, match=r"^Pour .+ moins de dix minutes\.$"):
        access.require(replace(STALE, role=holder), act)


@pytest.mark.parametrize("act", [Act.EXPORT_JOURNAL, Act.REVEAL_CALL_LIST, Act.REVEAL_PHONE, Act.SAVE_WEBHOOK], ids=lambda act: act.name)
def test_nothing_goes_out_by_a_stale_login(act: Act) -> None:
    with pytest.raises(FreshLoginWanted):
        access.require(STALE, act, region="75")


@pytest.mark.parametrize("role", [Role.SERVICE, Role.LINK_HOLDER, Role.NEWCOMER], ids=lambda role: role.value)
def test_whoever_cannot_log_in_again_has_none_of_them(role: Role) -> None:
    assert not PERMISSIONS[role] & FRESH_ACTS


@pytest.mark.parametrize(
    ("ago", "fresh"),
    [
        (timedelta(0), True),
        (FRESH_FOR, True),
        (FRESH_FOR + timedelta(seconds=1), False),
        (timedelta(seconds=-5), True),
        (timedelta(minutes=-5), False),
    ],
    ids=["now", "ten minutes", "a second more", "another clock", "to come"],
)
def test_a_login_is_fresh_for_ten_minutes(ago: timedelta, fresh: bool) -> None:
    assert access.is_fresh(NOW - ago, NOW) is fresh


def test_who_never_logged_in_is_not_fresh() -> None:
    assert not access.is_fresh(None, NOW)
