"""Fills a database with the reference facts, and with an invented pool when one is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import key_of
from planblanc.domain.journal import NATION, LogLine
from planblanc.store import seeding as stored
from planblanc.store.seeding import Tally
from planblanc.store.transaction import Transaction
from planblanc.usecases import pool_records, seed_catalogue, seed_files, seed_procedures, seed_territory
from planblanc.usecases.pool_records import Reference
from planblanc.usecases.seed_files import Cells, Record, Row, Sheet
from planblanc.usecases.seed_pool import Pool

SEEDER = Actor(
    id=key_of("actor", "seeder"), name="Chargement des données de référence", role=Role.ADMINISTRATOR, channel=Channel.SYSTEM
)
_SOURCES = (*seed_catalogue.SOURCES, *seed_territory.SOURCES, seed_territory.SERVICES)

Records: TypeAlias = Mapping[str, Sequence[Record]]
Sheets: TypeAlias = Mapping[str, tuple[Sheet, tuple[Row, ...]]]


@dataclass(frozen=True)
class Facts:
    """The reference files, read and found to agree with each other."""

    sheets: Sheets
    records: Records

    def rows(self, sheet: str) -> tuple[Cells, ...]:
        """The rows of one file."""
        return tuple(row.cells for row in self.sheets[sheet][1])


def read_facts(folder: Path) -> Facts:
    """Read every reference file; `BadInput` names the file, the line and the field of the first mistake."""
    sheets = {source.sheet.name: (source.sheet, seed_files.read(folder, source.sheet)) for source in _SOURCES}
    seed_files.require_names(sheets)
    records = {source.table: [source.record(row.cells) for row in sheets[source.sheet.name][1]] for source in _SOURCES}
    ranks = {record["code"]: record["rank"] for record in records["service_domain"]}
    return Facts(sheets, records | {"procedure": seed_procedures.read(folder / "procedures", ranks)})


def pool_of(facts: Facts, pool: Pool) -> Records:
    """The records of an invented pool, by table."""
    reference = Reference(
        region_of_department=_column(facts, "departments", "code", "region_code"),
        region_of_establishment=_column(facts, "establishments", "finess", "region_code"),
        competence_numbers=_column(facts, "competences", "code", "number"),
        equipment_numbers=_column(facts, "equipment_types", "code", "number"),
    )
    return pool_records.records(pool, reference)


async def seed(tx: Transaction, facts: Facts, pool: Records | None, now: datetime) -> tuple[Tally, ...]:
    """Put the facts, then the pool in place of any other invented one; what became of the rows, by table.

    With no pool, whatever pool is there stays.
    """
    tallies = [await stored.put(tx, table, records) for table, records in facts.records.items()]
    if pool is not None:
        tallies += await _replace_pool(tx, pool)
    _note(tx, tallies, now)
    return tuple(tallies)


async def _replace_pool(tx: Transaction, pool: Records) -> list[Tally]:
    tallies = []
    for table, records in pool.items():
        put = await stored.put(tx, table, records)
        tallies.append(Tally(table, put.added, put.changed, put.unchanged, await stored.retire(tx, table, records)))
    return tallies


def _note(tx: Transaction, tallies: Sequence[Tally], now: datetime) -> None:
    details = {
        tally.table: f"+{tally.added} ~{tally.changed} -{tally.retired}"
        for tally in tallies
        if tally.added or tally.changed or tally.retired
    }
    if details:
        text = "Données de référence et viviers chargés."
        tx.note(LogLine(NATION, "REFERENCE_SEEDED", text, now, details=details))


def _column(facts: Facts, sheet: str, key: str, value: str) -> Mapping[object, object]:
    return {row[key]: row[value] for row in facts.rows(sheet)}
