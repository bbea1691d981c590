"""A desk on a database with the reference facts."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from tests.databases import connect
from tests.outside.servers import OutsideServer
from tests.worker.desk import Desk
from tests.worker.telling import Telling


@pytest_asyncio.fixture
async def desk(seeded_url: str) -> AsyncIterator[Desk]:
    """The portal, the worker and an administrator on one database."""
    portal = await connect(seeded_url, "planblanc_portal", size=2)
    worker = await connect(seeded_url, "planblanc_worker", size=8)
    eye = await asyncpg.connect(seeded_url)
    yield Desk(portal, worker, eye)
    await eye.close()
    await worker.close()
    await portal.close()


@pytest.fixture
def post(tmp_path: Path) -> Iterator[OutsideServer]:
    """A mail server that takes everything until it is told otherwise."""
    with OutsideServer("smtp_server", tmp_path / "mails") as server:
        yield server


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[OutsideServer]:
    """An HTTP receiver that accepts everything until it is told otherwise."""
    with OutsideServer("http_receiver", tmp_path / "requests") as server:
        yield server


@pytest_asyncio.fixture
async def telling(seeded_url: str) -> AsyncIterator[Telling]:
    """The worker that tells, on a seeded database."""
    worker = await connect(seeded_url, "planblanc_worker", size=10)
    eye = await asyncpg.connect(seeded_url)
    yield Telling(worker, eye)
    await eye.close()
    await worker.close()
