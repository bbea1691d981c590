"""One-use codes: rows ↔ domain; what they are made of never comes out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from planblanc.domain.access_codes import AccessCode, CodeKind, CodeOutcome
from planblanc.domain.identity import EstablishmentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("access_codes")


async def add(tx: Transaction, code: AccessCode, digest: bytes) -> None:
    """Keep a code by its digest."""
    await tx.execute(
        QUERIES["add_code"],
        id=code.id,
        digest=digest,
        establishment=code.establishment,
        region=code.region,
        kind=code.kind.value,
        issued_by=code.issued_by,
        issued_name=code.issued_name,
        issued_at=code.issued_at,
        expires_at=code.expires_at,
    )


async def revoke(tx: Transaction, site: EstablishmentId, kind: CodeKind, at: datetime) -> int:
    """Take back every code of a site and of this kind that was not used, and end what the others opened; how many were taken back."""
    await tx.value(QUERIES["end_sessions"], site=site, kind=kind.value, at=at)
    return await tx.execute(QUERIES["revoke_codes"], site=site, kind=kind.value, at=at)


async def redeem(
    tx: Transaction, site: EstablishmentId, digest: bytes, address: bytes, at: datetime
) -> tuple[CodeOutcome, CodeKind | None, int]:
    """Show a code: it serves once; what opens nothing counts as a try once committed; how many the site had within the hour."""
    row = await tx.row(QUERIES["redeem_code"], site=site, digest=digest, address=address, at=at)
    if row is None:
        raise RuntimeError("the function answers with one row")
    return CodeOutcome(row["outcome"]), CodeKind(row["kind"]) if row["kind"] else None, row["tries"]


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[AccessCode | None]:
    """The code of each identifier, in the order asked."""
    found = {
        row["id"]: AccessCode(
            id=row["id"],
            establishment=EstablishmentId(row["establishment_id"]),
            region=row["region_code"],
            kind=CodeKind(row["kind"]),
            issued_by=row["issued_by"],
            issued_name=row["issued_name"],
            issued_at=row["issued_at"],
            expires_at=row["expires_at"],
        )
        for row in await tx.rows(QUERIES["read_codes"], ids=list(ids))
    }
    return [found.get(one) for one in ids]


async def was_called_back(tx: Transaction, site: EstablishmentId, since: datetime) -> bool:
    """Whether the site was called back for an access since then, at a number of its directory, and confirmed it."""
    return bool(await tx.value(QUERIES["was_called_back"], site=site, since=since))
