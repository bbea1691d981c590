"""The envelope of a site's codes: outside GraphQL, made anew each time that it is asked for."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from planblanc.api import printed
from planblanc.api.reach import Reach
from planblanc.documents import code_envelope
from planblanc.domain.access import Actor
from planblanc.usecases import access_codes


@dataclass(frozen=True)
class CodeEnvelopes:
    """Answers `POST /documents/access-codes/<FINESS>.pdf`: ten new codes, in place of those that there were."""

    reach: Reach

    def routes(self) -> list[Route]:
        """Where an envelope is asked for; it is never read again."""
        return [Route("/documents/access-codes/{finess:str}.pdf", self.make, methods=["POST"])]

    async def make(self, request: Request) -> Response:
        """New codes on paper, for whoever conducts the crises of the region and has just logged in; never an exception."""

        async def made(actor: Actor) -> Response:
            finess = request.path_params["finess"]
            async with self.reach.database().transaction(actor) as tx:
                envelope = await access_codes.issue(tx, actor, finess, self.reach.real_clock(), await self.reach.crisis_clock(tx))
                content = await asyncio.to_thread(code_envelope.pdf, envelope, self.reach.public_url)  # not printed, not issued
            response = printed.file(content, f"codes-{envelope.finess}.pdf", printed.PDF)
            response.headers["Cache-Control"] = "no-store"
            return response

        return await printed.answered(self.reach, request, made)
