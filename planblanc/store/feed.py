"""Hears that something was written, on a connection of its own; what was written is read elsewhere, with one's own rights."""

import asyncio
import logging
from collections.abc import Callable

import asyncpg

OUTBOX = "planblanc_outbox"
_SECONDS_BEFORE_AGAIN = 1
_LOG = logging.getLogger(__name__)


async def listen(url: str, role: str, channel: str, wake: Callable[[], None]) -> None:
    """Call `wake` at each notification, and at each connection for what came meanwhile; runs until it is cancelled."""
    while True:
        try:
            await _listen_once(url, role, channel, wake)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _LOG.warning("the feed is away: %s", type(error).__name__)
        await asyncio.sleep(_SECONDS_BEFORE_AGAIN)


async def _listen_once(url: str, role: str, channel: str, wake: Callable[[], None]) -> None:
    connection = await asyncpg.connect(url, server_settings={"role": role, "application_name": f"{role} feed"})
    try:
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(channel, lambda *_: wake())
        wake()
        await lost.wait()
    finally:
        connection.terminate()
