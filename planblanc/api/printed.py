"""Documents to print: outside GraphQL, for whoever shows a valid token."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from planblanc.api import faults
from planblanc.api.reach import Reach
from planblanc.auth import tokens
from planblanc.auth.tokens import NotAuthenticated
from planblanc.documents import degraded_pack
from planblanc.domain.access import Actor
from planblanc.domain.errors import Forbidden, NotFound, Refused, Unavailable
from planblanc.domain.identity import IncidentId
from planblanc.usecases import degraded_packs

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
_STATUS: dict[type[Refused], int] = {Forbidden: 403, NotFound: 404}


@dataclass(frozen=True)
class PrintedDocuments:
    """Answers `GET /documents/…`."""

    reach: Reach

    def routes(self) -> list[Route]:
        """Where the documents are asked for."""
        return [Route("/documents/degraded-pack/{incident:uuid}.pdf", self.degraded_pack)]

    async def degraded_pack(self, request: Request) -> Response:
        """The degraded pack of an incident that the caller may see; never an exception."""
        try:
            actor = tokens.from_header(request.headers.get("authorization"), self.reach.verifier, self.reach.real_clock())
            printed = await self._printed(actor, request.path_params["incident"])
        except NotAuthenticated as error:
            return _refused(401, str(error), "UNAUTHENTICATED", {"WWW-Authenticate": "Bearer"})
        except Refused as refused:
            return _refused(_STATUS.get(type(refused), 400), refused.message, refused.code)
        except Unavailable as error:
            return _refused(503, str(error) or Unavailable.__doc__ or "", "UNAVAILABLE", {"Retry-After": "2"})
        except Exception as error:  # the door: a fault of ours is logged with an id, and masked
            return JSONResponse({"errors": [faults.masked(error)]}, 500, headers=_HEADERS)
        return printed

    async def _printed(self, actor: Actor, key: UUID) -> Response:
        async with self.reach.database().transaction(actor, read_only=True) as tx:
            now: datetime = await self.reach.crisis_clock(tx)
            pack = await degraded_packs.gather(tx, actor, IncidentId(key), now)
        # Typesetting takes a core: other callers must not wait for it.
        content = await asyncio.to_thread(degraded_pack.pdf, pack)
        disposition = f'inline; filename="dossier-modes-degrades-{key}.pdf"'
        return Response(content, media_type="application/pdf", headers={**_HEADERS, "Content-Disposition": disposition})


def _refused(status: int, message: str, code: str, headers: dict[str, str] | None = None) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return JSONResponse(body, status, headers={**_HEADERS, **(headers or {})})
