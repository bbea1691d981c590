"""The lines of the main courante, read back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

from planblanc.domain.access import Channel, Role
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Tlp
from planblanc.domain.journal import Chain, ChainKind, LineKind
from planblanc.sealing.chain import SealedLine
from planblanc.sealing.export import KeptText
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("log")


@dataclass(frozen=True)
class LogEntry:
    """One line as it was sealed; `body` is the text that people typed, unless it was erased or is not the reader's.

    `corrects` is the number of the line that it corrects, `corrected_by` those of the lines that correct it.
    """

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
    kind: LineKind = LineKind.ACT
    tlp: Tlp = Tlp.AMBER
    corrects: int | None = None
    corrected_by: tuple[int, ...] = ()


@dataclass(frozen=True)
class KeptLine:
    """A line with the very bytes that were sealed, and the text of people with the salt of its hash, where it is given out."""

    entry: LogEntry
    sealed: SealedLine
    text: KeptText | None


@dataclass(frozen=True)
class Wanted:
    """Which lines of a chain: of some kinds, or that hold some French words; everything that is not said is no condition."""

    kinds: tuple[LineKind, ...] | None = None
    words: str | None = None

    @property
    def kind_values(self) -> list[str] | None:
        """The kinds as the tables say them."""
        return [kind.value for kind in self.kinds] if self.kinds is not None else None


async def page(tx: Transaction, chain: Chain, *, after: int, limit: int, wanted: Wanted | None = None) -> list[LogEntry]:
    """The lines of a chain, in their order."""
    asked = wanted or Wanted()
    place: dict[str, object] = {"kind": chain.kind, "key": chain.key, "after": after, "limit": limit}
    kinds = asked.kind_values
    found = None
    if asked.words is not None:
        found = await tx.value(QUERIES["search_entries"], words=asked.words, kinds=kinds, **place)
    rows = await tx.rows(QUERIES["page_entries"], kinds=kinds, found=found, **place)
    return [_entry(row) for row in rows]


async def page_back(tx: Transaction, chain: Chain, *, before: int | None, limit: int, wanted: Wanted | None = None) -> list[LogEntry]:
    """The lines of a chain, the last ones first."""
    asked = wanted or Wanted()
    place: dict[str, object] = {"kind": chain.kind, "key": chain.key, "before": before, "limit": limit}
    kinds = asked.kind_values
    found = None
    if asked.words is not None:
        found = await tx.value(QUERIES["search_entries_back"], words=asked.words, kinds=kinds, **place)
    rows = await tx.rows(QUERIES["page_entries_back"], kinds=kinds, found=found, **place)
    return [_entry(row) for row in rows]


async def whole(tx: Transaction, chain: Chain, *, with_texts: bool) -> tuple[int, list[KeptLine]]:
    """How long a chain is, and all its lines that the reader may see, with what people typed or without."""
    length: int = await tx.value(QUERIES["read_length"], kind=chain.kind, key=chain.key) or 0
    rows = await tx.rows(QUERIES["list_whole"], kind=chain.kind, key=chain.key, until=length, with_texts=with_texts)
    return length, [_kept(row) for row in rows]


async def erase(tx: Transaction, chain: Chain, sequences: Sequence[int]) -> list[int]:
    """Take away for good what people typed in these lines, with the salts of their hashes; the lines that had any."""
    return list(await tx.value(QUERIES["erase_texts"], kind=chain.kind, key=chain.key, sequences=list(sequences)))


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


def _kept(row: asyncpg.Record) -> KeptLine:
    text = KeptText(row["salt"], row["body"]) if row["body"] is not None else None
    return KeptLine(_entry(row), SealedLine(row["sequence"], row["line"], row["hash"]), text)


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
        kind=_kind(line),
        tlp=Tlp(line.get("tlp", Tlp.AMBER)),
        corrects=line.get("corrects"),
        corrected_by=tuple(row["corrected_by"]),
    )


def _kind(line: Mapping[str, Any]) -> LineKind:
    # Before lines said their kind, what people wrote had an act of its own.
    return LineKind(line.get("kind", LineKind.NOTE if line["act"] == "log.written" else LineKind.ACT))
