"""The page behind a link: opening it does nothing, a button does, through the public API as any client."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from planblanc.api.nodes import global_id
from planblanc.auth.links import Identified
from planblanc.console import link_documents, link_forms
from planblanc.domain import french
from planblanc.domain.errors import LinkRefused, Unavailable

Identify: TypeAlias = Callable[[str], Awaitable[Identified]]
Execute: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]

_HERE = Path(__file__).parent
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined)
_TEMPLATES.globals.update(
    name=french.name,
    moment=lambda written: french.moment(datetime.fromisoformat(written)),
    near=lambda written: french.near(datetime.fromisoformat(written)),
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_ACTS = {"eta": link_documents.UPDATE_ETA, "step": link_documents.ADVANCE, "consent": link_documents.ANSWER_ENGAGEMENT}


class BadForm(Exception):
    """Ce formulaire ne peut pas être lu : rouvrez le lien, puis recommencez."""


@dataclass(frozen=True)
class Page:
    """What a link opens: a template, and the thing that it shows."""

    template: str
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A mutation that the form asks for."""

    document: str
    input: Mapping[str, Any]


class LinkPages:
    """Serves `/lien/<token>`."""

    def __init__(self, identify: Identify, execute: Execute) -> None:
        self._identify = identify
        self._execute = execute

    def routes(self) -> list[BaseRoute]:
        """The page, and its style sheet; a preview of the link in a mail or a chat only ever reads."""
        return [
            Route("/lien/style.css", _style, methods=["GET"]),
            Route("/lien/{token}", self.show, methods=["GET"]),
            Route("/lien/{token}", self.act, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """What is asked, or what was answered."""
        try:
            who = await self._identify(request.path_params["token"])
            return _shown(await self._page(who), place=_place(request))
        except LinkRefused as refused:
            return _closed(refused.message, 404)
        except Unavailable as missing:
            return _closed(str(missing) or str(missing.__doc__), 503)

    async def act(self, request: Request) -> Response:
        """Do what the button says, then show the page again; a refusal keeps what was typed."""
        try:
            who = await self._identify(request.path_params["token"])
            fields = await _fields(request)
            page = await self._page(who)
            refusal = await self._do(who, page, fields)
        except LinkRefused as refused:
            return _closed(refused.message, 404)
        except (BadForm, Unavailable) as problem:
            return _closed(str(problem) or str(problem.__doc__), 400 if isinstance(problem, BadForm) else 503)
        if refusal is None:
            return RedirectResponse(request.url.path, 303, headers=_HEADERS)
        return _shown(await self._page(who), place=_place(request), typed=fields, refusal=refusal)

    async def _page(self, who: Identified) -> Page:
        scope = who.actor.link
        if scope is None:
            raise LinkRefused
        name, document, key = (
            ("solicitation", link_documents.SOLICITATION, scope.solicitation)
            if scope.solicitation is not None
            else ("engagement", link_documents.ENGAGEMENT, scope.engagement)
        )
        answer = await self._execute(who.actor, document, {"id": global_id(name.capitalize(), key)})
        shown = (answer["data"] or {}).get(name)
        if shown is None:
            raise LinkRefused
        return Page(f"link_{name}.html", {**shown, "record": answer["data"].get("myRecord")})

    async def _do(self, who: Identified, page: Page, fields: Mapping[str, str]) -> str | None:
        """The refusal in French, or nothing once it is done."""
        said = _said(page, fields, who.now)
        if said is None:
            return "Choisissez une réponse, puis envoyez-la."
        variables = {"input": dict(said.input), "key": fields["key"]}
        answer = await self._execute(who.actor, said.document, variables)
        if answer["errors"]:
            return str(answer["errors"][0]["message"])
        done = answer["data"]["done"]
        return str(done["message"]) if done["__typename"] == "Refusal" else None


def _shown(page: Page, *, place: int, typed: Mapping[str, str] | None = None, refusal: str | None = None) -> Response:
    # One key a page: a button pressed twice does its act once.
    html = _TEMPLATES.get_template(page.template).render(
        shown=page.shown, place=place, typed=typed or {}, refusal=refusal, key=uuid4(), delays=link_forms.DELAYS
    )
    return HTMLResponse(html, 200 if refusal is None else 409, headers=_HEADERS)


def _place(request: Request) -> int:
    """Which question is asked: the first one unless the address says another; beyond the last, the first again."""
    said = request.query_params.get("question", "")
    return int(said) - 1 if said.isascii() and said.isdecimal() and int(said[:4]) > 0 and len(said) < 5 else 0


def _said(page: Page, fields: Mapping[str, str], now: datetime) -> Said | None:
    act, engagement = fields.get("act", "answer"), fields.get("engagement", "")
    if act == "answer" and "lines" in page.shown:
        lines = link_forms.answers(fields, [line for line in page.shown["lines"] if line["isWaiting"]], now)
        all_said = {"solicitation": page.shown["id"], "lines": lines}
        # Nothing waits any more: let the API say so, with the hour of the answer.
        return Said(link_documents.ANSWER_SOLICITATION, all_said) if lines or not page.shown["isWaiting"] else None
    if act == "consent" and fields.get("accepts"):
        return Said(_ACTS[act], link_forms.consent(fields, page.shown["id"], now))
    if act == "eta" and (eta := link_forms.arrival(fields, now)) is not None:
        return Said(_ACTS[act], {"engagement": engagement, "etaAt": eta})
    if act == "step" and fields.get("state") in {"DEPARTED", "ARRIVED"}:
        return Said(_ACTS[act], {"engagement": engagement, "state": fields["state"]})
    return None


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > link_forms.MOST_BYTES:
            raise BadForm
    try:
        fields = link_forms.read(body)
    except ValueError as error:
        raise BadForm from error
    if not fields.get("key", "").strip():
        raise BadForm  # every form of ours has its key
    return fields


async def _style(_: Request) -> Response:
    return FileResponse(_HERE / "static" / "link.css", media_type="text/css")


def _closed(message: str, status: int) -> Response:
    html = _TEMPLATES.get_template("link_closed.html").render(message=message, is_void=status == 404)
    return HTMLResponse(html, status, headers=_HEADERS)
