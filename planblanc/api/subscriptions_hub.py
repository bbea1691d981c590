"""Reads what was written once for each scope that follows it, and hands it to all those who follow with that scope."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from planblanc.api.subscriptions_follower import Follower, Told
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import Forbidden, PlanblancError, Unavailable
from planblanc.domain.events import Topic
from planblanc.domain.identity import key_of
from planblanc.domain.journal import ChainKind
from planblanc.store import events as stored
from planblanc.store.events import Event, Page
from planblanc.store.transaction import Database
from planblanc.usecases import events

LOG = logging.getLogger(__name__)
Present = Callable[[Topic, Event], Any]

# The others of the pool answer queries and mutations meanwhile.
_READERS = 4
_PAGE = 50
_SECONDS_BETWEEN_CHECKS = 15.0
_SECONDS_BEFORE_AGAIN = 1.0
_NOBODY = key_of("actor", "scope")
_NUMBERING = Actor(key_of("service", "feed"), "Service", Role.SERVICE, channel=Channel.SYSTEM)


@dataclass
class _Region:
    """Whether events of a region may wait for their number, given by one reader for all."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    may_wait: bool = True


class _Stream:
    """One topic as one scope sees it: where it was read up to, and who follows."""

    def __init__(self, hub: "Hub", scope: Actor, topic: Topic, position: int) -> None:
        self.scope = scope
        self.topic = topic
        self.position = position
        self.followers: set[Follower] = set()
        self.woken = asyncio.Event()
        self._hub = hub
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._ended)

    async def read(self, after: int) -> Page | None:
        """Some events after a number, with the rights of the scope."""
        return await self._hub.read(self.scope, self.topic, after)

    def present(self, event: Event) -> Told:
        """An event, shown once for all who follow."""
        return Told(event.place, self._hub.present(self.topic, event))

    def stop(self) -> None:
        """Nobody follows any more."""
        self._task.cancel()

    async def _run(self) -> None:
        while True:
            await self.woken.wait()
            self.woken.clear()
            try:
                await self._read_on()
            except (PlanblancError, OSError) as error:
                LOG.warning("the events of %s wait: %s", self.topic.kind, type(error).__name__)
                await asyncio.sleep(_SECONDS_BEFORE_AGAIN)
                self.woken.set()

    async def _read_on(self) -> None:
        if self.topic.kind is ChainKind.REGION:
            await self._hub.number(self.topic.key)
        is_last = False
        while not is_last:
            page = await self.read(self.position)
            if page is None:
                self._end(Forbidden(events.LEFT))
                return
            for event in page.events:
                told = self.present(event)
                for follower in self.followers:
                    follower.offer(told)
            self.position, is_last = page.position, page.is_last

    def _end(self, reason: PlanblancError) -> None:
        self._hub.forget(self)
        for follower in self.followers:
            follower.end(reason)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            LOG.error("a stream of %s broke", self.topic.kind, exc_info=error)
            self._end(Unavailable("Le flux s'est interrompu : reprenez après votre dernier curseur."))


class Hub:
    """Every stream of this process; the feed tells it what to read again."""

    def __init__(self, database: Callable[[], Database], present: Present) -> None:
        self.present = present
        self._database = database
        self._reading = asyncio.Semaphore(_READERS)
        self._streams: dict[tuple[Actor, Topic], _Stream] = {}
        self._regions: dict[str, _Region] = {}

    def hear(self, key: str | None) -> None:
        """Something was written of this incident or of this region; nothing: of any of them, while nobody listened."""
        for region in [key] if key is not None else list(self._regions):
            if region in self._regions:
                self._regions[region].may_wait = True
        for stream in self._streams.values():
            if key is None or stream.topic.key == key:
                stream.woken.set()

    async def check(self) -> None:
        """Look at every stream again now and then, as nobody says that a right has ended; runs until it is cancelled."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_CHECKS)
            self.hear(None)

    @asynccontextmanager
    async def followed(self, actor: Actor, topic: Topic, after: str | None) -> AsyncIterator[Follower]:
        """Follow a topic after a cursor, or from now on; a refusal when the actor may not."""
        last = await self._admitted(actor, topic, after)
        if topic.kind is ChainKind.REGION:
            await self._number_what_waits(topic.key)
            last = last if after is not None else await self._admitted(actor, topic, after)
        stream = self._joined(_scope_of(actor), topic, last)
        follower = Follower(stream.read, stream.present, last, is_late=last < stream.position)
        stream.followers.add(follower)
        try:
            yield follower
        finally:
            stream.followers.discard(follower)
            if not stream.followers:
                stream.stop()
                self.forget(stream)

    async def read(self, scope: Actor, topic: Topic, after: int) -> Page | None:
        """Some events after a number, as a scope sees them; few readers at once."""
        async with self._reading, self._database().transaction(scope, read_only=True) as tx:
            return await stored.page(tx, topic, after=after, limit=_PAGE)

    async def number(self, region: str) -> None:
        """Give the events of a region their numbers, once for all who wait for them."""
        known = self._regions[region]
        async with known.turn:
            while known.may_wait:
                known.may_wait = False
                try:
                    async with self._reading, self._database().transaction(_NUMBERING) as tx:
                        known.may_wait = await stored.number(tx, region) or known.may_wait
                except BaseException:
                    known.may_wait = True
                    raise

    async def _admitted(self, actor: Actor, topic: Topic, after: str | None) -> int:
        async with self._reading, self._database().transaction(actor, read_only=True) as tx:
            return await events.follow(tx, actor, topic, after)

    async def _number_what_waits(self, region: str) -> None:
        """What was written while nobody followed is not told as if it were new."""
        self._regions.setdefault(region, _Region()).may_wait = True
        await self.number(region)

    def _joined(self, scope: Actor, topic: Topic, position: int) -> _Stream:
        stream = self._streams.get((scope, topic))
        if stream is None:
            stream = self._streams[scope, topic] = _Stream(self, scope, topic, position)
            stream.woken.set()
        return stream

    def forget(self, stream: _Stream) -> None:
        """Whoever comes next gets another stream."""
        if self._streams.get((stream.scope, stream.topic)) is stream:
            del self._streams[stream.scope, stream.topic]


def _scope_of(actor: Actor) -> Actor:
    """Whoever has the same rights, and is nobody in particular."""
    return replace(actor, id=_NOBODY, name="", on_behalf_of=None, channel=Channel.SYSTEM)
