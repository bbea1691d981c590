"""Runs a page: who is asking, its document through the public API, its template; whatever fails is a page in French."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from graphql import GraphQLSchema, build_schema
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import compile_path

from planblanc import shipped
from planblanc.api import faults
from planblanc.api.crowd import Crowd
from planblanc.auth import callers, sessions
from planblanc.auth.callers import Callers, Identified, Shown
from planblanc.auth.tokens import NotAuthenticated
from planblanc.console import map_points, pages, refusals, rereads, scripts, typed, words
from planblanc.console.pages import CHOICE, PAGES, Page
from planblanc.console.refusals import STATUS, Refusal, kept
from planblanc.console.rereads import Rereads
from planblanc.console.typed import Fields, When
from planblanc.domain import access, regions
from planblanc.domain.access import Act
from planblanc.domain.errors import AccessSuspended, Refused, TooManyRequests, Unavailable

Execute: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
Denied: TypeAlias = Callable[[str, Request], str]
Counted: TypeAlias = Callable[[UUID], None]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # a browser says where a form of ours comes from
    "X-Robots-Tag": "noindex, nofollow",
}
_NOTHING_HERE = "Cet élément n'existe pas, ou vous n'y avez pas accès."
_WATCH = "/veille"  # where all are led who named no page; whoever watches over no incident goes on to its own work
_MOST_FILES_AT_ONCE = 8
THEMES = {"clair": "light", "sombre": "dark"}


@dataclass(frozen=True)
class Visit:
    """One browser at one address, by the session that it shows."""

    request: Request
    who: Identified
    token: str = field(repr=False)
    path: str
    asked: Fields

    @property
    def here(self) -> str:
        """The address, without what was only said once."""
        said = [(name, value) for name, values in self.asked.items() if name != "fait" for value in values]
        return f"{self.path}?{urlencode(said)}" if said else self.path

    def at(self, address: str) -> "Visit":
        """The same browser at another address of ours."""
        parts = urlsplit(address)
        return Visit(self.request, self.who, self.token, parts.path, typed.read(parts.query))


class NoSuchPage(Exception):
    """Cette page n'existe pas."""


