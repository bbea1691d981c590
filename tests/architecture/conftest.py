"""One migrated database that the tests of architecture read."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.databases import Administrator, database_at


@pytest_asyncio.fixture(scope="session")
async def migrated(server_url: str, template: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that sees every table and changes none."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        connection = await asyncpg.connect(
            database_at(server_url, name), server_settings={"search_path": "planblanc", "default_transaction_read_only": "on"}
        )
        yield connection
        await connection.close()
        await administrator.drop(name)
