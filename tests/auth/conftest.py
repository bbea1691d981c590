"""A night on a seeded database, for the tests of who comes in."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest_asyncio

from tests.databases import connect
from tests.nights import Night


@pytest_asyncio.fixture
async def night(seeded_url: str) -> AsyncIterator[Night]:
    """The seeded database, as each role of ours sees it."""
    async with AsyncExitStack() as stack:
        app, worker, migrator = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in (app, worker, migrator):
            stack.push_async_callback(database.close)
        yield Night(app, worker, migrator)
