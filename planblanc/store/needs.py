"""Need lines, rows and words."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg

from planblanc.domain.errors import NotFound
from planblanc.domain.identity import IncidentId, NeedId, RequestId
from planblanc.domain.requests import Criticality, HelpRequest, NeedKind, NeedLine, WantedBy
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("needs")


async def by_ids(tx: Transaction, ids: Sequence[NeedId]) -> list[NeedLine | None]:
    """Each need line that the actor can see, in the order asked."""
    found = {need.id: need for need in map(_need, await tx.rows(QUERIES["read_needs"], ids=list(ids)))}
    return [found.get(key) for key in ids]


async def hold(tx: Transaction, key: NeedId) -> NeedLine:
    """The need line, held until the end of the transaction; `NotFound` when it is not the actor's to see."""
    await tx.row(QUERIES["hold_need"], id=key)
    (need,) = await by_ids(tx, [key])
    if need is None:
        raise NotFound(path=("need",))
    return need


async def of_requests(tx: Transaction, requests: Sequence[RequestId]) -> list[tuple[NeedLine, ...]]:
    """The lines of each request, in their order."""
    found = [_need(row) for row in await tx.rows(QUERIES["list_needs_of_requests"], requests=list(requests))]
    return [tuple(need for need in found if need.request == request) for request in requests]


async def add(tx: Transaction, request: HelpRequest, needs: Sequence[NeedLine]) -> None:
    """Keep new need lines of a request."""
    rows: list[dict[str, object]] = [
        {
            "id": need.id,
            "request_id": request.id,
            "incident_id": request.incident,
            "region_code": request.region,
            "position": need.position,
            "kind": need.kind,
            "competence_code": need.competence,
            "least_level": need.least_level,
            "equipment_type_code": need.equipment_type,
            "service_domain_code": need.service_domain,
            "quantity": need.quantity,
            "wanted_by": need.wanted_by,
            "wanted_at": need.wanted_at,
            "starts_at": need.starts_at,
            "ends_at": need.ends_at,
            "criticality": need.criticality,
            "assumed": list(need.assumed),
            "pack_code": need.pack,
            "note": need.note,
            "team": need.team,
            "is_lead": need.is_lead,
            "pris_qualified": need.pris_qualified,
        }
        for need in needs
    ]
    await tx.execute_many(QUERIES["add_need"], rows)


async def cancel(tx: Transaction, key: NeedId, at: datetime) -> bool:
    """Say that a need is no longer wanted; false when it was cancelled already."""
    return bool(await tx.execute(QUERIES["cancel_need"], id=key, at=at))


def _need(row: asyncpg.Record) -> NeedLine:
    return NeedLine(
        id=NeedId(row["id"]),
        request=RequestId(row["request_id"]),
        incident=IncidentId(row["incident_id"]),
        position=row["position"],
        kind=NeedKind(row["kind"]),
        competence=row["competence_code"],
        least_level=row["least_level"],
        equipment_type=row["equipment_type_code"],
        service_domain=row["service_domain_code"],
        quantity=row["quantity"],
        wanted_by=WantedBy(row["wanted_by"]),
        wanted_at=row["wanted_at"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        criticality=Criticality(row["criticality"]),
        assumed=tuple(row["assumed"]),
        pack=row["pack_code"],
        note=row["note"],
        team=row["team"],
        is_lead=row["is_lead"],
        pris_qualified=row["pris_qualified"],
        cancelled_at=row["cancelled_at"],
        version=row["version"],
    )
