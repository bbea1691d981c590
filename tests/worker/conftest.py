"""A desk on a database with the reference facts."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from planblanc.store.transaction import Database
from tests.worker.desk import Desk


@pytest_asyncio.fixture
async def desk(seeded_url: str) -> AsyncIterator[Desk]:
    """The portal, the worker and an administrator on one database."""
    portal = await Database.connect(seeded_url, "planblanc_portal", size=2)
    worker = await Database.connect(seeded_url, "planblanc_worker", size=8)
    eye = await asyncpg.connect(seeded_url)
    yield Desk(portal, worker, eye)
    await eye.close()
    await worker.close()
    await portal.close()
