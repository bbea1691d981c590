"""What a bench compares: reads of the pool as the API asks them, and the same by whoever is under no policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planblanc.store import equipment, responders
from planblanc.store.queries import Query, load
from planblanc.store.transaction import Transaction

QUERIES = load("tenancy_cost")
_COPIES = ("multiply_stocks", "multiply_responders", "multiply_competences", "multiply_calendars")
_PAGE = 21
_BY_KEY = 100


@dataclass(frozen=True)
class Compared:
    """One read: as the API asks it, as it is asked without policies, and of what."""

    name: str
    under_policies: Query
    without: Query
    params: Mapping[str, Any]


async def multiply(tx: Transaction, rows: int) -> None:
    """Copy the pool until its things and its people are so many rows."""
    present = await sizes(tx)
    times = -(-rows // max(1, min(present["stocks"], present["responders"]))) - 1
    for name in _COPIES:
        await tx.execute(QUERIES[name], times=times)


async def sizes(tx: Transaction) -> dict[str, int]:
    """How many rows there are, as far as the actor sees."""
    row = await tx.row(QUERIES["read_sizes"])
    return {name: row[name] for name in ("stocks", "responders", "calendars", "competences")} if row else {}


async def is_under_policies(tx: Transaction) -> bool:
    """Whether the wall holds for this connection."""
    row = await tx.row(QUERIES["read_sizes"])
    return row is not None and bool(row["under_policies"])


async def reads(tx: Transaction, region: str | None, sample: str, now: datetime) -> tuple[Compared, ...]:
    """The reads of a page of the pool within a region, or in the nation; keys are taken from the region `sample`."""
    things = [row["id"] for row in await tx.rows(QUERIES["read_some_stocks"], region=sample, limit=_BY_KEY)]
    people = [row["id"] for row in await tx.rows(QUERIES["read_some_responders"], region=sample, limit=_BY_KEY)]
    soon = now + timedelta(days=2)
    anything = {"region": region, "department": None, "lender": None, "patterns": None, "synthetic": None, "or_inactive": False}
    page = {**anything, "due_on": None, "after_id": None, "limit": _PAGE}
    stock = {**page, "equipment_type": None}
    person = {**page, "competence": None, "least_level": 1, "free_from": None, "free_until": None, "today": now.date()}
    free = {"free_from": soon, "free_until": soon + timedelta(hours=12)}
    return (
        _stocks("things", stock),
        _stocks("things_of_a_type", {**stock, "equipment_type": "WORKSTATION"}),
        _stocks("things_by_words", {**stock, "patterns": ["%hotel%"]}),
        _people("people", person),
        _people("people_by_competence", {**person, "competence": "NETWORK"}),
        _people("people_by_words", {**person, "patterns": ["%technicien%"]}),
        _people("people_free", {**person, **free}),
        _people("people_free_by_competence", {**person, **free, "competence": "NETWORK"}),
        _by_key("things_by_key", equipment.QUERIES["read_stocks_by_id"], things),
        _by_key("people_by_key", responders.QUERIES["read_responders_by_id"], people),
        _by_key("calendars_by_key", responders.QUERIES["read_calendars"], people),
        _by_key("competences_by_key", responders.QUERIES["read_competences_of_responders"], people),
    )


def _stocks(name: str, params: Mapping[str, Any]) -> Compared:
    return Compared(name, equipment.QUERIES["read_stocks"], QUERIES["read_stocks"], params)


def _people(name: str, params: Mapping[str, Any]) -> Compared:
    return Compared(name, responders.QUERIES["read_responders"], QUERIES["read_responders"], params)


def _by_key(name: str, query: Query, keys: list[Any]) -> Compared:
    return Compared(name, query, query, {"ids": keys})
