"""The first page of a demonstration: what this is, who one can be, and a place to try a query."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planblanc.auth.demonstration import DemonstrationIdentity
from planblanc.console.examples import Example

_HERE = Path(__file__).parent
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def routes(identities: Sequence[DemonstrationIdentity], examples: Sequence[Example]) -> list[BaseRoute]:
    """The page and the files it needs; all of it is served from here."""
    page = _TEMPLATES.get_template("welcome.html").render(identities=identities, examples=examples)

    async def welcome(_: Request) -> Response:
        return HTMLResponse(page, headers=_HEADERS)

    return [Route("/", welcome), Mount("/demonstration", StaticFiles(directory=_HERE / "demonstration"))]
