"""Many consoles at once, each as its scripts are: one stream, and the page read again a little after something happened."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from time import perf_counter
from typing import Any

from httpx2 import AsyncClient, Limits, Timeout

from planblanc.auth import sessions
from planblanc.bench import footprint
from planblanc.bench.console.browsing import FIRST
from planblanc.bench.console.figures import Crowd
from planblanc.bench.crises import REGION
from planblanc.bench.crisis import Service
from planblanc.bench.figures import Durations
from planblanc.bench.visitor import NotMeasured, Visitor
from planblanc.console import rereads

_FOLLOW = """subscription Console($key: String!, $after: String) { live: regionEvents(region: $key, after: $after)
 { kind cursor act recordedAt incident exercise entry { text } } }"""
_WRITE = """mutation Mesure($input: AddLogEntryInput!, $key: String!) {
  addLogEntry(input: $input, idempotencyKey: $key) { __typename ... on LogEntry { id } ... on Refusal { message } } }"""
_CSRF = re.compile(r'data-csrf="([^"]*)"')
# As parts.js waits before it reads a page again.
_SOON, _SPREAD, _LONGEST_SPREAD, _REST = 0.15, 1.0, 20.0, 4
_BETWEEN_EVENTS = 2.0
_COMING_AT_ONCE = 10
_PATIENCE = 30.0


@dataclass
class _Seen:
    """What the consoles of a measure saw, and when each line was written."""

    written: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    put_off: int = 0
    closed: int = 0
    coming: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_COMING_AT_ONCE))
    all_open: asyncio.Event = field(default_factory=asyncio.Event)

    def opened(self) -> None:
        """One more console follows."""
        self.closed -= 1
        if self.closed == 0:
            self.all_open.set()


async def measure(service: Service, tokens: Sequence[str], incident: str, events: int) -> Crowd:
    """So many events, told to one console for each of these sessions."""
    seen = _Seen(closed=len(tokens))
    limits = Limits(max_connections=None, max_keepalive_connections=len(tokens))
    async with AsyncClient(base_url=service.address, timeout=Timeout(_PATIENCE, read=60.0), limits=limits) as http:
        consoles = [asyncio.create_task(_console(http, token, Random(number), seen)) for number, token in enumerate(tokens)]
        try:
            async with asyncio.timeout(_PATIENCE + len(tokens)):
                await _all_open(seen, consoles)
            seen.read.clear()
            before, begun = _used(service), perf_counter()
            async with Visitor(service.address, service.home, "ars-75") as visitor:
                for number in range(events):
                    seen.written.append(perf_counter())
                    await visitor.act(_WRITE, {"incident": incident, "text": f"Événement {number} de la mesure."})
                    await asyncio.sleep(_BETWEEN_EVENTS)
            await _told_everywhere(seen, events * len(tokens))
            cores = (_used(service) - before) / (perf_counter() - begun)
        finally:
            for console in consoles:
                console.cancel()
            await asyncio.gather(*consoles, return_exceptions=True)
    lost = events * len(tokens) - len(seen.told)
    return Crowd(len(tokens), Durations(tuple(seen.told)), Durations(tuple(seen.read)), lost, seen.put_off, cores)


async def _told_everywhere(seen: _Seen, wanted: int) -> None:
    """Wait for what is late, and for the pages that are read again because of it; what never comes is lost."""
    for _ in range(int(_PATIENCE)):
        await asyncio.sleep(1)
        if len(seen.told) >= wanted:
            return


async def _all_open(seen: _Seen, consoles: Sequence["asyncio.Task[None]"]) -> None:
    """Wait for every console to follow; the first one that cannot ends the measure, with its reason."""
    opened = asyncio.create_task(seen.all_open.wait())
    done, _ = await asyncio.wait({opened, *consoles}, return_when=asyncio.FIRST_COMPLETED)
    opened.cancel()
    for console in done - {opened}:
        raise NotMeasured(f"Une console s'est fermée : {console.exception()!r}")


def _used(service: Service) -> float:
    return footprint.processor(service.api, service.worker)["api"]


async def _console(http: AsyncClient, token: str, random: Random, seen: _Seen) -> None:
    cookie = {"Cookie": f"{sessions.PLAIN_COOKIE}={token}"}
    async with seen.coming:
        page = await http.get(FIRST, headers=cookie)
    found = _CSRF.search(page.raise_for_status().text)
    headers = {**cookie, "Accept": "text/event-stream", "X-CSRF-Token": found[1] if found else ""}
    body = {"query": _FOLLOW, "variables": {"key": REGION, "after": None}}
    reader = _Reader(http, cookie, random, seen)
    try:
        async with http.stream("POST", "/graphql", json=body, headers=headers) as stream:
            stream.raise_for_status()
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    _heard(json.loads(line.removeprefix("data: ")), seen, reader)
    finally:
        await reader.close()


def _heard(result: dict[str, Any], seen: _Seen, reader: "_Reader") -> None:
    event = result["data"]["live"]
    if event["kind"] == "OPENED":
        seen.opened()
    if event["kind"] == "LINE" and reader.heard < len(seen.written):
        seen.told.append(perf_counter() - seen.written[reader.heard])
        reader.heard += 1
        reader.soon()


class _Reader:
    """Reads its page again, once at a time, less often where that is slow."""

    def __init__(self, http: AsyncClient, cookie: dict[str, str], random: Random, seen: _Seen) -> None:
        self._http = http
        self._cookie = cookie
        self._random = random
        self._seen = seen
        self._due: asyncio.Task[None] | None = None
        self.heard = 0
        self._lasted = 0.0
        self._ended_at = 0.0

    def soon(self) -> None:
        """After a little while, unless it is already to be."""
        if self._due is None or self._due.done():
            self._due = asyncio.create_task(self._again())

    async def close(self) -> None:
        """Leave what is being read."""
        if self._due is not None:
            self._due.cancel()
            await asyncio.gather(self._due, return_exceptions=True)

    async def _again(self) -> None:
        spread = self._random.random() * min(_LONGEST_SPREAD, max(_SPREAD, _REST * self._lasted))
        await asyncio.sleep(max(_SOON + spread, self._ended_at + _REST * self._lasted - perf_counter()))
        begun = perf_counter()
        answer = await self._http.get(FIRST, headers={**self._cookie, rereads.HEADER: "yes"})
        self._ended_at = perf_counter()
        self._lasted = self._ended_at - begun
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:  # as the scripts do: the page stays as it is until the next event
            self._seen.put_off += 1
            return
        answer.raise_for_status()
        self._seen.read.append(self._lasted)
