"""Offers of help, rows and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from planblanc.domain.access import Channel
from planblanc.domain.errors import Conflict
from planblanc.domain.identity import IncidentId, LenderId, OfferId
from planblanc.domain.offers import Decided, Offer, Offered, OfferState
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("offers")


@dataclass(frozen=True)
class Wanted:
    """Which offers a list holds: everything that is not said is no condition."""

    region: str | None = None
    incident: IncidentId | None = None
    state: OfferState | None = None


async def add(tx: Transaction, offer: Offer) -> None:
    """Keep an offer that was made."""
    offered = offer.offered
    await tx.execute(
        QUERIES["add_offer"],
        id=offer.id,
        region=offer.region,
        incident=offer.incident,
        lender=offer.lender,
        offerer=offer.offerer,
        kind="RESPONDER" if offered.competence is not None else "EQUIPMENT",
        competence=offered.competence,
        level=offered.level,
        equipment_type=offered.equipment_type,
        quantity=offered.quantity,
        starts_at=offered.starts_at,
        ends_at=offered.ends_at,
        note=offer.note,
        channel=offer.channel.value,
        offered_by=offer.offered_by,
        offered_name=offer.offered_name,
        offered_for=offer.offered_for,
        offered_at=offer.offered_at,
    )


async def by_ids(tx: Transaction, ids: Sequence[OfferId]) -> list[Offer | None]:
    """Each offer that the actor can see, in the order asked."""
    found = {offer.id: offer for offer in map(_offer, await tx.rows(QUERIES["read_offers"], ids=list(ids)))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, wanted: Wanted, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Offer]:
    """A page of the offers that match, the latest first, after the sort key of the page before."""
    before_at, before_id = before or (None, None)
    rows = await tx.rows(
        QUERIES["list_offers"],
        region=wanted.region,
        incident=wanted.incident,
        state=wanted.state.value if wanted.state is not None else None,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )
    return [_offer(row) for row in rows]


async def decide(tx: Transaction, offer: Offer) -> None:
    """Write what was made of an offer; `Conflict` when somebody decided meanwhile."""
    by = offer.decided
    saved = await tx.execute(
        QUERIES["decide_offer"],
        id=offer.id,
        state=offer.state.value,
        decided_by=by.by if by else None,
        decided_name=by.name if by else None,
        decided_at=by.at if by else None,
        reason=by.reason if by else "",
        resource=offer.resource,
        version=offer.version,
    )
    if not saved:
        raise Conflict(path=("offer",))


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give what was offered for a merged report to the incident that is kept."""
    await tx.execute(QUERIES["move_offers"], merged=merged, kept=kept)


def _offer(row: asyncpg.Record) -> Offer:
    is_decided = row["decided_at"] is not None
    return Offer(
        id=OfferId(row["id"]),
        region=row["region_code"],
        offerer=row["offerer"],
        offered=Offered(
            quantity=row["quantity"],
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            competence=row["competence_code"],
            level=row["level"],
            equipment_type=row["equipment_type_code"],
        ),
        channel=Channel(row["channel"]),
        offered_by=row["offered_by"],
        offered_name=row["offered_name"],
        offered_at=row["offered_at"],
        lender=LenderId(row["lender_id"]) if row["lender_id"] else None,
        incident=IncidentId(row["incident_id"]) if row["incident_id"] else None,
        offered_for=row["offered_for"],
        note=row["note"],
        state=OfferState(row["state"]),
        decided=Decided(row["decided_by"], row["decided_name"], row["decided_at"], row["reason"]) if is_decided else None,
        resource=row["resource_id"],
        version=row["version"],
    )
