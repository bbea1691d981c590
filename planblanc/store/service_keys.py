"""Keys of programs: rows ↔ domain; what they are made of never comes out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.service_keys import ServiceKey
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("service_keys")


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[ServiceKey | None]:
    """The key of each identifier, in the order asked."""
    found = {row["id"]: _key(row) for row in await tx.rows(QUERIES["read_keys"], ids=list(ids))}
    return [found.get(one) for one in ids]


async def of_accounts(tx: Transaction, accounts: Sequence[UUID]) -> list[tuple[ServiceKey, ...]]:
    """The keys of each program, in the order of the programs."""
    found: dict[UUID, list[ServiceKey]] = {account: [] for account in accounts}
    for row in await tx.rows(QUERIES["list_of_accounts"], accounts=list(accounts)):
        found[row["account_id"]].append(_key(row))
    return [tuple(found[account]) for account in accounts]


async def add(tx: Transaction, key: ServiceKey, digest: bytes, *, by: UUID) -> None:
    """Keep a new key, by its digest."""
    await tx.execute(
        QUERIES["add_key"],
        id=key.id,
        grant=key.grant,
        account=key.account,
        digest=digest,
        shown=key.shown,
        label=key.label,
        issued_by=by,
        issued_name=key.issued_name,
        issued_at=key.issued_at,
        expires_at=key.expires_at,
    )


async def revoke(tx: Transaction, ids: Sequence[UUID], *, name: str, at: datetime, reason: str) -> int:
    """Take keys back; how many still stood."""
    return await tx.execute(QUERIES["revoke_keys"], ids=list(ids), name=name, at=at, reason=reason)


async def of_grants(tx: Transaction, grants: Sequence[UUID]) -> list[ServiceKey]:
    """The keys that stand on these grants."""
    return [_key(row) for row in await tx.rows(QUERIES["list_of_grants"], grants=list(grants))]


async def opened(tx: Transaction, digest: bytes, at: datetime) -> Record | None:
    """The account and the grant that a key speaks for, with `expires_at`, if it still stands at `at` (real clock)."""
    return await tx.row(QUERIES["open_key"], digest=digest, at=at)


def _key(row: Record) -> ServiceKey:
    return ServiceKey(
        id=row["id"],
        grant=row["grant_id"],
        account=row["account_id"],
        shown=row["shown"],
        label=row["label"],
        issued_name=row["issued_name"],
        issued_at=row["issued_at"],
        expires_at=row["expires_at"],
        revoked_name=row["revoked_name"],
        revoked_at=row["revoked_at"],
        revoked_reason=row["revoked_reason"],
    )
