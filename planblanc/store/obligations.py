"""Obligations and their templates, rows and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.errors import NotFound
from planblanc.domain.identity import IncidentId, ObligationId
from planblanc.domain.incidents import Incident
from planblanc.domain.obligations import REMINDERS, Anchor, Filing, Obligation, Template, Times, Waiver
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("obligations")


@dataclass(frozen=True)
class Wanted:
    """Which obligations a list holds: everything that is not said is no condition."""

    region: str | None = None
    incident: IncidentId | None = None
    only_open: bool = False


async def templates(tx: Transaction) -> list[Template]:
    """Every obligation of the law that is known, in the order in which they are told."""
    return [_template(dict(row)) for row in await tx.rows(QUERIES["read_templates"])]


async def template(tx: Transaction, code: str) -> Template:
    """One of them; `NotFound` when there is none."""
    found = {known.code: known for known in await templates(tx)}
    if code not in found:
        raise NotFound(path=("code",))
    return found[code]


async def decide(tx: Transaction, actor: Actor, code: str, *, enabled: bool, now: datetime) -> None:
    """Enable an obligation of the law, or disable it."""
    await tx.execute(QUERIES["decide_template"], code=code, enabled=enabled, decided_by=actor.name, decided_at=now)


async def open_for(tx: Transaction, incident: Incident) -> list[str]:
    """Give an incident the obligations that are enabled and that it lacks; their codes."""
    rows = await tx.rows(QUERIES["open_obligations"], incident=incident.id, region=incident.region)
    return sorted(row["template_code"] for row in rows)


async def incomplete(tx: Transaction) -> list[IncidentId]:
    """Some open incidents that lack an enabled obligation."""
    return [IncidentId(row["id"]) for row in await tx.rows(QUERIES["list_incomplete"])]


async def hold(tx: Transaction, key: ObligationId) -> Obligation:
    """The obligation as it stands once nobody else is changing it; `NotFound` when it is not the actor's to see."""
    await tx.row(QUERIES["hold_obligation"], id=key)
    (found,) = await by_ids(tx, [key])
    if found is None:
        raise NotFound(path=("obligation",))
    return found


async def hold_reminders(tx: Transaction, now: datetime) -> list[Obligation]:
    """Some obligations that may have to be called to mind, held."""
    held = await tx.rows(QUERIES["hold_reminders"], now=now, within=max(REMINDERS))
    found = await by_ids(tx, [ObligationId(row["id"]) for row in held])
    return [obligation for obligation in found if obligation is not None]


async def by_ids(tx: Transaction, ids: Sequence[ObligationId]) -> list[Obligation | None]:
    """Each obligation that the actor can see, in the order asked."""
    rows = await tx.rows(QUERIES["read_obligations"], ids=list(ids))
    found = {obligation.id: obligation for obligation in map(_obligation, rows)}
    return [found.get(key) for key in ids]


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Obligation, ...]]:
    """The obligations of each incident, in the order in which they are told."""
    rows = await tx.rows(QUERIES["list_of_incidents"], incidents=list(incidents))
    found = sorted(map(_obligation, rows), key=lambda obligation: (obligation.template.rank, obligation.template.code))
    return [tuple(obligation for obligation in found if obligation.incident == incident) for incident in incidents]


async def page(
    tx: Transaction, wanted: Wanted, *, limit: int, after_at: datetime | None = None, after_id: UUID | None = None
) -> list[Obligation]:
    """The obligations that match, the nearest limit first."""
    rows = await tx.rows(
        QUERIES["page_obligations"],
        region=wanted.region,
        incident=wanted.incident,
        open=wanted.only_open,
        after_at=after_at,
        after_id=after_id,
        limit=limit,
    )
    return [_obligation(row) for row in rows]


async def save(tx: Transaction, obligation: Obligation) -> None:
    """Write an obligation as it now stands."""
    filing, waiver = obligation.filing, obligation.waiver
    await tx.execute(
        QUERIES["save_obligation"],
        id=obligation.id,
        started_at=obligation.times.started,
        filed_at=filing.at if filing else None,
        reference=filing.reference if filing else None,
        filed_by=filing.by if filing else None,
        late_seconds=int(filing.late.total_seconds()) if filing and filing.late is not None else None,
        supplements=list(filing.supplements) if filing else [],
        waived_at=waiver.at if waiver else None,
        waived_by=waiver.by if waiver else None,
        waived_reason=waiver.reason if waiver else None,
    )


async def save_reminder(tx: Transaction, key: ObligationId, hours: int) -> None:
    """Keep which reminder was made last."""
    await tx.execute(QUERIES["save_reminder"], id=key, hours=hours)


def _obligation(row: asyncpg.Record) -> Obligation:
    late = timedelta(seconds=row["late_seconds"]) if row["late_seconds"] is not None else None
    is_filed, is_waived = row["filed_at"] is not None, row["waived_at"] is not None
    return Obligation(
        id=ObligationId(row["id"]),
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        template=_template(row["template"]),
        times=Times(row["declared_at"], row["awareness_at"], row["started_at"], row["followed_at"]),
        exercise=row["exercise"],
        filing=Filing(row["filed_at"], row["reference"], row["filed_by"], late, tuple(row["supplements"])) if is_filed else None,
        waiver=Waiver(row["waived_at"], row["waived_by"], row["waived_reason"]) if is_waived else None,
        reminded_hours=row["reminded_hours"],
    )


def _template(row: Mapping[str, Any]) -> Template:
    """The template of a row, or of the JSON that stands beside an obligation, where moments are text."""
    given = dict(row)
    decided_at = given.pop("decided_at")
    at = datetime.fromisoformat(decided_at) if isinstance(decided_at, str) else decided_at
    return Template(anchor=Anchor(given.pop("anchor")), after=given.pop("after_code"), decided_at=at, **given)
