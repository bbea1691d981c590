"""Sessions of people: how long they last, and what they say of whoever holds them. Every moment here is the real clock's."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId

PREFIX = "pbs_"
TOKEN_BYTES = 32
LONGEST = timedelta(hours=12)
LONGEST_BY_CODE = timedelta(hours=4)
IDLE = timedelta(hours=1)
TOUCHED_EVERY = timedelta(minutes=1)
LONGEST_LOGIN = timedelta(minutes=10)
_TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,499}")


class SessionKind(StrEnum):
    """How a session was opened."""

    LOGIN = "LOGIN"
    CALL_BACK = "CALL_BACK"
    PAPER = "PAPER"
    BREAK_GLASS = "BREAK_GLASS"


@dataclass(frozen=True)
class Session:
    """One session: of an account and one of its grants, or of an establishment for whoever came by a code."""

    id: UUID
    kind: SessionKind
    name: str
    opened_at: datetime
    expires_at: datetime
    account: UUID | None = None
    grant: UUID | None = None
    establishment: EstablishmentId | None = None
    authenticated_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.account is None) == (self.establishment is None):
            raise ValueError("a session speaks for an account, or for an establishment")


@dataclass(frozen=True)
class Standing:
    """A session that still stands, as its owner sees it."""

    id: UUID
    kind: SessionKind
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


def looks_like_one(token: str) -> bool:
    """Whether this may be the token of a session; nothing is asked of the database for what is not."""
    return _TOKEN.fullmatch(token) is not None


def digest(token: str) -> bytes:
    """By what a token is known: it is kept nowhere."""
    return hashlib.sha256(token.encode()).digest()


def local_path(wanted: str) -> str:
    """The page of this service where somebody wants to come back; `BadInput` for an address that leads elsewhere."""
    if _PATH.fullmatch(wanted) is None:
        raise BadInput("Cette adresse de retour n'est pas une page de ce service.", ("suite",))
    return wanted
