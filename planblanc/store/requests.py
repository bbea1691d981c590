"""Requests for help, rows and words."""

from collections.abc import Sequence

import asyncpg

from planblanc.domain.access import Channel
from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import EstablishmentId, IncidentId, RequestId
from planblanc.domain.requests import HelpRequest, Place, RequestState
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import REQUEST_CONTACT
from planblanc.store.transaction import Transaction

QUERIES = load("requests")


async def by_ids(tx: Transaction, ids: Sequence[RequestId]) -> list[HelpRequest | None]:
    """Each request that the actor can see, in the order asked."""
    found = {row["id"]: _request(tx, row) for row in await tx.rows(QUERIES["read_requests"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def read(tx: Transaction, key: RequestId) -> HelpRequest:
    """One request; `NotFound` when there is none, or it is not the actor's to see."""
    (request,) = await by_ids(tx, [key])
    if request is None:
        raise NotFound(path=("request",))
    return request


async def hold(tx: Transaction, key: RequestId) -> HelpRequest:
    """The request as it stands once nobody else is changing it; held until the end of the transaction."""
    await tx.row(QUERIES["keep_incident"], id=key)
    await tx.row(QUERIES["hold_request"], id=key)
    return await read(tx, key)


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[HelpRequest, ...]]:
    """The requests of each incident, the first asked first."""
    found = [_request(tx, row) for row in await tx.rows(QUERIES["list_requests_of_incidents"], incidents=list(incidents))]
    return [tuple(request for request in found if request.incident == incident) for incident in incidents]


async def unverified(tx: Transaction, incidents: Sequence[IncidentId]) -> list[frozenset[RequestId]]:
    """The requests of each incident whose approval waits for a call-back."""
    rows = await tx.rows(QUERIES["list_unverified"], incidents=list(incidents))
    return [frozenset(RequestId(row["request_id"]) for row in rows if row["incident_id"] == key) for key in incidents]


async def add(tx: Transaction, request: HelpRequest) -> None:
    """Keep a new request."""
    place = request.place
    await tx.execute(
        QUERIES["add_request"],
        id=request.id,
        incident_id=request.incident,
        region_code=request.region,
        establishment_id=place.site,
        latitude=place.latitude,
        longitude=place.longitude,
        position_assumed=place.is_assumed,
        road_network_code=place.network,
        department_code=place.department,
        state=request.state,
        channel=request.channel,
        asked_by=request.asked_by,
        asked_name=request.asked_name,
        on_behalf_of=request.on_behalf_of,
        asked_at=request.asked_at,
        note=request.note,
        asked_for_itself=request.asked_for_itself,
    )
    if request.callback_number is not None:
        contact = {"request_id": request.id, "incident_id": request.incident, "region_code": request.region}
        phone = sealed.seal(tx, REQUEST_CONTACT, request.id, request.callback_number)
        await tx.execute(QUERIES["add_contact"], phone_sealed=phone, **contact)


async def save(tx: Transaction, request: HelpRequest) -> None:
    """Write where the request now stands; `Conflict` when it was changed since it was read."""
    saved = await tx.execute(
        QUERIES["save_request_state"],
        id=request.id,
        state=request.state,
        cancelled_reason=request.cancelled_reason,
        version=request.version,
    )
    if not saved:
        raise Conflict(path=("request",))


async def end_all(tx: Transaction, incident: IncidentId, reason: str) -> int:
    """End the requests of an incident that ends: the covered are closed, the others cancelled; how many were cancelled."""
    await tx.execute(QUERIES["close_requests_of_incident"], incident=incident)
    return await tx.execute(QUERIES["cancel_requests_of_incident"], incident=incident, reason=reason)


async def is_engaged(tx: Transaction, incident: IncidentId) -> bool:
    """Whether anything was ever promised to this incident."""
    return bool(await tx.value(QUERIES["count_engagements"], incident=incident))


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> int:
    """Give the requests of a merged report, with their needs, to the incident that is kept; how many there were."""
    await tx.execute(QUERIES["supersede_plans"], incident=merged)
    return await tx.execute(QUERIES["move_requests"], merged=merged, kept=kept)


def _request(tx: Transaction, row: asyncpg.Record) -> HelpRequest:
    place = Place(
        latitude=row["latitude"],
        longitude=row["longitude"],
        network=row["road_network_code"],
        department=row["department_code"],
        site=EstablishmentId(row["establishment_id"]) if row["establishment_id"] else None,
        is_assumed=row["position_assumed"],
    )
    return HelpRequest(
        id=RequestId(row["id"]),
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        place=place,
        state=RequestState(row["state"]),
        channel=Channel(row["channel"]),
        asked_by=row["asked_by"],
        asked_name=row["asked_name"],
        asked_at=row["asked_at"],
        on_behalf_of=row["on_behalf_of"],
        callback_number=sealed.opened(tx, REQUEST_CONTACT, row["id"], clear=row["phone"], sealed=row["phone_sealed"]),
        note=row["note"],
        cancelled_reason=row["cancelled_reason"],
        version=row["version"],
        asked_for_itself=row["asked_for_itself"],
    )
