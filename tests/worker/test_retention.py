"""What names a person goes when it was kept for as long as was decided, and not before; nothing else goes with it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.phone_reveals import RevealWanted
from planblanc.domain.retention import PROPOSED, Retention
from planblanc.planning.run import Solver
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import phones, responders
from planblanc.worker import retention
from planblanc.worker.tools import Tools
from tests.databases import connect
from tests.nights import ARS, NOW
from tests.store import tenants
from tests.usecases.pool_wanted import KEEPER, PERSON

COUNTS = {
    "call_backs": "SELECT (SELECT count(*) FROM incident_contact) + (SELECT count(*) FROM help_request_contact) + "
    "(SELECT count(*) FROM call_back WHERE num_nonnulls(number, number_sealed) = 1)",
    "addresses": "SELECT count(*) FROM notification_address",
    "messages": "SELECT count(*) FROM inbox WHERE body <> ''",
    "accesses": "SELECT count(*) FROM phone_reveal",
    "phones": "SELECT count(*) FROM responder_phone",
}
ENDED = """
UPDATE incident SET state = 'CLOSED', closed_at = $1; UPDATE notification SET state = 'FAILED', settled_at = $1;
UPDATE inbox SET state = 'MATCHED', received_at = $1; UPDATE responder SET active = false; UPDATE phone_reveal SET revealed_at = $1;
UPDATE responder_phone SET saved_at = $1; UPDATE engagement SET state = 'CANCELLED'
"""


@dataclass(frozen=True)
class Kept:
    """A database with one value of each kind at least, all of which had their end at `NOW`."""

    worker: Database
    eye: asyncpg.Connection

    async def sweep(self, decided: Retention, after: timedelta) -> None:
        async def crisis_clock(_: Transaction) -> datetime:
            return NOW + after

        await retention.sweep(Tools(self.worker, Solver(), crisis_clock, lambda: datetime.now(UTC), retention=decided))

    async def counts(self) -> dict[str, int]:
        return {kind: await self.eye.fetchval(count) for kind, count in COUNTS.items()}

    async def lines(self) -> int:
        told = "SELECT count(*) FROM log_entry WHERE convert_from(line, 'UTF8')::jsonb ->> 'act' = 'retention.swept'"
        return int(await self.eye.fetchval(told))


@pytest_asyncio.fixture
async def kept(database_url: str) -> AsyncIterator[Kept]:
    eye = await asyncpg.connect(database_url, server_settings={"search_path": "planblanc"})
    await tenants.fill(eye)
    for statement in ENDED.split(";"):
        await eye.execute(statement, *([NOW] if "$1" in statement else []))
    worker = await connect(database_url, "planblanc_worker", size=1)
    yield Kept(worker, eye)
    await worker.close()
    await eye.close()


async def test_nothing_goes_while_nobody_has_decided(kept: Kept) -> None:
    before = await kept.counts()
    await kept.sweep(Retention(), timedelta(days=2000))

    assert await kept.counts() == before
    assert min(before.values()) > 0


@pytest.mark.parametrize("kind", COUNTS)
async def test_a_kind_goes_alone_and_the_day_after(kept: Kept, kind: str) -> None:
    before = await kept.counts()
    decided = Retention(**{kind: 30})

    await kept.sweep(decided, timedelta(days=29))
    assert await kept.counts() == before
    await kept.sweep(decided, timedelta(days=31))

    assert await kept.counts() == {**before, kind: 0}
    assert await kept.lines() == 1
    await kept.sweep(decided, timedelta(days=31))
    assert await kept.lines() == 1


async def test_what_is_under_way_stays(kept: Kept) -> None:
    await kept.eye.execute("UPDATE incident SET state = 'ACTIVE', closed_at = NULL; UPDATE responder SET active = true")
    await kept.eye.execute("UPDATE notification SET state = 'PENDING', settled_at = NULL; UPDATE inbox SET state = 'TO_MATCH'")
    await kept.eye.execute("UPDATE call_back SET made_at = now() WHERE incident_id IS NULL")
    before = await kept.counts()

    await kept.sweep(PROPOSED, timedelta(days=2000))

    assert await kept.counts() == {**before, "accesses": 0}


async def test_a_number_of_who_is_still_in_the_pool_stays(seeded_url: str) -> None:
    api, worker = await connect(seeded_url, "planblanc_app", size=1), await connect(seeded_url, "planblanc_worker", size=1)
    async with api.transaction(ARS) as tx:
        key = await responders.save(tx, ARS, PERSON, NOW)
    eye = await asyncpg.connect(seeded_url)
    await Kept(worker, eye).sweep(PROPOSED, timedelta(days=2000))

    async with api.transaction(KEEPER) as tx:
        asked = await phones.reveal(tx, KEEPER, RevealWanted(key, "Vérifier"), NOW)
        assert (await phones.read(tx, asked)).phone == PERSON.phone
    for opened in (api, worker, eye):
        await opened.close()
