"""One officer is in charge, and hands over with a read-and-accept."""

import asyncio

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.incidents import Incident, IncidentState
from planblanc.store import hand_overs as stored
from planblanc.usecases import charge
from planblanc.usecases.charge import Offer
from tests.nights import ARS, COLLEAGUE, HOSPITAL, NOW, OTHER_ARS, READER, SAMU, Night

OFFER = Offer("Poste du matin", "Tarbes a promis 30 postes pour midi.")


async def test_taking_charge_makes_a_reported_incident_active(night: Night) -> None:
    taken = await night.active()

    assert taken.state is IncidentState.ACTIVE
    assert taken.officer is not None
    assert taken.officer.name == ARS.name
    assert (await night.facts())[-1] == "IncidentTakenInCharge"


async def test_an_incident_is_taken_from_somebody_with_a_reason_only(night: Night) -> None:
    incident = await night.active()

    with pytest.raises(TransitionRefused, match="motif"):
        await night.act(COLLEAGUE, charge.take, incident.id, None, NOW)
    with pytest.raises(TransitionRefused, match="déjà"):
        await night.act(ARS, charge.take, incident.id, None, NOW)
    taken = await night.act(COLLEAGUE, charge.take, incident.id, "Injoignable depuis une heure", NOW)

    assert taken.officer is not None
    assert taken.officer.name == COLLEAGUE.name
    assert "à la place de" in (await night.lines(incident.id))[-1]["text"]


async def test_of_two_who_take_charge_at_once_one_is_refused(night: Night) -> None:
    incident = await night.incident()

    both = await asyncio.gather(*(night.act(who, charge.take, incident.id, None, NOW) for who in (ARS, COLLEAGUE)), return_exceptions=True)

    assert sum(isinstance(outcome, Incident) for outcome in both) == 1
    assert sum(isinstance(outcome, TransitionRefused) for outcome in both) == 1


async def test_a_hand_over_is_read_then_accepted_by_somebody_else(night: Night) -> None:
    incident = await night.active()

    offered = await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)
    async with night.reading(COLLEAGUE) as tx:
        (waiting,) = await stored.pending(tx, [incident.id])
    with pytest.raises(TransitionRefused):
        await night.act(ARS, charge.accept_hand_over, incident.id, NOW)
    accepted = await night.act(COLLEAGUE, charge.accept_hand_over, incident.id, NOW)

    assert waiting is not None
    assert waiting.note == OFFER.note
    assert offered.officer is not None
    assert accepted.officer is not None
    assert (offered.officer.name, accepted.officer.name) == (ARS.name, COLLEAGUE.name)
    with pytest.raises(TransitionRefused):
        await night.act(COLLEAGUE, charge.accept_hand_over, incident.id, NOW)


async def test_only_the_officer_in_charge_hands_over_once(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(TransitionRefused):
        await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)
    await night.act(ARS, charge.take, incident.id, None, NOW)
    with pytest.raises(TransitionRefused):
        await night.act(COLLEAGUE, charge.hand_over, incident.id, OFFER, NOW)
    with pytest.raises(BadInput):
        await night.act(ARS, charge.hand_over, incident.id, Offer("", "x"), NOW)
    await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)
    with pytest.raises(AlreadyExists):
        await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)


async def test_whoever_replaces_somebody_can_hand_over_in_turn(night: Night) -> None:
    incident = await night.active()
    await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)

    await night.act(COLLEAGUE, charge.take, incident.id, "Injoignable", NOW)

    await night.act(COLLEAGUE, charge.hand_over, incident.id, OFFER, NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER, SAMU])
async def test_nobody_else_is_in_charge(night: Night, who: Actor) -> None:
    incident = await night.active()
    await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, charge.take, incident.id, "Motif", NOW)
    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, charge.hand_over, incident.id, OFFER, NOW)
    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, charge.accept_hand_over, incident.id, NOW)
