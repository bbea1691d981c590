"""Links that answer once, rows and words."""

from datetime import datetime
from uuid import UUID

from planblanc.domain.engagements import EngagementState
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, SolicitationId
from planblanc.domain.links import OneUseLink, Opened
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("links")


async def add(tx: Transaction, link: OneUseLink, token_sha256: bytes) -> None:
    """Keep a link by the hash of its token."""
    await tx.execute(
        QUERIES["add_link"],
        id=link.id,
        token_sha256=token_sha256,
        solicitation=link.solicitation,
        engagement=link.engagement,
        incident=link.incident,
        region=link.region,
        lender=link.lender,
        issued_by=link.issued_by,
        issued_name=link.issued_name,
        issued_at=link.issued_at,
        expires_at=link.expires_at,
    )


async def by_id(tx: Transaction, key: UUID) -> OneUseLink | None:
    """One link that was handed out, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_link"], id=key)
    if row is None:
        return None
    return OneUseLink(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        lender=LenderId(row["lender_id"]),
        issued_by=row["issued_by"],
        issued_name=row["issued_name"],
        issued_at=row["issued_at"],
        expires_at=row["expires_at"],
        solicitation=SolicitationId(row["solicitation_id"]) if row["solicitation_id"] else None,
        engagement=EngagementId(row["engagement_id"]) if row["engagement_id"] else None,
        used_at=row["used_at"],
        revoked_at=row["revoked_at"],
    )


async def opened(tx: Transaction, token_sha256: bytes) -> Opened | None:
    """What the token of this hash opens, or nothing."""
    row = await tx.row(QUERIES["open_link"], token_sha256=token_sha256)
    if row is None:
        return None
    return Opened(
        id=row["id"],
        lender=LenderId(row["lender_id"]),
        lender_name=row["lender_name"],
        region=row["region_code"],
        expires_at=row["expires_at"],
        solicitation=SolicitationId(row["solicitation_id"]) if row["solicitation_id"] else None,
        engagement=EngagementId(row["engagement_id"]) if row["engagement_id"] else None,
        engagement_state=EngagementState(row["engagement_state"]) if row["engagement_state"] else None,
        used_at=row["used_at"],
        revoked_at=row["revoked_at"],
    )


async def use(tx: Transaction, key: UUID, at: datetime) -> None:
    """It has answered, and answers no more."""
    await tx.execute(QUERIES["use_link"], id=key, at=at)


async def revoke(tx: Transaction, key: UUID, at: datetime) -> bool:
    """Take a link back; false when it was already."""
    return await tx.execute(QUERIES["revoke_link"], id=key, at=at) == 1
