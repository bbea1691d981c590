"""The state of the victims' services, as it is and as it was, rows and words."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.recovery import Told
from planblanc.domain.services import Service, ServiceState
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("services")


async def put(tx: Transaction, incident: Incident, services: Sequence[Service], now: datetime) -> None:
    """Say the state of these services, whatever was said before."""
    await tx.execute_many(QUERIES["put_service"], _rows(incident, services, now))


async def fill(tx: Transaction, incident: Incident, services: Sequence[Service], now: datetime) -> None:
    """Say the state of these services where nothing as recent is known."""
    await tx.execute_many(QUERIES["fill_service"], _rows(incident, services, now))


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Service, ...]]:
    """The services of each incident, in the order of the catalogue."""
    rows = await tx.rows(QUERIES["list_services"], incidents=list(incidents))
    return [
        tuple(
            Service(row["service_domain_code"], ServiceState(row["state"]), row["since"], row["reassess_at"], row["note"])
            for row in rows
            if row["incident_id"] == incident
        )
        for incident in incidents
    ]


async def history(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Told, ...]]:
    """Every state that was told of the services of each incident, in the order they were told: 5,000 at most."""
    rows = await tx.rows(QUERIES["list_told"], incidents=list(incidents))
    found: dict[IncidentId, list[Told]] = {incident: [] for incident in incidents}
    for row in rows:
        told = Told(row["service_domain_code"], ServiceState(row["state"]), row["since"], row["told_at"], row["note"])
        found[row["incident_id"]].append(told)
    return [tuple(found[incident]) for incident in incidents]


async def fall_due(tx: Transaction, now: datetime) -> list[tuple[IncidentId, str]]:
    """The incidents, with their regions, of which services are to be looked at again and nobody was reminded; they are, from now on."""
    rows = await tx.rows(QUERIES["fall_due"], now=now)
    return [(IncidentId(row["incident_id"]), row["region_code"]) for row in rows]


def _rows(incident: Incident, services: Sequence[Service], now: datetime) -> list[dict[str, object]]:
    # In one order, so that two updates at once never wait for one another.
    return [
        {
            "incident_id": incident.id,
            "region_code": incident.region,
            "service_domain_code": service.domain,
            "state": service.state,
            "since": service.since,
            "reassess_at": service.reassess_at,
            "note": service.note,
            "told_at": now,
        }
        for service in sorted(services, key=lambda service: service.domain)
    ]
