"""What arrives for an incident, and what its victim was last told of it."""

from datetime import datetime
from uuid import UUID

from planblanc.domain.arrivals import Arrival
from planblanc.domain.engagements import EngagementState
from planblanc.domain.identity import IncidentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("arrivals")


async def awaited(tx: Transaction, before: datetime) -> list[tuple[IncidentId, str]]:
    """The incidents that help is confirmed for, with their region, and that were told nothing since a moment."""
    return [(IncidentId(row["id"]), row["region_code"]) for row in await tx.rows(QUERIES["list_awaited"], before=before)]


async def of_incident(tx: Transaction, incident: IncidentId) -> list[Arrival]:
    """What is confirmed, on its way or there."""
    return [
        Arrival(EngagementState(row["state"]), row["kind"], row["quantity"], row["lender"], row["expected_at"])
        for row in await tx.rows(QUERIES["list_arrivals"], incident_id=incident)
    ]


async def tell(tx: Transaction, incident: tuple[IncidentId, str], told: str, now: datetime, before: datetime) -> int | None:
    """The number of this digest; nothing when it says nothing new, or comes too soon after the last one."""
    key, region = incident
    number = await tx.value(QUERIES["tell_arrivals"], incident_id=key, region=region, told=told, now=now, before=before)
    return int(number) if number is not None else None


async def waiting(tx: Transaction, incident: IncidentId) -> list[UUID]:
    """The digests that were not delivered yet."""
    return [row["id"] for row in await tx.rows(QUERIES["list_waiting_digests"], incident_id=incident)]
