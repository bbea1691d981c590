"""`POST /portal/incidents`: checked, kept, committed, and only then acknowledged."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid4

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import Unavailable
from planblanc.domain.identity import key_of
from planblanc.integrations.portal import message, signature
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import inbox
from planblanc.usecases.inbox import Letter

MOST_BYTES = 256 * 1024
_MOST_PLACES = 8
PORTAL = Actor(key_of("service", "portal"), "Portail des incidents", Role.SERVICE, channel=Channel.PORTAL)
LOG = logging.getLogger(__name__)


class _TooLarge(Exception):
    """More bytes came than a message may have."""


@dataclass(frozen=True)
class PortalDoor:
    """What the endpoint needs: a database that may only add to the inbox, the secrets, and the two clocks.

    Signatures are on the real clock; the crisis clock is the service's, which a demonstration sets back.
    """

    database: Callable[[], Database]
    secrets: Sequence[bytes]
    real_clock: Callable[[], datetime]
    crisis_clock: Callable[[Transaction], Awaitable[datetime]]

    def routes(self) -> list[Route]:
        """The routes of the portal."""
        return [Route("/portal/incidents", self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """Answer 202 once the message is kept, 200 for a repeat, and say why for everything else."""
        try:
            return await self._received(request)
        except ClientDisconnect:
            return _said(400, "Le message n'est pas arrivé en entier.")
        except (Unavailable, OSError) as error:
            LOG.warning("portal message not kept: %s", error)
            return _said(503, "Service momentanément indisponible : renvoyez le message.", headers={"Retry-After": "5"})
        except Exception:
            fault = uuid4()
            LOG.exception("portal message failed, fault %s", fault)
            return _said(500, f"Erreur interne {fault} : renvoyez le message.")

    async def _received(self, request: Request) -> Response:
        if not _is_json(request):
            return _said(415, "Le message doit être du JSON en UTF-8, sans compression (Content-Type: application/json).")
        try:
            body = await _body(request)
        except _TooLarge:
            return _said(413, f"Le message dépasse {MOST_BYTES // 1024} Kio.", headers={"Connection": "close"})
        try:
            webhook_id = signature.verify(body, request.headers, self.secrets, self.real_clock())
        except signature.BadSignature as error:
            return _said(401, str(error) or (signature.BadSignature.__doc__ or ""))
        return await self._keep(webhook_id, body)

    async def _keep(self, webhook_id: str, body: bytes) -> Response:
        letter = _letter(webhook_id, body)
        async with self.database().transaction(PORTAL) as tx:
            is_new = await inbox.receive(tx, PORTAL, letter, await self.crisis_clock(tx))
        if letter.faults:
            LOG.warning("portal message %s breaks the schema: %s", letter.webhook_id, _places(letter))
            return _said(400, "Le message ne respecte pas le schéma publié ; il est conservé.", faults=letter.faults)
        return _said(202, "Message enregistré.") if is_new else _said(200, "Message déjà reçu.")


def _letter(webhook_id: str, body: bytes) -> Letter:
    try:
        return Letter(webhook_id, body, message.read(body))
    except message.MessageRefused as refused:
        return Letter(webhook_id, body, None, tuple(asdict(fault) for fault in refused.faults))


def _places(letter: Letter) -> str:
    """Where a message is wrong, for the log: no value of it."""
    shown = [fault["path"] or "(body)" for fault in letter.faults[:_MOST_PLACES]]
    return ", ".join([*shown, "…"] if len(letter.faults) > _MOST_PLACES else shown)


def _is_json(request: Request) -> bool:
    kind, _, parameter = request.headers.get("content-type", "").lower().partition(";")
    is_plain = request.headers.get("content-encoding", "identity").lower() == "identity"
    return kind.strip() == "application/json" and parameter.replace(" ", "") in {"", "charset=utf-8"} and is_plain


async def _body(request: Request) -> bytes:
    # A length that was announced refuses early; only the bytes that came are believed.
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:12]) > MOST_BYTES:
        raise _TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _TooLarge
    return bytes(body)


def _said(status: int, text: str, *, faults: Sequence[dict[str, str]] = (), headers: dict[str, str] | None = None) -> Response:
    content: dict[str, object] = {"message": text}
    if faults:
        content["faults"] = list(faults)
    return JSONResponse(content, status_code=status, headers=headers)
