"""Incidents and whom to call back, rows and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from asyncpg import Record

from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.incidents import DUPLICATE_WITHIN, Incident, IncidentState, likely_duplicates
from planblanc.domain.reports import ContactTold
from planblanc.store import sealed
from planblanc.store.incident_rows import columns, incident_of
from planblanc.store.queries import load
from planblanc.store.sealed import INCIDENT_CONTACT
from planblanc.store.transaction import Transaction

QUERIES = load("incidents")


@dataclass(frozen=True)
class Wanted:
    """Which incidents a list holds: everything that is not said is no condition."""

    region: str | None = None
    states: tuple[IncidentState, ...] | None = None
    exercise: bool | None = None
    establishment: EstablishmentId | None = None


async def by_ids(tx: Transaction, ids: Sequence[IncidentId]) -> list[Incident | None]:
    """Each incident that the actor can see, in the order asked."""
    found = {incident.id: incident for incident in map(incident_of, await tx.rows(QUERIES["read_incidents"], ids=list(ids)))}
    return [found.get(key) for key in ids]


async def read(tx: Transaction, key: IncidentId) -> Incident:
    """One incident; `NotFound` when there is none, or it is not the actor's to see."""
    (incident,) = await by_ids(tx, [key])
    if incident is None:
        raise NotFound(path=("incident",))
    return incident


async def hold(tx: Transaction, key: IncidentId) -> Incident:
    """The incident as it stands once nobody else is changing it; held until the end of the transaction."""
    await tx.row(QUERIES["hold_incident"], id=key)
    return await read(tx, key)


async def page(
    tx: Transaction, wanted: Wanted, *, limit: int, after_declared_at: datetime | None = None, after_id: UUID | None = None
) -> list[Incident]:
    """The incidents that match, the last declared first."""
    rows = await tx.rows(
        QUERIES["page_incidents"],
        region=wanted.region,
        states=list(wanted.states) if wanted.states is not None else None,
        exercise=wanted.exercise,
        establishment=wanted.establishment,
        after_declared_at=after_declared_at,
        after_id=after_id,
        limit=limit,
    )
    return [incident_of(row) for row in rows]


async def by_number(tx: Transaction, number: str) -> Incident | None:
    """The incident that bears this national number."""
    key = await tx.value(QUERIES["find_by_number"], number=number)
    return await read(tx, IncidentId(key)) if key is not None else None


async def duplicates_of(tx: Transaction, incidents: Sequence[Incident]) -> list[tuple[Incident, ...]]:
    """For each incident, the open ones that may tell of the same event."""
    if not incidents:
        return []
    rows = await tx.rows(
        QUERIES["list_declared_around"],
        regions=sorted({incident.region for incident in incidents}),
        since=min(incident.times.declared for incident in incidents) - DUPLICATE_WITHIN,
        until=max(incident.times.declared for incident in incidents) + DUPLICATE_WITHIN,
    )
    others = [incident_of(row) for row in rows]
    return [likely_duplicates(incident, others) for incident in incidents]


async def of_causes(tx: Transaction, causes: Sequence[UUID]) -> list[tuple[Incident, ...]]:
    """The incidents of each declaration of one cause, as far as the actor may see."""
    rows = await tx.rows(QUERIES["list_of_causes"], causes=list(causes))
    found = await by_ids(tx, [row["id"] for row in rows])
    return [tuple(one for one in found if one is not None and one.common_cause_id == cause) for cause in causes]


async def add(tx: Transaction, incident: Incident) -> None:
    """Keep a new incident."""
    await tx.execute(QUERIES["add_incident"], **columns(incident))


async def save(tx: Transaction, incident: Incident) -> None:
    """Write the incident as it now stands; `Conflict` when it was changed since it was read."""
    if not await tx.execute(QUERIES["save_incident"], **columns(incident), version=incident.version):
        raise Conflict(path=("incident",))


async def add_contacts(tx: Transaction, incident: Incident, contacts: Sequence[ContactTold]) -> None:
    """Keep whom to call back, but for those that are already known."""
    known = {(contact.name, contact.phone) for contact in (await contacts_of(tx, [incident.id]))[0]}
    new = [contact for contact in contacts if (contact.name, contact.phone) not in known]
    rows: list[dict[str, object]] = [
        {
            "id": key,
            "incident_id": incident.id,
            "region_code": incident.region,
            "name": contact.name,
            "position": contact.position,
            "phone_sealed": sealed.seal(tx, INCIDENT_CONTACT, key, contact.phone),
        }
        for key, contact in ((uuid4(), contact) for contact in new)
    ]
    await tx.execute_many(QUERIES["add_contact"], rows)


async def contacts_of(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[ContactTold, ...]]:
    """Whom to call back for each incident."""
    rows = await tx.rows(QUERIES["list_contacts"], incidents=list(incidents))
    return [tuple(_contact(tx, row) for row in rows if row["incident_id"] == incident) for incident in incidents]


async def move_contacts(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give the contacts of a merged report to the incident that is kept."""
    await tx.execute(QUERIES["move_contacts"], merged=merged, kept=kept)


def _contact(tx: Transaction, row: Record) -> ContactTold:
    phone = sealed.opened(tx, INCIDENT_CONTACT, row["id"], clear=row["phone"], sealed=row["phone_sealed"])
    return ContactTold(row["name"], phone or "", row["position"])
