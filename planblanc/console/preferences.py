"""How the console looks on this device: light, dark, or as the system is."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from planblanc.auth import callers
from planblanc.console import acts
from planblanc.console.site import HEADERS, THEMES, Site

_A_YEAR = 31_536_000


def routes(site: Site) -> list[Route]:
    """Where a preference is sent; it changes nothing of anybody's, and is kept by the browser alone."""

    async def choose(request: Request) -> Response:
        if not callers.is_same_origin(request, site.public_url):
            raise callers.CrossSite
        fields = await acts.fields_of(request)
        theme = fields.get("theme", [""])[-1]
        response = RedirectResponse(acts.local(fields.get("back", ["/compte"])[-1]), 303, headers=HEADERS)
        seconds = _A_YEAR if theme in THEMES else 0
        secure = callers.is_secure(request, site.public_url)
        response.set_cookie("theme", theme if seconds else "", max_age=seconds, secure=secure, httponly=True, samesite="lax")
        return response

    async def answer(request: Request) -> Response:
        return await site.safely(request, choose)

    return [Route("/compte/apparence", answer, methods=["POST"])]
