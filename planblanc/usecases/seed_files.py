"""Reads the files of `seeds/` strictly: a wrong cell is refused with its file, its line and its field."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import is_finess

Cell: TypeAlias = "str | int | float | bool | None"
Cells: TypeAlias = Mapping[str, Cell]
Record: TypeAlias = Mapping[str, object]
Reader: TypeAlias = Callable[[str], Cell]


@dataclass(frozen=True)
class Sheet:
    """What one file must hold: how each column is read, which columns make a row unique, which name a row of another file."""

    name: str
    columns: Mapping[str, Reader]
    key: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


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
            raise wrong(file, begins, header[-1], f"{len(cells)} valeurs pour {len(header)} colonnes.")
        yield Row(file, begins, _cells(file, begins, dict(zip(header, cells, strict=True)), sheet))


def _cells(file: str, line: int, written: Mapping[str, str], sheet: Sheet) -> Cells:
    cells: dict[str, Cell] = {}
    for column, reader in sheet.columns.items():
        try:
            cells[column] = reader(written[column])
        except BadInput as error:
            raise wrong(file, line, column, error.message) from error
    return cells


def _refuse_twice(sheet: Sheet, rows: tuple[Row, ...]) -> None:
    first: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[column] for column in sheet.key)
        if key in first:
            told = ", ".join(map(str, key))
            raise wrong(row.file, row.line, sheet.key[-1], f"« {told} » est déjà à la ligne {first[key]}.")
        first[key] = row.line


def text(written: str) -> str:
    """One line of text."""
    return texts.line(written, ())


def long_text(written: str) -> str:
    """Text of up to 2,000 characters."""
    return texts.paragraphs(written, (), most=2000)


def optional(reader: Reader) -> Reader:
    """The same, or nothing when the cell is empty."""
    return lambda written: reader(written) if written else None


def whole(least: int = 0, most: int = 1_000_000) -> Reader:
    """A whole number within bounds."""

    def read_whole(written: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", written) or not least <= int(written) <= most:
            raise BadInput(f"« {written} » n'est pas un nombre entier de {least} à {most}.")
        return int(written)

    return read_whole


def decimal(least: float, most: float) -> Reader:
    """A number within bounds."""

    def read_decimal(written: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,12})?", written) or not least <= float(written) <= most:
            raise BadInput(f"« {written} » n'est pas un nombre de {least:g} à {most:g}.")
        return float(written)

    return read_decimal


MINUTES = whole(0, 10_080)
LATITUDE = decimal(-90, 90)
LONGITUDE = decimal(-180, 180)


def one_of(*words: str) -> Reader:
    """One of these words."""

    def read_word(written: str) -> str:
        if written not in words:
            raise BadInput(f"« {written} » n'est pas l'une des valeurs {', '.join(words)}.")
        return written

    return read_word


def boolean(written: str) -> bool:
    """`true` or `false`."""
    return one_of("true", "false")(written) == "true"


def code(written: str) -> str:
    """A stable code: letters, digits, hyphens and underscores."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", written):
        raise BadInput(f"« {written} » n'est pas un code.")
    return written


def finess(written: str) -> str:
    """A FINESS number by its form; its key is not judged here."""
    if not is_finess(written):
        raise BadInput(f"« {written} » n'a pas la forme d'un numéro FINESS.")
    return written


def day(written: str) -> str:
    """A date, 2021-02-09."""
    return _iso(date.fromisoformat, written, "une date (2021-02-09)")


def clock(written: str) -> str:
    """An hour of the day, 08:00."""
    return _iso(time.fromisoformat, written, "une heure (08:00)")


def moment(written: str) -> str:
    """A moment with its zone, 2021-02-09T02:00:00+01:00."""
    told = "un instant avec son fuseau (2021-02-09T02:00:00+01:00)"
    if not re.search(r"(Z|[+-][0-9]{2}:[0-9]{2})$", written):
        raise BadInput(f"« {written} » n'est pas {told}.")
    return _iso(datetime.fromisoformat, written, told)


def _iso(parse: Callable[[str], object], written: str, told: str) -> str:
    try:
        parse(written)
    except ValueError:
        raise BadInput(f"« {written} » n'est pas {told}.") from None
    return written
