"""GraphQL over WebSocket (graphql-transport-ws): subscriptions alone, for whoever shows a valid token once connected."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from json import JSONDecodeError
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.unset import UnsetType

from planblanc.api import addresses, bodies
from planblanc.api.bodies import BadRequest
from planblanc.api.reach import Reach
from planblanc.api.schema import Schema
from planblanc.api.subscriptions_callers import Caller, Connections, Live, Stopping
from planblanc.api.subscriptions_hub import Hub
from planblanc.api.trusted_documents import TrustedDocuments
from planblanc.auth import callers
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.errors import TooManyStreams

_SECONDS_TO_INTRODUCE = 5
_SECONDS_TO_END = 2.0
_MOST_UNKNOWN = 200
_REASONS = {
    1012: "Le service redémarre : reprenez après votre dernier curseur.",
    1013: "Trop de flux ouverts, ou lecture trop lente : réessayez plus tard.",
    4400: "Message illisible.",
    4401: "Présentez d'abord un jeton : connection_init.",
    4403: "Jeton refusé ou expiré.",
    4406: "Ce service parle graphql-transport-ws.",
    4408: "Aucun connection_init reçu à temps.",
    4409: "Cet identifiant désigne déjà un abonnement ouvert.",
    4429: "connection_init ne se dit qu'une fois.",
}


class Socket:
    """One connection; its caller is known once `connection_init` has shown a token."""

    def __init__(self, websocket: WebSocket) -> None:
        self.connection_params: Mapping[str, Any] = {}
        self.stack = ExitStack()
        self.caller: Caller | None = None
        self.address = addresses.of(websocket.scope)
        self.websocket = websocket

    def operation(self) -> Live:
        """One more stream of this connection."""
        if self.caller is None:
            raise NotAuthenticated
        return self.caller.operation()

    async def stop(self) -> None:
        """The service stops: the client comes back to another process."""
        await self.close(1012)

    async def close(self, code: int) -> None:
        """Close once, and say why in French."""
        if self.websocket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect):
                await self.websocket.close(code, _REASONS.get(code))

    async def close_with_token(self, caller: Caller) -> None:
        """Close once the token has ended and every stream has said so."""
        await caller.watch()
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                await caller.idle.wait()
        await self.close(4403)


class _Adapter(ASGIWebSocketAdapter):
    """Says nothing more once the connection is closed, and closes it in French."""

    async def send_json(self, message: Mapping[str, object]) -> None:
        if self.ws.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnected):
                await super().send_json(message)

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.CONNECTED:
            await super().close(code, _REASONS.get(code, reason))


class WebSocketDoor(GraphQL[Socket, None]):
    """Answers the WebSocket handshakes of `/graphql`."""

    websocket_adapter_class = _Adapter

    def __init__(
        self, schema: Schema, reach: Reach, hub: Hub, connections: Connections, *, trusted: TrustedDocuments | None = None
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=timedelta(seconds=_SECONDS_TO_INTRODUCE),
            max_subscriptions_per_connection=None,  # the caller bounds them, and says so in French
        )
        self._reach = reach
        self._hub = hub
        self._connections = connections
        self._trusted = trusted
        self._unknown = 0

    async def answer(self, websocket: WebSocket) -> None:
        """One connection, from its handshake to its end; refused at once while too many have not introduced themselves."""
        if self._unknown >= _MOST_UNKNOWN:
            await websocket.close(1013)
            return
        socket = Socket(websocket)
        self._unknown += 1
        try:
            await self.run(websocket, context=socket)
        finally:
            self._unknown -= socket.caller is None
            socket.stack.close()

    async def on_ws_connect(self, context: Socket) -> UnsetType:
        """Let the connection in if it shows a valid token, and its actor holds few enough."""
        header = context.connection_params.get("Authorization", context.connection_params.get("authorization"))
        try:
            shown = callers.shown_by(context.websocket, self._reach.public_url)
            caller = await Caller.met(shown.instead(header if isinstance(header, str) else None), self._reach, self._hub)
            context.stack.enter_context(self._connections.held(caller))
        except NotAuthenticated as error:
            self._reach.denied(error.code, "websocket", address=context.address)
            raise ConnectionRejectionError from None
        except (TooManyStreams, Stopping) as error:
            await context.close(1013 if isinstance(error, TooManyStreams) else 1012)
            raise ConnectionRejectionError from None
        self._unknown -= 1
        context.caller = caller
        watch = asyncio.create_task(context.close_with_token(caller))
        context.stack.callback(watch.cancel)
        return UnsetType()

    def decode_json(self, data: str | bytes) -> object:
        """A message of the protocol, as strict as the body of a request; the connection is closed (4400) at another one."""
        try:
            return _checked(bodies.decoded(data.encode() if isinstance(data, str) else data), self._trusted)
        except BadRequest as bad:
            raise JSONDecodeError(bad.message, "", 0) from bad


def _checked(message: object, trusted: TrustedDocuments | None) -> object:
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise BadRequest(400, "Le message n'a pas de type.")
    if message["type"] in {"subscribe", "complete"} and not isinstance(message.get("id"), str):
        raise BadRequest(400, "Le message n'a pas d'identifiant.")
    if message["type"] == "subscribe":
        wanted = bodies.wanted(message.get("payload"), trusted)
        return {**message, "payload": {**message["payload"], "query": wanted.query}}
    return message
