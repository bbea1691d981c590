"""The one way in: whatever a caller shows, a signed token, a key of a program or a session, becomes the actor it speaks for."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import HTTPConnection

from planblanc.auth import keys, sessions, tokens
from planblanc.auth.tokens import NotAuthenticated, Verifier
from planblanc.domain import service_keys
from planblanc.domain import sessions as domain
from planblanc.domain.access import Actor
from planblanc.store.transaction import Database

CSRF_HEADER = "x-csrf-token"
_SECURE = {"https", "wss"}


class CrossSite(NotAuthenticated):
    """Cette demande ne vient pas d'une page de ce service : joignez le jeton de la page (en-tête X-CSRF-Token)."""

    status: ClassVar[int] = 403
    code: ClassVar[str] = "CSRF_REFUSED"

    def __init__(self) -> None:
        super().__init__(CrossSite.__doc__)


@dataclass(frozen=True)
class Shown:
    """What a caller shows of who it is; of a browser's cookie, also where the request came from."""

    authorization: str | None = field(default=None, repr=False)
    cookie: str | None = field(default=None, repr=False)
    csrf: str = field(default="", repr=False)
    is_of_ours: bool = False  # asked by a page of this very service, as far as the browser says
    is_socket: bool = False  # a browser lets a page put no header on a WebSocket, and always says where it comes from
    changes_nothing: bool = False

    def instead(self, authorization: str | None) -> "Shown":
        """The same caller, who shows this instead, if it is anything."""
        return replace(self, authorization=authorization) if authorization is not None else self


@dataclass(frozen=True)
class Identified:
    """Whom a caller speaks for, until when, and by which session if it is one."""

    actor: Actor
    expires_at: datetime
    session: UUID | None = None


@dataclass(frozen=True)
class Callers:
    """Knows whoever comes to a door."""

    database: Callable[[], Database]
    verifier: Verifier
    real_clock: Callable[[], datetime]

    async def identify(self, shown: Shown) -> Identified:
        """Whom a caller speaks for now; `NotAuthenticated` otherwise, or `CrossSite` for a cookie that comes without its proof."""
        now = self.real_clock()
        if shown.authorization is None and shown.cookie is not None:
            _require_ours(shown, shown.cookie)
            return await self._by_session(shown.cookie, now)
        token = tokens.bearer(shown.authorization)
        if token.startswith(domain.PREFIX):
            return await self._by_session(token, now)
        if token.startswith(service_keys.PREFIX):
            key = await keys.identified(self.database(), token, now)
            return Identified(key.actor, key.expires_at)
        return Identified(self.verifier.verify(token, now), tokens.expiry(token))

    async def _by_session(self, token: str, now: datetime) -> Identified:
        opened = await sessions.identified(self.database(), token, now)
        return Identified(opened.actor, opened.expires_at, opened.session)


def shown_by(connection: HTTPConnection, public_url: str | None = None) -> Shown:
    """What a request, or a WebSocket, shows of who made it."""
    is_socket = connection.scope["type"] == "websocket"
    headers = connection.headers
    return Shown(
        authorization=headers.get("authorization"),
        cookie=session_cookie(connection, public_url),
        csrf=headers.get(CSRF_HEADER, ""),
        is_of_ours=is_same_origin(connection, public_url),
        is_socket=is_socket,
        changes_nothing=not is_socket and connection.scope["method"] in {"GET", "HEAD"},
    )


def is_secure(connection: HTTPConnection, public_url: str | None = None) -> bool:
    """Whether the browser speaks to us over TLS."""
    return urlsplit(public_url).scheme == "https" if public_url else connection.scope["scheme"] in _SECURE


def session_cookie(connection: HTTPConnection, public_url: str | None = None) -> str | None:
    """The session that the browser shows: over TLS, by the name alone that no other site and no plain page can set."""
    return connection.cookies.get(sessions.cookie_name(is_secure=is_secure(connection, public_url))) or None


def origin_of(connection: HTTPConnection, public_url: str | None = None) -> str:
    """Where this service is for its browsers: as its settings say, else as a demonstration on loopback is asked."""
    if public_url:
        parts = urlsplit(public_url)
        return f"{parts.scheme}://{parts.netloc}"
    scheme = "https" if connection.scope["scheme"] in _SECURE else "http"
    return f"{scheme}://{connection.headers.get('host', '')}"


def is_same_origin(connection: HTTPConnection, public_url: str | None = None) -> bool:
    """Whether the browser says that a page of ours asked; one that says nothing of it may be any."""
    origin = connection.headers.get("origin")
    site = connection.headers.get("sec-fetch-site", "same-origin")
    if connection.scope["type"] == "websocket" and origin is None:
        return False
    return site in {"same-origin", "none"} and origin in {None, origin_of(connection, public_url)}


def _require_ours(shown: Shown, cookie: str) -> None:
    """A cookie alone never acts: any page of any site can have a browser send it."""
    if shown.changes_nothing:
        return
    proved = shown.is_socket or sessions.is_csrf_of(shown.csrf, cookie)
    if not (shown.is_of_ours and proved):
        raise CrossSite
