"""Keys of programs: 256 bits that nobody guesses, kept as a digest, shown once, and for a time."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.numbers import within

PREFIX = "pbk_"
KEY_BYTES = 32
DEFAULT_DAYS = 90
LONGEST_DAYS = 366
MOST_LIVE = 5
_SHOWN = len(PREFIX) + 6
_KEY = re.compile(r"^pbk_[A-Za-z0-9_-]{43}$")


@dataclass(frozen=True)
class ServiceKey:
    """A key as it is kept: `shown` is how it begins, by which people tell it from another."""

    id: UUID
    grant: UUID
    account: UUID
    shown: str
    label: str
    issued_name: str
    issued_at: datetime
    expires_at: datetime
    revoked_name: str | None = None
    revoked_at: datetime | None = None
    revoked_reason: str | None = None

    def is_live(self, at: datetime) -> bool:
        """Whether it opens anything at that moment of the real clock."""
        return self.revoked_at is None and at < self.expires_at


def digest(key: str) -> bytes:
    """What is kept of a key: it is random enough for one round."""
    return hashlib.sha256(key.encode("ascii")).digest()


def looks_like_one(key: str) -> bool:
    """Whether it may be a key of ours at all."""
    return _KEY.fullmatch(key) is not None


def beginning(key: str) -> str:
    """How a key begins: enough to tell it from another, and nothing to guess it by."""
    return key[:_SHOWN]


def expiry(days: int, now: datetime) -> datetime:
    """Until when a new key opens."""
    return now + timedelta(days=within(days, ("days",), least=1, most=LONGEST_DAYS))


def require_room(known: Sequence[ServiceKey], now: datetime) -> None:
    """Refuse one more key than are needed to roll over."""
    if len([key for key in known if key.is_live(now)]) >= MOST_LIVE:
        raise TransitionRefused(f"Ce programme a déjà {MOST_LIVE} clés : révoquez-en une.", ("account",))


def require_standing(key: ServiceKey) -> ServiceKey:
    """The key, unless it is revoked already."""
    if key.revoked_at is not None:
        raise TransitionRefused("Cette clé est déjà révoquée.", ("key",))
    return key
