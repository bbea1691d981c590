"""An account and one of its grants become an `Actor`; whoever has no grant is a newcomer, who may do nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from planblanc.domain import access, identity
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.accounts import ShownIdentity
from planblanc.domain.identity import EstablishmentId, LenderId

# Whoever shows a key or a session, before anybody knows whose it is.
AT_THE_DOOR = Actor(identity.key_of("actor", "door"), "Personne encore", Role.NEWCOMER)


class _Row(Protocol):
    """A row of a query that tells an account and one of its grants."""

    def __getitem__(self, column: str, /) -> Any: ...


def at_the_door(shown: ShownIdentity) -> Actor:
    """Whoever a provider vouches for, before their account is read: it is made, or found, under this actor."""
    return Actor(shown.key, shown.name, Role.NEWCOMER, channel=Channel.CONSOLE)


def actor_of(row: _Row, now: datetime, *, authenticated_at: datetime | None = None, channel: Channel = Channel.API) -> Actor:
    """The actor of an account and a grant: `account_id, name, role, regions, establishments, lenders`, as one row tells them.

    Without a role, a newcomer. `authenticated_at` is when the person logged in, by the real clock `now`; a program never did.
    """
    key: UUID = row["account_id"]
    role = Role(row["role"]) if row["role"] is not None else Role.NEWCOMER
    return Actor(
        id=key,
        name=row["name"],
        role=role,
        regions=_set(row["regions"]),
        establishments=frozenset(map(EstablishmentId, _set(row["establishments"]))),
        lenders=frozenset(map(LenderId, _set(row["lenders"]))),
        channel=channel,
        fresh=access.is_fresh(authenticated_at, now),
        account=key,
    )


def _set(values: Iterable[Any] | None) -> frozenset[Any]:
    return frozenset(values or ())
