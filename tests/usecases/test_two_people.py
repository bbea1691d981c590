"""Two people are two: neither whoever stands in for the other, nor somebody whom an attacker may just have let in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.accounts import ShownIdentity
from planblanc.domain.contacts import ContactChannel, ContactWanted
from planblanc.domain.errors import Forbidden
from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import establishment_id
from planblanc.store import establishments
from planblanc.store import grants as stored_grants
from planblanc.usecases import contact_edits, contacts, grants, operators, security
from planblanc.usecases.contact_edits import Decision
from planblanc.usecases.grants import DeputyWanted
from planblanc.usecases.operators import GrantWanted, ScopeWanted
from planblanc.usecases.security import SecurityWanted
from tests.nights import ARS, DAX, MIGRATOR, OPERATOR, Night
from tests.usecases.accounts import COLLEAGUE, DIRECTOR, holder, login

SUSPECT = SecurityWanted(DAX, SecurityState.SUSPECT, "Connexions de l'étranger")
RESTORED = replace(SUSPECT, state=SecurityState.RESTORED, reason="Annuaire reconstruit")
CONTACT = ContactWanted("Directeur de garde", ContactChannel.PHONE, "06 39 98 00 01", establishment_finess=DAX)


def ago(**delta: float) -> datetime:
    """So long ago, by the clock of the database, which tells the age of an access."""
    return datetime.now(UTC) - timedelta(**delta)


async def held(night: Night, key: UUID) -> Actor:
    async with night.migrator.transaction(MIGRATOR) as tx:
        (grant,) = await stored_grants.by_ids(tx, [key])
    assert grant is not None
    return holder(grant)


async def coordinator(night: Night, shown: ShownIdentity, since: datetime) -> tuple[Actor, UUID]:
    """Somebody who conducts the crises of the region since then, and the key of that access."""
    account = (await login(night, shown)).account.id
    wanted = GrantWanted(account, Role.ARS_COORDINATOR, ScopeWanted(("75",)), "Essai")
    key = await night.act(OPERATOR, operators.give, wanted, since, night.now)
    return await held(night, key), key


async def with_a_deputy(night: Night) -> tuple[Actor, Actor]:
    """Somebody, and whoever stands in for them, both since before the doubt."""
    one, key = await coordinator(night, DIRECTOR, ago(days=30))
    account = (await login(night, COLLEAGUE)).account.id
    wanted = DeputyWanted(key, account, ago(days=-10))
    return one, await held(night, await night.act(one, grants.name_deputy, wanted, ago(days=20), night.now))


async def compromised(night: Night) -> None:
    """It is, since two hours."""
    for state in (SecurityState.SUSPECT, SecurityState.COMPROMISED):
        await night.act(ARS, security.set_state, replace(SUSPECT, state=state), night.now)
    night.later(hours=2)


async def state(night: Night) -> SecurityState:
    async with night.reading(ARS) as tx:
        site = await establishments.by_id(tx, establishment_id(DAX))
    assert site is not None
    return site.security_state


async def test_two_people_who_were_there_before_lift_it(night: Night) -> None:
    await compromised(night)
    (one, _), (other, _) = await coordinator(night, DIRECTOR, ago(days=30)), await coordinator(night, COLLEAGUE, ago(hours=3))

    for who in (one, other):
        await night.act(who, security.set_state, RESTORED, night.now)

    assert await state(night) is SecurityState.RESTORED


@pytest.mark.parametrize("turned", [False, True], ids=["deputy-last", "deputy-first"])
async def test_nobody_lifts_it_with_their_own_deputy(night: Night, turned: bool) -> None:
    await compromised(night)
    one, deputy = await with_a_deputy(night)
    first, last = (deputy, one) if turned else (one, deputy)
    await night.act(first, security.set_state, RESTORED, night.now)

    with pytest.raises(Forbidden, match="suppléant"):
        await night.act(last, security.set_state, RESTORED, night.now)

    assert await state(night) is SecurityState.COMPROMISED
    await night.act(ARS, security.set_state, RESTORED, night.now)
    assert await state(night) is SecurityState.RESTORED


@pytest.mark.parametrize("is_proposed", [False, True], ids=["proposes", "confirms"])
async def test_whoever_was_given_access_since_the_doubt_lifts_nothing(night: Night, is_proposed: bool) -> None:
    await compromised(night)
    if is_proposed:
        await night.act(ARS, security.set_state, RESTORED, night.now)
    newcomer, _ = await coordinator(night, DIRECTOR, ago(hours=1))

    with pytest.raises(Forbidden, match="depuis"):
        await night.act(newcomer, security.set_state, RESTORED, night.now)

    assert await state(night) is SecurityState.COMPROMISED


@pytest.mark.parametrize("turned", [False, True], ids=["deputy-decides", "deputy-asks"])
async def test_nobody_changes_a_contact_in_doubt_with_their_own_deputy(night: Night, turned: bool) -> None:
    await night.act(ARS, security.set_state, SUSPECT, night.now)
    one, deputy = await with_a_deputy(night)
    asks, decides = (deputy, one) if turned else (one, deputy)
    edit = await night.act(asks, contacts.save, CONTACT, night.now)

    with pytest.raises(Forbidden, match="suppléant"):
        await night.act(decides, contact_edits.decide, Decision(edit, accepted=True), night.now)

    await night.act(ARS, contact_edits.decide, Decision(edit, accepted=True), night.now)
