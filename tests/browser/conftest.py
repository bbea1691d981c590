"""A crisis that is really served, taken once, and a browser before it; what the browser saw amiss fails the test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from planblanc.bench.console import chromium as launcher
from tests.browser import addresses, chromium
from tests.browser.chromium import Door, Guard
from tests.browser.crisis import Crisis, served

expect.set_options(timeout=chromium.PATIENCE)
_NONE = "aucun chromium sur cette machine (Debian : apt install chromium)"


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The browser of this machine; without one, the journeys are skipped, or fail where they are required."""
    if launcher.executable() is None:
        if chromium.is_required():
            pytest.fail(f"PLANBLANC_BROWSER=required : {_NONE}")
        pytest.skip(_NONE)
    async with launcher.launched() as one:
        yield one


@pytest.fixture(scope="session")
def crisis(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crisis]:
    """Dax, replayed up to the hour when most is under way; the tests of one process share it."""
    home = tmp_path_factory.mktemp("crisis")
    home.chmod(0o755)  # run by root, the server is another user's
    with served(home) as one:
        yield one


@pytest_asyncio.fixture(scope="session")
async def things(crisis: Crisis) -> dict[str, str]:
    """What the crisis holds, by the name of the field that reads it."""
    return await addresses.known(crisis)


@pytest.fixture
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a crisis of the test's own."""
    home = tmp_path_factory.mktemp("night")
    home.chmod(0o755)  # run by root, the server is another user's
    return home


@pytest_asyncio.fixture
async def night(browser: Browser, own_home: Path, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Crisis, Door]]:
    """A crisis of the test's own, replayed up to the hour that its parameter says, and a door to it."""
    with served(own_home, until=request.param) as crisis:
        one = Door(browser, crisis.address, Guard(crisis.address))
        yield crisis, one
        await one.close()
        assert one.guard.seen == []


@pytest_asyncio.fixture
async def door(browser: Browser, crisis: Crisis) -> AsyncIterator[Door]:
    """Opens watched pages of the crisis."""
    one = Door(browser, crisis.address, Guard(crisis.address))
    yield one
    await one.close()
    assert one.guard.asked, "no page was opened"
    assert one.guard.seen == []
