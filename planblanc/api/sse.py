"""GraphQL over Server-Sent Events, one connection a stream: subscriptions alone, asked by POST."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing

from graphql import GraphQLError
from starlette.responses import StreamingResponse
from starlette.types import Message, Send
from strawberry.types import ExecutionResult

from planblanc.api import faults
from planblanc.api.bodies import Wanted
from planblanc.api.reach import Reach
from planblanc.api.schema import Schema
from planblanc.api.subscriptions_callers import Caller, Connections, Live, Stopping
from planblanc.api.subscriptions_hub import Hub
from planblanc.api.subscriptions_stream import LiveResult
from planblanc.auth.callers import Shown
from planblanc.domain.errors import TooManyStreams

logger = logging.getLogger(__name__)

EVENT_STREAM = "text/event-stream"
_SECONDS_BETWEEN_BEATS = 15.0
_SECONDS_TO_READ = 30.0
_OPEN = b": flux ouvert\n\n"
_BEAT = b": battement\n\n"
_COMPLETE = b"event: complete\ndata: \n\n"


class _Request:
    """The one connection of one stream."""

    def __init__(self, caller: Caller, resume_after: str | None) -> None:
        self.caller = caller
        self.is_stopping = False
        self._resume_after = resume_after

    def operation(self) -> Live:
        """The stream."""
        return self.caller.operation(self._resume_after)

    async def stop(self) -> None:
        """The service stops: the response ends without a word, so that the client comes back."""
        self.is_stopping = True


class _Stream(StreamingResponse):
    """Lets a client go that reads nothing for too long."""

    async def stream_response(self, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(_SECONDS_TO_READ):
                await send(message)

        try:
            await super().stream_response(send_in_time)
        except TimeoutError:
            logger.info("a client that reads nothing was let go")


class EventStreams:
    """Answers `POST /graphql` with a stream of events."""

    def __init__(self, schema: Schema, reach: Reach, hub: Hub, connections: Connections) -> None:
        self._schema = schema
        self._reach = reach
        self._hub = hub
        self._connections = connections

    async def answer(self, shown: Shown, wanted: Wanted, resume_after: str | None) -> StreamingResponse:
        """The stream of a subscription; `NotAuthenticated` or `TooManyStreams` before it begins."""
        caller = await Caller.met(shown, self._reach, self._hub)
        self._connections.require_room(caller)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
        return _Stream(self._chunks(_Request(caller, resume_after), wanted), headers=headers, media_type=EVENT_STREAM)

    async def _chunks(self, request: _Request, wanted: Wanted) -> AsyncIterator[bytes]:
        """What is sent, and something when nothing has come for a while: a proxy would close a silent stream."""
        waiting: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=1)
        # A task of its own: it ends what it began in order, whenever and however the response is given up.
        reading = asyncio.create_task(self._read(request, wanted, waiting))
        try:
            yield _OPEN
            while True:
                try:
                    async with asyncio.timeout(_SECONDS_BETWEEN_BEATS):
                        chunk = await waiting.get()
                except TimeoutError:
                    chunk = _BEAT
                if chunk is None:
                    return
                yield chunk
        finally:
            reading.cancel()

    async def _read(self, request: _Request, wanted: Wanted, waiting: asyncio.Queue[bytes | None]) -> None:
        watch = asyncio.create_task(request.caller.watch())
        try:
            with self._connections.held(request.caller):
                async with aclosing(self._schema.subscribed(wanted, request)) as results:
                    async for result in results:
                        await waiting.put(_told(result))
            if not request.is_stopping:
                await waiting.put(_COMPLETE)
        except Stopping:
            logger.info("a stream came as the service stops")
        except TooManyStreams as refused:  # several came at once where there was room for one
            error = GraphQLError(refused.message, extensions={"code": refused.code})
            await waiting.put(_told(ExecutionResult(None, [error])) + _COMPLETE)
        except Exception as error:  # the door: a fault of ours is logged with an id
            faults.masked(error)
        finally:
            watch.cancel()
        await waiting.put(None)


def _told(result: ExecutionResult) -> bytes:
    cursor = result.cursor if isinstance(result, LiveResult) else None
    content = {"data": result.data} | ({"errors": [error.formatted for error in result.errors]} if result.errors else {})
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    place = f"id: {cursor}\n" if cursor else ""
    return f"event: next\n{place}data: {text}\n\n".encode("utf-8", "backslashreplace")
