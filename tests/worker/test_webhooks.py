"""Outside programs hear of what happens: signed, at least once, in their own scope, each message to its end."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from standardwebhooks import Webhook

from planblanc.domain.facts import Fact, IncidentClosed, IncidentDeclared, PlanProposed
from planblanc.integrations.portal.faults import faults_of
from planblanc.integrations.webhooks import sending as outgoing
from planblanc.integrations.webhooks.sending import Outgoing
from planblanc.store import webhooks as stored
from planblanc.worker import notifications as sending
from planblanc.worker.relay import WORKER
from tests.outside.servers import OutsideServer
from tests.worker import telling as people
from tests.worker.telling import DAX, NOW, Telling

SECRET = bytes(range(32))


async def subscribed(telling: Telling, receiver: OutsideServer, **changed: Any) -> UUID:
    """A program that wants to hear of the region's incidents."""
    told = {"site": None, "kinds": ["incident.declared", "incident.closed"], "exercises": False, "region": "75"} | changed
    key = uuid4()
    await telling.eye.execute(
        "INSERT INTO planblanc.webhook (id, region_code, establishment_id, label, url, kinds, exercises, active, saved_name, saved_at)"
        " VALUES ($1, $2, $3, 'Outil', $4, $5, $6, true, 'ARS', $7)",
        *(key, told["region"], told["site"], f"http://127.0.0.1:{receiver.port}/avis", told["kinds"], told["exercises"], NOW),
    )
    await telling.eye.execute("INSERT INTO planblanc.webhook_secret VALUES ($1, $2, $3, $4)", uuid4(), key, SECRET, NOW)
    return key


async def happens(telling: Telling, fact: Fact, fact_id: UUID | None = None) -> None:
    await sending.announce(telling.tools, fact_id or uuid4(), fact)
    await telling.round()


async def ends(telling: Telling) -> list[tuple[str, int]]:
    rows = await telling.eye.fetch("SELECT state, attempts FROM planblanc.webhook_delivery ORDER BY created_at, id")
    return [(row["state"], row["attempts"]) for row in rows]


async def test_a_program_gets_a_message_that_it_can_verify(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver)
    key = await people.incident(telling.eye)

    await happens(telling, IncidentDeclared("75", key))

    (got,) = receiver.got()
    message = Webhook(SECRET).verify(got["body"], got["headers"])
    assert faults_of(message, "outgoing") == ()
    assert message["data"] == {"incident_id": str(key), "region": "75", "exercise": False}
    assert await ends(telling) == [("DELIVERED", 1)]


async def test_a_fact_that_is_handled_twice_is_told_once(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver)
    key, fact_id = await people.incident(telling.eye), uuid4()

    for _ in range(2):
        await happens(telling, IncidentDeclared("75", key), fact_id)

    assert len(receiver.got()) == 1


async def test_nobody_hears_of_what_was_not_asked_for_nor_of_another_region_or_site(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver, kinds=["incident.closed"])
    await subscribed(telling, receiver, region="76")
    other = await telling.eye.fetchval("SELECT id FROM planblanc.establishment WHERE region_code = '75' AND id <> $1 LIMIT 1", DAX)
    await subscribed(telling, receiver, site=other)

    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))
    await happens(telling, PlanProposed("75", uuid4()))

    assert receiver.got() == []


async def test_the_victim_s_own_tool_hears_of_its_incident(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver, site=DAX)

    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))

    assert len(receiver.got()) == 1


async def test_an_exercise_is_told_to_those_alone_who_asked_for_exercises(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver)
    key = await people.incident(telling.eye, exercise=True)
    await happens(telling, IncidentDeclared("75", key))
    assert receiver.got() == []

    await subscribed(telling, receiver, exercises=True)
    await happens(telling, IncidentDeclared("75", key))

    (got,) = receiver.got()
    assert json.loads(got["body"])["data"]["exercise"] is True


