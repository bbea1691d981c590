"""A thousand who follow live, with several scopes: who misses an event, who waits for one, who sees what others must not."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from uuid import uuid4

import psutil
from httpx2 import AsyncClient, Limits, Timeout
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from planblanc import app
from planblanc.auth import AUDIENCE, demonstration
from planblanc.drill.faults import acts
from planblanc.drill.faults.callers import Callers, Mutation
from planblanc.drill.faults.documents import DECLARE, REGION
from planblanc.drill.faults.figures import Figure, counted, seconds
from planblanc.drill.faults.ground import Ground
from planblanc.drill.faults.latency import percentile

SUBSCRIBERS = 1_000
EVENTS = 20
A_SECOND = 5
MOST_SECONDS = 3.0
_SITE = "400000105"
_LONGEST_OPENING = 120.0
_LONGEST_END = 30.0
_OVER_SSE, _CUT = 10, 10  # one in so many follows over SSE; one in so many is cut halfway, and comes back
_OPENINGS = 50
_PROTOCOL = Subprotocol("graphql-transport-ws")
_SHOWN = "{ kind cursor act entry { text body } services { code state } }"
_INCIDENT = f"subscription ($topic: ID!, $after: String) {{ incidentEvents(incident: $topic, after: $after) {_SHOWN} }}"
_WIDE = f"subscription ($topic: String!, $after: String) {{ regionEvents(region: $topic, after: $after) {_SHOWN} }}"
_TELL = """mutation Dire($input: UpdateServiceStatusInput!, $key: String!) {
  updateServiceStatus(input: $input, idempotencyKey: $key) { __typename ... on Incident { id } ... on Refusal { code message } }
}"""
# Who follows, and whether a whole region.
_SCOPES = (
    *(("ars-75", is_wide) for is_wide in (False, True)),
    *(("cert-sante", is_wide) for is_wide in (False, True)),
    *(("samu-40", is_wide) for is_wide in (False, True)),
    ("zone-sud-ouest", False),
    ("national", True),
    ("ch-dax", False),
)


@dataclass
class _Subscriber:
    """One who follows: what came, when, and what was seen of it."""

    identity: str
    topic: str
    document: str
    token: str
    is_cut: bool
    over_sse: bool
    cuts: int = 0
    cursor: str | None = None
    arrived: list[float] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    has_all: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def request(self) -> dict[str, Any]:
        """The subscription, from the last event that came."""
        return {"query": self.document, "variables": {"topic": self.topic, "after": self.cursor}}

    def take(self, content: dict[str, Any]) -> None:
        """One more event."""
        (event,) = content["data"].values()
        if event["kind"] == "OPENED":
            self.cursor = self.cursor or event["cursor"]
            self.is_open.set()
        elif event["kind"] == "LINE":
            self.cursor = event["cursor"]
            self.seen.add(_seen(event))
            if event["act"] == "services.updated":
                self.arrived.append(perf_counter())
                self.places.append(int(event["cursor"].rpartition(".")[2]))
                if len(self.places) >= EVENTS:
                    self.has_all.set()

    def breaks(self) -> bool:
        """Whether it is now that its connection breaks: once, halfway."""
        if self.is_cut and not self.cuts and len(self.places) == EVENTS // 2:
            self.cuts = 1
            return True
        return False


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Follow with many, write at a steady pace, and look at what each one was told."""
    app.hold_many_connections()
    many = ground.scaled(SUBSCRIBERS, least=2 * len(_SCOPES))
    async with ground.service() as service, Callers(service.address, ground.home, 1) as callers:
        await service.start_api("second")
        incident = await callers.until_answered(Mutation(str(uuid4()), DECLARE, {"victim": {"finess": _SITE}}))
        wanted = list(_subscribers(ground, incident, many))
        async with _following(service.address, wanted):
            sent = await _told(callers, incident)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_END):
                    await asyncio.gather(*(one.has_all.wait() for one in wanted))
            await callers.until_answered(acts.noted(incident))
            await asyncio.sleep(MOST_SECONDS)
            weight = sum(psutil.Process(service.processes.number(name)).memory_info().rss for name in ("api", "second"))
    return tuple(_figures(wanted, sent, weight))


