"""Chains that many write at once: no gap, no fork, nothing kept of what was undone, and no wait that never ends."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import product
from random import Random

import asyncpg
import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.journal import NATION, Chain, LogLine
from planblanc.sealing.chain import Head, SealedLine, verify_chain
from planblanc.store.transaction import Database
from tests.store import tenants
from tests.store.tenants import NOW

COORDINATION = Actor(tenants.ME, "CORRUSS", Role.NATIONAL_COORDINATOR)
CHAINS = (Chain.of_region("75"), Chain.of_region("76"), NATION)


class GivenUpError(Exception):
    """The act is given up after its lines were noted."""


@pytest.fixture
async def empty_journal(database_url: str) -> str:
    """A database with both tenants and no line yet."""
    connection = await asyncpg.connect(database_url)
    await tenants.fill(connection)
    for table in ("log_head", "log_text", "log_entry", "log_chain"):
        await connection.execute(f"DELETE FROM planblanc.{table}")
    await connection.close()
    return database_url


async def write(database: Database, chains: tuple[Chain, ...], text: str) -> None:
    async with database.transaction(COORDINATION) as tx:
        for chain in chains:
            tx.note(LogLine(chain, "test.noted", text, NOW, personal="Le directeur de garde."))


async def read(url: str, chain: Chain) -> tuple[list[SealedLine], Head]:
    eye = await asyncpg.connect(url)
    lines = await eye.fetch(
        "SELECT sequence, line, hash FROM planblanc.log_entry WHERE kind = $1 AND key = $2 ORDER BY sequence", chain.kind, chain.key
    )
    head = await eye.fetchrow("SELECT sequence, hash FROM planblanc.log_chain WHERE kind = $1 AND key = $2", chain.kind, chain.key)
    await eye.close()
    assert head is not None
    return [SealedLine(*row) for row in lines], Head(*head)


async def test_many_writers_of_one_chain_leave_no_gap(empty_journal: str, database: Database) -> None:
    await asyncio.gather(*(write(database, CHAINS[:1], f"Ligne {number}.") for number in range(60)))

    lines, head = await read(empty_journal, CHAINS[0])
    assert [line.sequence for line in lines] == list(range(1, 61))
    assert verify_chain(CHAINS[0].kind, CHAINS[0].key, lines, head) == ()


async def test_writers_of_several_chains_in_any_order_never_wait_for_each_other_in_a_circle(empty_journal: str, database: Database) -> None:
    random = Random(7)
    orders = [tuple(random.sample(CHAINS, 3)) for _ in range(80)]

    await asyncio.gather(*(write(database, order, "Ligne.") for order in orders))

    for chain in CHAINS:
        lines, head = await read(empty_journal, chain)
        assert len(lines) == len(orders)
        assert verify_chain(chain.kind, chain.key, lines, head) == ()


async def test_what_is_given_up_leaves_no_line_and_no_gap(empty_journal: str, database: Database) -> None:
    async def give_up() -> None:
        async with database.transaction(COORDINATION) as tx:
            tx.note(LogLine(CHAINS[0], "test.noted", "Jamais.", NOW))
            raise GivenUpError

    await asyncio.gather(
        *(write(database, CHAINS[:1], "Ligne.") if number % 2 else give_up() for number in range(40)), return_exceptions=True
    )

    lines, head = await read(empty_journal, CHAINS[0])
    assert len(lines) == 20
    assert not [line for line in lines if b"Jamais" in line.line]
    assert verify_chain(CHAINS[0].kind, CHAINS[0].key, lines, head) == ()


async def test_a_head_is_not_held_while_its_writer_still_works(empty_journal: str, database: Database) -> None:
    noted, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.transaction(COORDINATION) as tx:
            tx.note(LogLine(CHAINS[0], "test.noted", "Lente.", NOW))
            noted.set()
            await go_on.wait()

    working = asyncio.create_task(slow())
    await noted.wait()
    await asyncio.wait_for(write(database, CHAINS[:1], "Rapide."), timeout=2)
    go_on.set()
    await working

    lines, _ = await read(empty_journal, CHAINS[0])
    assert [b"Rapide" in line.line for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("role", "statement"),
    list(
        product(
            ("planblanc_app", "planblanc_worker", "planblanc_migrator", "planblanc_portal"),
            (
                "UPDATE planblanc.log_entry SET line = ''",
                "DELETE FROM planblanc.log_entry",
                "UPDATE planblanc.log_chain SET sequence = 0",
                "DELETE FROM planblanc.log_text",
                "INSERT INTO planblanc.log_chain VALUES ('NATION', 'FR', 9, decode(repeat('00', 32), 'hex'))",
                "TRUNCATE planblanc.log_entry CASCADE",
            ),
        )
    ),
)
async def test_nobody_edits_the_journal(empty_journal: str, role: str, statement: str) -> None:
    connection = await asyncpg.connect(empty_journal, server_settings={"role": role})
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(statement)
    await connection.close()


async def test_the_definer_itself_only_adds(empty_journal: str, make_database: Callable[[str], Awaitable[Database]]) -> None:
    await write(await make_database("planblanc_worker"), CHAINS[:1], "Ligne.")
    connection = await asyncpg.connect(empty_journal, server_settings={"role": "planblanc_definer"})
    for statement in ("UPDATE planblanc.log_entry SET line = ''", "DELETE FROM planblanc.log_entry", "DELETE FROM planblanc.log_chain"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    await connection.close()
