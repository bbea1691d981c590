"""A person says that a site may be compromised; the door, the directory, the contacts and the approvals follow."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planblanc.domain.call_backs import CallBackTold, NumberFrom, Purpose
from planblanc.domain.contacts import ContactChannel, ContactFunction, ContactWanted
from planblanc.domain.errors import (
    AccessSuspended,
    BadInput,
    Conflict,
    Forbidden,
    FreshLoginWanted,
    NotFound,
    ToVerifyFirst,
    TransitionRefused,
)
from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import establishment_id
from planblanc.domain.incidents import Origin
from planblanc.domain.needs import NeedTold
from planblanc.domain.requests import RequestState
from planblanc.store import contacts as contact_rows
from planblanc.store import establishments as stored_establishments
from planblanc.store import lenders as stored_lenders
from planblanc.store import requests as stored_requests
from planblanc.store import security as stored
from planblanc.usecases import call_backs, contact_edits, contacts, incidents, security
from planblanc.usecases.call_backs import SiteCallBack
from planblanc.usecases.contact_edits import Decision
from planblanc.usecases.security import SecurityWanted
from tests.nights import ARS, COLLEAGUE, DAX, HOSPITAL, LET_IN, NATION, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, Night, told

SUSPECT = SecurityWanted(DAX, SecurityState.SUSPECT, "Connexions de l'étranger")
COMPROMISED = replace(SUSPECT, state=SecurityState.COMPROMISED)
RESTORED = replace(SUSPECT, state=SecurityState.RESTORED, reason="Annuaire reconstruit")
DIRECTOR = ContactWanted(
    "Directeur de garde", ContactChannel.PHONE, "06 39 98 00 01", establishment_finess=DAX, function=ContactFunction.DUTY_DIRECTOR
)
CALLED = SiteCallBack(DAX, Purpose.ACCESS, "+33 6 39 98 00 01", "Directeur de garde", confirmed=True)
CONFIRMED = CallBackTold("06 39 98 00 01", NumberFrom.DIRECTORY, "Directeur de garde", confirmed=True)


async def state(night: Night) -> SecurityState:
    async with night.reading(ARS) as tx:
        site = await stored_establishments.by_id(tx, establishment_id(DAX))
    assert site is not None
    return site.security_state


async def compromised(night: Night) -> None:
    await night.act(ARS, security.set_state, SUSPECT, night.now)
    await night.act(ARS, security.set_state, COMPROMISED, night.now)


async def test_a_person_says_it_and_both_journals_have_it(night: Night) -> None:
    incident = await night.incident()

    await compromised(night)

    assert await state(night) is SecurityState.COMPROMISED
    for chain in ("75", incident.id):
        last = (await night.lines(chain))[-1]
        assert last["act"] == "security.changed"
        assert "suspect → compromis" in last["text"]
        assert "étranger" not in last["text"]
    assert (await night.facts()).count("SecurityStateChanged") == 2


async def test_nobody_comes_in_for_it_any_more_but_who_was_let_in(night: Night) -> None:
    incident = await night.incident()
    await compromised(night)

    with pytest.raises(AccessSuspended):
        async with night.reading(HOSPITAL):
            pass
    async with night.reading(OTHER_HOSPITAL):
        pass
    assert [line["act"] for line in await night.lines(incident.id, LET_IN)]
    assert await night.lines("75", LET_IN) == []


async def test_who_was_let_in_sees_its_own_open_incident_and_no_pool(night: Night) -> None:
    incident, other = await night.incident(), await night.incident(finess="330781360")
    over = await night.incident()
    await night.act(ARS, incidents.dismiss, over.id, "Fausse alerte", NOW)
    await compromised(night)

    async with night.reading(LET_IN) as tx:
        seen = await tx.rows(stored_requests.QUERIES["list_unverified"], incidents=[incident.id])
        lenders = await stored_lenders.lenders(tx, stored_lenders.LendersWanted(), after_code=None, limit=10)
        known = await stored.open_incidents(tx, establishment_id(DAX))
    assert (seen, lenders) == ([], [])
    assert [key for key, *_ in known] == [incident.id]
    for hidden in (other, over):
        assert await night.lines(hidden.id, LET_IN) == []


@pytest.mark.parametrize("who", [HOSPITAL, READER, OTHER_ARS], ids=lambda who: str(who.name))
async def test_only_the_region_says_it(night: Night, who: Any) -> None:
    with pytest.raises(Forbidden):
        await night.act(who, security.set_state, SUSPECT, NOW)


async def test_an_old_login_says_nothing(night: Night) -> None:
    with pytest.raises(FreshLoginWanted):
        await night.act(replace(ARS, fresh=False), security.set_state, SUSPECT, NOW)


async def test_an_accident_puts_nobody_in_doubt(night: Night) -> None:
    accident = await night.incident(origin=Origin.NOT_MALICIOUS)

    for wanted in (SUSPECT, replace(SUSPECT, incident=accident.id)):
        with pytest.raises(BadInput, match="pas malveillant"):
            await night.act(ARS, security.set_state, wanted, NOW)


async def test_an_exercise_changes_nothing_real(night: Night) -> None:
    exercise = await night.incident(exercise=True)

    with pytest.raises(BadInput, match="exercice"):
        await night.act(ARS, security.set_state, replace(SUSPECT, incident=exercise.id), NOW)


async def test_an_unknown_site_and_a_step_that_is_none_are_refused(night: Night) -> None:
    with pytest.raises(NotFound):
        await night.act(ARS, security.set_state, replace(SUSPECT, finess="999999999"), NOW)
    with pytest.raises(TransitionRefused):
        await night.act(ARS, security.set_state, COMPROMISED, NOW)


async def test_two_people_lift_it(night: Night) -> None:
    await compromised(night)

    await night.act(ARS, security.set_state, RESTORED, NOW)
    assert await state(night) is SecurityState.COMPROMISED
    with pytest.raises(Forbidden, match="une autre personne"):
        await night.act(ARS, security.set_state, RESTORED, NOW)
    await night.act(COLLEAGUE, security.set_state, RESTORED, NOW)

    assert await state(night) is SecurityState.RESTORED
    async with night.reading(HOSPITAL):
        pass


async def test_the_site_proposes_and_another_organisation_decides(night: Night) -> None:
    await compromised(night)

    await night.act(LET_IN, security.set_state, RESTORED, NOW)
    with pytest.raises(Conflict):
        await night.act(replace(LET_IN, id=COLLEAGUE.id), security.set_state, RESTORED, NOW)
    await night.act(NATION, security.set_state, RESTORED, NOW)

    assert await state(night) is SecurityState.RESTORED


async def test_a_proposal_of_yesterday_is_proposed_again(night: Night) -> None:
    await compromised(night)
    await night.act(ARS, security.set_state, RESTORED, NOW)

    await night.act(COLLEAGUE, security.set_state, RESTORED, NOW + timedelta(hours=25))

    assert await state(night) is SecurityState.COMPROMISED


async def test_the_state_is_not_written_around_the_change(night: Night) -> None:
    async with night.reading(ARS) as tx:
        (changes,) = await stored.of_establishments(tx, [establishment_id(DAX)])
    assert changes == []
    await night.act(ARS, security.set_state, SUSPECT, NOW)
    async with night.reading(ARS) as tx:
        ((done,),) = await stored.of_establishments(tx, [establishment_id(DAX)])

    with pytest.raises(Forbidden):
        async with night.database.transaction(ARS) as tx:
            await stored.set_state(tx, replace(done, after=SecurityState.COMPROMISED))


async def test_what_it_asked_before_waits_for_a_number_known_before(night: Night) -> None:
    await night.act(ARS, contacts.save, DIRECTOR, NOW)
    request = await night.request(await night.act(ARS, incidents.declare, told(), night.later(hours=1)), HOSPITAL, needs=(NEED,))
    await compromised(night)

    async with night.reading(ARS) as tx:
        assert await stored_requests.unverified(tx, [request.incident]) == [frozenset({request.id})]
    with pytest.raises(ToVerifyFirst):
        await night.act(ARS, call_backs.verify, request.id, replace(CONFIRMED, number="05 58 91 48 48"), night.now)
    verified = await night.act(ARS, call_backs.verify, request.id, CONFIRMED, night.now)

    assert verified.state is RequestState.OPEN
    async with night.reading(ARS) as tx:
        assert await stored_requests.unverified(tx, [request.incident]) == [frozenset()]


async def test_a_number_that_came_with_the_attack_is_not_called(night: Night) -> None:
    incident = await night.incident()
    await night.act(HOSPITAL, contacts.save, DIRECTOR, night.later(hours=1))
    request = await night.request(incident, HOSPITAL)
    await compromised(night)

    with pytest.raises(ToVerifyFirst, match="après le début"):
        await night.act(ARS, call_backs.verify, request.id, CONFIRMED, night.now)
    with pytest.raises(ToVerifyFirst, match="après le début"):
        await night.act(ARS, call_backs.record, CALLED, night.now)


async def test_a_site_is_called_back_by_its_region_alone(night: Night) -> None:
    await night.act(ARS, contacts.save, DIRECTOR, NOW)
    night.later(hours=1)
    await compromised(night)

    await night.act(ARS, call_backs.record, CALLED, night.now)

    assert "rouvrir un accès" in (await night.lines("75"))[-1]["text"]
    assert "39 98" not in str(await night.lines("75"))
    for stranger in (OTHER_ARS, LET_IN):
        with pytest.raises(Forbidden):
            await night.act(stranger, call_backs.record, CALLED, night.now)
    with pytest.raises(BadInput):
        await night.act(ARS, call_backs.record, replace(CALLED, purpose=Purpose.REQUEST), night.now)


async def test_its_contacts_change_when_somebody_else_agrees(night: Night) -> None:
    await night.act(ARS, security.set_state, SUSPECT, NOW)

    edit = await night.act(HOSPITAL, contacts.save, DIRECTOR, NOW)

    async with night.reading(ARS) as tx:
        assert await stored_contacts(tx) == []
    with pytest.raises(Forbidden):
        await night.act(HOSPITAL, contact_edits.decide, Decision(edit, accepted=True), NOW)
    with pytest.raises(NotFound):
        await night.act(OTHER_ARS, contact_edits.decide, Decision(edit, accepted=True), NOW)
    await night.act(ARS, contact_edits.decide, Decision(edit, accepted=True), NOW)
    async with night.reading(ARS) as tx:
        assert await stored_contacts(tx) == ["0639980001"]
    with pytest.raises(TransitionRefused):
        await night.act(COLLEAGUE, contact_edits.decide, Decision(edit, accepted=True), NOW)


async def test_who_asks_for_a_contact_does_not_agree_to_it(night: Night) -> None:
    await night.act(ARS, security.set_state, SUSPECT, NOW)
    edit = await night.act(ARS, contacts.save, DIRECTOR, NOW)

    with pytest.raises(Forbidden, match="une autre personne"):
        await night.act(ARS, contact_edits.decide, Decision(edit, accepted=True), NOW)
    with pytest.raises(BadInput):
        await night.act(COLLEAGUE, contact_edits.decide, Decision(edit, accepted=False), NOW)
    await night.act(COLLEAGUE, contact_edits.decide, Decision(edit, accepted=False, reason="Inconnu du standard"), NOW)

    async with night.reading(ARS) as tx:
        assert await stored_contacts(tx) == []


async def stored_contacts(tx: Any) -> list[str]:
    (found,) = await contact_rows.contacts_of_establishments(tx, [establishment_id(DAX)])
    return [contact.address for contact in found if contact.address == "0639980001"]


NEED = NeedTold(equipment_type="WORKSTATION", quantity=1)