class Site:
    """Shows the pages of the console to whoever has a session."""

    def __init__(self, callers: Callers, execute: Execute, denied: Denied, counted: Counted, public_url: str | None) -> None:
        self.callers = callers
        self.execute = execute
        self.denied = denied
        self.counted = counted
        self.files = Crowd(_MOST_FILES_AT_ONCE)
        self.public_url = public_url
        self.schema = published()
        self._rereads = Rereads(execute, pages.OWN)
        self._templates = _environment(self.schema)
        self.templates = frozenset(self._templates.list_templates())
        self._variables = {page.name: pages.asked(page.document, self.schema) for page in PAGES}
        self._paths = [(compile_path(page.path)[0], page) for page in PAGES]

    async def visit(self, request: Request) -> Visit:
        """Who reads; a page that is only read needs no other proof than the cookie. `NotAuthenticated` otherwise."""
        token = callers.session_cookie(request, self.public_url)
        who = await self.callers.identify(Shown(authorization=f"Bearer {token}" if token else None))
        self.counted(who.actor.id)
        return Visit(request, who, token or "", request.url.path, typed.read(request.url.query))

    async def show(self, request: Request) -> Response:
        """The page of this address."""
        return await self.safely(request, self._read)

    async def safely(self, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """An answer, or in French why there is none and what to do; never an exception."""
        try:
            return await self._answered(request, answer)
        except ClientDisconnect:
            raise
        except Exception as fault:  # the door: a fault of ours is logged with a reference, and masked
            return self.problem(faults.masked(fault)["message"], 500)

    async def _answered(self, request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await answer(request)
        except (NotAuthenticated, AccessSuspended) as refused:
            return self._let_in(request, refused)
        except NoSuchPage as missing:
            return self.problem(str(missing.__doc__), 404)
        except TooManyRequests as refused:
            response = self.problem(refused.message, 429)
            response.headers["Retry-After"] = str(refused.retry_seconds)
            return response
        except Refused as refused:
            return self.problem(refused.message, STATUS.get(refused.code, 400))
        except Unavailable as missing:
            response = self.problem(str(missing) or str(missing.__doc__), 503)
            response.headers["Retry-After"] = "2"
            return response

    async def page_at(self, visit: Visit, refusal: Refusal | None = None) -> Response:
        """The page at the address of a visit, as it is now; with a refusal, with what was typed."""
        for pattern, page in self._paths:
            if (found := pattern.match(visit.path)) is not None:
                shown = CHOICE if page.is_regional and self.region_of(visit) is None else page
                return await self._page(shown, found.groupdict(), visit, refusal)
        if refusal is not None:
            return self.problem(str(NoSuchPage.__doc__), 404, refusal=replace(refusal, is_homeless=True))
        raise NoSuchPage

    def problem(self, message: str, status: int, *, template: str = "problem", **shown: Any) -> HTMLResponse:
        """A page that says what happened, what is kept and what to do."""
        page = Page("", template, "Cette page ne peut pas être montrée")
        return self._rendered(page, {**_NOBODY, "asset": asset, "page": page, "message": message, "status": status, **shown}, status)

    def shown(self, visit: Visit, template: str, done: Mapping[str, Any]) -> HTMLResponse:
        """What an act answers, once: its template, given `done`."""
        page = Page("", template.removesuffix(".html"), "C'est fait")
        return self._rendered(page, {**_shown(visit, page, self.region_of(visit), {}), "answer": done, "kept": kept(None)}, 200)

    def region_of(self, visit: Visit) -> str | None:
        """The region of a page that names none: its actor's, the first where there are several."""
        named = visit.asked.get("region", ())
        return named[-1] if named else min(visit.who.actor.regions, default=None)

    async def _read(self, request: Request) -> Response:
        visit = await self.visit(request)
        if visit.path == _WATCH and not access.is_allowed(visit.who.actor, Act.READ_INCIDENTS):
            return RedirectResponse(pages.home(visit.who.actor), 303, headers=HEADERS)
        return await self.page_at(visit)

    async def _page(self, page: Page, path: Mapping[str, str], visit: Visit, refusal: Refusal | None) -> Response:
        region = self.region_of(visit)
        told = self._told(page, path, visit, region)
        asked = self._rereads.answered if page.is_shared and rereads.HEADER in visit.request.headers else self.execute
        answer = await asked(visit.who.actor, page.document, told)
        data, errors = answer["data"] or {}, answer["errors"]
        homeless: dict[str, Any] = {"refusal": replace(refusal, is_homeless=True)} if refusal else {}
        if errors and not any(value is not None for name, value in data.items() if name not in {"now", "viewer"}):
            code = errors[0].get("extensions", {}).get("code", "")
            return self.problem(errors[0]["message"], STATUS.get(code, 500 if code == "INTERNAL" else 400), visit=visit, **homeless)
        if page.wants is not None and data.get(page.wants) is None:
            return self.problem(_NOTHING_HERE, 404, **homeless)
        if refusal is not None:
            refusal = await refusals.with_changes(refusal, data, lambda document, given: self.execute(visit.who.actor, document, given))
        shown = {**_shown(visit, page, region, data), "refusal": refusal, "lacking": [error["message"] for error in errors]}
        shown |= page.view(data) if page.view else {}
        shown["kept"] = kept(refusal)
        response = self._rendered(page, shown, refusal.status if refusal else 200)
        if refusal is not None and b" data-refused" not in response.body:
            response = self._rendered(page, shown | homeless, refusal.status)
        return response

    def _told(self, page: Page, path: Mapping[str, str], visit: Visit, region: str | None) -> dict[str, Any]:
        """The variables of a page: its path, then the address, then what is known of whoever asks."""
        wanted = self._variables[page.name]
        said = {name: values for name, values in visit.asked.items() if name.partition("~")[0].partition(".")[0] in wanted}
        said |= {name: [value] for name, value in path.items()}
        if "region" in wanted and region is not None:
            said["region"] = [region]
        may = {name: access.is_allowed(visit.who.actor, act) for name in wanted if (act := pages.act_of(name)) is not None}
        return typed.variables(wanted, said, When(self.callers.real_clock(), zone_of(region))) | may

    def _let_in(self, request: Request, refused: NotAuthenticated | AccessSuspended) -> Response:
        if isinstance(refused, AccessSuspended) or refused.status == 403:
            self.denied(refused.code, request)
            return self.problem(str(refused), 401 if isinstance(refused, AccessSuspended) else refused.status)
        page = request.url if request.method == "GET" else urlsplit("/veille")  # where a form was sent, there is nothing to read
        wanted = page.path + (f"?{page.query}" if page.query else "")
        return RedirectResponse(f"/connexion?suite={quote(wanted)}", 303, headers=HEADERS)

    def _rendered(self, page: Page, shown: Mapping[str, Any], status: int) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(page.template).render(**shown), status, headers=HEADERS)


@cache
def published() -> GraphQLSchema:
    """The API as it is published: what its documents and its forms are read by."""
    return build_schema((shipped.schema_dir() / "planblanc.graphql").read_text("utf-8"), assume_valid=True)


@cache
def asset(name: str) -> str:
    """The address of a file of ours: another one whenever it changes, so that browsers may keep it."""
    content = scripts.bundle() if name == scripts.NAME else (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def zone_of(region: str | None) -> ZoneInfo:
    """The zone in which a region reads its hours."""
    return ZoneInfo(regions.time_zone(region))


# What a template finds when nobody is known, or nothing was said.
_NOBODY: Mapping[str, Any] = {
    "csrf": "",
    "done": None,
    "doors": {},
    "here": "/veille",
    "home": "/veille",
    "kept": None,
    "lacking": (),
    "may": lambda _: False,
    "now": None,
    "query": {},
    "refusal": None,
    "region": None,
    "shown_at": "",
    "theme": "",
    "viewer": None,
    "visit": None,
    "zone": zone_of(None),
    "zone_name": "",
}


def _environment(schema: GraphQLSchema) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["picture"] = map_points.picture
    environment.globals["nonce"] = lambda: str(uuid4())
    environment.globals["with_query"] = with_query
    words.dress(environment, schema)
    return environment


def with_query(address: str, **changed: Any) -> str:
    """An address of ours with something of its query changed; nothing takes a part of it away."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in changed]
    said = kept + [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{parts.path}?{urlencode(said)}" if said else parts.path


def _shown(visit: Visit, page: Page, region: str | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """What every template is given."""
    actor = visit.who.actor
    region = _region_of(page, data) or region
    zone = zone_of(region)
    mutation = visit.asked.get("fait", [""])[-1]
    given = {
        "page": page,
        "asset": asset,
        "doors": pages.doors(actor),
        "home": pages.home(actor),
        "region": region,
        "zone": zone,
        "zone_name": words.zone_name(zone),
        "csrf": sessions.masked_csrf_of(visit.token),
        "here": visit.here,
        "query": {name: values[-1] for name, values in visit.asked.items() if values},
        "may": lambda act: access.is_allowed(actor, Act[act]),
        "done": words.done(mutation) if mutation else None,
        "theme": THEMES.get(visit.request.cookies.get("theme", ""), ""),
        "shown_at": data.get("now") or "",
    }
    return {**_NOBODY, **given, **data}


def _region_of(page: Page, data: Mapping[str, Any]) -> str | None:
    """The region of the thing that a page shows."""
    thing = data.get(page.wants or "") or {}
    found = thing.get("region") if isinstance(thing, Mapping) else None
    return found.get("code") if isinstance(found, Mapping) else found
