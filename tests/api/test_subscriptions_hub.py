"""However many follow with one scope, what is written is read once for all of them."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import pytest

from planblanc.api.subscriptions_follower import Follower
from planblanc.api.subscriptions_hub import Hub
from planblanc.domain.access import Role
from planblanc.domain.errors import Forbidden
from planblanc.domain.events import Topic
from planblanc.store import events
from planblanc.store.transaction import Database
from tests.databases import connect
from tests.store.test_events import ARS, INCIDENTS, SAMU, filled, write

__all__ = ["filled"]
TOPIC = Topic.of_incident(INCIDENTS[0])
READ = events.QUERIES["page_of_incident"].sql


async def first(follower: Follower) -> int:
    async with asyncio.timeout(10):
        told = await anext(follower.told())
    assert told
    return told.place


async def test_a_line_is_read_once_for_each_scope_and_told_to_all(filled: str) -> None:
    asked: Counter[str] = Counter()

    def hear(sql: str, _: Sequence[object]) -> None:
        asked[sql] += 1

    database = await connect(filled, "planblanc_app", hear=hear)
    hub = Hub(lambda: database, lambda topic, event: (topic, event.act))
    readers = [replace(ARS, id=uuid4(), name=f"Agent {number}") for number in range(20)]
    readers += [replace(ARS, id=uuid4(), role=Role.NATIONAL_READER, regions=frozenset()) for _ in range(20)]
    async with asyncio.TaskGroup() as tasks:
        ready = asyncio.Semaphore(0)

        async def follow(number: int) -> int:
            async with hub.followed(readers[number], TOPIC, None) as follower:
                ready.release()
                return await first(follower)

        told = [tasks.create_task(follow(number)) for number in range(len(readers))]
        for _ in readers:
            await ready.acquire()
        asked.clear()
        await write(database, INCIDENTS[0], "Une fois.")
        hub.hear(TOPIC.key)
    await database.close()

    assert len({task.result() for task in told}) == 1
    assert asked[READ] == 2


async def test_a_scope_that_nobody_follows_any_more_is_read_no_more(filled: str, database: Database) -> None:
    hub = Hub(lambda: database, lambda _, event: event)
    async with hub.followed(ARS, TOPIC, None), hub.followed(SAMU, TOPIC, None):
        assert len(hub._streams) == 2

    assert hub._streams == {}


async def test_a_stream_that_breaks_ends_for_all_and_the_next_one_is_another(
    filled: str, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    hub = Hub(lambda: database, broken)
    async with hub.followed(ARS, TOPIC, None) as follower:
        await write(database, INCIDENTS[0], "x")
        hub.hear(None)
        with pytest.raises(Exception, match="interrompu"):
            await first(follower)
        assert hub._streams == {}
    assert "a stream of INCIDENT broke" in caplog.text


async def test_who_may_not_follow_leaves_no_stream_behind(filled: str, database: Database) -> None:
    hub = Hub(lambda: database, lambda _, event: event)
    with pytest.raises(Forbidden):
        async with hub.followed(replace(ARS, regions=frozenset({"76"})), Topic.of_region("75"), None):
            pass

    assert hub._streams == {}
