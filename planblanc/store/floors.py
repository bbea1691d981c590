"""Lowered floors, rows and words."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.floors import FloorKind, FloorOverride
from planblanc.domain.identity import IncidentId, LenderId, StockId
from planblanc.domain.incidents import Incident
from planblanc.domain.revocations import Revocation
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("floors")


async def add(tx: Transaction, incident: Incident, made: FloorOverride) -> bool:
    """Lower a floor; false while it is lowered already for this incident."""
    added = await tx.execute(
        QUERIES["add_override"],
        id=made.id,
        incident_id=incident.id,
        region_code=incident.region,
        lender_id=made.lender,
        lender_region_code=made.lender_region,
        lender_name=made.lender_name,
        kind=made.kind,
        competence_code=made.competence,
        stock_id=made.stock,
        label=made.label,
        floor=made.floor,
        reason=made.reason,
        made_by=made.made_by,
        made_name=made.made_name,
        made_at=made.made_at,
    )
    return added == 1


async def revoke(tx: Transaction, actor: Actor, key: UUID, revoked: Revocation) -> bool:
    """Give a lender its floor back; false when it has it already."""
    gone = await tx.execute(
        QUERIES["revoke_override"],
        id=key,
        revoked_by=actor.id,
        revoked_name=revoked.name,
        revoked_at=revoked.at,
        reason=revoked.reason,
    )
    return gone == 1


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[FloorOverride | None]:
    """Each lowered floor that the actor may see, in the order asked."""
    found = {row["id"]: _override(row) for row in await tx.rows(QUERIES["read_overrides"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[FloorOverride, ...]]:
    """The floors lowered for each incident, those given back among them."""
    found = [_override(row) for row in await tx.rows(QUERIES["list_overrides"], incidents=list(incidents))]
    return [tuple(made for made in found if made.incident == incident) for incident in incidents]


def _override(row: asyncpg.Record) -> FloorOverride:
    revoked = None
    if row["revoked_at"] is not None:
        revoked = Revocation(row["revoked_name"], row["revoked_at"], row["revoked_reason"])
    return FloorOverride(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        lender=LenderId(row["lender_id"]),
        lender_name=row["lender_name"],
        lender_region=row["lender_region_code"],
        kind=FloorKind(row["kind"]),
        floor=row["floor"],
        reason=row["reason"],
        made_by=row["made_by"],
        made_name=row["made_name"],
        made_at=row["made_at"],
        competence=row["competence_code"],
        stock=StockId(row["stock_id"]) if row["stock_id"] else None,
        label=row["label"],
        revoked=revoked,
    )
