"""What CERT Santé was asked for and did: rows and words."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.national_support import NationalSupport, SupportCount, SupportKind
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("national_support")


async def running(tx: Transaction, incident: IncidentId, kind: SupportKind) -> NationalSupport | None:
    """The support of this kind that has not ended, held until the end of the transaction."""
    row = await tx.row(QUERIES["lock_running"], incident=incident, kind=kind)
    return _support(row) if row is not None else None


async def add(tx: Transaction, incident: Incident, support: NationalSupport) -> None:
    """Keep a support that was asked for."""
    told = {"incident_id": incident.id, "region_code": incident.region, "kind": support.kind, "requested_at": support.requested_at}
    await tx.execute(QUERIES["add_support"], **told, **_steps(support))


async def change(tx: Transaction, support: NationalSupport) -> bool:
    """Write how far it has come; false when it ended meanwhile."""
    return await tx.execute(QUERIES["change_support"], **_steps(support)) == 1


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[NationalSupport, ...]]:
    """What was asked for each incident, in order."""
    found = [_support(row) for row in await tx.rows(QUERIES["list_support"], incidents=list(incidents))]
    return [tuple(support for support in found if support.incident == incident) for incident in incidents]


async def counts(tx: Transaction, since: datetime, until: datetime, region: str | None) -> list[SupportCount]:
    """What was asked for in a span of time, by region and kind, as far as the actor may see."""
    rows = await tx.rows(QUERIES["count_by_year"], since=since, until=until, region=region)
    return [
        SupportCount(
            region=row["region_code"],
            kind=SupportKind(row["kind"]),
            incidents=row["incidents"],
            requested=row["requested"],
            accepted=row["accepted"],
            started=row["started"],
            ended=row["ended"],
        )
        for row in rows
    ]


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give what was done for a merged report to the incident that is kept."""
    await tx.execute(QUERIES["move_support"], merged=merged, kept=kept)


def _steps(support: NationalSupport) -> dict[str, object]:
    return {
        "id": support.id,
        "accepted_at": support.accepted_at,
        "started_at": support.started_at,
        "ended_at": support.ended_at,
        "note": support.note,
        "recorded_name": support.recorded_name,
    }


def _support(row: asyncpg.Record) -> NationalSupport:
    return NationalSupport(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        kind=SupportKind(row["kind"]),
        requested_at=row["requested_at"],
        recorded_name=row["recorded_name"],
        accepted_at=row["accepted_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        note=row["note"],
    )
