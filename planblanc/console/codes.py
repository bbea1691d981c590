"""The pages of whoever has a code and nothing else: in by a code, ask for help, see what arrives, receive it, read one's procedures."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from urllib.parse import urlencode
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from planblanc.auth import callers, sessions
from planblanc.auth.callers import Callers, CrossSite, Identified, Shown
from planblanc.auth.tokens import NotAuthenticated
from planblanc.console import code_documents, link_forms
from planblanc.console.code_documents import SCREENS
from planblanc.domain import french
from planblanc.domain.errors import AccessSuspended, BadInput, Refused, TooManyRequests, Unavailable

Execute: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
Denied: TypeAlias = Callable[[str, Request], str]

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined)
_TEMPLATES.globals.update(name=french.name, counted=french.counted, moment=lambda written: french.moment(datetime.fromisoformat(written)))
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # a browser says where a form of ours comes from
    "X-Robots-Tag": "noindex, nofollow",
}
_INSIDE = "/code/acces"
_MOST_BYTES = 16_384
_NONE: Mapping[str, Any] = {"edges": ()}
# The screen on which each act is done.
_FROM = {"ask": "demander", "received": "recevoir"}
_NOT_OURS = f"Rien n'a été fait : ce formulaire ne vient pas de votre page. Votre accès reste ouvert, rouvrez {_INSIDE}."
_UNREADABLE = "Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez."


class Entrance(Protocol):
    """Whoever lets people in by a code."""

    async def enter(self, finess: str, code: str, address: str) -> str:
        """The token of a session, or a refusal."""
        ...

    async def leave(self, token: str) -> None:
        """End a session."""
        ...


@dataclass(frozen=True)
class Inside:
    """Who is in, by which session, at which screen, and what the address or the form says."""

    who: Identified
    token: str = field(repr=False)
    screen: str
    said: Mapping[str, str]


@dataclass(frozen=True)
class CodePages:
    """Serves `/code`; `denied` notes what was refused, and gives the address of a request."""

    entrance: Entrance
    callers: Callers
    execute: Execute
    denied: Denied
    public_url: str | None

    def routes(self) -> list[BaseRoute]:
        """The way in, and what is behind it."""
        return [
            Route("/code", self.ask, methods=["GET"]),
            Route("/code", _bounded(self.enter), methods=["POST"]),
            Route(_INSIDE, self.show, methods=["GET"]),
            Route(f"{_INSIDE}/{{screen}}", self.show, methods=["GET"]),
            Route(_INSIDE, _bounded(self.act), methods=["POST"]),
        ]

    async def ask(self, _: Request) -> Response:
        """The form: which establishment, which code."""
        return _page("code.html", typed={}, refusal=None)

    async def enter(self, request: Request) -> Response:
        """Use a code up; what is refused keeps the FINESS number, never the code."""
        typed: Mapping[str, str] = {}
        try:
            if not callers.is_same_origin(request, self.public_url):
                raise CrossSite
            typed = await _fields(request)
            token = await self.entrance.enter(typed.get("finess", ""), typed.get("code", ""), self.denied("", request))
        except CrossSite as refused:
            self.denied(refused.code, request)
            return _page("code.html", refused.status, typed={}, refusal="Ouvrez cette page, puis tapez le code dans son formulaire.")
        except TooManyRequests as refused:
            self.denied(refused.code, request)
            return _wait(refused, typed)
        except Refused as refused:
            if type(refused) is not BadInput:
                self.denied("UNAUTHENTICATED", request)
            return _page("code.html", 400, typed=typed, refusal=refused.message)
        except Unavailable as missing:
            return _page("code.html", 503, typed=typed, refusal=str(missing) or str(missing.__doc__))
        response = RedirectResponse(_INSIDE, 303, headers=_HEADERS)
        response.headers.append("set-cookie", sessions.cookie(token, is_secure=callers.is_secure(request, self.public_url)))
        return response

    async def show(self, request: Request) -> Response:
        """Where one chooses, or one screen: asking, what arrives, receiving, the procedures."""
        token = callers.session_cookie(request, self.public_url)
        try:
            who = await self.callers.identify(Shown(authorization=f"Bearer {token}" if token else None))
            return await self._inside(Inside(who, token or "", request.path_params.get("screen", ""), request.query_params))
        except (NotAuthenticated, AccessSuspended) as refused:
            return _page("code.html", 401, typed={}, refusal=str(refused) if token else None)
        except Unavailable as missing:
            return _page("code.html", 503, typed={}, refusal=str(missing) or str(missing.__doc__))

    async def act(self, request: Request) -> Response:
        """Ask, receive or leave, then show the page again; a refusal says why."""
        token = callers.session_cookie(request, self.public_url) or ""
        try:
            fields = await _fields(request)
            shown = replace(callers.shown_by(request, self.public_url), authorization=None, csrf=fields.get("csrf", ""))
            who = await self.callers.identify(shown)
            if fields.get("act") == "end":
                await self.entrance.leave(token)
                response = _page("code.html", typed={}, refusal="Votre accès est fermé.")
                response.headers.append("set-cookie", sessions.no_cookie(is_secure=callers.is_secure(request, self.public_url)))
                return response
            return await self._done(Inside(who, token, _FROM.get(fields.get("act", ""), ""), fields))
        except CrossSite as refused:
            self.denied(refused.code, request)
            return _page("code.html", refused.status, typed={}, refusal=_NOT_OURS)
        except NotAuthenticated as refused:
            self.denied(refused.code, request)
            return _page("code.html", refused.status, typed={}, refusal=str(refused))
        except Refused as refused:
            return _page("code.html", 400, typed={}, refusal=refused.message)
        except Unavailable as missing:
            return _page("code.html", 503, typed={}, refusal=str(missing) or str(missing.__doc__))

    async def _done(self, at: Inside) -> Response:
        refusal = await self._do(at.who, at.said)
        return RedirectResponse(_after(at.said), 303, headers=_HEADERS) if refusal is None else await self._inside(at, refusal)

    async def _inside(self, at: Inside, refusal: str | None = None) -> Response:
        if not at.who.actor.confined:
            return RedirectResponse("/connexion", 303, headers=_HEADERS)  # whoever has an account has other pages
        screen = SCREENS.get(at.screen)
        if screen is None or (screen.about is not None and not at.said.get(screen.about)):
            return RedirectResponse(_INSIDE, 303, headers=_HEADERS)
        asked = {name: at.said[name] for name in (screen.about, "after") if name and at.said.get(name)}
        found = {"incidents": None, **((await self.execute(at.who.actor, screen.document, asked))["data"] or {})}
        if screen.about is not None and found.get(screen.about) is None:
            return RedirectResponse(_INSIDE, 303, headers=_HEADERS)
        if not at.screen:
            found["tallies"] = [await self._tallies(at.who, edge["node"]) for edge in (found["incidents"] or _NONE)["edges"]]
        return _page(
            screen.template,
            200 if refusal is None else 409,
            **found,
            said=at.said,
            until=at.who.expires_at.isoformat(),
            csrf=sessions.csrf_of(at.token),
            key=uuid4(),
            refusal=refusal,
        )

    async def _tallies(self, who: Identified, incident: Mapping[str, Any]) -> dict[str, int]:
        """How many of what was asked for an incident are where."""
        found = (await self.execute(who.actor, code_documents.TALLIES, {"incident": incident["id"]}))["data"] or {}
        return {one["state"]: one["engagements"] for one in found.get("engagementTallies") or ()}

    async def _do(self, who: Identified, fields: Mapping[str, str]) -> str | None:
        """The refusal in French, or nothing once it is done."""
        said = _said(fields)
        if said is None:
            return "Choisissez ce que vous voulez, puis envoyez."
        document, wanted = said
        answer = await self.execute(who.actor, document, {"input": wanted, "key": fields.get("key", "")})
        if answer["errors"]:
            return str(answer["errors"][0]["message"])
        done = answer["data"]["done"]
        return str(done["message"]) if done["__typename"] == "Refusal" else None


def _after(fields: Mapping[str, str]) -> str:
    """Where an act leads: back to what arrives, or to where one chooses; both say that it is done."""
    done = urlencode({"fait": fields.get("act", ""), "incident": fields.get("incident", "")})
    return f"{_INSIDE}/arrivees?{done}" if fields.get("act") == "received" else f"{_INSIDE}?{done}"


def _bounded(page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A page that says so to an address that is refused too often."""

    async def answered(request: Request) -> Response:
        try:
            return await page(request)
        except TooManyRequests as refused:
            return _wait(refused, {})

    return answered


def _wait(refused: TooManyRequests, typed: Mapping[str, str]) -> Response:
    response = _page("code.html", 429, typed=typed, refusal=refused.message)
    response.headers["Retry-After"] = str(refused.retry_seconds)
    return response


def _said(fields: Mapping[str, str]) -> tuple[str, dict[str, Any]] | None:
    act = fields.get("act")
    if act == "ask" and fields.get("pack"):
        asked = {"incident": fields.get("incident", ""), "packs": [fields["pack"]], "note": fields.get("note", "")}
        return code_documents.REQUEST_HELP, asked
    quantity = fields.get("quantity", "").strip()
    if act == "received" and quantity.isdecimal() and len(quantity) < 6:
        received = {"engagement": fields.get("engagement", ""), "quantity": int(quantity), "receivedBy": fields.get("by", "")}
        return code_documents.CONFIRM_RECEIPT, received
    return None


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise BadInput(_UNREADABLE)
    try:
        return link_forms.read(body)
    except ValueError:
        raise BadInput(_UNREADABLE) from None


def _page(template: str, status: int = 200, **shown: Any) -> Response:
    return HTMLResponse(_TEMPLATES.get_template(template).render(**shown), status, headers=_HEADERS)
