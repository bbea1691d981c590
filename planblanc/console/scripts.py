"""The scripts of the console: small modules that browsers get as one file, and the one that answers when the network does not."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

NAME = "js/console.js"
# The first is for all; each other one keeps its names to itself.
_SHARED = "page"
MODULES = ("live", "parts", "drafts", "forms", "waits", "sound", "keys", "lists", "offline")

_HERE = Path(__file__).parent / "static" / "js"
_TYPE = "text/javascript"
_WORKER = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'",  # what it asks for is asked under its own policy
}


def routes() -> list[Route]:
    """The scripts that are not files of their own."""
    return [Route(f"/static/{NAME}", _console, methods=["GET"]), Route("/sw.js", _worker, methods=["GET"])]


@cache
def bundle() -> bytes:
    """The modules one after the other, each in a block of its own: one request where a slow network makes each one dear."""
    shared = (_HERE / "console" / f"{_SHARED}.js").read_text("utf-8")
    others = [f"{{\n{(_HERE / 'console' / f'{name}.js').read_text('utf-8')}}}\n" for name in MODULES]
    return "".join([shared, *others]).encode()


async def _console(request: Request) -> Response:
    kept = "public, max-age=31536000, immutable" if request.url.query.startswith("v=") else "no-cache"
    return Response(bundle(), media_type=_TYPE, headers={"Cache-Control": kept})


async def _worker(_: Request) -> Response:
    return Response((_HERE / "sw.js").read_bytes(), media_type=_TYPE, headers=_WORKER)
