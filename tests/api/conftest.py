"""A started application on a database of the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.api.client import Client, serving


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration issuer's key."""
    return tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture
async def client(seeded_url: str, home: Path) -> AsyncIterator[Client]:
    """A client of the demonstration, with the reference facts and the pool of Dax."""
    async with serving(seeded_url, home) as started:
        yield started
