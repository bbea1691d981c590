"""The portal's messages on a real database: the highest revision holds, nothing is lost, nothing has two effects."""

import asyncio
import random
from typing import Any

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import key_of
from planblanc.domain.victims import VictimTold
from planblanc.store import incidents
from planblanc.usecases import matching
from planblanc.usecases.matching import Match
from planblanc.worker.relay import WORKER
from tests.databases import connect
from tests.integrations.portal.declared import LEAST, dax
from tests.worker.desk import NOW, Desk

ENDING = {"at": "2021-06-20T09:00:00+02:00", "reason": "Système d'information rétabli."}


async def test_a_declaration_makes_the_incident_of_its_site(desk: Desk) -> None:
    await desk.read(dax())

    (incident,) = await desk.incidents()
    assert (incident["region_code"], incident["state"], incident["origin"]) == ("75", "REPORTED", "MALICIOUS")
    assert (incident["national_number"], incident["national_revision"]) == ("SYN-2021-0209", 1)
    assert await desk.states() == ["MATCHED"]
    assert await desk.acts() == ["incident.declared", "alert.nobody_on_duty"]


async def test_the_mobile_of_the_declarant_stands_apart(desk: Desk) -> None:
    await desk.read(dax())

    incident = await desk.eye.fetchval("SELECT id FROM planblanc.incident")
    async with desk.worker.transaction(WORKER) as tx:
        (contacts,) = await incidents.contacts_of(tx, [incident])
    assert [contact.phone for contact in contacts] == ["06 00 00 00 40"]
    assert await desk.eye.fetchval("SELECT phone FROM planblanc.incident_contact") is None
    assert "06 00" not in await desk.eye.fetchval("SELECT declaration::text FROM planblanc.incident")


async def test_a_newer_revision_is_written_over_and_an_older_never(desk: Desk) -> None:
    await desk.read(
        dax(revision=1), dax("incident.updated", revision=3, summary="Trois."), dax("incident.updated", revision=2, summary="Deux.")
    )

    (incident,) = await desk.incidents()
    assert (incident["national_revision"], incident["summary"]) == (3, "Trois.")
    assert sorted(await desk.states()) == ["MATCHED", "MATCHED", "OUTDATED"]


async def test_a_later_revision_that_comes_first_declares(desk: Desk) -> None:
    await desk.read(dax("incident.requalified", revision=4, summary="Quatre."), dax(revision=1))

    (incident,) = await desk.incidents()
    assert (incident["national_revision"], incident["summary"]) == (4, "Quatre.")
    assert sorted(await desk.states()) == ["MATCHED", "OUTDATED"]


async def test_whatever_the_order_the_highest_revision_holds_once(desk: Desk) -> None:
    revisions = [dax("incident.updated", revision=revision, summary=f"Révision {revision}.") for revision in range(1, 9)]
    random.Random(2021).shuffle(revisions)
    await desk.receive(*revisions)

    await asyncio.gather(*(desk.work() for _ in range(4)))

    (incident,) = await desk.incidents()
    assert (incident["national_revision"], incident["summary"]) == (8, "Révision 8.")
    assert set(await desk.states()) <= {"MATCHED", "OUTDATED"}


async def test_the_same_revision_sent_again_under_another_id_changes_nothing(desk: Desk) -> None:
    await desk.receive(dax(), dax())
    await desk.work()

    assert sorted(await desk.states()) == ["MATCHED", "OUTDATED"]
    assert await desk.acts() == ["incident.declared", "alert.nobody_on_duty"]


async def test_a_fact_that_is_handled_twice_has_one_effect(desk: Desk) -> None:
    await desk.read(dax())
    await desk.eye.execute("UPDATE planblanc.outbox SET state = 'PENDING', settled_at = NULL WHERE kind = 'PortalMessageReceived'")
    await desk.work()

    assert len(await desk.incidents()) == 1
    assert await desk.acts() == ["incident.declared", "alert.nobody_on_duty"]


