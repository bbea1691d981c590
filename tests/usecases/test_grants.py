"""Whoever leaves is out at once with all that stood on their access, and a deputy has no more than whoever named them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.accounts import Grant
from planblanc.domain.errors import BadInput, Forbidden, FreshLoginWanted, NotFound, TransitionRefused
from planblanc.domain.establishments import SecurityState
from planblanc.store import grants as stored
from planblanc.usecases import access_requests, grants, security
from planblanc.usecases.access_requests import AccessDecision
from planblanc.usecases.grants import DeputyWanted, EndWanted
from planblanc.usecases.security import SecurityWanted
from tests.nights import ADMINISTRATOR, ARS, DAX, HOSPITAL, OTHER_ARS, OTHER_HOSPITAL, Night
from tests.nights import COLLEAGUE as ARS_COLLEAGUE
from tests.usecases.accounts import COLLEAGUE, DIRECTOR, OF_SHOWN_SITE, REAL, have_rules, holder, later, login, waiting


async def given(night: Night) -> Grant:
    """The director's access to the site."""
    request = await waiting(night)
    await night.act(ARS, access_requests.decide, AccessDecision(request.id, accepts=True), REAL, night.now)
    await have_rules(night)
    (grant,) = (await login(night)).grants
    return grant


async def end(night: Night, who: Actor, wanted: EndWanted) -> None:
    await night.act(who, grants.end, wanted, later(hours=1), night.now)


async def deputise(night: Night, grant: Grant, changed: Callable[[DeputyWanted], DeputyWanted] = lambda good: good) -> UUID:
    account = (await login(night, COLLEAGUE)).account.id
    wanted = changed(DeputyWanted(grant.id, account, later(days=7)))
    await night.act(holder(grant), grants.name_deputy, wanted, REAL, night.now)
    return account


@pytest.mark.parametrize("who", [ARS, HOSPITAL, ADMINISTRATOR], ids=lambda who: who.name)
async def test_an_access_is_ended_by_whoever_decides_of_it(night: Night, who: Actor) -> None:
    grant = await given(night)

    await end(night, who, EndWanted("Départ", grant=grant.id))

    assert (await login(night, at=later(hours=1))).grants == ()
    line = (await night.lines("75"))[-1]
    assert (line["act"], line["text"]) == ("access.ended", "Accès terminé : établissement, Centre Hospitalier Dax.")
    assert DIRECTOR.name not in str(line)
    assert "Départ" not in str(line)


async def test_a_person_gives_their_own_access_back(night: Night) -> None:
    grant = await given(night)

    await end(night, holder(grant), EndWanted("Changement de poste", grant=grant.id))

    assert (await login(night, at=later(hours=1))).grants == ()


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL], ids=lambda who: who.name)
async def test_somebody_of_another_scope_ends_nothing(night: Night, who: Actor) -> None:
    grant = await given(night)

    for wanted in (EndWanted("Départ", grant=grant.id), EndWanted("Départ", account=grant.account)):
        with pytest.raises(NotFound):
            await end(night, who, wanted)
    assert len((await login(night)).grants) == 1


async def test_an_administrator_closes_the_account_for_good(night: Night) -> None:
    grant = await given(night)

    await end(night, ADMINISTRATOR, EndWanted("Départ", account=grant.account))

    with pytest.raises(Forbidden, match="pris fin"):
        await login(night, at=later(hours=1))


async def test_an_account_without_access_is_closed_in_the_chain_of_the_nation(night: Night) -> None:
    account = (await login(night)).account.id

    await end(night, ADMINISTRATOR, EndWanted("Erreur de personne", account=account))

    assert (await night.lines("FR", ADMINISTRATOR))[-1]["text"] == "Compte sans accès fermé."


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (lambda grant: EndWanted("Départ"), BadInput),
        (lambda grant: EndWanted("Départ", grant=grant.id, account=grant.account), BadInput),
        (lambda grant: EndWanted(" ", grant=grant.id), BadInput),
        (lambda grant: EndWanted("Départ", grant=UUID(int=7)), NotFound),
        (lambda grant: EndWanted("Départ", account=UUID(int=7)), NotFound),
    ],
    ids=["nothing", "both", "no reason", "unknown", "unknown account"],
)
async def test_an_end_that_makes_no_sense_is_refused(night: Night, wanted: Callable[[Grant], EndWanted], refusal: type[Exception]) -> None:
    grant = await given(night)

    with pytest.raises(refusal):
        await end(night, ARS, wanted(grant))


async def test_it_ends_once(night: Night) -> None:
    grant = await given(night)
    await end(night, ARS, EndWanted("Départ", grant=grant.id))

    for wanted in (EndWanted("Départ", grant=grant.id), EndWanted("Départ", account=grant.account)):
        with pytest.raises(TransitionRefused):
            await end(night, ARS, wanted)


