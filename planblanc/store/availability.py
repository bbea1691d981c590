"""The calendars of responders: rows ↔ domain."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from asyncpg import Record

from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.responders import Responder
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("responders")


async def calendars(tx: Transaction, ids: Sequence[UUID]) -> list[list[Hours]]:
    """The calendar of each responder, line by line."""
    found: dict[UUID, list[Hours]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_calendars"], ids=list(ids)):
        found[row["responder_id"]].append(_hours(row))
    return [found[key] for key in ids]


async def replace(tx: Transaction, responder: Responder, calendar: Sequence[Hours]) -> None:
    """The calendar of the responder is this, and nothing else."""
    await tx.execute(QUERIES["drop_calendar"], id=responder.id)
    rows: list[dict[str, object]] = [
        {
            "id": uuid4(),
            "responder_id": responder.id,
            "lender_id": responder.lender_id,
            "kind": hours.kind.value,
            "starts_at": hours.starts_at,
            "ends_at": hours.ends_at,
            "daily_from": hours.daily_from,
            "daily_to": hours.daily_to,
            "weekdays": hours.weekdays,
        }
        for hours in calendar
    ]
    await tx.execute_many(QUERIES["add_hours"], rows)


def _hours(row: Record) -> Hours:
    return Hours(
        kind=HoursKind(row["kind"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        daily_from=row["daily_from"],
        daily_to=row["daily_to"],
        weekdays=row["weekdays"],
    )
