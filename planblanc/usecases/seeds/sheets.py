"""Reads the files of `seeds/` strictly: a wrong cell is refused with its file, its line and its field."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from planblanc.domain.errors import BadInput
from planblanc.usecases.seeds.readers import Cell, Reader

Cells: TypeAlias = Mapping[str, Cell]
Record: TypeAlias = Mapping[str, object]
Fault: TypeAlias = tuple[str, str]


def _no_fault(_: Cells) -> Fault | None:
    return None


@dataclass(frozen=True)
class Sheet:
    """What one file must hold: how each column is read, and which columns make a row unique.

    `names` are the columns that name a row of another file, with that file; `fault` judges cells together, and tells
    the column that is wrong and why.
    """

    name: str
    columns: Mapping[str, Reader]
    key: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    fault: Callable[[Cells], Fault | None] = _no_fault


@dataclass(frozen=True)
class Row:
    """The cells of one line, and where it stands."""

    file: str
    line: int
    cells: Cells


@dataclass(frozen=True)
class Source:
    """A file, the table that it fills, and how its cells become a record of that table."""

    table: str
    sheet: Sheet
    record: Callable[[Cells], Record] = dict


def wrong(file: str, line: int, column: str, why: str) -> BadInput:
    """The refusal of one cell."""
    return BadInput(f"{file}, ligne {line}, champ « {column} » : {why}", (file, str(line), column))


def read(folder: Path, sheet: Sheet) -> tuple[Row, ...]:
    """The rows of `<folder>/<sheet>.csv`; `BadInput` at the first cell that is wrong, or key that is there twice."""
    path = folder / f"{sheet.name}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput(f"{path.name} est introuvable dans {folder.name}.", (path.name,)) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].count(b"\n")
        raise wrong(path.name, before + 1, "?", "ce fichier n'est pas en UTF-8.") from error
    rows = tuple(_rows(path.name, text, sheet))
    _refuse_twice(sheet, rows)
    return rows


def require_names(sheets: Mapping[str, tuple[Sheet, tuple[Row, ...]]]) -> None:
    """Refuse a cell that names a row that no sheet holds."""
    keys = {name: {row.cells[sheet.key[0]] for row in rows} for name, (sheet, rows) in sheets.items()}
    for sheet, rows in sheets.values():
        for column, other in sheet.names.items():
            for row in rows:
                named = row.cells[column]
                if named is not None and named not in keys[other]:
                    raise wrong(row.file, row.line, column, f"« {named} » n'existe pas dans {other}.csv.")


def _rows(file: str, text: str, sheet: Sheet) -> Iterator[Row]:
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    header = next(lines, [])
    for column in [*sheet.columns, *header]:
        if column not in sheet.columns or header.count(column) != 1:
            raise wrong(file, 1, column, f"les colonnes attendues sont {', '.join(sheet.columns)}.")
    while True:
        begins = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise wrong(file, begins, header[0], f"cette ligne n'est pas du CSV ({error}).") from error
        if len(cells) != len(header):
            raise wrong(file, begins, header[-1], f"il faut {len(header)} valeurs, et il y en a {len(cells)}.")
        yield Row(file, begins, _cells(file, begins, dict(zip(header, cells, strict=True)), sheet))


def _cells(file: str, line: int, written: Mapping[str, str], sheet: Sheet) -> Cells:
    cells: dict[str, Cell] = {}
    for column, reader in sheet.columns.items():
        try:
            cells[column] = reader(written[column])
        except BadInput as error:
            raise wrong(file, line, column, error.message) from error
    fault = sheet.fault(cells)
    if fault is not None:
        raise wrong(file, line, *fault)
    return cells


def _refuse_twice(sheet: Sheet, rows: tuple[Row, ...]) -> None:
    first: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[column] for column in sheet.key)
        if key in first:
            told = ", ".join(map(str, key))
            raise wrong(row.file, row.line, sheet.key[-1], f"« {told} » est déjà à la ligne {first[key]}.")
        first[key] = row.line
