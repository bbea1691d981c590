"""Situations as they stand, and the reports that were issued of them: rows and words."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.situation import Issued, Loans, NeedFigures, Scope, SituationReport
from planblanc.sealing.canonical import canonical_bytes
from planblanc.store import situation_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("situations")


async def needs(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[NeedFigures, ...]]:
    """What each incident wants and how far it has come, vital needs first."""
    found = await tx.rows(QUERIES["list_needs"], incidents=list(incidents))
    names = ("label", "criticality", "wanted", "asked", "promised", "on_the_way", "on_site", "received")
    return [
        tuple(NeedFigures(**{name: row[name] for name in names}) for row in found if row["incident_id"] == incident)
        for incident in incidents
    ]


async def loans(tx: Transaction, incidents: Sequence[IncidentId], now: datetime) -> list[Loans]:
    """What is out for each incident."""
    found = await tx.rows(QUERIES["count_loans"], incidents=list(incidents), now=now)
    known = {row["incident_id"]: Loans(row["out"], row["overdue"], row["lost"]) for row in found}
    return [known.get(incident, Loans()) for incident in incidents]


async def lock(tx: Transaction, scope: Scope) -> None:
    """Hold the numbers of a scope until the end of the transaction."""
    await tx.execute(QUERIES["lock_scope"], scope=f"{scope.region}/{scope.exercise}/{scope.incident or ''}")


async def last(tx: Transaction, scope: Scope) -> SituationReport | None:
    """The last report that was issued of a scope."""
    row = await tx.row(QUERIES["read_last"], region=scope.region, exercise=scope.exercise, incident=scope.incident)
    return _report(row) if row is not None else None


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[SituationReport | None]:
    """Each report that the actor may see, in the order asked."""
    found = {row["id"]: _report(row) for row in await tx.rows(QUERIES["read_reports"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, scope: Scope, *, before: int | None, limit: int) -> list[SituationReport]:
    """The reports of a scope, the last one first."""
    asked = {"region": scope.region, "exercise": scope.exercise, "incident": scope.incident, "before": before, "limit": limit}
    return [_report(row) for row in await tx.rows(QUERIES["page_reports"], **asked)]


async def add(tx: Transaction, actor: Actor, key: UUID, report: SituationReport, previous: str | None) -> bytes:
    """Keep a report as it is issued; the hash of its bytes, which hold the hash of the one before."""
    content = canonical_bytes(_content(actor, report, previous))
    digest = hashlib.sha256(content).digest()
    scope = report.scope
    await tx.execute(
        QUERIES["add_report"],
        id=key,
        incident=scope.incident,
        region=scope.region,
        exercise=scope.exercise,
        number=report.number,
        issued_by=actor.id,
        issued_name=actor.name,
        issued_at=report.told_at,
        content=content,
        sha256=digest,
    )
    return digest


def _content(actor: Actor, report: SituationReport, previous: str | None) -> dict[str, Any]:
    return {
        "number": report.number,
        "region": report.scope.region,
        "exercise": report.scope.exercise,
        "incident": str(report.scope.incident) if report.scope.incident else None,
        "issued_at": report.told_at.isoformat(),
        "issued_by": actor.name,
        "previous_at": report.previous_at.isoformat() if report.previous_at else None,
        "previous_sha256": previous,
        "changes": list(report.changes),
        "situation": rows.plain(report.situation),
    }


def _report(row: asyncpg.Record) -> SituationReport:
    told = rows.read(row["content"])
    return SituationReport(
        scope=Scope(row["region_code"], row["exercise"], row["incident_id"]),
        number=row["number"],
        told_at=row["issued_at"],
        situation=rows.revived(told["situation"]),
        changes=tuple(told["changes"]),
        previous_at=datetime.fromisoformat(told["previous_at"]) if told["previous_at"] else None,
        issued=Issued(row["id"], row["issued_at"], row["issued_name"], row["sha256"].hex()),
    )
