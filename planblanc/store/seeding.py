"""Puts reference facts and pools in the tables: only what differs is written, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("territory_seeding") | load("catalogue_seeding") | load("pool_seeding")
_ROWS_A_STATEMENT = 5000

Record = Mapping[str, object]


@dataclass(frozen=True)
class Tally:
    """What became of the rows of one table; `retired` counts those of another pool that were put aside."""

    table: str
    added: int
    changed: int
    unchanged: int
    retired: int = 0


async def put(tx: Transaction, table: str, records: Sequence[Record]) -> Tally:
    """Add the records that are missing and change those that differ, by their key."""
    added = changed = 0
    for start in range(0, len(records), _ROWS_A_STATEMENT):
        rows = [dict(record) for record in records[start : start + _ROWS_A_STATEMENT]]
        counted = await tx.row(QUERIES[f"put_{table}"], rows=rows)
        if counted is not None:
            added, changed = added + counted["added"], changed + counted["changed"]
    return Tally(table, added, changed, len(records) - added - changed)


async def retire(tx: Transaction, table: str, records: Sequence[Record]) -> int:
    """Put aside, or remove where nothing refers to it, what is synthetic and not among the records; how many."""
    if table == "responder_competence":
        return await tx.execute(
            QUERIES["retire_responder_competence"],
            responder_ids=[UUID(str(record["responder_id"])) for record in records],
            codes=[record["competence_code"] for record in records],
        )
    kept = [UUID(str(record["id"])) for record in records]
    return await tx.execute(QUERIES[f"retire_{table}"], kept=kept)


async def analyze(tx: Transaction) -> None:
    """Let PostgreSQL know the size of what was loaded; the owner of the tables alone may ask."""
    await tx.execute(QUERIES["analyze_pool"])
