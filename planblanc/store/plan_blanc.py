"""Plans blancs, rows and words."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.plan_blanc import Activation, Authority, PlanBlancLevel
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("plan_blanc")


async def add(tx: Transaction, incident: Incident, activation: Activation) -> None:
    """Keep a plan blanc of an incident."""
    await tx.execute(
        QUERIES["add_activation"],
        id=activation.id,
        incident_id=incident.id,
        region_code=incident.region,
        level=activation.level,
        digital_annex=activation.digital_annex,
        decided_by=activation.decided_by,
        decided_at=activation.decided_at,
        informed=[authority.value for authority in activation.informed],
        ended_at=activation.ended_at,
    )


async def end_running(tx: Transaction, incident: IncidentId, at: datetime) -> None:
    """End the plan that runs, if one does."""
    await tx.execute(QUERIES["end_running"], incident=incident, at=at)


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Activation, ...]]:
    """The plans blancs of each incident, in the order they were decided."""
    rows = await tx.rows(QUERIES["list_activations"], incidents=list(incidents))
    return [
        tuple(
            Activation(
                id=row["id"],
                level=PlanBlancLevel(row["level"]),
                digital_annex=row["digital_annex"],
                decided_by=row["decided_by"],
                decided_at=row["decided_at"],
                informed=tuple(Authority(authority) for authority in row["informed"]),
                ended_at=row["ended_at"],
            )
            for row in rows
            if row["incident_id"] == incident
        )
        for incident in incidents
    ]


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give the plans blancs of a merged report to the incident that is kept."""
    await tx.execute(QUERIES["move_activations"], merged=merged, kept=kept)