def _figures(wanted: Sequence[_Subscriber], sent: Sequence[float], weight: int) -> Iterator[Figure]:
    whole = [one for one in wanted if len(one.places) == EVENTS and one.places == sorted(set(one.places))]
    received = sum(len(one.places) for one in wanted)
    told = f"{counted(received)} reçus, {counted(weight >> 20)} Mio"
    promise = f"{counted(len(wanted))} abonnés, {EVENTS} événements à {A_SECOND} par seconde : rien de perdu"
    yield Figure(promise, told, len(whole) == len(wanted))
    cut = [one for one in wanted if one.is_cut]
    back = [one for one in cut if one in whole]
    yield Figure("qui est coupé reprend à son dernier curseur", f"{counted(len(back))} sur {counted(len(cut))}", len(back) == len(cut))
    waits = [came - left for one in wanted if not one.is_cut for came, left in zip(one.arrived, sent, strict=False)] or [float("inf")]
    slow = max(waits)
    told = f"{seconds(slow)} au plus (médiane {seconds(percentile(waits, 50))})"
    yield Figure(f"aucun en retard de plus de {MOST_SECONDS:.0f} s", told, slow <= MOST_SECONDS)
    views = {one.identity: frozenset[str]() for one in wanted}
    for one in wanted:
        views[one.identity] |= one.seen
    apart = len({views["ars-75"], views["cert-sante"], views["samu-40"]})
    is_kept = apart == 3 and views["samu-40"] == {"services"} and "ligne et texte" not in views["cert-sante"]
    yield Figure("des périmètres différents voient des contenus différents", f"{apart} vues pour 3 périmètres", is_kept)


def _subscribers(ground: Ground, incident: str, many: int) -> Iterator[_Subscriber]:
    """Each with an identity of its own, in one of the scopes."""
    key, now = demonstration.signing_key(ground.home), datetime.now(UTC)
    for number in range(many):
        code, is_wide = _SCOPES[number % len(_SCOPES)]
        known = replace(demonstration.named(code), code=f"{code}-{number}")
        token = demonstration.issue(known, key, audience=AUDIENCE, now=now, lifetime=timedelta(hours=1))
        topic, document = (REGION, _WIDE) if is_wide else (incident, _INCIDENT)
        # Neither divides the number of scopes: each scope has some of both.
        yield _Subscriber(code, topic, document, token, is_cut=number % _CUT == 1, over_sse=number % _OVER_SSE == 2)


@asynccontextmanager
async def _following(address: str, wanted: Sequence[_Subscriber]) -> AsyncIterator[None]:
    """All of them follow, a few at a time begin to; inside, everyone does."""
    gate = asyncio.Semaphore(_OPENINGS)
    limits = Limits(max_connections=None)
    async with AsyncClient(base_url=address, timeout=Timeout(_LONGEST_OPENING), limits=limits) as client:

        async def begin(one: _Subscriber) -> asyncio.Task[None]:
            async with gate:
                following = asyncio.create_task(_over_sse(client, one) if one.over_sse else _over_websocket(address, one))
                await asyncio.wait({following, opened := asyncio.create_task(one.is_open.wait())}, return_when=asyncio.FIRST_COMPLETED)
                opened.cancel()
            return following

        async with asyncio.timeout(_LONGEST_OPENING):
            tasks = await asyncio.gather(*(begin(one) for one in wanted))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _told(callers: Callers, incident: str) -> list[float]:
    """Write the events at their hours; when each one left."""
    sent, begun = [], perf_counter()
    for number in range(EVENTS):
        await asyncio.sleep(max(begun + number / A_SECOND - perf_counter(), 0))
        sent.append(perf_counter())
        state = "CLOSED" if number % 2 else "DEGRADED"
        told = {"incident": incident, "services": [{"domain": "EMERGENCY", "state": state}]}
        await callers.until_answered(Mutation(str(uuid4()), _TELL, told))
    return sent


async def _over_websocket(address: str, one: _Subscriber) -> None:
    """Follow until cancelled; once cut, come back."""
    socket_address = address.replace("http", "ws", 1) + "/graphql"
    while True:
        async with connect(socket_address, subprotocols=[_PROTOCOL], compression=None) as connection:
            await connection.send(json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {one.token}"}}))
            await connection.recv()
            await connection.send(json.dumps({"type": "subscribe", "id": "1", "payload": one.request}))
            async for message in connection:
                one.take(json.loads(message)["payload"])
                if one.breaks():
                    break


async def _over_sse(client: AsyncClient, one: _Subscriber) -> None:
    """Follow until cancelled; once cut, come back."""
    headers = {"Authorization": f"Bearer {one.token}", "Accept": "text/event-stream"}
    while True:
        async with client.stream("POST", "/graphql", json=one.request, headers=headers) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    one.take(json.loads(line.removeprefix("data: ")))
                if one.breaks():
                    break


def _seen(event: dict[str, Any]) -> str:
    """What was shown of an event."""
    parts = ("ligne et texte" if event["entry"]["body"] else "ligne") if event["entry"] else "", "services" if event["services"] else ""
    return ", ".join(part for part in parts if part)
