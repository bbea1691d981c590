"""A client that is too slow is told so, reads again at its own pace, and costs no more memory than its queue."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from planblanc.api.subscriptions_follower import LONGEST_QUEUE, Follower, Told
from planblanc.domain.errors import Forbidden
from planblanc.store.events import Event, Page

NOW = datetime(2021, 2, 9, 2, 0, tzinfo=UTC)
PAGE = 50


class Written:
    """A sequence of events, read by pages as the store does; `seen` is false for a reader who has lost its right."""

    def __init__(self, last: int = 0) -> None:
        self.last = last
        self.seen = True

    async def read(self, after: int) -> Page | None:
        if not self.seen:
            return None
        places = range(after + 1, min(after + PAGE, self.last) + 1)
        events = tuple(Event(place, "log.written", NOW, None, False, None, (), {}) for place in places)
        is_last = len(events) < PAGE
        return Page(events, self.last if is_last else events[-1].place, is_last)

    def follower(self, after: int = 0, *, is_late: bool = False) -> Follower:
        return Follower(self.read, shown, after, is_late=is_late)

    def write(self, many: int, *followers: Follower) -> None:
        for _ in range(many):
            self.last += 1
            for follower in followers:
                follower.offer(Told(self.last, self.last))


def shown(event: Event) -> Told:
    return Told(event.place, event.place)


async def taken(told: AsyncIterator[Told | None], many: int) -> list[int | None]:
    async with asyncio.timeout(5):
        return [one.place if (one := await anext(told)) else None for _ in range(many)]


async def test_a_client_that_keeps_up_hears_each_event_once() -> None:
    written = Written()
    follower = written.follower()
    written.write(LONGEST_QUEUE, follower)

    assert await taken(follower.told(), LONGEST_QUEUE) == list(range(1, LONGEST_QUEUE + 1))


async def test_a_client_that_is_too_slow_is_told_so_and_misses_nothing() -> None:
    written = Written()
    follower = written.follower()
    told = follower.told()
    written.write(2, follower)
    first = await taken(told, 2)
    written.write(10 * LONGEST_QUEUE, follower)

    assert len(follower._waiting) <= LONGEST_QUEUE
    assert first + await taken(told, 10 * LONGEST_QUEUE + 1) == [1, 2, None, *range(3, 10 * LONGEST_QUEUE + 3)]


async def test_what_is_written_while_a_client_reads_again_comes_once_and_in_order() -> None:
    written = Written(last=3 * PAGE)
    follower = written.follower(is_late=True)
    told = follower.told()
    places = await taken(told, PAGE)
    written.write(5, follower)
    places += await taken(told, 2 * PAGE + 5)
    written.write(5, follower)

    assert places + await taken(told, 5) == list(range(1, 3 * PAGE + 11))


async def test_a_client_that_falls_behind_while_it_reads_again_still_misses_nothing() -> None:
    written = Written(last=3 * PAGE)
    follower = written.follower(is_late=True)
    told = follower.told()
    places = await taken(told, 2 * PAGE + 1)
    written.write(3 * LONGEST_QUEUE, follower)

    # What it let go is in the pages that it had still to read: it is not told a second time that it is slow.
    assert places + await taken(told, written.last - len(places)) == list(range(1, written.last + 1))


async def test_a_stream_that_ends_says_why() -> None:
    follower = Written().follower()
    told = follower.told()
    waiting = asyncio.ensure_future(anext(told))
    await asyncio.sleep(0)

    follower.end(Forbidden("Fini."))

    with pytest.raises(Forbidden, match="Fini"):
        await waiting


async def test_a_right_that_is_lost_while_a_client_reads_again_ends_its_stream() -> None:
    written = Written(last=PAGE)
    told = written.follower(is_late=True).told()
    await taken(told, PAGE)
    written.seen = False

    with pytest.raises(Forbidden, match="périmètre"):
        await anext(told)
