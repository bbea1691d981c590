"""One browser and the pages that it opens: bytes, seconds, and an event that is told where somebody is looking."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from planblanc.auth import sessions
from planblanc.bench.console.figures import Carried
from planblanc.bench.console.wire import Wire
from planblanc.bench.figures import Durations
from planblanc.bench.visitor import Visitor

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

FIRST = "/veille"
# 400 kbit/s and 400 ms: a router of the fourth generation, far from its mast.
_BYTES_A_SECOND = 400_000 // 8
_LATENCY_MS = 400
_AFTER_LOAD_MS = 1500  # what a page goes on fetching once it is there: its stream, what it keeps for when the network is gone
_READY = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"
_UNTOLD = "() => document.getElementById('news')?.remove()"
_TOLD = "() => document.getElementById('news')?.textContent.includes('Note écrite')"
_WRITE = """mutation Mesure($input: AddLogEntryInput!, $key: String!) {
  addLogEntry(input: $input, idempotencyKey: $key) { __typename ... on LogEntry { id } ... on Refusal { message } } }"""


@dataclass(frozen=True)
class Coordinator:
    """Somebody with a session, before a browser, at the end of a wire."""

    browser: "Browser"
    wire: Wire
    token: str = field(repr=False)

    async def opened(self) -> "BrowserContext":
        """A browser that has nothing of ours but the session."""
        context = await self.browser.new_context(base_url=self.wire.address, locale="fr-FR", timezone_id="Europe/Paris")
        context.set_default_timeout(60_000)
        await context.add_cookies([{"name": sessions.PLAIN_COOKIE, "value": self.token, "url": self.wire.address}])
        return context

    async def carried(self, page: "Page", name: str, address: str) -> Carried:
        """Open a page; what came for it."""
        self.wire.taken()
        await page.goto(address, wait_until="load")
        interactive: float = await page.evaluate(_READY)
        return Carried(name, self.wire.taken(), interactive)


async def first_page(someone: Coordinator, *, is_slow: bool) -> Carried:
    """The first page of a browser that has nothing of ours yet."""
    context = await someone.opened()
    page = await context.new_page()
    if is_slow:
        line = await context.new_cdp_session(page)
        await line.send("Network.enable")
        wanted = {"latency": _LATENCY_MS, "downloadThroughput": _BYTES_A_SECOND, "uploadThroughput": _BYTES_A_SECOND}
        await line.send("Network.emulateNetworkConditions", {"offline": False, **wanted})
    carried = await someone.carried(page, FIRST, FIRST)
    await page.wait_for_timeout(_AFTER_LOAD_MS)
    await context.close()
    return replace(carried, behind=someone.wire.taken())


async def further_pages(someone: Coordinator, addresses: Mapping[str, str]) -> list[Carried]:
    """Each page of a browser that has been here before; what it kept is not fetched again."""
    context = await someone.opened()
    page = await context.new_page()
    await someone.carried(page, FIRST, FIRST)
    await page.wait_for_timeout(_AFTER_LOAD_MS)
    found = [await someone.carried(page, name, address) for name, address in addresses.items()]
    await context.close()
    return found


async def events(someone: Coordinator, visitor: Visitor, incident: str, runs: int) -> Durations:
    """From a line that somebody writes to its words on an open page, in seconds."""
    context = await someone.opened()
    page = await context.new_page()
    await page.goto(f"/incidents/{incident}")
    await page.wait_for_function("() => document.getElementById('connection')?.textContent.startsWith('à jour')")
    taken = []
    for number in range(runs):
        await page.evaluate(_UNTOLD)
        shown = asyncio.create_task(page.wait_for_function(_TOLD, polling=10))
        await asyncio.sleep(0.05)
        begun = perf_counter()
        await visitor.act(_WRITE, {"incident": incident, "text": f"Le standard répond de nouveau, essai {number}."})
        await shown
        taken.append(perf_counter() - begun)
    await context.close()
    return Durations(tuple(taken))
