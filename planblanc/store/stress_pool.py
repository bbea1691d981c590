"""One moment of a region's pool as a stress test needs it, read in a frozen transaction."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from asyncpg import Record

from planblanc.domain.availability import Hours
from planblanc.domain.french import PARIS
from planblanc.domain.packs import Pack, Size
from planblanc.domain.stress import PACK, StressStaffing, moment_of
from planblanc.domain.stress_pool import StressPool, StressSite, Watch
from planblanc.store import codes, packs
from planblanc.store import planning_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES, PLANNING = load("stress_pool"), load("planning")


@dataclass(frozen=True)
class _Rows:
    """What is read once, and staffed for each moment."""

    responders: Sequence[Record]
    calendars: Mapping[UUID, Sequence[Hours]]
    stocks: Sequence[Record]
    usual_person: Record
    usual_things: Sequence[Record]

    def watch(self, staffing: StressStaffing, at: datetime) -> Watch:
        """The pool at one moment."""
        nights = rows.Nights(at)
        return Watch(
            staffing=staffing,
            at=at,
            responders=tuple(rows.responder(row, self.calendars.get(row["id"], ()), nights) for row in self.responders),
            stocks=tuple(rows.stock(row, nights) for row in self.stocks),
            usual=rows.wait(self.usual_person, nights),
            usual_of_type={row["code"]: rows.wait(row, nights) for row in self.usual_things},
        )


@dataclass(frozen=True)
class _Question:
    """The pool of a region, of these types of things, at these moments, as far as the needs of the pack reach."""

    region: str
    time_zone: str
    pack: Pack
    types: list[str]
    now: datetime
    moments: Mapping[StressStaffing, datetime]

    @property
    def horizon(self) -> dict[str, datetime]:
        """From the first attack to the end of the last need for people."""
        longest = max((line.window for line in self.pack.lines if line.competence), default=timedelta())
        return {"at": min(self.moments.values()), "horizon": max(self.moments.values()) + longest}


async def read(tx: Transaction, region: str, staffings: Sequence[StressStaffing], now: datetime) -> StressPool | None:
    """All that a stress test of the region is computed from; nothing where no establishment is known, or no pack to ask for."""
    sites = await tx.rows(QUERIES["read_sites"], region=region)
    known = await packs.read(tx, [PACK])
    if not sites or not known:
        return None
    pack, time_zone = known[0], _usual_time_zone(sites)
    substitutes = await _pairs(tx, "read_substitutes", types=_wanted(pack))
    types = sorted({*_wanted(pack), *(substitute for _, substitute in substitutes)})
    moments = {staffing: moment_of(staffing, now, time_zone) for staffing in staffings}
    found = await _rows(tx, _Question(region, time_zone, pack, types, now, moments))
    return StressPool(
        read_at=now,
        pack=pack,
        sites=tuple(_site(row) for row in sites),
        lenders=tuple(rows.qualified_lender(row) for row in await tx.rows(QUERIES["read_lenders"], region=region)),
        watches=tuple(found.watch(staffing, at) for staffing, at in moments.items()),
        shared_fates=await _pairs(tx, "read_shared_fates", establishments=_ids(sites)),
        substitutes=substitutes,
        travel_links=tuple(rows.link(row) for row in await tx.rows(PLANNING["read_links"])),
        labels=await _labels(tx, pack, types),
    )


async def _rows(tx: Transaction, question: _Question) -> _Rows:
    today = question.now.astimezone(PARIS).date()
    responders = await tx.rows(QUERIES["read_responders"], region=question.region, today=today)
    calendars: defaultdict[UUID, list[Hours]] = defaultdict(list)
    for row in await tx.rows(PLANNING["read_hours"], responders=_ids(responders), **question.horizon):
        line = rows.hours(row)
        for responder in row["responders"]:
            calendars[responder].append(line)
    (usual_person,) = await tx.rows(QUERIES["read_usual_person"], time_zone=question.time_zone)
    return _Rows(
        responders=responders,
        calendars=calendars,
        stocks=await tx.rows(QUERIES["read_stocks"], region=question.region, types=question.types),
        usual_person=usual_person,
        usual_things=await tx.rows(QUERIES["read_usual_things"], types=question.types, time_zone=question.time_zone),
    )


def _site(row: Record) -> StressSite:
    return StressSite(
        id=row["id"],
        finess=row["finess"],
        name=row["name"],
        commune=row["commune"],
        spot=rows.spot(row),
        kinship=rows.kinship(row),
        size=Size(row["beds"], frozenset(row["services"])),
    )


def _usual_time_zone(sites: Sequence[Record]) -> str:
    """The one of most establishments: a region may have an island elsewhere."""
    counted: Counter[str] = Counter(row["time_zone"] for row in sites)
    return min(counted, key=lambda zone: (-counted[zone], zone))


def _wanted(pack: Pack) -> list[str]:
    return sorted({line.equipment_type for line in pack.lines if line.equipment_type})


async def _labels(tx: Transaction, pack: Pack, types: list[str]) -> dict[str, str]:
    competences = {line.competence for line in pack.lines if line.competence}
    known = await codes.labels(tx, competences=competences, equipment_types=types)
    return {**known.competences, **known.equipment_types}


async def _pairs(tx: Transaction, query: str, **params: object) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in await tx.rows(PLANNING[query], **params))


def _ids(found: Sequence[Record]) -> list[UUID]:
    return [row["id"] for row in found]
