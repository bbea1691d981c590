"""One client of a stream: a short queue, and the way back to the events when it overflows."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from planblanc.domain.errors import Forbidden, PlanblancError
from planblanc.store.events import Event, Page
from planblanc.usecases import events

LONGEST_QUEUE = 200


@dataclass(frozen=True)
class Told:
    """An event at its place, as all who follow with one scope are shown it."""

    place: int
    shown: Any


class Follower:
    """What one client was told up to, and what waits for it: `LONGEST_QUEUE` events at most."""

    def __init__(
        self, read: Callable[[int], Awaitable[Page | None]], present: Callable[[Event], Told], last: int, *, is_late: bool
    ) -> None:
        self.last = last
        self._read = read
        self._present = present
        self._is_late = is_late
        self._waiting: deque[Told] = deque()
        self._woken = asyncio.Event()
        self._reason: PlanblancError | None = None

    def offer(self, told: Told) -> None:
        """One more event; when too many wait, they are let go, to be read again at the client's own pace."""
        if len(self._waiting) >= LONGEST_QUEUE:
            self._is_late = True
            self._waiting.clear()
        if not self._is_late:
            self._waiting.append(told)
        self._woken.set()

    def end(self, reason: PlanblancError) -> None:
        """End the stream, and say why."""
        self._reason = reason
        self._woken.set()

    async def told(self) -> AsyncIterator[Told | None]:
        """Each event after the last one, in order; nothing stands for those that were let go and are read again."""
        is_first = True
        while True:
            if self._is_late:
                if not is_first:
                    yield None
                async for told in self._missed():
                    yield told
            is_first = False
            while not self._is_late:
                told_next = await self._next()
                if told_next is not None and told_next.place > self.last:
                    self.last = told_next.place
                    yield told_next

    async def _next(self) -> Told | None:
        while not self._waiting and not self._is_late:
            self._woken.clear()
            self._require_open()
            await self._woken.wait()
        self._require_open()
        return self._waiting.popleft() if self._waiting else None

    async def _missed(self) -> AsyncIterator[Told]:
        is_last = False
        while not is_last:
            self._require_open()
            # From here on what is written waits in the queue: what this page does not hold, the queue does.
            self._is_late = False
            self._waiting.clear()
            page = await self._read(self.last)
            if page is None:
                raise Forbidden(events.LEFT)
            for event in page.events:
                yield self._present(event)
                self.last = event.place
            self.last, is_last = max(self.last, page.position), page.is_last

    def _require_open(self) -> None:
        if self._reason is not None:
            raise self._reason
