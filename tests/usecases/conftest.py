"""A crisis on a seeded database, and a solving process, for the tests of plans."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest_asyncio

from tests.databases import connect
from tests.nights import Night
from tests.usecases import dax
from tests.usecases.dax import Crisis, Doors


@pytest_asyncio.fixture
async def doors(seeded_url: str) -> AsyncIterator[Doors]:
    """The seeded database, as each role of ours sees it."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        yield Doors(*opened)


@pytest_asyncio.fixture
async def crisis(doors: Doors) -> Crisis:
    """Dax asks for 90 workstations."""
    return await dax.declared(doors)


@pytest_asyncio.fixture
async def night(doors: Doors) -> Night:
    """A night in which nothing has happened yet."""
    return Night(doors.api, doors.worker, doors.keeper)
