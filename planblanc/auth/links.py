"""Links that answer once: a token becomes an actor who may do one thing, and nothing else."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import identity, links
from planblanc.domain.access import Actor, Channel, LinkScope, Role
from planblanc.domain.errors import LinkRefused
from planblanc.domain.links import TOKEN_BYTES
from planblanc.store import links as stored
from planblanc.store.transaction import Database, Transaction

# Whoever shows a token, before anybody knows what it opens.
AT_THE_DOOR = Actor(id=identity.key_of("actor", "link"), name="Porteur d'un lien", role=Role.LINK_HOLDER, channel=Channel.LINK)


def new_token() -> str:
    """A token that nobody guesses, made to be read in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass(frozen=True)
class Identified:
    """Whom a token speaks for, and the time of the crisis at which it was shown."""

    actor: Actor
    now: datetime


async def identified(database: Database, clock: Callable[[Transaction], Awaitable[datetime]], token: str) -> Identified:
    """Whom a token speaks for now; `LinkRefused`, saying why, when it opens nothing."""
    if not links.looks_like_one(token):
        raise LinkRefused  # before a connection is taken: whoever knows no token at all may ask as often as they like
    async with database.transaction(AT_THE_DOOR, read_only=True) as tx:
        now = await clock(tx)
        return Identified(await holder(tx, token, now), now)


async def holder(tx: Transaction, token: str, now: datetime) -> Actor:
    """The actor whom a token speaks for at `now`, the time of the crisis; `LinkRefused`, saying why, when it opens nothing.

    One that has answered still opens: its holder may read the answer, and tell a new hour of arrival.
    """
    link = links.require_opens(await stored.opened(tx, links.digest(token)), now)
    return Actor(
        id=link.id,
        name=f"{link.lender_name}, par lien",
        role=Role.LINK_HOLDER,
        lenders=frozenset({link.lender}),
        channel=Channel.LINK,
        link=LinkScope(link.solicitation, link.engagement),
    )