async def test_a_deputy_stands_in_for_a_time(night: Night) -> None:
    grant = await given(night)

    await deputise(night, grant)

    ((deputy,), late) = (await login(night, COLLEAGUE)).grants, (await login(night, COLLEAGUE, later(days=8))).grants
    assert (deputy.role, deputy.scope, deputy.deputy_of) == (Role.ESTABLISHMENT, grant.scope, grant.id)
    assert late == ()


async def test_a_deputy_leaves_with_whoever_named_them(night: Night) -> None:
    grant = await given(night)
    await deputise(night, grant)

    await end(night, ARS, EndWanted("Départ", grant=grant.id))

    assert (await login(night, COLLEAGUE, later(hours=1))).grants == ()


async def test_the_holder_takes_a_deputy_back(night: Night) -> None:
    grant = await given(night)
    await deputise(night, grant)
    (deputy,) = (await login(night, COLLEAGUE)).grants

    await end(night, holder(grant), EndWanted("Retour de congé", grant=deputy.id))

    assert (await login(night, COLLEAGUE, later(hours=1))).grants == ()
    assert len((await login(night, at=later(hours=1))).grants) == 1


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        (lambda good: replace(good, until=later(hours=-1)), BadInput),
        (lambda good: replace(good, until=later(days=61)), BadInput),
        (lambda good: replace(good, account=UUID(int=7)), NotFound),
        (lambda good: replace(good, account=DIRECTOR.key), NotFound),
        (lambda good: replace(good, grant=UUID(int=7)), NotFound),
    ],
    ids=["over already", "too long", "nobody", "oneself", "no such access"],
)
async def test_a_deputy_that_makes_no_sense_is_refused(
    night: Night, changed: Callable[[DeputyWanted], DeputyWanted], refusal: type[Exception]
) -> None:
    grant = await given(night)

    with pytest.raises(refusal):
        await deputise(night, grant, changed)


async def test_nobody_names_a_deputy_for_another_nor_a_deputy_a_deputy(night: Night) -> None:
    grant = await given(night)
    account = await deputise(night, grant)
    (deputy,) = (await login(night, COLLEAGUE)).grants

    for who, held in ((ARS, grant), (holder(deputy), grant), (holder(deputy), deputy)):
        with pytest.raises((NotFound, Forbidden)):
            await night.act(who, grants.name_deputy, DeputyWanted(held.id, account, later(days=1)), REAL, night.now)


async def test_to_name_a_deputy_wants_a_fresh_login(night: Night) -> None:
    grant = await given(night)
    stale = replace(holder(grant), fresh=False)

    with pytest.raises(FreshLoginWanted):
        await night.act(stale, grants.name_deputy, DeputyWanted(grant.id, UUID(int=7), later(days=1)), REAL, night.now)


async def test_the_wall_lets_no_deputy_have_more(night: Night) -> None:
    grant = await given(night)
    account = (await login(night, COLLEAGUE)).account.id
    wider = replace(grant, id=UUID(int=9), account=account, role=Role.ARS_COORDINATOR, deputy_of=grant.id, until=later(days=1))

    with pytest.raises(Forbidden):
        async with night.database.transaction(holder(grant)) as tx:
            await stored.add(tx, wider)


async def lost_and_restored(night: Night) -> None:
    """The site is compromised, then two people lift it."""
    for who, state in ((ARS, "SUSPECT"), (ARS, "COMPROMISED"), (ARS, "RESTORED"), (ARS_COLLEAGUE, "RESTORED")):
        await night.act(who, security.set_state, SecurityWanted(DAX, SecurityState(state), "Essai"), night.now)


async def test_a_deputy_of_a_compromised_site_does_not_rise_again_with_it(night: Night) -> None:
    grant = await given(night)
    await deputise(night, grant)

    await lost_and_restored(night)

    assert (await login(night, COLLEAGUE)).grants == ()
    assert [held.id for held in (await login(night)).grants] == [grant.id]


async def test_what_a_site_gave_just_before_it_was_found_compromised_is_given_again_by_somebody(night: Night) -> None:
    grant, real = await given(night), datetime.now(UTC)
    await have_rules(night, OF_SHOWN_SITE)
    (request,) = (await login(night, COLLEAGUE, real)).waiting
    await night.act(holder(grant), access_requests.decide, AccessDecision(request.id, accepts=True), real, night.now)

    await lost_and_restored(night)

    known = await login(night, COLLEAGUE, real + timedelta(hours=1))
    assert known.grants == ()
    assert [one.role for one in known.waiting] == [Role.ESTABLISHMENT]
