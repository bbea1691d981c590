"""Alerts: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.alerts import Alert, AlertState
from planblanc.domain.identity import IncidentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("alerts")


async def raise_for(tx: Transaction, incident: IncidentId, now: datetime) -> bool:
    """Raise the alert of an incident that nobody has in charge; false when it was raised before, or is not wanted."""
    return await tx.execute(QUERIES["raise_alert"], incident_id=incident, now=now) == 1


async def by_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[Alert | None]:
    """The alert of each incident, in the order asked."""
    found = {row["incident_id"]: _alert(row) for row in await tx.rows(QUERIES["read_alerts"], incidents=list(incidents))}
    return [found.get(key) for key in incidents]


async def hold(tx: Transaction, incident: IncidentId) -> Alert | None:
    """The alert of an incident once nobody else is changing it."""
    await tx.row(QUERIES["hold_alert"], incident_id=incident)
    return (await by_incidents(tx, [incident]))[0]


async def page(tx: Transaction, region: str, *, limit: int, after_at: datetime | None = None, after_id: UUID | None = None) -> list[Alert]:
    """The alerts of a region, the last raised first."""
    rows = await tx.rows(QUERIES["page_alerts"], region=region, limit=limit, after_at=after_at, after_id=after_id)
    return [_alert(row) for row in rows]


async def due(tx: Transaction, now: datetime) -> list[Alert]:
    """The alerts that nobody has heard in time, held for this worker."""
    keys = [row["incident_id"] for row in await tx.rows(QUERIES["list_due"], now=now)]
    return [alert for alert in await by_incidents(tx, keys) if alert is not None]


async def save_step(tx: Transaction, alert: Alert) -> None:
    """Keep that one more turn is woken."""
    await tx.execute(QUERIES["save_step"], incident_id=alert.incident, steps=alert.steps, escalate_at=alert.escalate_at)


async def acknowledge(tx: Transaction, alert: Alert) -> None:
    """Keep who heard it."""
    await tx.execute(
        QUERIES["save_acknowledgement"],
        incident_id=alert.incident,
        state=alert.state.value,
        by=alert.acknowledged_by,
        name=alert.acknowledged_name,
        at=alert.acknowledged_at,
    )


async def end(tx: Transaction, incident: IncidentId) -> bool:
    """Wake nobody any more for an incident that is over."""
    return await tx.execute(QUERIES["end_alert"], incident_id=incident) == 1


def _alert(row: Record) -> Alert:
    return Alert(
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        exercise=row["exercise"],
        state=AlertState(row["state"]),
        raised_at=row["raised_at"],
        steps=row["steps"],
        escalate_at=row["escalate_at"],
        acknowledged_by=row["acknowledged_by"],
        acknowledged_name=row["acknowledged_name"],
        acknowledged_at=row["acknowledged_at"],
        version=row["version"],
    )
