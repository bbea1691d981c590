"""The victim hears what arrives, on its call-back number: what is new, and not each step."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest_asyncio

from planblanc.domain.identity import IncidentId
from planblanc.worker import alerts
from tests.outside.servers import OutsideServer
from tests.worker import telling as people
from tests.worker.desk import Desk
from tests.worker.telling import Telling


@pytest_asyncio.fixture
async def awaited(telling: Telling, desk: Desk) -> AsyncIterator[IncidentId]:
    """Ten pieces of equipment are confirmed for Dax."""
    key = await people.incident(telling.eye)
    await desk.want(key, wanted=10, promised=10)
    await telling.eye.execute("UPDATE planblanc.engagement SET state = 'ALERTED'")
    await telling.eye.execute("DELETE FROM planblanc.contact_point WHERE establishment_id = $1", people.DAX)
    yield key


async def pass_minutes(telling: Telling, minutes: int) -> None:
    for _ in range(minutes):
        await alerts.tell_arrivals(telling.tools)
        await telling.round()
        telling.now += timedelta(minutes=1)


async def advance(telling: Telling, state: str) -> None:
    await telling.eye.execute("UPDATE planblanc.engagement SET state = $1", state)


async def test_what_is_confirmed_is_told_by_sms_once(telling: Telling, receiver: OutsideServer, awaited: IncidentId) -> None:
    telling.by_sms(receiver)

    await pass_minutes(telling, 20)

    (sms,) = receiver.got()
    assert sms["path"] == "/+33600000040"
    assert "10 \\u00d7" in sms["body"]


async def test_steps_within_a_quarter_of_an_hour_make_one_digest(telling: Telling, receiver: OutsideServer, awaited: IncidentId) -> None:
    telling.by_sms(receiver)
    await pass_minutes(telling, 1)

    for state in ("DEPARTED", "ARRIVED"):
        await advance(telling, state)
        await pass_minutes(telling, 5)
    await pass_minutes(telling, 10)

    assert ["Sur place" in sms["body"] for sms in receiver.got()] == [False, True]


async def test_a_gateway_that_was_away_brings_the_last_digest_and_not_a_pile(
    telling: Telling, receiver: OutsideServer, awaited: IncidentId
) -> None:
    telling.by_sms(receiver)
    receiver.kill()
    await pass_minutes(telling, 2)
    for state in ("DEPARTED", "ARRIVED"):
        await advance(telling, state)
        await pass_minutes(telling, 16)
    receiver.start()

    await pass_minutes(telling, 12)

    (sms,) = receiver.got()
    assert "Sur place" in sms["body"]
    assert [state for _, state in await telling.notices()] == ["EXPIRED", "EXPIRED", "DELIVERED"]


async def test_an_exercise_tells_no_victim(telling: Telling, receiver: OutsideServer, awaited: IncidentId) -> None:
    telling.by_sms(receiver)
    await telling.eye.execute("UPDATE planblanc.incident SET exercise = true")

    await pass_minutes(telling, 3)

    assert receiver.got() == []
    assert await telling.notices() == [("ARRIVALS", "EXERCISE")]


async def test_no_person_is_named(telling: Telling, receiver: OutsideServer, awaited: IncidentId) -> None:
    telling.by_sms(receiver)
    await telling.eye.execute("UPDATE planblanc.responder SET label = 'Intervenant 0421 (synthétique)'")

    await pass_minutes(telling, 1)

    assert "0421" not in receiver.got()[0]["body"]
