"""Call-backs, rows and words."""

from collections.abc import Sequence
from uuid import UUID

from planblanc.domain.access import Actor
from planblanc.domain.call_backs import CallBack, CallBackTold, NumberFrom
from planblanc.domain.identity import RequestId
from planblanc.domain.requests import HelpRequest
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("call_backs")


async def add(tx: Transaction, actor: Actor, request: HelpRequest, made: CallBack, identity: UUID) -> None:
    """Keep a call-back of a request."""
    await tx.execute(
        QUERIES["add_call_back"],
        id=identity,
        request_id=request.id,
        incident_id=request.incident,
        region_code=request.region,
        number=made.told.number,
        number_from=made.told.number_from,
        reached=made.told.reached,
        confirmed=made.told.confirmed,
        made_by=actor.id,
        made_name=made.made_name,
        made_at=made.made_at,
        note=made.told.note,
    )


async def of_requests(tx: Transaction, requests: Sequence[RequestId]) -> list[tuple[CallBack, ...]]:
    """The call-backs of each request, in the order they were made; none for whoever does not conduct the crisis."""
    rows = await tx.rows(QUERIES["list_call_backs"], requests=list(requests))
    return [
        tuple(
            CallBack(
                CallBackTold(row["number"], NumberFrom(row["number_from"]), row["reached"], row["confirmed"], row["note"]),
                row["made_name"],
                row["made_at"],
            )
            for row in rows
            if row["request_id"] == request
        )
        for request in requests
    ]
