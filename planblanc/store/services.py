"""The state of the victims' services, rows and words."""

from collections.abc import Sequence

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.services import Service, ServiceState
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("services")


async def put(tx: Transaction, incident: Incident, services: Sequence[Service]) -> None:
    """Say the state of these services, whatever was said before."""
    await tx.execute_many(QUERIES["put_service"], _rows(incident, services))


async def fill(tx: Transaction, incident: Incident, services: Sequence[Service]) -> None:
    """Say the state of these services where nothing as recent is known."""
    await tx.execute_many(QUERIES["fill_service"], _rows(incident, services))


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


def _rows(incident: Incident, services: Sequence[Service]) -> list[dict[str, object]]:
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
        }
        for service in sorted(services, key=lambda service: service.domain)
    ]
