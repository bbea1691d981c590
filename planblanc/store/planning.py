"""One moment of the database as the planner needs it, read in a frozen transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from planblanc.domain.availability import Hours
from planblanc.domain.planning import (
    PlannedIncident,
    PlannedNeed,
    PlannedResponder,
    PlannedStock,
    Snapshot,
)
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
    incidents = await _incidents(tx, question)
    needs = await _needs(tx, question, incidents)
    substitutes = await _pairs(tx, "read_substitutes", types=_wanted(needs, "equipment_type"))
    responders = await _responders(tx, question, needs)
    ids = [incident.id for incident in incidents]
    sites = sorted({need.establishment for need in needs if need.establishment is not None})
    return Snapshot(
        at=question.at,
        incidents=incidents,
        needs=needs,
        lenders=tuple(rows.lender(row) for row in await tx.rows(QUERIES["read_lenders"])),
        responders=responders,
        stocks=await _stocks(tx, question, needs, [substitute for _, substitute in substitutes]),
        promises=tuple(rows.promise(row) for row in await tx.rows(QUERIES["read_promises"], at=question.at, exercise=question.exercise)),
        refusals=await _pairs(tx, "read_refusals", incidents=ids),
        shared_fates=await _pairs(tx, "read_shared_fates", establishments=sites),
        attestations=await _pairs(tx, "read_attestations", incidents=ids),
        substitutes=substitutes,
        others_at=await _others(tx, question, responders),
        adjacent_regions=frozenset(await _pairs(tx, "read_adjacency")),
        travel_links=tuple(rows.link(row) for row in await tx.rows(QUERIES["read_links"])),
    )


async def read_crisis(tx: Transaction, question: Question) -> tuple[tuple[PlannedIncident, ...], tuple[PlannedNeed, ...]]:
    """The incidents and needs alone: what a plan must still find as it was."""
    incidents = await _incidents(tx, question)
    return incidents, await _needs(tx, question, incidents)


async def pool_versions(tx: Transaction, *, lenders: Sequence[UUID], responders: Sequence[UUID], stocks: Sequence[UUID]) -> dict[str, int]:
    """The versions that these rows have now, by "kind:id"; a row that is gone is missing."""
    found = await tx.rows(QUERIES["read_pool_versions"], lenders=list(lenders), responders=list(responders), stocks=list(stocks))
    return {f"{row['kind']}:{row['id']}": row["version"] for row in found}


async def promise_versions(tx: Transaction, question: Question) -> dict[str, int]:
    """The engagements that hold anything now, with their versions."""
    found = await tx.rows(QUERIES["read_promises"], at=question.at, exercise=question.exercise)
    return {f"engagement:{row['id']}": row["version"] for row in found}


async def _incidents(tx: Transaction, question: Question) -> tuple[PlannedIncident, ...]:
    found = await tx.rows(QUERIES["read_incidents"], regions=list(question.regions), exercise=question.exercise)
    return tuple(rows.incident(row) for row in found)


async def _needs(tx: Transaction, question: Question, incidents: Sequence[PlannedIncident]) -> tuple[PlannedNeed, ...]:
    ids = [incident.id for incident in incidents]
    return tuple(rows.need(row) for row in await tx.rows(QUERIES["read_needs"], incidents=ids, at=question.at))


async def _responders(tx: Transaction, question: Question, needs: Sequence[PlannedNeed]) -> tuple[PlannedResponder, ...]:
    competences = _wanted(needs, "competence")
    found = await tx.rows(QUERIES["read_responders"], competences=competences, today=question.today)
    horizon = max((need.ends_at for need in needs), default=question.at)
    calendars: dict[UUID, list[Hours]] = defaultdict(list)
    ids = [row["id"] for row in found]
    for row in await tx.rows(QUERIES["read_hours"], responders=ids, at=question.at, horizon=horizon):
        line = rows.hours(row)
        for responder in row["responders"]:
            calendars[responder].append(line)
    nights = rows.Nights(question.at)
    return tuple(rows.responder(row, calendars[row["id"]], nights) for row in found)


async def _stocks(
    tx: Transaction, question: Question, needs: Sequence[PlannedNeed], substitutes: Sequence[str]
) -> tuple[PlannedStock, ...]:
    types = sorted({*_wanted(needs, "equipment_type"), *substitutes})
    nights = rows.Nights(question.at)
    return tuple(rows.stock(row, nights) for row in await tx.rows(QUERIES["read_stocks"], types=types))


async def _others(tx: Transaction, question: Question, responders: Sequence[PlannedResponder]) -> tuple[Any, ...]:
    ids = [responder.id for responder in responders]
    found = await tx.rows(QUERIES["read_others"], responders=ids, at=question.at, exercise=question.exercise)
    return tuple(tuple(row) for row in found)


async def _pairs(tx: Transaction, query: str, **params: object) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in await tx.rows(QUERIES[query], **params))


def _wanted(needs: Sequence[PlannedNeed], what: str) -> list[str]:
    return sorted({code for need in needs if (code := getattr(need, what)) is not None})
