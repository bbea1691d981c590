"""Call-backs, rows and words."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from planblanc.domain.access import Actor
from planblanc.domain.call_backs import CallBack, CallBackTold, NumberFrom, Of, Purpose
from planblanc.domain.identity import RequestId
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import CALL_BACK
from planblanc.store.transaction import Transaction

QUERIES = load("call_backs")
ERASED = "(effacé)"


async def add(tx: Transaction, actor: Actor, of: Of, made: CallBack, identity: UUID) -> None:
    """Keep a call-back of a request, or of a site."""
    await tx.execute(
        QUERIES["add_call_back"],
        id=identity,
        request_id=of.request,
        incident_id=of.incident,
        establishment_id=of.site,
        region_code=of.region,
        purpose=made.purpose,
        contact_version_id=made.entry,
        number_sealed=sealed.seal(tx, CALL_BACK, identity, made.told.number),
        number_from=made.told.number_from,
        reached=made.told.reached,
        confirmed=made.told.confirmed,
        made_by=actor.id,
        made_name=made.made_name,
        made_at=made.made_at,
        note=made.told.note,
    )


async def of_sites(tx: Transaction, sites: Sequence[UUID]) -> list[list[CallBack]]:
    """The call-backs of each site itself, the last one first; none for whoever does not conduct its crises."""
    rows = await tx.rows(QUERIES["list_call_backs_of_sites"], sites=list(sites))
    return [[_call_back(tx, row) for row in rows if row["establishment_id"] == site] for site in sites]


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[CallBack | None]:
    """The call-back of each key, in the order of the keys."""
    found = {row["id"]: _call_back(tx, row) for row in await tx.rows(QUERIES["read_call_backs"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def of_requests(tx: Transaction, requests: Sequence[RequestId]) -> list[tuple[CallBack, ...]]:
    """The call-backs of each request, in the order they were made; none for whoever does not conduct the crisis."""
    rows = await tx.rows(QUERIES["list_call_backs"], requests=list(requests))
    return [tuple(_call_back(tx, row) for row in rows if row["request_id"] == request) for request in requests]


def _call_back(tx: Transaction, row: Record) -> CallBack:
    number = sealed.opened(tx, CALL_BACK, row["id"], clear=row["number"], sealed=row["number_sealed"])
    told = CallBackTold(number or ERASED, NumberFrom(row["number_from"]), row["reached"], row["confirmed"], row["note"])
    return CallBack(told, row["made_name"], row["made_at"], Purpose(row["purpose"]), row["contact_version_id"], row["id"])
