"""Hand-overs, rows and words."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from planblanc.domain.hand_overs import HandOver
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("hand_overs")


async def add(tx: Transaction, incident: Incident, offered: HandOver) -> None:
    """Keep a hand-over that waits for whoever will accept it."""
    await tx.execute(
        QUERIES["add_hand_over"],
        id=offered.id,
        incident_id=incident.id,
        region_code=incident.region,
        from_id=offered.from_id,
        from_name=offered.from_name,
        to_name=offered.to_name,
        note=offered.note,
        offered_at=offered.offered_at,
    )


async def accept(tx: Transaction, incident: IncidentId, officer: UUID, at: datetime) -> None:
    """Say who has read and accepted the one that waits."""
    await tx.execute(QUERIES["accept_hand_over"], incident=incident, to_id=officer, accepted_at=at)


async def pending(tx: Transaction, incidents: Sequence[IncidentId]) -> list[HandOver | None]:
    """The hand-over of each incident that nobody has accepted yet."""
    rows = await tx.rows(QUERIES["list_pending"], incidents=list(incidents))
    waiting = {
        row["incident_id"]: HandOver(
            id=row["id"],
            incident=IncidentId(row["incident_id"]),
            from_id=row["from_id"],
            from_name=row["from_name"],
            to_name=row["to_name"],
            note=row["note"],
            offered_at=row["offered_at"],
        )
        for row in rows
    }
    return [waiting.get(incident) for incident in incidents]
