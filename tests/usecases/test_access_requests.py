"""A first access is decided by a person of its scope, once, and by nobody for themselves."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.access_rules import Claim, RuleScope
from planblanc.domain.accounts import AccessState
from planblanc.domain.errors import BadInput, Forbidden, FreshLoginWanted, NotFound, TransitionRefused
from planblanc.store import access_requests as stored
from planblanc.usecases import access_requests
from planblanc.usecases.access_requests import AccessDecision
from tests.nights import ADMINISTRATOR, ARS, BORDEAUX, HOSPITAL, NATION, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night
from tests.usecases.accounts import COLLEAGUE, DIRECTOR, REAL, have_rules, holder, later, login, rule, waiting


async def decide(night: Night, who: Actor, wanted: AccessDecision) -> None:
    await night.act(who, access_requests.decide, wanted, REAL, night.now)


@pytest.mark.parametrize("who", [ARS, NATION, HOSPITAL], ids=lambda who: who.name)
async def test_once_accepted_it_gives_its_role_within_its_scope(night: Night, who: Actor) -> None:
    request = await waiting(night)

    await decide(night, who, AccessDecision(request.id, accepts=True, until=later(days=30)))

    known = await login(night, at=later(hours=1))
    (grant,) = known.grants
    assert (grant.role, grant.scope, grant.approved_name, grant.until) == (request.role, request.scope, who.name, later(days=30))
    assert known.waiting == ()
    assert (await login(night, at=later(days=31))).grants == ()


async def test_it_is_told_where_it_lies_and_its_name_can_be_erased(night: Night) -> None:
    request = await waiting(night)

    await decide(night, ARS, AccessDecision(request.id, accepts=True))

    line = (await night.lines("75"))[-1]
    assert line["text"] == "Accès accordé : établissement, Centre Hospitalier Dax."
    assert "personal_sha256" in line
    assert DIRECTOR.name not in str(line)


async def test_refused_it_says_why_and_is_not_asked_again_at_each_login(night: Night) -> None:
    request = await waiting(night)

    await decide(night, ARS, AccessDecision(request.id, accepts=False, reason="N'est plus de l'astreinte"))

    assert (await login(night, at=later(days=1))).waiting == ()
    assert len((await login(night, at=later(days=8))).waiting) == 1
    async with night.reading(ARS) as tx:
        (refused,) = await stored.by_ids(tx, [request.id])
    assert refused is not None
    assert (refused.state, refused.reason) == (AccessState.REFUSED, "N'est plus de l'astreinte")


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, ADMINISTRATOR], ids=lambda who: who.name)
async def test_somebody_of_another_scope_does_not_decide(night: Night, who: Actor) -> None:
    request = await waiting(night)

    with pytest.raises(NotFound, match="pas de votre périmètre"):
        await decide(night, who, AccessDecision(request.id, accepts=True))
    assert (await login(night)).grants == ()


@pytest.mark.parametrize("who", [READER, SAMU], ids=lambda who: who.name)
async def test_a_role_that_decides_of_nobody_is_told_so(night: Night, who: Actor) -> None:
    request = await waiting(night)

    with pytest.raises(Forbidden):
        await decide(night, who, AccessDecision(request.id, accepts=True))


async def test_nobody_decides_of_their_own_access(night: Night) -> None:
    first = await waiting(night)
    await decide(night, ARS, AccessDecision(first.id, accepts=True))
    await have_rules(night, rule(Claim.RPPS, "1000*", Role.DUTY_DIRECTOR, RuleScope.ESTABLISHMENT, "400000105"))
    known = await login(night)
    (own,) = known.waiting

    with pytest.raises(NotFound):
        await decide(night, holder(known.grants[0]), AccessDecision(own.id, accepts=True))


async def test_a_person_of_the_site_decides_for_a_colleague(night: Night) -> None:
    await decide(night, ARS, AccessDecision((await waiting(night)).id, accepts=True))
    (grant,) = (await login(night)).grants

    await decide(night, holder(grant), AccessDecision((await waiting(night, COLLEAGUE)).id, accepts=True))

    assert [one.role for one in (await login(night, COLLEAGUE)).grants] == [Role.ESTABLISHMENT]


async def test_an_access_does_not_outlast_the_one_by_which_it_was_given(night: Night) -> None:
    await decide(night, ARS, AccessDecision((await waiting(night)).id, accepts=True, until=later(days=7)))
    (grant,) = (await login(night)).grants

    await decide(night, holder(grant), AccessDecision((await waiting(night, COLLEAGUE)).id, accepts=True))

    assert [one.until for one in (await login(night, COLLEAGUE)).grants] == [later(days=7)]


async def test_a_coordinator_does_not_make_a_national_one(night: Night) -> None:
    await have_rules(night, rule(Claim.RPPS, "1000*", Role.NATIONAL_COORDINATOR, RuleScope.NATION))
    (request,) = (await login(night)).waiting

    with pytest.raises(NotFound):
        await decide(night, ARS, AccessDecision(request.id, accepts=True))
    await decide(night, ADMINISTRATOR, AccessDecision(request.id, accepts=True))


async def test_what_is_decided_is_decided(night: Night) -> None:
    request = await waiting(night)
    await decide(night, ARS, AccessDecision(request.id, accepts=True))

    with pytest.raises(TransitionRefused):
        await decide(night, ARS, AccessDecision(request.id, accepts=False, reason="Trop tard"))


async def test_giving_access_wants_a_fresh_login(night: Night) -> None:
    request = await waiting(night)

    with pytest.raises(FreshLoginWanted):
        await decide(night, replace(ARS, fresh=False), AccessDecision(request.id, accepts=True))


@pytest.mark.parametrize(
    "changed",
    [
        lambda good: replace(good, accepts=False),
        lambda good: replace(good, until=later(hours=-1)),
        lambda good: replace(good, reason="x" * 501),
        lambda good: replace(good, request=UUID(int=7)),
    ],
    ids=["no reason", "over already", "too long", "unknown"],
)
async def test_a_decision_that_makes_no_sense_is_refused(night: Night, changed: Callable[[AccessDecision], AccessDecision]) -> None:
    good = AccessDecision((await waiting(night)).id, accepts=True)

    with pytest.raises((BadInput, NotFound)):
        await decide(night, ARS, changed(good))


async def test_another_site_of_the_region_decides_nothing_here(night: Night) -> None:
    request = await waiting(night, replace(DIRECTOR, finess=(BORDEAUX,)))

    with pytest.raises(NotFound):
        await decide(night, HOSPITAL, AccessDecision(request.id, accepts=True))
