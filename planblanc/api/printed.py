"""Documents to print: outside GraphQL, for whoever shows a valid token."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from planblanc.api import addresses, faults
from planblanc.api.bodies import BadRequest
from planblanc.api.reach import Reach
from planblanc.auth import callers
from planblanc.auth.callers import Shown
from planblanc.auth.tokens import NotAuthenticated
from planblanc.documents import degraded_pack, mission_order, situation_report
from planblanc.documents.degraded_pack import DegradedPack
from planblanc.documents.mission_order import MissionOrder
from planblanc.domain import denials
from planblanc.domain.access import Actor
from planblanc.domain.errors import AccessSuspended, Forbidden, NotFound, Refused, TooManyRequests, Unavailable
from planblanc.domain.identity import EngagementId, IncidentId
from planblanc.domain.situation import SituationReport
from planblanc.store.transaction import Transaction
from planblanc.usecases import degraded_packs, mission_orders, situations

PDF = "application/pdf"
MARKDOWN = "text/markdown; charset=utf-8"
_FORM = "application/x-www-form-urlencoded"
_MOST_FORM_BYTES = 4096

_STATUS: dict[type[Refused], int] = {Forbidden: 403, NotFound: 404}


@dataclass(frozen=True)
class Document:
    """One kind of document: what is read with the caller's rights, then how it is laid out; `{key}` is the thing's own key."""

    path: str
    file_name: str
    media_type: str
    gather: Callable[[Transaction, Actor, UUID, datetime], Awaitable[Any]]
    lay_out: Callable[[Any], bytes]


async def _pack(tx: Transaction, actor: Actor, key: UUID, now: datetime) -> DegradedPack:
    return await degraded_packs.gather(tx, actor, IncidentId(key), now)


async def _report(tx: Transaction, actor: Actor, key: UUID, _: datetime) -> SituationReport:
    return await situations.read(tx, actor, key)


async def _order(tx: Transaction, actor: Actor, key: UUID, now: datetime) -> MissionOrder:
    return await mission_orders.gather(tx, actor, EngagementId(key), now)


def _as_markdown(report: SituationReport) -> bytes:
    return situation_report.markdown(report).encode()


DOCUMENTS: tuple[Document, ...] = (
    Document("degraded-pack/{key:uuid}.pdf", "dossier-modes-degrades-{key}.pdf", PDF, _pack, degraded_pack.pdf),
    Document("mission-order/{key:uuid}.pdf", "ordre-de-mission-{key}.pdf", PDF, _order, mission_order.pdf),
    Document("situation-report/{key:uuid}.pdf", "point-de-situation-{key}.pdf", PDF, _report, situation_report.pdf),
    Document("situation-report/{key:uuid}.md", "point-de-situation-{key}.md", MARKDOWN, _report, _as_markdown),
)


@dataclass(frozen=True)
class PrintedDocuments:
    """Answers `GET /documents/…`."""

    reach: Reach

    def routes(self) -> list[Route]:
        """Where the documents are asked for."""
        return [Route(f"/documents/{document.path}", partial(self.answer, document)) for document in DOCUMENTS]

    async def answer(self, document: Document, request: Request) -> Response:
        """A document of a thing that the caller may see; never an exception."""
        return await answered(self.reach, request, lambda actor: self._printed(document, actor, request.path_params["key"]))

    async def _printed(self, document: Document, actor: Actor, key: UUID) -> Response:
        async with self.reach.database().transaction(actor, read_only=True) as tx:
            found = await document.gather(tx, actor, key, await self.reach.crisis_clock(tx))
        # Typesetting takes a core: other callers must not wait for it.
        content = await asyncio.to_thread(document.lay_out, found)
        return file(content, document.file_name.format(key=key), document.media_type)


async def answered(reach: Reach, request: Request, make: Callable[[Actor], Awaitable[Response]]) -> Response:
    """What is made for whoever shows a valid token, or why it is not; never an exception."""
    try:
        return await _let_in(reach, request, make)
    except TooManyRequests as refused:
        reach.denied(refused.code, "documents", request.url.path, address=addresses.of(request.scope))
        return _refused(429, refused.message, refused.code, {"Retry-After": str(refused.retry_seconds)})
    except BadRequest as bad:
        return _refused(bad.status, bad.message, bad.code)
    except Refused as refused:
        return _refused(_STATUS.get(type(refused), 400), refused.message, refused.code)
    except Unavailable as error:
        return _refused(503, str(error) or Unavailable.__doc__ or "", "UNAVAILABLE", {"Retry-After": "2"})
    except Exception as error:  # the door: a fault of ours is logged with an id, and masked
        return JSONResponse({"errors": [faults.masked(error)]}, 500)


async def _let_in(reach: Reach, request: Request, make: Callable[[Actor], Awaitable[Response]]) -> Response:
    """What is made for the caller, if there is one that we know; what is denied is noted."""
    address, path = addresses.of(request.scope), request.url.path
    try:
        actor = (await reach.callers.identify(await _shown(reach, request))).actor
    except NotAuthenticated as error:
        reach.denied(error.code, "documents", path, address=address)
        reach.rates.fault(address)
        return _refused(error.status, str(error), error.code, {"WWW-Authenticate": "Bearer"})
    reach.rates.actor(actor.id)
    try:
        with reach.documents.entered():
            return await make(actor)
    except AccessSuspended as error:
        reach.denied(error.code, "documents", path, actor=actor, address=address)
        return _refused(401, str(error), error.code, {"WWW-Authenticate": "Bearer"})
    except Refused as refused:
        if refused.code in denials.TOLD:
            reach.denied(refused.code, "documents", path, actor=actor, address=address)
        raise


async def _shown(reach: Reach, request: Request) -> Shown:
    """What a request shows of who made it; a form of a page cannot set a header, and proves itself by a field."""
    shown = callers.shown_by(request, reach.public_url)
    if request.method != "POST" or request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
        return shown
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_FORM_BYTES:
            return shown
    fields = parse_qs(body.decode("utf-8", "replace"))
    return replace(shown, csrf=fields.get("csrf", [""])[-1])


def file(content: bytes, name: str, media_type: str) -> Response:
    """A file, shown by the browser where it can be."""
    disposition = f'inline; filename="{name}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def _refused(status: int, message: str, code: str, headers: dict[str, str] | None = None) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return JSONResponse(body, status, headers=headers)
