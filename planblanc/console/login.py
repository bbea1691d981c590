"""The pages by which people come in and leave: which provider, who one is, one's sessions, and the way out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from urllib.parse import quote
from uuid import UUID, uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from planblanc.api.nodes import uuid_of
from planblanc.auth import callers, sessions
from planblanc.auth.callers import Callers, Identified, Shown
from planblanc.auth.tokens import NotAuthenticated
from planblanc.console import link_forms, scripts
from planblanc.console.login_documents import END, VIEWER
from planblanc.console.site import asset
from planblanc.domain import french
from planblanc.domain import sessions as domain
from planblanc.domain.accounts import ROLE_WORDS
from planblanc.domain.errors import AccessSuspended, BadInput, Refused, TooManyRequests, Unavailable

Execute: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
Denied: TypeAlias = Callable[[str, str, Request], None]

_HERE = Path(__file__).parent
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined)
_TEMPLATES.globals.update(moment=lambda written: french.moment(datetime.fromisoformat(written)))
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # a browser says where a form of ours comes from
}
# The page of whoever has left takes away what their browser kept for them.
_FORGETS = f"{_HEADERS['Content-Security-Policy']}; script-src 'self'"
_LEAVES_ON = "/deconnexion"
_BACK = "/connexion/retour"
_AGAIN = "Pour ce geste, identifiez-vous de nouveau."
_MOST_BYTES = 8192
_LONGEST_COOKIE = 3800
_ROLES = {role.value: word for role, word in ROLE_WORDS.items()}
_LOGIN_SECONDS = int(domain.LONGEST_LOGIN.total_seconds())
_ONCE = "planblanc-connexion"  # the secret of a login under way
_AT_THE_PROVIDER = "planblanc-fournisseur"  # what the provider wants to be told when one leaves; sent to the way out alone


class SignIn(Protocol):
    """Whoever lets people in by the providers of the installation."""

    def offered(self, again: UUID | None = None) -> list[tuple[str, str]]:
        """The code and the name of each provider; of those that may vouch for this account `again`, when one is named."""
        ...

    @property
    def invents(self) -> bool:
        """Whether these are the identities of a demonstration, which anybody may be."""
        ...

    async def begin(self, code: str, back: str, next_path: str, confirms: UUID | None = None) -> Any:
        """Where a browser goes (`address`), and the `secret` that it keeps until it is back."""
        ...

    def came(self, *, secret: str, state: str, code: str, back: str, old: str | None) -> Any:
        """What a browser brings back."""
        ...

    async def finish(self, came: Any) -> Any:
        """The session of whoever is back: `token`, `next_path`, `provider`, `id_token`."""
        ...

    async def choose(self, token: str, grant: UUID) -> str:
        """The session of the same person for another of their rights."""
        ...

    async def leave(self, token: str) -> None:
        """End a session."""
        ...

    async def leaving(self, code: str, id_token: str, back: str) -> str | None:
        """Where a browser ends its session at the provider too."""
        ...


@dataclass(frozen=True)
class Browser:
    """One browser: where it finds us, the session that it shows, and whether it speaks TLS."""

    request: Request
    origin: str
    is_secure: bool
    token: str | None = field(repr=False)

    @property
    def back(self) -> str:
        """Where a provider sends it back."""
        return self.origin + _BACK

    def secret(self, name: str, prefix: str = "__Host-") -> str:
        """A cookie of ours, or nothing."""
        return self.request.cookies.get(self.name(name, prefix), "")

    def name(self, name: str, prefix: str = "__Host-") -> str:
        """The name of a cookie: over TLS, one that no plain page can set."""
        return f"{prefix}{name}" if self.is_secure else name

    def set(self, response: Response, name: str, value: str, *, seconds: int, path: str = "/") -> None:
        """Give the browser a cookie that no page reads; for no time at all, take it away."""
        prefix = "__Host-" if path == "/" else "__Secure-"
        response.set_cookie(
            self.name(name, prefix), value, max_age=seconds, path=path, secure=self.is_secure, httponly=True, samesite="lax"
        )


class LoginPages:
    """Serves `/connexion` and `/deconnexion`."""

    def __init__(self, sign_in: SignIn, callers: Callers, execute: Execute, denied: Denied, public_url: str | None) -> None:
        self._sign_in = sign_in
        self._callers = callers
        self._execute = execute
        self._denied = denied
        self._public_url = public_url

    def routes(self) -> list[BaseRoute]:
        """Every page; the provider's code comes last, since it could be any word."""
        return [
            Route("/connexion", self._safely(self.show), methods=["GET"]),
            Route("/connexion", self._safely(self.act), methods=["POST"]),
            Route("/connexion/style.css", _style, methods=["GET"]),
            Route(_BACK, self._safely(self.come_back), methods=["GET"]),
            Route("/connexion/confirmer", self._safely(self.confirm), methods=["GET"]),
            Route("/connexion/{provider}", self._safely(self.go), methods=["GET"]),
            Route(_LEAVES_ON, self._safely(self.leave), methods=["POST"]),
        ]

    async def show(self, browser: Browser) -> Response:
        """Who one is, or how to come in."""
        who = await self._known(browser)
        if who is None:
            return self._offer(browser, self._sign_in.offered(), "/connexion", None)
        answer = await self._execute(who.actor, VIEWER, {})
        viewer = (answer["data"] or {}).get("viewer")
        if viewer is None:
            raise NotAuthenticated
        return _page("session.html", viewer=viewer, csrf=sessions.csrf_of(browser.token or ""), roles=_ROLES)

    async def act(self, browser: Browser) -> Response:
        """Take another of one's roles, or end one's sessions."""
        who, fields = await self._asked(browser)
        if fields.get("act") == "role":
            grant = uuid_of(fields.get("grant", ""), "AccessGrant")
            token = await self._sign_in.choose(browser.token or "", grant)
            return self._with_session(browser, token, _to("/connexion"))
        named = {"session": fields["session"]} if fields.get("session") else {}
        answer = await self._execute(who.actor, END, {"input": named, "key": str(uuid4())})
        done = (answer["data"] or {}).get("done") or {}
        if done.get("__typename") == "Refusal":
            return _page("login_problem.html", 409, message=done["message"])
        return _to("/connexion")

    async def go(self, browser: Browser) -> Response:
        """Send the browser to a provider."""
        return await self._sent(browser, browser.request.path_params["provider"], None)

    async def confirm(self, browser: Browser) -> Response:
        """Send the browser to a provider once more, for an act that wants a fresh login."""
        who = await self._known(browser)
        if who is None or who.session is None:
            return _to(f"/connexion?suite={quote(_wanted(browser))}")
        offered = self._sign_in.offered(who.actor.account)
        code = browser.request.query_params.get("fournisseur", offered[0][0] if len(offered) == 1 else "")
        if not code:
            return self._offer(browser, offered, "/connexion/confirmer?fournisseur=", _AGAIN)
        return await self._sent(browser, code, who.session)

    async def come_back(self, browser: Browser) -> Response:
        """Open the session of whoever comes back from a provider."""
        asked = browser.request.query_params
        if "error" in asked:
            return _page("login_problem.html", 400, message="Votre fournisseur d'identité n'a pas confirmé cette connexion.")
        came = self._sign_in.came(
            secret=browser.secret(_ONCE), state=asked.get("state", ""), code=asked.get("code", ""), back=browser.back, old=browser.token
        )
        signed_in = await self._sign_in.finish(came)
        response = self._with_session(browser, signed_in.token, _to(signed_in.next_path))
        browser.set(response, _ONCE, "", seconds=0)
        told = f"{signed_in.provider}:{signed_in.id_token}"
        if len(told) < _LONGEST_COOKIE:
            browser.set(response, _AT_THE_PROVIDER, told, seconds=int(domain.LONGEST.total_seconds()), path=_LEAVES_ON)
        return response

    async def leave(self, browser: Browser) -> Response:
        """End the session here, then at the provider."""
        await self._asked(browser)
        await self._sign_in.leave(browser.token or "")
        code, _, id_token = browser.secret(_AT_THE_PROVIDER, "__Secure-").partition(":")
        address = await self._sign_in.leaving(code, id_token, f"{browser.origin}/connexion") if id_token else None
        response = _page("logged_out.html", address=address, script=asset(scripts.NAME))
        response.headers["Content-Security-Policy"] = _FORGETS
        if address is not None:  # not a redirection: browsers let a form lead to this service alone
            response.headers["Refresh"] = f"0; url={address}"
        response.headers.append("set-cookie", sessions.no_cookie(is_secure=browser.is_secure))
        browser.set(response, _AT_THE_PROVIDER, "", seconds=0, path=_LEAVES_ON)
        return response

    def _offer(self, browser: Browser, offered: list[tuple[str, str]], way: str, message: str | None) -> Response:
        invents = self._sign_in.invents
        return _page("login.html", offered=offered, next_path=_wanted(browser), way=way, message=message, invents=invents)

    async def _sent(self, browser: Browser, code: str, confirms: UUID | None) -> Response:
        begun = await self._sign_in.begin(code, browser.back, _wanted(browser), confirms)
        response = _to(begun.address)
        browser.set(response, _ONCE, begun.secret, seconds=_LOGIN_SECONDS)
        return response

    async def _known(self, browser: Browser) -> Identified | None:
        """Who has a session here, if anybody; a page that is only read needs no other proof than the cookie."""
        if browser.token is None:
            return None
        try:
            return await self._callers.identify(Shown(authorization=f"Bearer {browser.token}"))
        except NotAuthenticated:
            return None

    async def _asked(self, browser: Browser) -> tuple[Identified, dict[str, str]]:
        """Who sends a form of ours, and what it says; `CrossSite` for a form of another site."""
        body = b""
        async for chunk in browser.request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                raise BadInput("Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez.")
        try:
            fields = link_forms.read(body)
        except ValueError:
            raise BadInput("Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez.") from None
        shown = callers.shown_by(browser.request, self._public_url)
        return await self._callers.identify(replace(shown, authorization=None, csrf=fields.get("csrf", ""))), fields

    def _with_session(self, browser: Browser, token: str, response: Response) -> Response:
        response.headers.append("set-cookie", sessions.cookie(token, is_secure=browser.is_secure))
        return response

    def _safely(self, page: Callable[[Browser], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A page, or in French why there is none."""

        async def answered(request: Request) -> Response:
            try:
                return await self._shown(page, request)
            except TooManyRequests as refused:
                response = _page("login_problem.html", 429, message=refused.message)
                response.headers["Retry-After"] = str(refused.retry_seconds)
                return response

        return answered

    async def _shown(self, page: Callable[[Browser], Awaitable[Response]], request: Request) -> Response:
        public = self._public_url
        browser = Browser(
            request, callers.origin_of(request, public), callers.is_secure(request, public), callers.session_cookie(request, public)
        )
        try:
            return await page(browser)
        except NotAuthenticated as refused:
            self._denied(refused.code, request.url.path, request)
            return _page("login_problem.html", refused.status, message=str(refused))
        except TooManyRequests:
            raise
        except (Refused, AccessSuspended) as refused:
            return _page("login_problem.html", 400, message=str(refused))
        except Unavailable as missing:
            return _page("login_problem.html", 503, message=str(missing) or str(missing.__doc__))


def _wanted(browser: Browser) -> str:
    return domain.local_path(browser.request.query_params.get("suite", "/connexion"))


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, headers=_HEADERS)


def _page(template: str, status: int = 200, **shown: Any) -> Response:
    return HTMLResponse(_TEMPLATES.get_template(template).render(**shown), status, headers=_HEADERS)


async def _style(_: Request) -> Response:
    return FileResponse(_HERE / "static" / "link.css", media_type="text/css")
