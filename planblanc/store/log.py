"""The lines of the main courante, read back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from planblanc.domain.access import Channel, Role
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, ChainKind
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("log")


@dataclass(frozen=True)
class LogEntry:
    """One line as it was sealed; `body` is the text that people typed, unless it was erased or is not the reader's."""

    chain: Chain
    sequence: int
    act: str
    text: str
    body: str | None
    recorded_at: datetime
    declared_at: datetime
    actor_name: str
    actor_role: Role
    channel: Channel
    on_behalf_of: str | None
    hash: bytes


async def page(tx: Transaction, chain: Chain, *, after: int, limit: int) -> list[LogEntry]:
    """The lines of a chain, in their order."""
    rows = await tx.rows(QUERIES["page_entries"], kind=chain.kind, key=chain.key, after=after, limit=limit)
    return [_entry(row) for row in rows]


async def latest(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[LogEntry, ...]]:
    """The last twenty lines of each incident, the latest first."""
    found = [_entry(row) for row in await tx.rows(QUERIES["list_latest"], keys=[str(incident) for incident in incidents])]
    return [tuple(entry for entry in found if entry.chain.key == str(incident)) for incident in incidents]


async def find(tx: Transaction, chain: Chain, entry: str) -> LogEntry | None:
    """The line of a chain that holds this key."""
    row = await tx.row(QUERIES["find_entry"], kind=chain.kind, key=chain.key, entry=entry)
    return _entry(row) if row else None


async def read(tx: Transaction, places: Sequence[tuple[Chain, int]]) -> dict[tuple[Chain, int], LogEntry]:
    """The lines at these places, a number in a chain each; one that the reader may not see is missing."""
    rows = await tx.rows(
        QUERIES["read_entries"],
        kinds=[chain.kind for chain, _ in places],
        keys=[chain.key for chain, _ in places],
        sequences=[sequence for _, sequence in places],
    )
    return {(entry.chain, entry.sequence): entry for entry in map(_entry, rows)}


def _entry(row: asyncpg.Record) -> LogEntry:
    line = json.loads(row["line"])
    return LogEntry(
        chain=Chain(ChainKind(row["kind"]), row["key"]),
        sequence=row["sequence"],
        act=line["act"],
        text=line["text"],
        body=row["body"],
        recorded_at=row["recorded_at"],
        declared_at=datetime.fromisoformat(line["declared_at"]),
        actor_name=line["actor"]["name"],
        actor_role=Role(line["actor"]["role"]),
        channel=Channel(line["channel"]),
        on_behalf_of=line.get("on_behalf_of"),
        hash=row["hash"],
    )
