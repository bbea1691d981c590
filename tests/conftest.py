"""A database for each test, cloned from one migrated template on one throw-away server."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from random import Random

import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.planning.run import Solver
from planblanc.store import migrate
from planblanc.store.transaction import Database, Patience
from planblanc.usecases import seeding
from planblanc.usecases.seeds import pools, reference
from tests import skips
from tests.databases import KEY_FILE, Administrator, connect, database_at, throw_away_server


def pytest_configure(config: pytest.Config) -> None:
    skips.install(config)
    os.environ["PLANBLANC_DATA_KEYS"] = str(KEY_FILE)  # the processes that a test starts read what it wrote


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The administrator of the server under test: the one that PLANBLANC_TEST_DATABASE_URL names, else one of our own."""
    given = os.environ.get("PLANBLANC_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with throw_away_server() as url:
        yield url


@pytest.fixture
def own_server_url() -> Iterator[str]:
    """The administrator of a server of the test's own, where no role of ours exists yet."""
    with throw_away_server() as url:
        yield url


@pytest_asyncio.fixture(scope="session")
async def template(server_url: str) -> AsyncIterator[str]:
    """The name of a migrated database that nobody is connected to."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create()
        await migrate.migrate(database_at(server_url, name))
        yield name
        await administrator.drop(name)


@pytest_asyncio.fixture
async def empty_database_url(server_url: str) -> AsyncIterator[str]:
    """A database with nothing in it."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create()
        yield database_at(server_url, name)
        await administrator.drop(name)


@pytest_asyncio.fixture
async def database_url(server_url: str, template: str) -> AsyncIterator[str]:
    """A migrated database of the test's own; the URL is its administrator's."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        yield database_at(server_url, name)
        await administrator.drop(name)


@pytest_asyncio.fixture
async def make_database(database_url: str) -> AsyncIterator[Callable[[str], Awaitable[Database]]]:
    """Opens the test's database as a role (`planblanc_app`, `planblanc_worker`, …); closed after the test."""
    async with AsyncExitStack() as stack:

        async def make(role: str) -> Database:
            database = await connect(database_url, role)
            stack.push_async_callback(database.close)
            return database

        yield make


@pytest_asyncio.fixture
async def database(make_database: Callable[[str], Awaitable[Database]]) -> Database:
    """The test's database as the API sees it."""
    return await make_database("planblanc_app")


@pytest_asyncio.fixture(scope="session")
async def seeded_template(server_url: str, template: str) -> AsyncIterator[str]:
    """The name of a database with the reference facts and the pool of Dax, that nobody is connected to."""
    facts = reference.read(shipped.seeds_dir())
    pool = pools.read(shipped.seeds_dir(), "dax", facts, Random(0))
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        seeded = await connect(database_at(server_url, name), "planblanc_migrator", size=1, patience=Patience(statement_ms=60_000))
        async with seeded.transaction(seeding.SEEDER) as tx:
            await seeding.seed(tx, facts, pool, datetime(2021, 2, 1, tzinfo=UTC))
        await seeded.close()
        yield name
        await administrator.drop(name)


@pytest_asyncio.fixture
async def seeded_url(server_url: str, seeded_template: str) -> AsyncIterator[str]:
    """A database of the test's own, with the reference facts and the pool of Dax; the URL is its administrator's."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        yield database_at(server_url, name)
        await administrator.drop(name)


@pytest_asyncio.fixture(scope="session")
async def solver() -> AsyncIterator[Solver]:
    """One solving process for the whole session."""
    async with Solver() as running:
        yield running
