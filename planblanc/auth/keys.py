"""Keys of programs: what one shows becomes the actor that it speaks for, as long as the key and its scope stand."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from planblanc.auth import accounts
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import service_keys
from planblanc.domain.access import Actor
from planblanc.domain.service_keys import KEY_BYTES, PREFIX
from planblanc.store import service_keys as stored
from planblanc.store.transaction import Database


@dataclass(frozen=True)
class Opened:
    """Whom a key speaks for, and until when."""

    actor: Actor
    expires_at: datetime


def new_key() -> str:
    """A key that nobody guesses, and that a search of leaked secrets finds by its beginning."""
    return PREFIX + secrets.token_urlsafe(KEY_BYTES)


async def identified(database: Database, key: str, now: datetime) -> Opened:
    """Whom a key speaks for at `now` (real clock); `NotAuthenticated` when it opens nothing, without saying why."""
    if not service_keys.looks_like_one(key):
        raise NotAuthenticated("Cette clé n'est pas valide, ou elle a expiré.")
    async with database.transaction(accounts.AT_THE_DOOR, read_only=True) as tx:
        row = await stored.opened(tx, service_keys.digest(key), now)
    if row is None:
        raise NotAuthenticated("Cette clé n'est pas valide, ou elle a expiré.")
    return Opened(accounts.actor_of(row, now), row["expires_at"])
