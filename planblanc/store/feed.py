"""Hears that something was written, on a connection of its own; what was written is read elsewhere, with one's own rights."""

import asyncio
import logging
import secrets
from collections.abc import Callable

import asyncpg

OUTBOX = "planblanc_outbox"
EVENTS = "planblanc_event"
SECURITY = "planblanc_security"
_SECONDS_BEFORE_AGAIN = 1
_SECONDS_BETWEEN_BEATS = 5.0
_SECONDS_TO_HEAR = 5.0
_BEAT = "beat "
_LOG = logging.getLogger(__name__)


async def listen(url: str, role: str, channel: str, wake: Callable[[], None]) -> None:
    """Call `wake` at each notification, and at each connection for what came meanwhile; runs until it is cancelled."""
    await follow(url, role, channel, lambda _: wake())


async def follow(url: str, role: str, channel: str, hear: Callable[[str | None], None]) -> None:
    """Call `hear` with what each notification carries, and with nothing at each connection: whatever came meanwhile was missed.

    A connection that is dead without saying so is noticed, since it does not hear itself; runs until it is cancelled.
    """
    while True:
        try:
            await _follow_once(url, role, channel, hear)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _LOG.warning("the feed is away: %s", type(error).__name__)
        await asyncio.sleep(_SECONDS_BEFORE_AGAIN)


async def _follow_once(url: str, role: str, channel: str, hear: Callable[[str | None], None]) -> None:
    connection = await asyncpg.connect(url, timeout=_SECONDS_TO_HEAR, server_settings={"role": role, "application_name": f"{role} feed"})
    try:
        lost, beat = asyncio.Event(), asyncio.Event()
        own = _BEAT + secrets.token_hex(8)

        def heard(_connection: object, _process: int, _channel: str, payload: object) -> None:
            if payload == own:
                beat.set()
            elif isinstance(payload, str) and not payload.startswith(_BEAT):
                hear(payload)

        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(channel, heard)
        hear(None)
        while not await _is_set_within(lost, _SECONDS_BETWEEN_BEATS):
            beat.clear()
            async with asyncio.timeout(_SECONDS_TO_HEAR):
                await connection.execute("SELECT pg_notify($1, $2)", channel, own)
                await beat.wait()
    finally:
        connection.terminate()


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
