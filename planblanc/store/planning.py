"""One moment of the database as the planner needs it, read in a frozen transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from planblanc.domain.availability import Hours
from planblanc.domain.planning import (
    Crisis,
    LoweredFloor,
    PlannedIncident,
    PlannedNeed,
    PlannedResponder,
    PlannedStock,
    Promise,
    Snapshot,
)
from planblanc.store import adjustments
from planblanc.store import planning_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("planning")


@dataclass(frozen=True)
class Question:
    """Which plan is to be read for: the regions (INSEE codes), real or exercise, and the moment of the call."""

    regions: tuple[str, ...]
    exercise: bool
    at: datetime
    today: date


async def read(tx: Transaction, question: Question) -> Snapshot:
    """All that a plan for the open incidents of these regions is computed from."""
    crisis = await read_crisis(tx, question)
    needs = crisis.needs
    promises = await _promises(tx, question)
    ours = {need.id for need in needs}
    engaged = sorted({promise.resource for promise in promises if promise.need in ours})
    substitutes = await _pairs(tx, "read_substitutes", types=_wanted(needs, "equipment_type"))
    responders = await _responders(tx, question, needs, engaged)
    stocks = await _stocks(tx, question, _types(needs, substitutes), engaged)
    lending = sorted({*(one.lender for one in responders), *(one.lender for one in stocks)})
    return Snapshot(
        at=question.at,
        incidents=crisis.incidents,
        needs=needs,
        struck=crisis.struck,
        shared_fates=crisis.shared_fates,
        attestations=crisis.attestations,
        adjustments=crisis.adjustments,
        lowered=crisis.lowered,
        lenders=tuple(rows.qualified_lender(row) for row in await tx.rows(QUERIES["read_lenders"], lenders=lending)),
        responders=responders,
        stocks=stocks,
        promises=promises,
        refusals=await _pairs(tx, "read_refusals", incidents=[incident.id for incident in crisis.incidents]),
        withheld=await _pairs(tx, "read_withheld", exercise=question.exercise, at=question.at),
        substitutes=substitutes,
        others_at=await _others(tx, question, responders),
        skilled_others_at=await _skilled_others(tx, question, responders),
        adjacent_regions=frozenset(await _pairs(tx, "read_adjacency")),
        travel_links=tuple(rows.link(row) for row in await tx.rows(QUERIES["read_links"])),
    )


async def read_crisis(tx: Transaction, question: Question) -> Crisis:
    """The incidents, their needs and what was decided: what a plan must still find as it was."""
    incidents = await _incidents(tx, question)
    needs = await _needs(tx, question, incidents)
    sites = sorted({need.establishment for need in needs if need.establishment is not None})
    struck = await tx.rows(QUERIES["read_struck"], exercise=question.exercise)
    return Crisis(
        incidents=incidents,
        needs=needs,
        struck=frozenset(row["establishment_id"] for row in struck),
        shared_fates=await _pairs(tx, "read_shared_fates", establishments=sites),
        attestations=await _pairs(tx, "read_attestations", incidents=[incident.id for incident in incidents]),
        adjustments=await adjustments.standing(tx, [incident.id for incident in incidents]),
        lowered=await _lowered(tx, incidents),
    )


async def pool_versions(tx: Transaction, *, lenders: Sequence[UUID], responders: Sequence[UUID], stocks: Sequence[UUID]) -> dict[str, int]:
    """The versions that these rows have now, by "kind:id"; a row that is gone is missing."""
    found = await tx.rows(QUERIES["read_pool_versions"], lenders=list(lenders), responders=list(responders), stocks=list(stocks))
    return {f"{row['kind']}:{row['id']}": row["version"] for row in found}


async def promise_versions(tx: Transaction, question: Question) -> dict[str, int]:
    """The engagements that hold anything now, with their versions."""
    return {f"engagement:{promise.id}": promise.version for promise in await _promises(tx, question)}


async def _incidents(tx: Transaction, question: Question) -> tuple[PlannedIncident, ...]:
    found = await tx.rows(QUERIES["read_incidents"], regions=list(question.regions), exercise=question.exercise)
    return tuple(rows.incident(row) for row in found)


async def _needs(tx: Transaction, question: Question, incidents: Sequence[PlannedIncident]) -> tuple[PlannedNeed, ...]:
    ids = [incident.id for incident in incidents]
    return tuple(rows.need(row) for row in await tx.rows(QUERIES["read_needs"], incidents=ids, at=question.at))


async def _promises(tx: Transaction, question: Question) -> tuple[Promise, ...]:
    found = await tx.rows(QUERIES["read_promises"], at=question.at, exercise=question.exercise)
    return tuple(rows.promise(row) for row in found)


async def _lowered(tx: Transaction, incidents: Sequence[PlannedIncident]) -> tuple[LoweredFloor, ...]:
    found = await tx.rows(QUERIES["read_lowered"], incidents=[incident.id for incident in incidents])
    return tuple(rows.lowered(row) for row in found)


async def _responders(
    tx: Transaction, question: Question, needs: Sequence[PlannedNeed], engaged: Sequence[UUID]
) -> tuple[PlannedResponder, ...]:
    competences = _wanted(needs, "competence")
    found = await tx.rows(QUERIES["read_responders"], competences=competences, today=question.today, engaged=list(engaged))
    horizon = max((need.ends_at for need in needs), default=question.at)
    calendars: dict[UUID, list[Hours]] = defaultdict(list)
    ids = [row["id"] for row in found if row["active"]]  # who was taken off the pool has no hours any more
    for row in await tx.rows(QUERIES["read_hours"], responders=ids, at=question.at, horizon=horizon):
        line = rows.hours(row)
        for responder in row["responders"]:
            calendars[responder].append(line)
    nights = rows.Nights(question.at)
    return tuple(rows.responder(row, calendars[row["id"]], nights) for row in found)


async def _stocks(tx: Transaction, question: Question, types: Sequence[str], engaged: Sequence[UUID]) -> tuple[PlannedStock, ...]:
    nights = rows.Nights(question.at)
    found = await tx.rows(QUERIES["read_stocks"], types=list(types), engaged=list(engaged))
    return tuple(rows.stock(row, nights) for row in found)


async def _others(tx: Transaction, question: Question, responders: Sequence[PlannedResponder]) -> tuple[Any, ...]:
    ids = [responder.id for responder in responders]
    found = await tx.rows(QUERIES["read_others"], responders=ids, at=question.at, exercise=question.exercise)
    return tuple(tuple(row) for row in found)


async def _skilled_others(tx: Transaction, question: Question, responders: Sequence[PlannedResponder]) -> tuple[Any, ...]:
    ids = [responder.id for responder in responders]
    asked = {"responders": ids, "at": question.at, "today": question.today, "exercise": question.exercise}
    return tuple(tuple(row) for row in await tx.rows(QUERIES["read_skilled_others"], **asked))


async def _pairs(tx: Transaction, query: str, **params: object) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in await tx.rows(QUERIES[query], **params))


def _types(needs: Sequence[PlannedNeed], substitutes: Sequence[tuple[str, str]]) -> list[str]:
    return sorted({*_wanted(needs, "equipment_type"), *(substitute for _, substitute in substitutes)})


def _wanted(needs: Sequence[PlannedNeed], what: str) -> list[str]:
    return sorted({code for need in needs if (code := getattr(need, what)) is not None})
