"""The original file of a procedure: outside GraphQL, counted while it comes, known by its content, never shown by a browser."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from planblanc.api import bodies, printed
from planblanc.api.bodies import BadRequest
from planblanc.api.crowd import Crowd
from planblanc.api.nodes import global_id
from planblanc.api.reach import Reach
from planblanc.domain import originals as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import ProcedureId
from planblanc.usecases import originals

_SECONDS_TO_SEND = 60.0
_MOST_AT_ONCE = 4  # each is held whole: a few tens of megabytes at most
_PATH = "/documents/procedure/{key:uuid}/original"
# A browser keeps it as a file; opened all the same, it could run nothing and reach nothing.
_ATTACHED = {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"}


@dataclass(frozen=True)
class ProcedureOriginals:
    """Answers `POST` and `GET /documents/procedure/<key>/original`."""

    reach: Reach
    crowd: Crowd

    @classmethod
    def within(cls, reach: Reach) -> "ProcedureOriginals":
        """The door, a few uploads at a time."""
        return cls(reach, Crowd(_MOST_AT_ONCE))

    def routes(self) -> list[Route]:
        """Where a file is sent, and asked for."""
        return [Route(_PATH, self.keep, methods=["POST"]), Route(_PATH, self.give, methods=["GET"])]

    async def keep(self, request: Request) -> Response:
        """Keep the file of a draft: its bytes are the body, its name `?name=`, its kind the content type; never an exception."""

        async def kept(actor: Actor) -> Response:
            with self.crowd.entered():
                content = await bodies.bounded(_announced(request).stream(), most=domain.LARGEST, seconds=_SECONDS_TO_SEND)
            file = domain.checked(request.query_params.get("name", ""), content)
            if not _is_of(request.headers.get("content-type"), file.media_type):
                raise BadRequest(415, f"Ce fichier est de type {file.media_type} : envoyez-le sous ce type (Content-Type).")
            async with self.reach.database().transaction(actor) as tx:
                now = await self.reach.crisis_clock(tx)
                key = await originals.put(tx, actor, ProcedureId(request.path_params["key"]), file, now)
            told = {"fileName": file.file_name, "mediaType": file.media_type, "size": len(content), "sha256": file.sha256.hex()}
            return JSONResponse({"procedure": global_id("Procedure", key), "original": told}, 201)

        return await printed.answered(self.reach, request, kept)

    async def give(self, request: Request) -> Response:
        """The file as it came, for whoever may read the procedure; never an exception."""

        async def given(actor: Actor) -> Response:
            async with self.reach.database().transaction(actor, read_only=True) as tx:
                file = await originals.read(tx, actor, request.path_params["key"])
            disposition = f"attachment; filename*=UTF-8''{quote(file.file_name, safe='')}"
            return Response(file.content, headers={**_ATTACHED, "Content-Type": file.media_type, "Content-Disposition": disposition})

        return await printed.answered(self.reach, request, given)


def path_of(key: object) -> str:
    """Where the file of a procedure is given."""
    return _PATH.replace("{key:uuid}", str(key))


def _announced(request: Request) -> Request:
    # A length that was announced refuses early; only the bytes that came are believed.
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:12]) > domain.LARGEST:
        raise bodies.too_large(domain.LARGEST)
    return request


def _is_of(content_type: str | None, media_type: str) -> bool:
    sent = (content_type or "").partition(";")[0].strip().lower()
    return sent == media_type.partition(";")[0] or (sent == "text/markdown" and media_type.startswith("text/"))
