"""The steps of the trust in a site, and who lifts a compromise."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planblanc.domain import security
from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Forbidden, TransitionRefused
from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import EstablishmentId, establishment_id
from planblanc.domain.security import PROPOSAL_STANDS_FOR, ChangeState, SecurityChange, Signature

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
ONE = Signature(UUID(int=1), "A", "ARS 75", NOW)
OTHER = Signature(UUID(int=2), "B", "ARS 75", NOW)
DAX = EstablishmentId(establishment_id("400780193"))
LIFT = SecurityChange(
    id=UUID(int=9),
    establishment=DAX,
    region="75",
    incident=None,
    before=SecurityState.COMPROMISED,
    after=SecurityState.RESTORED,
    reason="Réinstallé",
    state=ChangeState.PROPOSED,
    proposed=ONE,
)
STEPS = {("NORMAL", "SUSPECT"), ("SUSPECT", "COMPROMISED"), ("SUSPECT", "NORMAL"), ("COMPROMISED", "RESTORED"), ("RESTORED", "NORMAL")}


@pytest.mark.parametrize("before", SecurityState)
@pytest.mark.parametrize("after", SecurityState)
def test_only_the_steps_of_the_table_are_taken(before: SecurityState, after: SecurityState) -> None:
    if (before, after) in STEPS:
        security.require_step(before, after)
        return
    with pytest.raises(TransitionRefused):
        security.require_step(before, after)


def test_a_second_person_lifts_it() -> None:
    assert security.confirmed(LIFT, OTHER, one_is_suspect=False).state is ChangeState.DONE


def test_nobody_lifts_it_alone() -> None:
    with pytest.raises(Forbidden, match="une autre personne"):
        security.confirmed(LIFT, replace(ONE, organisation="NATION"), one_is_suspect=False)


@pytest.mark.parametrize("of_proposer", [True, False])
def test_two_people_of_one_organisation_do_not_where_one_is_suspect(of_proposer: bool) -> None:
    with pytest.raises(Forbidden, match="suspecte"):
        security.confirmed(replace(LIFT, one_is_suspect=of_proposer), OTHER, one_is_suspect=not of_proposer)


def test_a_suspect_proposer_and_another_organisation_do() -> None:
    proposed = replace(LIFT, one_is_suspect=True, proposed=replace(ONE, organisation="ETABLISSEMENT x"))

    assert security.confirmed(proposed, OTHER, one_is_suspect=False).state is ChangeState.DONE


def test_a_proposal_stands_for_a_day() -> None:
    assert LIFT.stands_at(NOW + PROPOSAL_STANDS_FOR - timedelta(seconds=1))
    assert not LIFT.stands_at(NOW + PROPOSAL_STANDS_FOR)


def test_organisations_are_told_apart() -> None:
    def of(role: Role, *regions: str, sites: frozenset[EstablishmentId] = frozenset()) -> str:
        return security.organisation_of(Actor(UUID(int=1), "A", role, frozenset(regions), sites))

    told = [
        of(Role.ARS_COORDINATOR, "75"),
        of(Role.ARS_COORDINATOR, "76"),
        of(Role.ZONE_COORDINATOR, "75"),
        of(Role.NATIONAL_COORDINATOR),
        of(Role.ESTABLISHMENT, sites=frozenset({DAX})),
    ]
    assert len(set(told)) == len(told)
