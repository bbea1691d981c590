"""When the hour to look at a service again has come, who conducts the crisis and the victim are reminded, once."""

from datetime import datetime, timedelta
from uuid import UUID

from planblanc.worker import reassessments
from tests.integrations.portal.declared import dax
from tests.worker.desk import NOW, Desk

SAID = "INSERT INTO planblanc.incident_service VALUES ($1, '75', $2, $3, $4, $5)"
NOTICES = "SELECT recipient_kind, body FROM planblanc.notice WHERE kind = 'SERVICE_REASSESSMENT_DUE' ORDER BY recipient_kind"
DUE = "SELECT count(*) FROM planblanc.outbox WHERE kind = 'ServiceReassessmentDue'"


async def incident(desk: Desk) -> UUID:
    await desk.read(dax())
    await desk.eye.execute("TRUNCATE planblanc.incident_service")
    ((key, *_),) = await desk.incidents()
    return UUID(str(key))


async def say(desk: Desk, key: UUID, domain: str, state: str, reassess_at: datetime) -> None:
    await desk.eye.execute(SAID, key, domain, state, reassess_at - timedelta(hours=12), reassess_at)


async def test_what_is_due_is_told_once_whoever_looks(desk: Desk) -> None:
    key, tools = await incident(desk), desk.tools()
    await say(desk, key, "EMERGENCY", "CLOSED", NOW - timedelta(minutes=1))
    await say(desk, key, "IMAGING", "DEGRADED", NOW - timedelta(minutes=2))
    await say(desk, key, "LABORATORY", "CLOSED", NOW + timedelta(hours=1))

    await reassessments.look(tools)
    await reassessments.look(tools)
    await desk.work()

    told = await desk.eye.fetch(NOTICES)
    assert await desk.eye.fetchval(DUE) == 1
    assert [row["recipient_kind"] for row in told] == ["CALL_BACK", "OFFICER"]
    assert all("Urgences" in row["body"] and "Imagerie" in row["body"] for row in told)
    assert not any("Laboratoire" in row["body"] for row in told)


async def test_a_service_that_was_told_again_is_due_again_at_its_next_hour(desk: Desk) -> None:
    key, tools = await incident(desk), desk.tools()
    await say(desk, key, "EMERGENCY", "CLOSED", NOW - timedelta(minutes=1))
    await reassessments.look(tools)

    await desk.eye.execute("UPDATE planblanc.incident_service SET reassess_at = $1", NOW - timedelta(seconds=1))
    await reassessments.look(tools)

    assert await desk.eye.fetchval(DUE) == 2


async def test_nobody_is_reminded_of_what_was_told_meanwhile(desk: Desk) -> None:
    key = await incident(desk)
    await say(desk, key, "EMERGENCY", "CLOSED", NOW - timedelta(minutes=1))
    await reassessments.look(desk.tools())

    await desk.eye.execute("UPDATE planblanc.incident_service SET reassess_at = $1", NOW + timedelta(hours=12))
    await desk.work()

    assert await desk.eye.fetch(NOTICES) == []


async def test_nothing_is_due_of_an_incident_that_is_over(desk: Desk) -> None:
    key = await incident(desk)
    await say(desk, key, "EMERGENCY", "CLOSED", NOW - timedelta(minutes=1))
    await desk.eye.execute("UPDATE planblanc.incident SET state = 'DISMISSED', closed_at = $1", NOW)

    await reassessments.look(desk.tools())

    assert await desk.eye.fetchval(DUE) == 0


async def test_an_exercise_reminds_nobody_real(desk: Desk) -> None:
    key, tools = await incident(desk), desk.tools()
    await desk.eye.execute("UPDATE planblanc.incident SET exercise = true")
    await say(desk, key, "EMERGENCY", "CLOSED", NOW - timedelta(minutes=1))

    await reassessments.look(tools)
    await desk.work()

    states = await desk.eye.fetch("SELECT state FROM planblanc.notice")
    assert {row["state"] for row in states} == {"EXERCISE"}