@pytest.mark.parametrize(
    ("message", "region", "reason"),
    [
        (LEAST, None, "nom de la structure"),
        (dax(structure={"kind": "ET", "finess": "999999999"}, told={"ars_region": "75"}), "75", "999999999"),
        (dax(structure={"kind": "UNLISTED", "name": "Cabinet", "town": "Dax"}, told="UNKNOWN"), None, "région"),
        (dax(structure="UNKNOWN", told={"ars_region": "99"}), None, "nom de la structure"),
        (dax("incident.closed", revision=9, ending=ENDING), "75", "Aucune déclaration"),
    ],
)
async def test_what_cannot_be_placed_waits_for_a_person(desk: Desk, message: dict[str, Any], region: str | None, reason: str) -> None:
    await desk.read(message)

    (kept,) = await desk.eye.fetch("SELECT state, region_code, reason, settled_at FROM planblanc.inbox")
    assert (kept["state"], kept["region_code"], kept["settled_at"]) == ("TO_MATCH", region, None)
    assert reason in kept["reason"]
    assert await desk.incidents() == []
    assert await desk.acts() == ["portal.set_aside"]
    assert await desk.eye.fetchval("SELECT count(*) FROM planblanc.outbox WHERE state <> 'DONE'") == 0


async def test_an_unlisted_structure_of_a_known_region_has_its_incident(desk: Desk) -> None:
    await desk.read(dax(structure={"kind": "UNLISTED", "name": "Laboratoire du Marensin", "town": "Castets"}))

    (incident,) = await desk.incidents()
    assert (incident["region_code"], incident["unlisted_name"]) == ("75", "Laboratoire du Marensin")


async def test_an_ending_that_came_before_its_declaration_is_applied_after_it(desk: Desk) -> None:
    await desk.read(dax("incident.dismissed", revision=5, ending=ENDING))
    assert await desk.states() == ["TO_MATCH"]

    await desk.read(dax(revision=1))

    (incident,) = await desk.incidents()
    assert (incident["state"], incident["national_revision"]) == ("DISMISSED", 5)
    assert await desk.states() == ["MATCHED", "MATCHED"]


async def test_the_portal_does_not_end_a_crisis_that_somebody_conducts(desk: Desk) -> None:
    await desk.read(dax())
    await desk.eye.execute("UPDATE planblanc.incident SET state = 'ACTIVE'")
    await desk.read(dax("incident.closed", revision=2, ending=ENDING))

    (incident,) = await desk.incidents()
    assert (incident["state"], incident["national_revision"]) == ("ACTIVE", 2)
    assert await desk.acts() == ["incident.declared", "alert.nobody_on_duty", "incident.revised", "incident.declaration_ended"]


async def test_an_ending_keeps_the_sections_that_were_declared(desk: Desk) -> None:
    ending = {"type": "incident.closed", "timestamp": "2021-06-20T09:00:00+02:00"}
    await desk.read(dax(), ending | {"data": {"national_number": "SYN-2021-0209", "revision": 2, "ending": ENDING}})

    told = await desk.eye.fetchval("SELECT declaration -> 'support' -> 'asked' FROM planblanc.incident")
    assert told == '["ADVICE", "INVESTIGATION"]'


COORDINATOR = Actor(key_of("actor", "ars-75"), "ARS, cellule de crise", Role.ARS_COORDINATOR, regions=frozenset({"75"}))


async def matched(desk: Desk, url: str, wanted: Match) -> None:
    (message,) = await desk.eye.fetch("SELECT id FROM planblanc.inbox WHERE state = 'TO_MATCH'")
    app = await connect(url, "planblanc_app", size=1)
    async with app.transaction(COORDINATOR) as tx:
        await matching.match(tx, COORDINATOR, message["id"], wanted, NOW)
    await app.close()
    await desk.work()


async def test_a_message_that_a_person_matched_is_read_into_its_new_incident(desk: Desk, seeded_url: str) -> None:
    await desk.read(LEAST)

    await matched(desk, seeded_url, Match(victim=VictimTold(finess="400000105")))

    (incident,) = await desk.incidents()
    assert (incident["national_number"], incident["national_revision"], incident["region_code"]) == ("SYN-2", 0, "75")
    assert await desk.states() == ["MATCHED"]


async def test_a_message_that_a_person_matched_is_read_into_a_known_incident(desk: Desk, seeded_url: str) -> None:
    await desk.read(dax())
    await desk.eye.execute("UPDATE planblanc.incident SET national_number = NULL, national_revision = NULL")
    await desk.read(dax(structure="UNKNOWN", national_number="SYN-3", revision=7, summary="Sept."))
    (incident,) = await desk.incidents()

    await matched(desk, seeded_url, Match(incident=incident["id"]))

    (incident,) = await desk.incidents()
    assert (incident["national_number"], incident["national_revision"], incident["summary"]) == ("SYN-3", 7, "Sept.")
