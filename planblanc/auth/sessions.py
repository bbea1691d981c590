"""Sessions: a token becomes an actor; the cookie that holds it, and the proof that a page of ours asked."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.auth import accounts
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import sessions
from planblanc.domain.access import Actor, Channel
from planblanc.domain.identity import EstablishmentId
from planblanc.domain.sessions import PREFIX, TOKEN_BYTES, Session, SessionKind
from planblanc.store import sessions as stored
from planblanc.store.transaction import Database, Transaction

COOKIE = "__Host-planblanc"
PLAIN_COOKIE = "planblanc"  # a demonstration on loopback, without TLS
_CONFINED = frozenset({SessionKind.CALL_BACK, SessionKind.PAPER})
_ENDED = "Votre session est finie : reconnectez-vous."


@dataclass(frozen=True)
class Opened:
    """Whom a session speaks for, until when, and its own key."""

    actor: Actor
    expires_at: datetime
    session: UUID
    kind: SessionKind


@dataclass(frozen=True)
class Opening:
    """What a session is opened for: an account with one of its grants, or an establishment by a code."""

    kind: SessionKind
    name: str
    account: UUID | None = None
    grant: UUID | None = None
    establishment: EstablishmentId | None = None
    authenticated_at: datetime | None = None


async def open_session(tx: Transaction, wanted: Opening, now: datetime) -> str:
    """Open a session (real clock); its token, which is told to nobody but its holder and kept nowhere."""
    longest = sessions.LONGEST_BY_CODE if wanted.kind is not SessionKind.LOGIN else sessions.LONGEST
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        id=uuid4(),
        kind=wanted.kind,
        name=wanted.name,
        opened_at=now,
        expires_at=now + longest,
        account=wanted.account,
        grant=wanted.grant,
        establishment=wanted.establishment,
        authenticated_at=wanted.authenticated_at,
    )
    await stored.add(tx, session, sessions.digest(token))
    return token


async def identified(database: Database, token: str, now: datetime) -> Opened:
    """Whom the token of a session speaks for now (real clock); `NotAuthenticated` when it opens nothing."""
    if not sessions.looks_like_one(token):
        raise NotAuthenticated(_ENDED)
    digest = sessions.digest(token)
    async with database.transaction(accounts.AT_THE_DOOR, read_only=True) as tx:
        row = await stored.opened(tx, digest, now)
    if row is None:
        raise NotAuthenticated(_ENDED)
    if now - row["seen_at"] > sessions.TOUCHED_EVERY:
        async with database.transaction(accounts.AT_THE_DOOR) as tx:
            await stored.touch(tx, digest, now)
    kind = SessionKind(row["kind"])
    told = {**row, "account_id": row["account_id"] or row["session_id"]}
    actor = accounts.actor_of(told, now, authenticated_at=row["authenticated_at"], channel=Channel.CONSOLE)
    return Opened(confined(actor) if kind in _CONFINED else actor, row["expires_at"], row["session_id"], kind)


def confined(actor: Actor) -> Actor:
    """Whoever came by a code: nobody's account, and its own crisis alone."""
    return Actor(actor.id, actor.name, actor.role, establishments=actor.establishments, channel=actor.channel, confined=True)


def csrf_of(token: str) -> str:
    """What a page of ours sends back with the cookie: made of the token, which no other site can read."""
    return _written(_proof(token))


def masked_csrf_of(token: str) -> str:
    """The same in another dress each time: a page that is sent compressed must not hold a secret that stays the same (BREACH)."""
    mask = secrets.token_bytes(hashlib.sha256().digest_size)
    return _written(mask + _hidden(_proof(token), mask))


def is_csrf_of(shown: str, token: str) -> bool:
    """Whether this is what a page of ours was given for this session."""
    proof = _proof(token)
    try:
        read = base64.b64decode(shown + "=" * (-len(shown) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    if len(read) == 2 * len(proof):
        read = _hidden(read[len(proof) :], read[: len(proof)])
    return hmac.compare_digest(read, proof)


def _proof(token: str) -> bytes:
    return hmac.digest(token.encode(), b"planblanc csrf", "sha256")


def _hidden(proof: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(proof, mask, strict=True))


def _written(proof: bytes) -> str:
    return base64.urlsafe_b64encode(proof).rstrip(b"=").decode()


def cookie_name(*, is_secure: bool) -> str:
    """The name of the cookie: one that browsers keep to this host and to TLS, but on a plain loopback."""
    return COOKIE if is_secure else PLAIN_COOKIE


def cookie(token: str, *, is_secure: bool) -> str:
    """The header that gives a browser its session, for as long as the browser is open."""
    return f"{cookie_name(is_secure=is_secure)}={token}; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if is_secure else "")


def no_cookie(*, is_secure: bool) -> str:
    """The header that takes it away."""
    return cookie("", is_secure=is_secure) + "; Max-Age=0"
