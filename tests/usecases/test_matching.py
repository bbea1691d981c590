"""A message of the portal that nothing could place is matched by a person, then read as any other."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.incidents import IncidentState, NationalReference, Severity, Source
from planblanc.domain.victims import VictimTold
from planblanc.integrations.portal import message
from planblanc.store import incidents as stored
from planblanc.store import unmatched
from planblanc.store.inbox import MessageState
from planblanc.usecases import matching, portal_messages
from planblanc.usecases.matching import Match
from tests import letters
from tests.letters import NUMBER
from tests.nights import ARS, DAX, HOSPITAL, NOW, OTHER_ARS, PORTAL, READER, Night


async def waiting(night: Night, **told: Any) -> UUID:
    return await letters.set_aside(night.worker, letters.declaration(**told))


async def is_read(night: Night, key: UUID) -> MessageState:
    async with night.worker.transaction(PORTAL) as tx:
        return await portal_messages.apply(tx, PORTAL, key, message.read(letters.declaration()), NOW)


async def left(night: Night, who: Actor = ARS) -> list[unmatched.UnmatchedMessage]:
    async with night.reading(who) as tx:
        return await unmatched.page(tx, region=None, limit=10, after_received_at=None, after_id=None)


async def test_a_message_waits_for_the_coordinators_and_nobody_else(night: Night) -> None:
    key = await waiting(night)

    (found,) = await left(night)
    assert (found.id, found.national_number, found.summary) == (key, NUMBER, "Serveurs chiffrés")
    assert await left(night, HOSPITAL) == await left(night, READER) == []


async def test_a_message_given_to_an_incident_is_read_into_it(night: Night) -> None:
    incident = await night.incident()
    key = await waiting(night)

    await night.act(ARS, matching.match, key, Match(incident.id), NOW)

    assert await left(night) == []
    assert (await night.facts())[-1] == "PortalMessageReceived"
    assert await is_read(night, key) is MessageState.MATCHED
    async with night.reading(ARS) as tx:
        read = await stored.read(tx, incident.id)
    assert (read.severity, read.national) == (Severity.CRITICAL, NationalReference(NUMBER, 0))


async def test_a_message_of_a_new_incident_declares_it(night: Night) -> None:
    key = await waiting(night)

    incident = await night.act(ARS, matching.match, key, Match(victim=VictimTold(finess=DAX)), NOW)

    assert (incident.source, incident.state) == (Source.PORTAL, IncidentState.REPORTED)
    assert await is_read(night, key) is MessageState.MATCHED


async def test_an_incident_that_has_a_number_takes_the_report_in(night: Night) -> None:
    incident = await night.incident(PORTAL, source=Source.PORTAL, national=NationalReference("2021-40-0009", 0))
    key = await waiting(night)

    kept = await night.act(ARS, matching.match, key, Match(incident.id), NOW)
    await is_read(night, key)

    async with night.reading(ARS) as tx:
        read = await stored.read(tx, incident.id)
    assert kept.id == incident.id
    assert (read.severity, read.national) == (Severity.CRITICAL, NationalReference("2021-40-0009", 0))


async def test_a_message_is_matched_once(night: Night) -> None:
    incident = await night.incident()
    key = await waiting(night)
    await night.act(ARS, matching.match, key, Match(incident.id), NOW)
    await is_read(night, key)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, matching.match, key, Match(incident.id), NOW)


async def test_one_of_the_two_is_named(night: Night) -> None:
    key = await waiting(night)

    for wanted in (Match(), Match((await night.incident()).id, VictimTold(finess=DAX))):
        with pytest.raises(BadInput):
            await night.act(ARS, matching.match, key, wanted, NOW)


async def test_nobody_matches_with_the_incident_of_others(night: Night) -> None:
    incident = await night.incident()
    key = await waiting(night)

    for who in (OTHER_ARS, HOSPITAL, READER):
        with pytest.raises((Forbidden, NotFound)):
            await night.act(who, matching.match, key, Match(incident.id), NOW)


async def test_the_message_of_an_exercise_declares_an_exercise(night: Night) -> None:
    key = await waiting(night, exercise=True)

    incident = await night.act(ARS, matching.match, key, Match(victim=VictimTold(finess=DAX)), NOW)

    assert incident.exercise


@pytest.mark.parametrize("is_exercise", [True, False])
async def test_an_exercise_and_a_real_incident_are_never_mixed(night: Night, is_exercise: bool) -> None:
    incident = await night.incident(exercise=not is_exercise)
    key = await waiting(night, exercise=is_exercise)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, matching.match, key, Match(incident.id), NOW)

    assert [one.exercise for one in await left(night)] == [is_exercise]


async def test_an_unknown_message_is_not_found(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(NotFound):
        await night.act(ARS, matching.match, uuid4(), Match(incident.id), NOW)
