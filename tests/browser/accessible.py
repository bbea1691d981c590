"""What axe-core finds on a page that would shut somebody out."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import Page

_RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def faults(page: Page) -> list[str]:
    """Each rule that the page breaks, with where; nothing on a page that axe finds nothing against."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(_script())
    found: list[dict[str, Any]] = await page.evaluate(_RUN)
    return [f"{rule['id']} : {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


async def overflow(page: Page) -> int:
    """By how many pixels one would have to scroll sideways to read the page."""
    return max(0, int(await page.evaluate(_WIDER)))


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
