"""What waits for a person, rows and words."""

from datetime import datetime

from planblanc.domain.identity import IncidentId
from planblanc.domain.waiting import WaitingKind, WaitingThing
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("waiting")
_ORDER = {kind: rank for rank, kind in enumerate(WaitingKind)}


async def things(tx: Transaction, region: str | None, now: datetime) -> tuple[WaitingThing, ...]:
    """All that waits among what the actor sees, the most pressing kind first, then the oldest."""
    rows = await tx.rows(QUERIES["list_waiting"], region=region, now=now)
    found = [
        WaitingThing(
            kind=WaitingKind(row["kind"]),
            incident=IncidentId(row["incident_id"]) if row["incident_id"] is not None else None,
            at_name=row["at_name"],
            what=row["what"],
            since=row["since"],
            units=row["units"],
            exercise=row["exercise"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda thing: (_ORDER[thing.kind], thing.since)))
