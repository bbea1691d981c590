"""The desk at which the pages of the console are read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.console.desk import Desk, opened


@pytest_asyncio.fixture
async def desk(seeded_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with opened(seeded_url, tmp_path) as one:
        yield one
