"""The reference files of `seeds/`, read whole before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from planblanc.usecases.seeds import catalogue, procedures, sheets, territory
from planblanc.usecases.seeds.sheets import Cells, Record, Row, Sheet

Records: TypeAlias = Mapping[str, Sequence[Record]]

# Each table after those that it refers to.
_SOURCES = (*catalogue.SOURCES, *territory.SOURCES, territory.SERVICES)


@dataclass(frozen=True)
class Facts:
    """The files, found to agree with each other, and the records of each table, in the order in which they can be put."""

    sheets: Mapping[str, tuple[Sheet, tuple[Row, ...]]]
    records: Records

    def rows(self, sheet: str) -> tuple[Cells, ...]:
        """The rows of one file."""
        return tuple(row.cells for row in self.sheets[sheet][1])


def read(folder: Path) -> Facts:
    """Read every reference file; `BadInput` names the file, the line and the field of the first mistake."""
    found = {source.sheet.name: (source.sheet, sheets.read(folder, source.sheet)) for source in _SOURCES}
    sheets.require_names(found)
    records = {source.table: [source.record(row.cells) for row in found[source.sheet.name][1]] for source in _SOURCES}
    ranks = {record["code"]: record["rank"] for record in records["service_domain"]}
    return Facts(found, records | {"procedure": procedures.read(folder / "procedures", ranks)})
