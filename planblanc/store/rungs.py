"""Rungs that were opened, rows and words."""

from collections.abc import Sequence

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.perimeter import Rung
from planblanc.domain.revocations import Revocation
from planblanc.domain.rungs import Authorisation
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("rungs")


async def add(tx: Transaction, incident: Incident, opened: Authorisation) -> bool:
    """Open a rung; false when it is open already."""
    added = await tx.execute(
        QUERIES["add_authorisation"],
        id=opened.id,
        incident_id=incident.id,
        region_code=incident.region,
        rung=opened.rung,
        reason=opened.reason,
        authorised_by=opened.authorised_by,
        authorised_name=opened.authorised_name,
        authorised_at=opened.authorised_at,
    )
    return added == 1


async def revoke(tx: Transaction, actor: Actor, incident: IncidentId, rung: Rung, revocation: Revocation) -> bool:
    """Close a rung; false when it was not open."""
    closed = await tx.execute(
        QUERIES["revoke"],
        incident=incident,
        rung=rung,
        revoked_by=actor.id,
        revoked_name=revocation.name,
        revoked_at=revocation.at,
        reason=revocation.reason,
    )
    return closed == 1


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Authorisation, ...]]:
    """The rungs opened for each incident, those closed again among them."""
    rows = await tx.rows(QUERIES["list_authorisations"], incidents=list(incidents))
    return [tuple(_authorisation(row) for row in rows if row["incident_id"] == incident) for incident in incidents]


async def reached(tx: Transaction, asked: Sequence[tuple[str, Rung]]) -> list[tuple[str, ...]]:
    """For each region and rung, the codes of the regions whose lenders come within reach; none for the Union, which has no ARS here."""
    regions, rungs = [region for region, _ in asked], [rung.value for _, rung in asked]
    rows = await tx.rows(QUERIES["read_reached"], regions=regions, rungs=rungs)
    return [tuple(row["code"] for row in rows if (row["origin"], row["rung"]) == (region, rung.value)) for region, rung in asked]


def _authorisation(row: asyncpg.Record) -> Authorisation:
    revoked = row["revoked_at"] is not None
    return Authorisation(
        id=row["id"],
        rung=Rung(row["rung"]),
        reason=row["reason"],
        authorised_by=row["authorised_by"],
        authorised_name=row["authorised_name"],
        authorised_at=row["authorised_at"],
        revoked=Revocation(row["revoked_name"], row["revoked_at"], row["revoked_reason"]) if revoked else None,
    )
