"""What the database chained is what the verifier expects, line by line and head by head."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import asyncpg

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import key_of
from planblanc.domain.journal import Chain, LogLine
from planblanc.sealing.chain import Head, SealedLine, verify_chain
from planblanc.sealing.personal import is_the_text
from planblanc.store.transaction import Database

NOW = datetime(2021, 2, 9, 2, 40, tzinfo=UTC)
WRITER = Actor(key_of("actor", "test"), "Service", Role.SERVICE)
CHAIN = Chain.of_region("75")


async def written(database: Database, *texts: str, personal: str | None = None) -> None:
    for text in texts:
        async with database.transaction(WRITER) as tx:
            tx.note(LogLine(CHAIN, "test.noted", text, NOW, personal=personal))


async def read(url: str) -> tuple[list[SealedLine], Head]:
    eye = await asyncpg.connect(url)
    rows = await eye.fetch("SELECT sequence, line, hash FROM planblanc.log_entry WHERE key = '75' ORDER BY sequence")
    head = await eye.fetchrow("SELECT sequence, hash FROM planblanc.log_chain WHERE key = '75'")
    await eye.close()
    assert head is not None
    return [SealedLine(row["sequence"], row["line"], row["hash"]) for row in rows], Head(head["sequence"], head["hash"])


async def test_the_verifier_accepts_what_the_database_chained(
    database_url: str, make_database: Callable[[str], Awaitable[Database]]
) -> None:
    await written(await make_database("planblanc_worker"), "Premier appel.", "Contre-appel.", "Déclaration reçue.")

    lines, head = await read(database_url)

    assert len(lines) == 3
    assert verify_chain("REGION", "75", lines, head) == ()
    assert verify_chain("REGION", "75", [lines[0], replace(lines[1], line=lines[1].line[:-1] + b" }"), lines[2]], head)
    assert verify_chain("REGION", "75", lines[:2], head)


async def test_personal_text_is_proved_while_it_is_kept_and_the_chain_outlives_it(
    database_url: str, make_database: Callable[[str], Awaitable[Database]]
) -> None:
    await written(await make_database("planblanc_worker"), "Appel reçu.", personal="Le directeur de garde, au 06 00 00 00 40.")
    eye = await asyncpg.connect(database_url)
    row = await eye.fetchrow("SELECT salt, body FROM planblanc.log_text")
    sealed = await eye.fetchval("SELECT convert_from(line, 'UTF8')::jsonb ->> 'personal_sha256' FROM planblanc.log_entry")
    assert row is not None
    assert is_the_text(row["body"], salt=row["salt"], sealed=bytes.fromhex(sealed))

    await eye.execute("DELETE FROM planblanc.log_text")
    await eye.close()

    lines, head = await read(database_url)
    assert verify_chain("REGION", "75", lines, head) == ()
    assert b"06 00" not in lines[0].line
