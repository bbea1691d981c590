"""What a newer plan changes for an incident, without a person."""

from dataclasses import dataclass

from planblanc.domain.identity import IncidentId, PlanId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("replanning")


@dataclass(frozen=True)
class Changes:
    """Units more or fewer than are promised, by lender, and those that stay uncovered."""

    by_lender: tuple[tuple[str, int], ...]
    missing: int


async def changes(tx: Transaction, plan: PlanId, incident: IncidentId) -> Changes:
    """Compare a plan with what is promised to the incident now."""
    found = await tx.rows(QUERIES["changes_by_lender"], plan=plan, incident=incident)
    missing = await tx.value(QUERIES["missing_units"], plan=plan, incident=incident)
    return Changes(tuple((row["name"], row["units"]) for row in found), missing)
