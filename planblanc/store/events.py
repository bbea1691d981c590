"""The events of an incident or of a region, read with the rights of who follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from planblanc.domain.events import Topic
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, ChainKind
from planblanc.domain.services import Service
from planblanc.store import codes, log, services
from planblanc.store.log import LogEntry
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("events")
_NUMBERED_AT_ONCE = 1000


@dataclass(frozen=True)
class Event:
    """One event at its place; the line where the reader may see it, the services as they are now where it tells of them."""

    place: int
    act: str
    recorded_at: datetime
    incident: IncidentId | None
    exercise: bool
    entry: LogEntry | None
    services: tuple[Service, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """Some events, up to where they were looked for, and whether others follow."""

    events: tuple[Event, ...]
    position: int
    is_last: bool


async def number(tx: Transaction, region: str) -> bool:
    """Give the committed events of a region their numbers; whether some are left."""
    return bool(await tx.value(QUERIES["number_events"], region=region, most=_NUMBERED_AT_ONCE))


async def head(tx: Transaction, topic: Topic) -> int | None:
    """Where the sequence ends, or nothing when the reader may not follow it."""
    found: int | None = await tx.value(QUERIES["find_head"], kind=topic.kind, key=topic.key)
    return found


async def page(tx: Transaction, topic: Topic, *, after: int, limit: int) -> Page | None:
    """The events after a number, in their order; nothing when the reader may not follow them.

    What the reader may not see is passed over: the numbers of those that are left have holes, the sequence has none.
    """
    end = await head(tx, topic)
    if end is None or end <= after:
        return None if end is None else Page((), after, is_last=True)
    query = QUERIES["page_of_incident" if topic.kind is ChainKind.INCIDENT else "page_of_region"]
    rows = await tx.rows(query, key=topic.key, after=after, limit=limit)
    is_last = len(rows) < limit
    return Page(await _events(tx, rows), end if is_last else rows[-1]["place"], is_last)


async def _events(tx: Transaction, rows: Sequence[asyncpg.Record]) -> tuple[Event, ...]:
    if not rows:
        return ()
    places = [(Chain(ChainKind(row["kind"]), row["key"]), row["sequence"]) for row in rows]
    entries = await log.read(tx, places)
    told = await _told(tx, {row["incident_id"] for row in rows if row["tells_services"]})
    labels = await _labels(tx, told)
    return tuple(
        Event(
            place=row["place"],
            act=row["act"],
            recorded_at=row["recorded_at"],
            incident=row["incident_id"],
            exercise=bool(row["exercise"]),
            entry=entries.get(place),
            services=told[row["incident_id"]] if row["tells_services"] else (),
            labels=labels,
        )
        for row, place in zip(rows, places, strict=True)
        if place in entries or row["tells_services"]
    )


async def _told(tx: Transaction, incidents: set[IncidentId]) -> Mapping[IncidentId, tuple[Service, ...]]:
    if not incidents:
        return {}
    wanted = sorted(incidents)
    return dict(zip(wanted, await services.of_incidents(tx, wanted), strict=True))


async def _labels(tx: Transaction, told: Mapping[IncidentId, tuple[Service, ...]]) -> Mapping[str, str]:
    domains = {service.domain for all_of_one in told.values() for service in all_of_one}
    return (await codes.labels(tx, service_domains=domains)).service_domains if domains else {}
