"""The feed hears what is written, and notices a connection that is dead without saying so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias

import asyncpg
import pytest

from planblanc.store import feed

Heard: TypeAlias = "asyncio.Queue[str | None]"


class Wire:
    """A way to the database that can fall silent: bytes are taken, and go nowhere."""

    def __init__(self, socket: str) -> None:
        self.is_cut = asyncio.Event()
        self.connections = 0
        self._socket = socket

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        yield server.sockets[0].getsockname()[1]
        server.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        there_reader, there_writer = await asyncio.open_unix_connection(self._socket)
        is_first = self.connections == 1
        with suppress(OSError):
            await asyncio.gather(self._pass_on(reader, there_writer, is_first), self._pass_on(there_reader, writer, is_first))
        for side in (writer, there_writer):
            side.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_first: bool) -> None:
        while content := await reader.read(65_536):
            if not (is_first and self.is_cut.is_set()):
                writer.write(content)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def following(url: str, heard: Heard) -> AsyncIterator[None]:
    task = asyncio.create_task(feed.follow(url, "planblanc_app", feed.EVENTS, heard.put_nowait))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def hear(heard: Heard) -> str | None:
    return await asyncio.wait_for(heard.get(), 10)


async def say(url: str, payload: str) -> None:
    mouth = await asyncpg.connect(url)
    await mouth.execute("SELECT pg_notify('planblanc_event', $1)", payload)
    await mouth.close()


async def test_what_is_said_is_heard_and_no_beat_is(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "_SECONDS_BETWEEN_BEATS", 0.05)
    heard: Heard = asyncio.Queue()
    async with following(database_url, heard):
        assert await hear(heard) is None
        await asyncio.sleep(0.5)
        await say(database_url, "75")
        assert await hear(heard) == "75"


async def test_a_connection_that_falls_silent_is_replaced_and_what_was_missed_is_looked_for(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "_SECONDS_BETWEEN_BEATS", 0.2)
    monkeypatch.setattr(feed, "_SECONDS_TO_HEAR", 0.5)
    monkeypatch.setattr(feed, "_SECONDS_BEFORE_AGAIN", 0.05)
    heard: Heard = asyncio.Queue()
    place = await asyncpg.connect(database_url)
    folder, port, name = await place.fetchrow(
        "SELECT current_setting('unix_socket_directories'), current_setting('port'), current_database()"
    ) or ("", "", "")
    await place.close()
    wire = Wire(f"{folder}/.s.PGSQL.{port}")
    async with wire.opened() as opened, following(f"postgresql://postgres@127.0.0.1:{opened}/{name}?sslmode=disable", heard):
        assert await hear(heard) is None
        wire.is_cut.set()
        await say(database_url, "lost")
        assert await hear(heard) is None
        await say(database_url, "76")
        assert await hear(heard) == "76"

    assert wire.connections == 2
