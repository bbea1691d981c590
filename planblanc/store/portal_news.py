"""What the portal is told of an incident that it declared."""

from planblanc.domain.declarations import Coverage, DeclaredIncident
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import NationalReference
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("portal_news")


async def declarations(tx: Transaction, incident: IncidentId) -> tuple[DeclaredIncident, ...]:
    """The incident under each national number it answers; none when the portal never declared it."""
    return tuple(
        DeclaredIncident(
            national=NationalReference(row["national_number"], row["national_revision"] or 0),
            incident_id=IncidentId(row["incident_id"]),
            exercise=row["exercise"],
            agency=row["ars_name"],
            officer_name=row["officer_name"],
            taken_at=row["taken_charge_at"],
            closed_at=row["closed_at"],
        )
        for row in await tx.rows(QUERIES["list_declarations"], incident_id=incident)
    )


async def coverage(tx: Transaction, incident: IncidentId) -> tuple[Coverage, ...]:
    """What the incident wants and what it is promised, vital needs first."""
    rows = await tx.rows(QUERIES["sum_coverage"], incident_id=incident)
    return tuple(Coverage(row["criticality"], int(row["wanted"]), int(row["covered"])) for row in rows)
