"""Each line of a region is an event with one number, without a hole, and those who write never wait for those who number."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.domain.access import Actor, Role
from planblanc.domain.events import Topic
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import events, migrate
from planblanc.store.events import Event
from planblanc.store.transaction import Database
from tests.store import tenants
from tests.store.tenants import ME, NOW, key

ARS = Actor(ME, "ARS", Role.ARS_COORDINATOR, frozenset({"75"}))
SAMU = Actor(ME, "SAMU", Role.SAMU, frozenset({"75"}))
STRANGER = Actor(ME, "ARS", Role.ARS_COORDINATOR, frozenset({"76"}))
INCIDENTS = [IncidentId(key("own", "incident", number)) for number in (0, 2)]
REGION = Topic.of_region("75")


@pytest_asyncio.fixture
async def filled(database_url: str) -> str:
    """A database with both tenants, and no line yet."""
    connection = await asyncpg.connect(database_url)
    await tenants.fill(connection)
    for table in ("log_text", "log_head", "log_entry"):
        await connection.execute(f"DELETE FROM planblanc.{table}")
    await connection.execute("UPDATE planblanc.log_chain SET sequence = 0; UPDATE planblanc.log_region_head SET sequence = 0")
    await connection.close()
    return database_url


async def write(database: Database, incident: IncidentId, text: str) -> None:
    async with database.transaction(ARS) as tx:
        tx.note(LogLine(Chain.of_incident(incident), "test.noted", text, datetime.now(UTC)))


async def number(database: Database) -> bool:
    async with database.transaction(ARS) as tx:
        return await events.number(tx, "75")


async def read(database: Database, topic: Topic, actor: Actor = ARS) -> list[Event]:
    async with database.transaction(actor, read_only=True) as tx:
        page = await events.page(tx, topic, after=0, limit=1000)
    assert page is not None
    assert page.is_last
    return list(page.events)


async def test_many_who_write_and_many_who_number_leave_no_hole_and_keep_the_order_of_each_incident(
    filled: str, database: Database
) -> None:
    await number(database)
    before = len(await read(database, REGION))
    writing = [write(database, INCIDENTS[turn % 2], f"{turn:02}") for turn in range(40)]

    await asyncio.gather(*writing, *(number(database) for _ in range(20)))
    await number(database)

    told = await read(database, REGION)
    assert [event.place for event in told] == list(range(1, before + 41))
    for incident in INCIDENTS:
        of_one = [event.entry.sequence for event in told if event.incident == incident and event.entry]
        assert of_one == sorted(of_one)
        assert of_one == [event.place for event in await read(database, Topic.of_incident(incident))]


async def test_a_line_that_is_committed_late_is_numbered_late_and_holds_nobody_back(filled: str, database: Database) -> None:
    await number(database)
    slow = await asyncpg.connect(filled)
    late = slow.transaction()
    await late.start()
    await slow.execute(
        "INSERT INTO planblanc.log_entry (kind, key, sequence, recorded_at, line, hash) VALUES ('REGION', '75', 900, now(), $1, $2)",
        b'{"act": "test.late"}',
        bytes(32),
    )

    await write(database, INCIDENTS[0], "Avant.")
    await number(database)
    early = (await read(database, REGION))[-1]
    await late.commit()
    await slow.close()
    await number(database)

    assert (early.act, (await read_acts(filled))[-2:]) == ("test.noted", ["test.noted", "test.late"])


async def read_acts(url: str) -> list[str]:
    eye = await asyncpg.connect(url)
    rows = await eye.fetch("SELECT act FROM planblanc.log_event WHERE region_code = '75' ORDER BY region_sequence")
    await eye.close()
    return [row["act"] for row in rows]


async def test_so_many_are_numbered_at_once_and_the_caller_goes_on(
    filled: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_NUMBERED_AT_ONCE", 2)
    await asyncio.gather(*(write(database, INCIDENTS[0], "x") for _ in range(5)))

    rounds = 1
    while await number(database):
        rounds += 1

    told = await read(database, REGION)
    assert rounds >= 3
    assert [event.place for event in told] == list(range(1, len(told) + 1))


async def test_the_samu_reads_the_events_of_services_alone_and_strangers_none(filled: str, database: Database) -> None:
    incident = Topic.of_incident(INCIDENTS[0])
    async with database.transaction(ARS) as tx:
        await tx.execute(events.QUERIES["number_events"], region="75", most=100)
        tx.note(LogLine(Chain.of_incident(INCIDENTS[0]), "test.noted", "Rien.", datetime.now(UTC)))
    eye = await asyncpg.connect(filled)
    async with eye.transaction():
        await eye.execute("UPDATE planblanc.incident_service SET state = 'OPEN' WHERE incident_id = $1", INCIDENTS[0])
        for sequence in (901, 902):
            await eye.execute(
                "INSERT INTO planblanc.log_entry (kind, key, sequence, recorded_at, line, hash) VALUES ('INCIDENT', $1, $2, $3, $4, $5)",
                *(str(INCIDENTS[0]), sequence, NOW, b'{"act": "services.updated"}', bytes(32)),
            )
        await eye.execute("UPDATE planblanc.log_chain SET sequence = 902 WHERE key = $1", str(INCIDENTS[0]))
    await eye.close()

    told = await read(database, incident, SAMU)
    assert [(event.place, event.entry, [service.state for service in event.services]) for event in told] == [(901, None, ["OPEN"])]
    async with database.transaction(STRANGER, read_only=True) as tx:
        assert [await events.page(tx, topic, after=0, limit=10) for topic in (incident, REGION)] == [None, None]


async def test_a_notification_carries_a_key_and_nothing_else(filled: str, database: Database) -> None:
    heard: list[object] = []
    ear = await asyncpg.connect(filled)
    await ear.add_listener("planblanc_event", lambda *told: heard.append(told[-1]))

    await write(database, INCIDENTS[0], "Secret.")
    await ear.execute("SELECT 1")
    await ear.close()

    assert sorted(map(str, heard)) == sorted(["75", str(INCIDENTS[0])])


async def test_the_lines_written_before_are_events_too(empty_database_url: str, tmp_path: Path) -> None:
    older = tmp_path / "migrations"
    shutil.copytree(shipped.schema_dir() / "migrations", older)
    for newer in older.glob("*.sql"):
        if newer.name >= "0022":
            newer.unlink()
    await migrate.migrate(empty_database_url, older)
    eye = await asyncpg.connect(empty_database_url)
    await eye.execute("INSERT INTO planblanc.log_chain VALUES ('REGION', '75', 2, $1), ('NATION', 'FR', 1, $1)", bytes(32))
    lines = [("REGION", "75", 1, b'{"act": "a"}'), ("REGION", "75", 2, b'{"act": "b"}'), ("NATION", "FR", 1, b"{}")]
    for line in lines:
        await eye.execute("INSERT INTO planblanc.log_entry VALUES ($1, $2, $3, now(), $4, $5)", *line, bytes(32))

    await migrate.migrate(empty_database_url)

    rows = await eye.fetch("SELECT region_code, sequence, act, region_sequence FROM planblanc.log_event ORDER BY position")
    await eye.close()
    assert [tuple(row) for row in rows] == [("75", 1, "a", None), ("75", 2, "b", None)]
