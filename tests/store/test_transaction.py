"""The single door under duress: slow statements, held rows, no connection left, a caller that gives up, a client that is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Unavailable
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import idempotency
from planblanc.store.idempotency import Claim
from planblanc.store.queries import parse
from planblanc.store.transaction import Database, Patience
from tests.store import tenants

ARS = Actor(tenants.ME, "ARS", Role.ARS_COORDINATOR, frozenset({"75"}))
NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
KEY = Claim("k1", "ask", bytes(32))
HURRIED = Patience(statement_ms=300, lock_ms=200, idle_ms=400, connection_seconds=0.3)
QUERIES = parse(
    """
-- name: sleep
-- Takes its time.
SELECT pg_sleep(:seconds)

-- name: hold
-- Holds an incident.
SELECT id FROM incident WHERE id = :id FOR UPDATE

-- name: ask
-- Asks for nothing.
SELECT 1
""",
    "test_transaction",
)
END_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# Takes the key, writes its effect, says so, and never commits.
CLIENT = """
import asyncio, sys
from tests.store.test_transaction import ARS, KEY, NOW, Database, idempotency

async def main():
    database = await Database.connect(sys.argv[1], "planblanc_app", size=1)
    async with database.transaction(ARS) as tx:
        await idempotency.claim(tx, ARS, KEY, NOW)
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest_asyncio.fixture
async def small(database_url: str) -> AsyncIterator[Database]:
    """A pool of one connection, with little patience."""
    connection = await asyncpg.connect(database_url)
    await tenants.fill(connection)
    await connection.close()
    database = await Database.connect(database_url, "planblanc_app", size=1, patience=HURRIED)
    yield database
    await database.close()


async def answers(database: Database) -> bool:
    async with database.transaction(ARS) as tx:
        return bool(await tx.value(QUERIES["ask"]))


async def test_a_statement_that_takes_too_long_is_unavailable_and_frees_its_connection(small: Database) -> None:
    with pytest.raises(Unavailable):
        async with small.transaction(ARS) as tx:
            await tx.value(QUERIES["sleep"], seconds=5)

    assert await answers(small)


async def test_a_row_that_stays_held_is_unavailable(small: Database, database: Database) -> None:
    async with database.transaction(ARS) as holding:
        await holding.row(QUERIES["hold"], id=tenants.key("own", "incident"))
        with pytest.raises(Unavailable):
            async with small.transaction(ARS) as waiting:
                await waiting.row(QUERIES["hold"], id=tenants.key("own", "incident"))

    assert await answers(small)


async def test_no_connection_left_is_unavailable_soon(small: Database) -> None:
    async with small.transaction(ARS):
        began = monotonic()
        with pytest.raises(Unavailable, match="occupées"):
            await answers(small)

    assert monotonic() - began < 2
    assert await answers(small)


async def test_a_transaction_that_falls_silent_is_ended(small: Database) -> None:
    async def act() -> None:
        async with small.transaction(ARS) as tx:
            await asyncio.sleep(1)
            await tx.value(QUERIES["ask"])

    with pytest.raises(Unavailable):
        await act()

    assert await answers(small)


async def test_a_server_that_ends_a_transaction_half_way_is_unavailable(small: Database, database_url: str) -> None:
    eye = await asyncpg.connect(database_url)

    async def act() -> None:
        async with small.transaction(ARS) as tx:
            await tx.value(QUERIES["ask"])
            await eye.execute(END_OTHERS)
            await tx.value(QUERIES["ask"])

    with pytest.raises(Unavailable):
        await act()
    await eye.close()

    assert await answers(small)


@pytest.mark.parametrize("while_it", ["asks", "thinks"])
async def test_a_caller_that_gives_up_leaves_nothing_and_frees_its_connection(small: Database, while_it: str) -> None:
    began = asyncio.Event()

    async def act() -> None:
        async with small.transaction(ARS) as tx:
            await idempotency.claim(tx, ARS, KEY, NOW)
            tx.note(LogLine(Chain.of_region("75"), "test.noted", "Jamais.", NOW))
            began.set()
            await (tx.value(QUERIES["sleep"], seconds=0.2) if while_it == "asks" else asyncio.sleep(0.2))

    acting = asyncio.create_task(act())
    await began.wait()
    acting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await acting

    async with small.transaction(ARS) as tx:
        assert await idempotency.claim(tx, ARS, KEY, NOW) is None


async def test_a_caller_that_gives_up_while_it_waits_for_a_connection_loses_none(small: Database) -> None:
    async with small.transaction(ARS):
        waiting = asyncio.create_task(answers(small))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    assert await answers(small)


async def test_a_connection_that_the_server_ends_is_replaced(small: Database, database_url: str) -> None:
    eye = await asyncpg.connect(database_url)
    await answers(small)
    await eye.execute(END_OTHERS)
    await eye.close()
    await asyncio.sleep(0.1)

    assert await answers(small)


async def test_a_key_taken_twice_at_once_has_one_effect_and_the_second_waits_for_it(database: Database, database_url: str) -> None:
    async def once() -> str | None:
        async with database.transaction(ARS) as tx:
            known = await idempotency.claim(tx, ARS, KEY, NOW)
            if known is None:
                await asyncio.sleep(0.05)
                await idempotency.settle(tx, ARS, KEY, "done")
            return known

    found = await asyncio.gather(*(once() for _ in range(8)))

    assert sorted(map(str, found)) == ["None", *["done"] * 7]


async def test_a_client_killed_between_effect_and_commit_leaves_nothing(database: Database, database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLIENT, database_url, stdout=asyncio.subprocess.PIPE, cwd=Path.cwd()
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()

    async with database.transaction(ARS) as tx:
        assert await idempotency.claim(tx, ARS, KEY, NOW) is None
