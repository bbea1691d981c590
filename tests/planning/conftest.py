"""The pool of the demonstration, as a stress test of Nouvelle-Aquitaine reads it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from random import Random

import pytest_asyncio

from planblanc import shipped
from planblanc.domain.stress import StressStaffing
from planblanc.domain.stress_pool import StressPool
from planblanc.store import stress_pool
from planblanc.store.transaction import Patience
from planblanc.usecases import seeding
from planblanc.usecases.seeds import pools, reference
from planblanc.worker.relay import WORKER
from tests.databases import Administrator, connect, database_at

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest_asyncio.fixture(scope="session")
async def demonstrated(server_url: str, template: str) -> AsyncIterator[StressPool]:
    """Read once, from a database that is thrown away."""
    facts = reference.read(shipped.seeds_dir())
    invented = pools.read(shipped.seeds_dir(), "demo", facts, Random(2021))
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        url = database_at(server_url, name)
        keeper = await connect(url, "planblanc_migrator", size=1, patience=Patience(statement_ms=60_000))
        async with keeper.transaction(seeding.SEEDER) as tx:
            await seeding.seed(tx, facts, invented, NOW)
        await keeper.close()
        worker = await connect(url, "planblanc_worker", size=1)
        async with worker.transaction(WORKER, read_only=True) as tx:
            pool = await stress_pool.read(tx, "75", tuple(StressStaffing), NOW)
        await worker.close()
        await administrator.drop(name)
    assert pool is not None
    yield pool
