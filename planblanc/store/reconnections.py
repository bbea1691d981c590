"""Links with partners, cut and restored: rows and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.incidents import Incident
from planblanc.domain.reconnections import CutBy, LinkKind, PartnerLink, Restoration
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("reconnections")


@dataclass(frozen=True)
class LinksWanted:
    """Which links of an incident a page holds: `is_cut` empty: those restored too."""

    incident: IncidentId
    is_cut: bool | None
    after: tuple[datetime, UUID] | None
    limit: int


async def add(tx: Transaction, incident: Incident, link: PartnerLink) -> None:
    """Keep a link that was cut."""
    await tx.execute(
        QUERIES["add_link"],
        id=link.id,
        incident_id=incident.id,
        region_code=incident.region,
        partner=link.partner,
        lender_id=link.lender,
        kind=link.kind,
        description=link.description,
        cut_at=link.cut_at,
        cut_by=link.cut_by,
        cut_name=link.cut_name,
    )


async def restore(tx: Transaction, link: UUID, restoration: Restoration) -> bool:
    """Say that a link was restored; false when somebody said so meanwhile."""
    restored = await tx.execute(
        QUERIES["restore_link"],
        id=link,
        restored_at=restoration.at,
        attested_by=restoration.attested_by,
        attestation=restoration.attestation,
        restored_name=restoration.recorded_name,
    )
    return restored == 1


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[PartnerLink | None]:
    """Each link that the actor may see, in the order asked."""
    found = {row["id"]: _link(row) for row in await tx.rows(QUERIES["read_links"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[PartnerLink, ...]]:
    """The links of each incident, in the order they were cut."""
    links = [_link(row) for row in await tx.rows(QUERIES["list_links"], incidents=list(incidents))]
    return [tuple(link for link in links if link.incident == incident) for incident in incidents]


async def page(tx: Transaction, wanted: LinksWanted) -> list[PartnerLink]:
    """A page of the links of one incident, the last one cut first."""
    cut_at, key = wanted.after or (None, None)
    rows = await tx.rows(
        QUERIES["page_links"],
        incident=wanted.incident,
        is_cut=wanted.is_cut,
        after_cut_at=cut_at,
        after_id=key,
        limit=wanted.limit,
    )
    return [_link(row) for row in rows]


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give the links of a merged report to the incident that is kept."""
    await tx.execute(QUERIES["move_links"], merged=merged, kept=kept)


def _link(row: asyncpg.Record) -> PartnerLink:
    restored = None
    if row["restored_at"] is not None:
        restored = Restoration(row["restored_at"], row["attested_by"], row["attestation"], row["restored_name"])
    return PartnerLink(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        partner=row["partner"],
        kind=LinkKind(row["kind"]),
        cut_at=row["cut_at"],
        cut_by=CutBy(row["cut_by"]),
        cut_name=row["cut_name"],
        description=row["description"],
        lender=LenderId(row["lender_id"]) if row["lender_id"] else None,
        restored=restored,
    )
