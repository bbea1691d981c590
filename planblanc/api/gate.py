"""What stands before every door: whose address it is, how often it asks, how long it takes to send, and the headers of safety."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planblanc.api import addresses, faults
from planblanc.api.addresses import Proxies
from planblanc.api.reach import Reach
from planblanc.domain.errors import TooManyRequests, Unavailable

logger = logging.getLogger(__name__)

SECONDS_TO_SEND = 60.0
MOST_RECEIVED_AT_ONCE = 500  # each may hold a quarter of a mebibyte
MOST_RECEIVED_OF_AN_ADDRESS = 100
_TRY_AGAIN_LATER = 1013

# What an answer says when its door says nothing else: shown nowhere, embedded nowhere, kept nowhere, never guessed at.
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_OVER_TLS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


class Arrivals:
    """The requests that are not whole yet: whoever sends a byte now and then holds no more than its share of them."""

    def __init__(self) -> None:
        self._of_address: Counter[str] = Counter()

    @contextmanager
    def expected(self, address: str) -> Iterator[Callable[[], None]]:
        """Be counted until the function given is called, or the end; `Unavailable` where there is no room."""
        if self._of_address.total() >= MOST_RECEIVED_AT_ONCE or self._of_address[address] >= MOST_RECEIVED_OF_AN_ADDRESS:
            raise Unavailable("Le service reçoit trop de demandes à la fois : réessayez dans un instant.")
        self._of_address[address] += 1
        with ExitStack() as stack:
            stack.callback(self._leave, address)
            yield stack.close

    def _leave(self, address: str) -> None:
        self._of_address[address] -= 1
        if not self._of_address[address]:
            del self._of_address[address]


@dataclass(frozen=True)
class Gate:
    """Lets requests through to the doors behind it."""

    app: ASGIApp
    reach: Reach
    proxies: Proxies
    arrivals: Arrivals = field(default_factory=Arrivals)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or one WebSocket; never an exception but those of the end of the service."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        seen = self.proxies.seen_through(scope)
        try:
            self.reach.rates.address(addresses.of(seen))
        except TooManyRequests as refused:
            self.reach.denied(refused.code, "gate", "", address=addresses.of(seen))
            await _turned_away(seen, send, refused)
            return
        if scope["type"] == "websocket":
            await self.app(seen, receive, send)
            return
        try:
            with self.arrivals.expected(addresses.of(seen)) as is_whole:
                await _guarded(self.app, seen, _in_time(receive, is_whole), send)
        except Unavailable as full:
            await _answered(send, 503, _errors(str(full), "UNAVAILABLE"), {**HEADERS, "Retry-After": "2"})


async def _guarded(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    is_begun = False

    async def with_headers(message: Message) -> None:
        nonlocal is_begun
        if message["type"] == "http.response.start":
            is_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, **(_OVER_TLS if scope["scheme"] == "https" else {})}.items():
                headers.setdefault(name, value)
        await send(message)

    try:
        await app(scope, receive, with_headers)
    except ClientDisconnect:
        logger.info("a caller left before its request was whole")
    except Exception as error:  # the door: a fault of ours is logged with an id, and masked
        masked = faults.masked(error)
        if not is_begun:
            await _answered(with_headers, 500, {"errors": [masked]}, {})


def _in_time(receive: Receive, told_whole: Callable[[], None]) -> Receive:
    """A body that does not come is not waited for: whoever reads it is told that its caller has left."""
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + SECONDS_TO_SEND
    is_whole = False

    async def received() -> Message:
        nonlocal is_whole
        if is_whole:
            return await receive()
        try:
            async with asyncio.timeout_at(ends_at):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        is_whole = not message.get("more_body", False)
        if is_whole:
            told_whole()
        return message

    return received


async def _turned_away(scope: Scope, send: Send, refused: TooManyRequests) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER, "reason": refused.message})
        return
    await _answered(send, 429, _errors(refused.message, refused.code), {**HEADERS, "Retry-After": str(refused.retry_seconds)})


def _errors(message: str, code: str) -> dict[str, object]:
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


async def _answered(send: Send, status: int, body: object, headers: Mapping[str, str]) -> None:
    content = json.dumps(body, ensure_ascii=False).encode()
    given = {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(content)), **headers}
    pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})
