"""The doors of the console: its pages, its acts, its files."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planblanc.console import maps, pool_exports, pool_files, pool_import, preferences, scripts
from planblanc.console.acts import Acts
from planblanc.console.calls import Calls
from planblanc.console.pages import PAGES
from planblanc.console.site import HEADERS, STATIC, Site

_SMALLEST = 1024
_KEPT = "public, max-age=31536000, immutable"
_NOWHERE = {404: "Cette page n'existe pas.", 405: "Il n'y a rien à lire à cette adresse : elle reçoit des formulaires."}
_COMPRESSED = [Middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=6)]


def routes(site: Site) -> list[BaseRoute]:
    """Every address of the console."""
    return [
        *(Route(page.path, site.show, methods=["GET"], middleware=_COMPRESSED) for page in PAGES),
        Route("/appel", Calls(site).answer, methods=["POST"], middleware=_COMPRESSED),
        Route("/actes/{mutation}", Acts(site).answer, methods=["POST"], middleware=_COMPRESSED),
        *(Route(one.path, one.endpoint, methods=["GET"], middleware=_COMPRESSED) for one in scripts.routes()),
        *preferences.routes(site),
        *(Route(one.path, one.endpoint, methods=one.methods, middleware=_COMPRESSED) for one in pool_routes(site)),
        Route("/cartes/{code}.svg", outlines, methods=["GET"], middleware=_COMPRESSED),
        Mount("/static", Files(directory=STATIC), middleware=_COMPRESSED),
    ]


def pool_routes(site: Site) -> list[Route]:
    """Where files are sent and given: tables of the pool, calendars, originals."""
    return [*pool_exports.routes(site), *pool_import.routes(site), *pool_files.routes(site)]


def nowhere(site: Site) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What is answered at an address that nothing answers: a page to a browser, a word to a program."""

    async def answer(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        if "text/html" in request.headers.get("accept", "") and error.status_code in _NOWHERE:
            response: Response = site.problem(_NOWHERE[error.status_code], error.status_code)
        else:
            response = PlainTextResponse(error.detail, error.status_code)
        response.headers.update(error.headers or {})
        return response

    return answer


async def home(_: Request) -> Response:
    """Where the service begins, for whoever only knows its name."""
    return RedirectResponse("/veille", 303, headers=HEADERS)


async def outlines(request: Request) -> Response:
    """The outlines of a map, apart from the pages that use them: public facts, kept by browsers when the address names a version."""
    code = request.path_params["code"]
    if not maps.known(code):
        return Response(status_code=404)
    kept = _KEPT if "v" in request.query_params else "no-cache"
    headers = {"Cache-Control": kept, "Content-Security-Policy": "default-src 'none'"}
    return Response(maps.svg(code), media_type="image/svg+xml", headers=headers)


class Files(StaticFiles):
    """Our own files: an address that names a version is kept by browsers, any other one is asked for again."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """The file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _KEPT if scope["query_string"].startswith(b"v=") else "no-cache"
        return response
