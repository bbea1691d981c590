"""What a line says of itself is what the database knows: who acts, and a moment that can be."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Forbidden
from planblanc.domain.journal import NATION, LogLine
from planblanc.store import journal
from planblanc.store.transaction import Database, Transaction
from tests.store import tenants

NATIONAL = Actor(tenants.ME, "CORRUSS", Role.NATIONAL_COORDINATOR)
SOMEBODY = Actor(tenants.key("own", "actor"), "Autre", Role.NATIONAL_COORDINATOR)
THEN = datetime(2021, 2, 9, tzinfo=UTC)
INSERTED = "INSERT INTO planblanc.log_head VALUES ('NATION', 'FR', 1, $1, $2, $1, $3)"


async def append(tx: Transaction, as_: Actor, at: datetime, *, sealed_at: datetime | None = None) -> None:
    """What a faulty or bought application would send, past the door."""
    columns = journal.columns(as_, [LogLine(NATION, "test.noted", "Ligne.", sealed_at or at)])
    await tx.execute(journal.QUERIES["append_lines"], **{**columns, "at": at})


async def attempt(database: Database, as_: Actor, at: datetime, *, sealed_at: datetime | None = None) -> None:
    async with database.transaction(NATIONAL) as tx:
        await append(tx, as_, at, sealed_at=sealed_at)


async def test_a_line_of_the_one_who_acts_is_accepted(database: Database) -> None:
    await attempt(database, NATIONAL, THEN)
    await attempt(database, NATIONAL, datetime.now(UTC) + timedelta(minutes=5))


@pytest.mark.parametrize("other", [SOMEBODY, Actor(tenants.ME, "CORRUSS", Role.ARS_COORDINATOR)], ids=["somebody", "another role"])
async def test_a_line_of_somebody_else_is_refused(database: Database, other: Actor) -> None:
    with pytest.raises(Forbidden):
        await attempt(database, other, THEN)


async def test_a_line_is_stored_at_the_moment_that_it_says(database: Database) -> None:
    with pytest.raises(Forbidden):
        await attempt(database, NATIONAL, THEN, sealed_at=THEN + timedelta(hours=1))


async def test_a_line_of_the_future_is_refused(database: Database) -> None:
    with pytest.raises(Forbidden):
        await attempt(database, NATIONAL, datetime.now(UTC) + timedelta(minutes=20))


async def test_the_crisis_of_a_demonstration_may_run_ahead(database: Database, database_url: str) -> None:
    eye = await asyncpg.connect(database_url)
    await eye.execute("""INSERT INTO planblanc.setting VALUES ('demonstration', '{"crisis_offset_seconds": 86400}')""")
    await eye.close()

    await attempt(database, NATIONAL, datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(Forbidden):
        await attempt(database, NATIONAL, datetime.now(UTC) + timedelta(days=2))


async def test_no_line_is_slipped_in_before_the_last_signed_one(database: Database, database_url: str) -> None:
    await attempt(database, NATIONAL, THEN)
    await attempt(database, NATIONAL, THEN - timedelta(days=1))  # nothing is signed yet
    eye = await asyncpg.connect(database_url)
    await eye.execute(INSERTED, bytes(32), THEN, bytes(64))
    await eye.close()

    await attempt(database, NATIONAL, THEN - timedelta(minutes=5))
    with pytest.raises(Forbidden):
        await attempt(database, NATIONAL, THEN - timedelta(minutes=15))
