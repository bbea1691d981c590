"""A main courante taken out whole: outside GraphQL, by `POST`, since the act leaves its own line; and the file that verifies it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from planblanc.api import printed
from planblanc.api.reach import Reach
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Unavailable
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import NATION, Chain
from planblanc.sealing import verify_journal
from planblanc.sealing.signing import Signer
from planblanc.usecases import journal_exports
from planblanc.usecases.journal_exports import ExportWanted, JournalExport

VERIFIER = Path(verify_journal.__file__)


@dataclass(frozen=True)
class Form:
    """How a main courante is taken out."""

    extension: str
    media_type: str
    lay_out: Callable[[JournalExport, Signer, datetime], bytes]


FORMS = (Form("jsonl", "application/x-ndjson", journal_exports.proof), Form("pdf", printed.PDF, journal_exports.paper))


@dataclass(frozen=True)
class JournalExports:
    """Answers `POST /documents/journal/…`; without a key that signs, an export proves nothing, and none is made."""

    reach: Reach
    signer: Signer | None

    def routes(self) -> list[Route]:
        """Where a main courante is asked for, as a file that proves itself or on paper, and where its verifier is."""
        places = ("incident/{incident:uuid}", "region/{region}", "nation")
        asked = [
            Route(f"/documents/journal/{place}.{form.extension}", partial(self.answer, form), methods=["POST"])
            for place in places
            for form in FORMS
        ]
        return [*asked, Route("/documents/verify_journal.py", _verifier)]

    async def answer(self, form: Form, request: Request) -> Response:
        """The whole chain, for who may take it out; never an exception."""

        async def made(actor: Actor) -> Response:
            if self.signer is None:
                raise Unavailable("Aucune clé de signature n'est configurée (PLANBLANC_JOURNAL_KEY) : rien ne prouverait cet export.")
            wanted = ExportWanted(_chain(request), with_texts=_with_texts(request))
            async with self.reach.database().transaction(actor) as tx:
                found = await journal_exports.export(tx, actor, wanted, await self.reach.crisis_clock(tx))
            # Signing and typesetting take a core: other callers must not wait for them.
            content = await asyncio.to_thread(form.lay_out, found, self.signer, self.reach.real_clock())
            return printed.file(content, f"main-courante-{found.chain.key}.{form.extension}", form.media_type)

        return await printed.answered(self.reach, request, made)


def _chain(request: Request) -> Chain:
    given = request.path_params
    if "incident" in given:
        return Chain.of_incident(IncidentId(given["incident"]))
    return Chain.of_region(given["region"]) if "region" in given else NATION


def _with_texts(request: Request) -> bool:
    asked = request.query_params.get("texts", "true")
    if asked not in {"true", "false"}:
        raise BadInput("Le paramètre texts vaut true ou false.", ("texts",))
    return asked == "true"


def _verifier(_: Request) -> Response:
    return printed.file(VERIFIER.read_bytes(), VERIFIER.name, "text/x-python; charset=utf-8")
