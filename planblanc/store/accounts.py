"""Accounts and what their providers call them: rows ↔ domain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.accounts import Account, AccountKind, Ended, Identity, ShownIdentity
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("accounts")


@dataclass(frozen=True)
class Site:
    """An establishment as a scope needs it."""

    id: EstablishmentId
    finess: str
    name: str
    region: str
    entity_finess: str | None


@dataclass(frozen=True)
class ScopeLender:
    """A lender as a scope needs it."""

    id: LenderId
    establishment: EstablishmentId | None
    code: str
    name: str
    region: str


async def of_identity(tx: Transaction, identity: UUID) -> Account | None:
    """The account of whoever comes in, or nothing at a first login."""
    row = await tx.row(QUERIES["read_account"], identity=identity)
    return _account(row) if row is not None else None


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[Account | None]:
    """The account of each key, in the order of the keys."""
    found = {row["id"]: _account(row) for row in await tx.rows(QUERIES["read_accounts"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, *, or_ended: bool, after_name: str | None, after_id: UUID | None, limit: int) -> list[Account]:
    """The accounts that the actor keeps, by name, after this one."""
    rows = await tx.rows(QUERIES["page_accounts"], or_ended=or_ended, after_name=after_name, after_id=after_id, limit=limit)
    return [_account(row) for row in rows]


async def add(tx: Transaction, account: Account, *, by: UUID | None) -> None:
    """Keep a new account."""
    await tx.execute(
        QUERIES["add_account"],
        id=account.id,
        kind=account.kind.value,
        name=account.name,
        created_by=by,
        created_name=account.created_name,
        created_at=account.created_at,
    )


async def see(tx: Transaction, account: Account, shown: ShownIdentity, at: datetime, *, first: bool) -> None:
    """Keep what a provider shows of somebody at a login."""
    numbers = {"rpps": shown.rpps, "finess": list(shown.finess), "siret": list(shown.siret), "at": at, "id": shown.key}
    if first:
        await tx.execute(QUERIES["add_identity"], account=account.id, issuer=shown.issuer, subject=shown.subject, **numbers)
        return
    await tx.execute(QUERIES["see_identity"], **numbers)
    await tx.execute(QUERIES["rename_account"], id=account.id, name=shown.name)


async def end(tx: Transaction, account: UUID, ended: Ended) -> bool:
    """Close an account; false when somebody has just done it."""
    return await tx.execute(QUERIES["end_account"], id=account, by=ended.by, name=ended.name, at=ended.at, reason=ended.reason) == 1


async def identities(tx: Transaction, accounts: Sequence[UUID]) -> list[tuple[Identity, ...]]:
    """How providers call each account, in the order of the accounts."""
    found: dict[UUID, list[Identity]] = {key: [] for key in accounts}
    for row in await tx.rows(QUERIES["read_identities"], accounts=list(accounts)):
        found[row["account_id"]].append(_identity(row))
    return [tuple(found[key]) for key in accounts]


async def sites(tx: Transaction, finess: Iterable[str]) -> list[Site]:
    """The sites of these FINESS numbers: a site's own, or those of a legal entity's sites."""
    rows = await tx.rows(QUERIES["find_sites"], finess=sorted(set(finess)))
    return [Site(row["id"], row["finess"], row["name"], row["region_code"], row["entity_finess"]) for row in rows]


async def scope_lenders(tx: Transaction, of_sites: Iterable[EstablishmentId], codes: Iterable[str]) -> list[ScopeLender]:
    """The lenders of these sites, and those of these codes."""
    rows = await tx.rows(QUERIES["find_scope_lenders"], sites=sorted(of_sites), codes=sorted(set(codes)))
    return [ScopeLender(row["id"], row["establishment_id"], row["code"], row["name"], row["region_code"]) for row in rows]


async def lenders(tx: Transaction, of_sites: Iterable[EstablishmentId], codes: Iterable[str]) -> list[ScopeLender]:
    """The same, for whoever reads the lenders themselves."""
    rows = await tx.rows(QUERIES["find_lenders"], sites=sorted(of_sites), codes=sorted(set(codes)))
    return [ScopeLender(row["id"], row["establishment_id"], row["code"], row["name"], row["region_code"]) for row in rows]


async def regions(tx: Transaction, codes: Iterable[str]) -> frozenset[str]:
    """Which of these codes are those of a region."""
    return frozenset(row["code"] for row in await tx.rows(QUERIES["find_regions"], codes=sorted(set(codes))))


def _account(row: Record) -> Account:
    return Account(
        id=row["id"],
        kind=AccountKind(row["kind"]),
        name=row["name"],
        created_name=row["created_name"],
        created_at=row["created_at"],
        ended_at=row["ended_at"],
        ended_reason=row["ended_reason"],
    )


def _identity(row: Record) -> Identity:
    return Identity(
        account=row["account_id"],
        issuer=row["issuer"],
        subject=row["subject"],
        rpps=row["rpps"],
        finess=tuple(row["finess"]),
        siret=tuple(row["siret"]),
        last_seen_at=row["last_seen_at"],
    )
