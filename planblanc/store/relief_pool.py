"""One moment of the database as a roster needs it, read in a frozen transaction."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from asyncpg import Record

from planblanc.domain.availability import Hours
from planblanc.domain.relief import OUTLOOK, RosterId
from planblanc.domain.relief_pool import PooledReliever, PromisedStay, ReliefPool, RelievedSite
from planblanc.store import planning_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("relief_pool")
PLANNING = load("planning")

# A week of work is counted over any seven days, and a run of days may have begun before them.
LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class ReliefQuestion:
    """Which roster is to be read for: from the first minute of its first shift to the last of its last."""

    roster: RosterId
    exercise: bool
    competences: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    at: datetime
    today: date


async def read(tx: Transaction, question: ReliefQuestion) -> ReliefPool:
    """All that the roster is computed from."""
    sites = tuple(_site(row) for row in await tx.rows(QUERIES["read_sites"], roster=question.roster))
    incidents = [site.incident for site in sites]
    places = [site.establishment for site in sites]
    found = await tx.rows(QUERIES["read_relievers"], competences=list(question.competences), today=question.today)
    ids = [row["id"] for row in found]
    calendars = await _calendars(tx, question, ids)
    struck = await tx.rows(PLANNING["read_struck"], exercise=question.exercise)
    lenders = await tx.rows(PLANNING["read_lenders"], lenders=sorted({row["lender_id"] for row in found}))
    left = {"responders": ids, "at": question.at, "exercise": question.exercise}
    return ReliefPool(
        at=question.at,
        sites=sites,
        lenders=tuple(rows.qualified_lender(row) for row in lenders),
        relievers=tuple(_reliever(row, calendars[row["id"]]) for row in found),
        stays=await _stays(tx, question, ids),
        struck=frozenset(row["establishment_id"] for row in struck),
        shared_fates=await _pairs(tx, PLANNING["read_shared_fates"], establishments=places),
        attestations=await _pairs(tx, PLANNING["read_attestations"], incidents=incidents),
        refusals=await _pairs(tx, QUERIES["read_refusals"], incidents=incidents),
        others_at=await _counts(tx, PLANNING["read_others"], **left),
        skilled_others_at=await _counts(tx, PLANNING["read_skilled_others"], **left, today=question.today),
        adjacent_regions=await _pairs(tx, PLANNING["read_adjacency"]),
        travel_links=tuple(rows.link(row) for row in await tx.rows(PLANNING["read_links"])),
    )


async def _calendars(tx: Transaction, question: ReliefQuestion, responders: Sequence[UUID]) -> defaultdict[UUID, list[Hours]]:
    calendars: defaultdict[UUID, list[Hours]] = defaultdict(list)
    window = {"at": question.starts_at, "horizon": max(question.ends_at, question.starts_at + OUTLOOK)}
    for row in await tx.rows(PLANNING["read_hours"], responders=list(responders), **window):
        line = rows.hours(row)
        for responder in row["responders"]:
            calendars[responder].append(line)
    return calendars


async def _stays(tx: Transaction, question: ReliefQuestion, responders: Sequence[UUID]) -> tuple[PromisedStay, ...]:
    scope = {"exercise": question.exercise}
    replaced = await tx.rows(QUERIES["read_replaced"], roster=question.roster, since=question.starts_at, **scope)
    window = {"since": question.starts_at - LOOK_BACK, "until": question.ends_at}
    found = await tx.rows(QUERIES["read_stays"], responders=list(responders), **window, **scope)
    given_back: Collection[UUID] = {row["id"] for row in replaced}
    return tuple(_stay(row) for row in found if row["id"] not in given_back)


async def _counts(tx: Transaction, query: Any, **params: object) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in await tx.rows(query, **params))


async def _pairs(tx: Transaction, query: Any, **params: object) -> frozenset[Any]:
    return frozenset(tuple(row) for row in await tx.rows(query, **params))


def _site(row: Record) -> RelievedSite:
    return RelievedSite(
        establishment=row["establishment_id"],
        incident=row["incident_id"],
        spot=rows.spot(row),
        kinship=rows.kinship(row),
        open_rungs=frozenset(row["open_rungs"]),
        is_open=row["is_open"],
        version=row["version"],
    )


def _reliever(row: Record, calendar: Sequence[Hours]) -> PooledReliever:
    return PooledReliever(
        id=row["id"],
        lender=row["lender_id"],
        label=row["label"],
        is_named=row["named"],
        commune=row["commune"],
        capacity=row["capacity"],
        spot=rows.spot(row),
        competences=tuple(zip(row["codes"], row["levels"], strict=True)),
        hours=tuple(calendar),
        confirm_by=row["confirm_by"],
        version=row["version"],
    )


def _stay(row: Record) -> PromisedStay:
    return PromisedStay(
        id=row["id"],
        responder=row["responder_id"],
        quantity=row["quantity"],
        incident=row["incident_id"],
        establishment=row["establishment_id"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        busy_until=row["busy_until"],
        roster=row["roster_id"],
        unit=row["unit_number"],
        is_night=bool(row["is_night"]),
        version=row["version"],
    )