async def test_a_program_that_answers_500_then_stops_then_comes_back_gets_it_under_the_same_id(
    telling: Telling, receiver: OutsideServer
) -> None:
    await subscribed(telling, receiver)
    receiver.behave("500")
    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))
    await telling.rounds(minutes=1)
    receiver.kill()
    await telling.rounds(minutes=3)
    receiver.start()

    await telling.rounds(minutes=6)

    got = receiver.got()
    assert len({one["headers"]["webhook-id"] for one in got}) == 1
    assert (await ends(telling))[0][0] == "DELIVERED"


async def test_a_program_that_stalls_holds_up_no_other(
    telling: Telling, receiver: OutsideServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "_SECONDS", 1.0)
    await subscribed(telling, receiver)
    receiver.behave("stall")
    with OutsideServer("http_receiver", tmp_path / "other") as other:
        await subscribed(telling, other)

        await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))

        assert len(other.got()) == 1
    assert sorted(state for state, _ in await ends(telling)) == ["DELIVERED", "PENDING"]


async def test_a_program_that_is_gone_is_not_asked_again(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver)
    receiver.behave("410")

    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))
    await telling.rounds(minutes=5)

    assert await ends(telling) == [("FAILED", 1)]


async def test_what_no_program_took_in_a_day_ends(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver)
    receiver.behave("500")
    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))

    telling.now += timedelta(hours=25)
    await telling.round()

    assert [state for state, _ in await ends(telling)] == ["EXPIRED"]


async def test_nothing_goes_to_the_tool_of_a_compromised_site_until_it_is_restored(telling: Telling, receiver: OutsideServer) -> None:
    await subscribed(telling, receiver, site=DAX)
    await telling.eye.execute("UPDATE planblanc.establishment SET security_state = 'COMPROMISED' WHERE id = $1", DAX)
    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))
    assert receiver.got() == []

    await telling.eye.execute("UPDATE planblanc.establishment SET security_state = 'RESTORED' WHERE id = $1", DAX)
    await telling.round()

    assert len(receiver.got()) == 1


async def test_nothing_goes_to_an_address_on_the_domain_of_a_compromised_site(telling: Telling, receiver: OutsideServer) -> None:
    key = await subscribed(telling, receiver)
    await telling.eye.execute("UPDATE planblanc.webhook SET url = $2 WHERE id = $1", key, f"http://localhost:{receiver.port}/avis")
    await telling.eye.execute(
        "UPDATE planblanc.establishment SET security_state = 'COMPROMISED', mail_domains = '{localhost}' WHERE id = $1", DAX
    )

    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))

    assert receiver.got() == []


async def test_an_address_of_this_machine_that_was_let_in_is_refused_at_each_sending(telling: Telling, receiver: OutsideServer) -> None:
    key = await subscribed(telling, receiver)
    await telling.eye.execute("UPDATE planblanc.webhook SET url = $2 WHERE id = $1", key, f"https://127.0.0.1:{receiver.port}/avis")
    telling.private_targets = False

    await happens(telling, IncidentDeclared("75", await people.incident(telling.eye)))

    assert receiver.got() == []
    reason = await telling.eye.fetchval("SELECT reason FROM planblanc.webhook_delivery")
    assert "réseau privé" in reason


async def test_a_message_that_was_taken_as_its_worker_died_is_sent_again_under_the_same_id(
    telling: Telling, receiver: OutsideServer
) -> None:
    await subscribed(telling, receiver)
    await sending.announce(telling.tools, uuid4(), IncidentClosed("75", await people.incident(telling.eye)))
    async with telling.database.transaction(WORKER) as tx:
        (held,) = await stored.claim(tx, telling.now, sending.LEASE, 8)
    message = Outgoing(held.url, held.message_id, held.message, held.secrets)
    await outgoing.send(message, datetime.now(UTC), private_allowed=True)

    await telling.forget_leases()
    await telling.round()

    first, again = receiver.got()
    assert first["headers"]["webhook-id"] == again["headers"]["webhook-id"]
    assert await ends(telling) == [("DELIVERED", 2)]
