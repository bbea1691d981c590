"""The browser of this machine, driven by what the environment of a checkout brings."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from planblanc.bench.visitor import NotMeasured

if TYPE_CHECKING:
    from playwright.async_api import Browser

# What a browser would ask of its maker, and what it cannot do inside a container.
_ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage")
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def executable() -> str | None:
    """Where it is, if there is one."""
    return next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)


@asynccontextmanager
async def launched() -> AsyncIterator["Browser"]:
    """A browser without a window; `NotMeasured` where there is none."""
    try:
        from playwright.async_api import async_playwright  # noqa: PLC0415  a checkout alone has it
    except ImportError:
        raise NotMeasured("Cette mesure veut un navigateur et de quoi le conduire : lancez-la d'un dépôt (bin/setup dev).") from None
    if executable() is None:
        raise NotMeasured("Aucun chromium sur cette machine (Debian : apt install chromium).")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
