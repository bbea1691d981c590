"""Choices made by hand, rows and words."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.adjustments import Adjustment, AdjustmentKind, Resource, Undone
from planblanc.domain.identity import IncidentId, NeedId
from planblanc.domain.incidents import Incident
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("adjustments")


async def add(tx: Transaction, incident: Incident, made: Adjustment) -> bool:
    """Keep a choice; false when the same resource already has one for the same need."""
    added = await tx.execute(
        QUERIES["add_adjustment"],
        id=made.id,
        incident=incident.id,
        region=incident.region,
        need=made.need,
        kind=made.kind.value,
        responder=None if made.resource.is_stock else made.resource.key,
        stock=made.resource.key if made.resource.is_stock else None,
        replaced=made.replaced,
        replaced_told=made.replaced_told,
        told=made.told,
        quantity=made.quantity,
        reason=made.reason,
        made_by=made.made_by,
        made_name=made.made_name,
        made_at=made.made_at,
    )
    return added == 1


async def undo(tx: Transaction, actor: Actor, key: UUID, undone: Undone) -> bool:
    """Say that a choice counts no more; false when it was undone already."""
    changed = await tx.execute(
        QUERIES["undo_adjustment"],
        id=key,
        revoked_by=actor.id,
        revoked_name=undone.name,
        revoked_at=undone.at,
        reason=undone.reason,
    )
    return changed == 1


async def by_id(tx: Transaction, key: UUID) -> Adjustment | None:
    """One choice, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_adjustment"], id=key)
    return _adjustment(row) if row else None


async def standing(tx: Transaction, incidents: Sequence[IncidentId]) -> tuple[Adjustment, ...]:
    """The choices that stand for these incidents, oldest first in each."""
    return tuple(_adjustment(row) for row in await tx.rows(QUERIES["list_standing"], incidents=list(incidents)))


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Adjustment, ...]]:
    """The choices for each incident, those that were undone among them, the latest first."""
    found = [_adjustment(row) for row in await tx.rows(QUERIES["list_adjustments"], incidents=list(incidents))]
    return [tuple(one for one in found if one.incident == incident) for incident in incidents]


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> int:
    """Give the refusals for the whole of a merged report to the incident that is kept; those of its needs follow them."""
    return await tx.execute(QUERIES["move_adjustments"], merged=merged, kept=kept)


async def name_of(tx: Transaction, incident: IncidentId, resource: Resource) -> str | None:
    """How plans name a resource, or nothing when the actor may not know of it."""
    found: str | None = await tx.value(QUERIES["name_resource"], incident=incident, resource=resource.key, is_stock=resource.is_stock)
    return found


async def planned_quantity(tx: Transaction, incident: IncidentId, need: NeedId, resource: UUID) -> int:
    """How many of a resource the plan that counts sends to a need."""
    return await tx.value(QUERIES["planned_quantity"], incident=incident, need=need, resource=resource) or 0


def _adjustment(row: asyncpg.Record) -> Adjustment:
    undone = row["revoked_at"] is not None
    return Adjustment(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        kind=AdjustmentKind(row["kind"]),
        resource=Resource(row["responder_id"] or row["stock_id"], is_stock=row["stock_id"] is not None),
        told=row["told"],
        reason=row["reason"],
        made_by=row["made_by"],
        made_name=row["made_name"],
        made_at=row["made_at"],
        need=row["need_id"],
        quantity=row["quantity"],
        replaced=row["replaced_id"],
        replaced_told=row["replaced_told"],
        undone=Undone(row["revoked_name"], row["revoked_at"], row["revoked_reason"]) if undone else None,
        version=row["version"],
    )
