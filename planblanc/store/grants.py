"""What accounts may do: rows ↔ domain."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from asyncpg import Record

from planblanc.domain.access import Role
from planblanc.domain.accounts import Ended, Grant, Scope
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("grants")


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[Grant | None]:
    """The grant of each key, in the order of the keys."""
    found = {row["id"]: _grant(row) for row in await tx.rows(QUERIES["read_grants"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def of_accounts(tx: Transaction, accounts: Sequence[UUID]) -> list[tuple[Grant, ...]]:
    """What each account may do, and what it could, as far as the actor reads it; in the order of the accounts."""
    found: dict[UUID, list[Grant]] = {key: [] for key in accounts}
    for row in await tx.rows(QUERIES["list_of_accounts"], accounts=list(accounts)):
        found[row["account_id"]].append(_grant(row))
    return [tuple(found[key]) for key in accounts]


async def deputies(tx: Transaction, holders: Sequence[UUID]) -> list[Grant]:
    """What the deputies of these grants may still do."""
    return [_grant(row) for row in await tx.rows(QUERIES["list_deputies"], ids=list(holders))]


async def keeps(tx: Transaction, role: Role, scope: Scope) -> bool:
    """Whether the actor decides of a role within a scope."""
    return bool(await tx.value(QUERIES["keeps"], role=role.value, **scope_columns(scope)))


async def nameable(tx: Transaction, account: UUID) -> str | None:
    """How somebody is called who may be named a deputy; nothing for who has left, and for a program."""
    name: str | None = await tx.value(QUERIES["read_nameable"], account=account)
    return name


async def add(tx: Transaction, grant: Grant) -> None:
    """Keep what an account may do."""
    await tx.execute(
        QUERIES["add_grant"],
        id=grant.id,
        account=grant.account,
        role=grant.role.value,
        **scope_columns(grant.scope),
        deputy_of=grant.deputy_of,
        request=grant.request,
        approved_by=grant.approved_by,
        approved_name=grant.approved_name,
        approved_at=grant.approved_at,
        starts_at=grant.starts_at,
        until=grant.until,
    )


async def was_given_before(tx: Transaction, account: UUID, role: Role, region: str, age: timedelta) -> bool:
    """Whether somebody has held a role over a region for longer than this, by the real clock."""
    return bool(await tx.value(QUERIES["was_given_before"], account=account, role=role.value, region=region, age=age))


async def stood_in(tx: Transaction, one: UUID, other: UUID, age: timedelta) -> bool:
    """Whether one of these two has stood in for the other during this last while; of whom neither is the actor, nothing is known."""
    return bool(await tx.value(QUERIES["stood_in"], one=one, other=other, age=age))


async def end(tx: Transaction, ids: Sequence[UUID], ended: Ended) -> int:
    """End grants; how many were not ended before."""
    return await tx.execute(QUERIES["end_grants"], ids=list(ids), by=ended.by, name=ended.name, at=ended.at, reason=ended.reason)


async def names(tx: Transaction, scope: Scope) -> list[str]:
    """How the establishments and the lenders of a scope are named, those that the actor may see."""
    rows = await tx.rows(QUERIES["list_names"], establishments=sorted(scope.establishments), lenders=sorted(scope.lenders))
    return list(dict.fromkeys(row["name"] for row in rows))


def scope_columns(scope: Scope) -> dict[str, object]:
    """A scope, as every table that holds one writes it."""
    return {
        "regions": sorted(scope.regions),
        "establishments": sorted(scope.establishments),
        "lenders": sorted(scope.lenders),
        "lies_in": sorted(scope.lies_in),
    }


def scope_of(row: Record) -> Scope:
    """A scope, as every table that holds one reads it."""
    return Scope(
        regions=frozenset(row["regions"]),
        establishments=frozenset(map(EstablishmentId, row["establishments"])),
        lenders=frozenset(map(LenderId, row["lenders"])),
        lies_in=frozenset(row["region_codes"]),
    )


def _grant(row: Record) -> Grant:
    ended = Ended(row["ended_by"], row["ended_name"], row["ended_at"], row["ended_reason"]) if row["ended_at"] is not None else None
    return Grant(
        id=row["id"],
        account=row["account_id"],
        role=Role(row["role"]),
        scope=scope_of(row),
        approved_by=row["approved_by"],
        approved_name=row["approved_name"],
        approved_at=row["approved_at"],
        starts_at=row["starts_at"],
        until=row["until"],
        deputy_of=row["deputy_of"],
        request=row["request_id"],
        ended=ended,
    )
