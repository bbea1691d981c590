"""Reads a table that a spreadsheet has written as CSV: checked by its content, each fault told with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

LARGEST = 1024 * 1024
MOST_LINES = 5000
_MOST_COLUMNS = 40
_MOST_CELL = 1000
_ENCODINGS = ("utf-8-sig", "cp1252")  # what spreadsheets in French write
_DELIMITERS = ";,\t"
_NOT_A_TABLE = (b"PK", b"%PDF", b"<", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file: its line, from 1, the column if it is of one, and why, in French."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Line:
    """One line of a table, its cells by the name of their column."""

    number: int
    cells: Mapping[str, str]

    def fault(self, column: str, message: str) -> Fault:
        """What is wrong with one of its cells."""
        return Fault(self.number, column, message)


@dataclass(frozen=True)
class Table:
    """The columns of a table by their plain names, and its lines that hold something."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read(content: bytes) -> Table:
    """The table that a file holds; `BadInput` for a file that is none, or too large. Nothing in it is ever run."""
    if len(content) > LARGEST:
        raise BadInput(f"Ce fichier est trop grand : {LARGEST // 1024} Kio au plus.", ("file",))
    written = _text(content)
    try:
        rows = list(_rows(written))
    except csv.Error as error:
        raise BadInput("Ce fichier n'est pas un tableau au format CSV.", ("file",)) from error
    if not rows:
        raise BadInput("Ce tableau est vide.", ("file",))
    (_, head), *rest = rows
    columns = tuple(plain(name) for name in head)
    if len(columns) > _MOST_COLUMNS or len(set(columns)) != len(columns):
        raise BadInput(f"La première ligne de ce tableau doit nommer ses colonnes, une fois chacune, {_MOST_COLUMNS} au plus.", ("file",))
    if len(rest) > MOST_LINES:
        raise BadInput(f"Ce tableau a trop de lignes : {MOST_LINES} au plus.", ("file",))
    lines = tuple(Line(number, dict(zip(columns, cells, strict=False))) for number, cells in rest if len(cells) <= len(columns))
    long = tuple(
        Fault(number, "", "Cette ligne a plus de cellules que de colonnes.") for number, cells in rest if len(cells) > len(columns)
    )
    return Table(columns, lines, (*long, *(fault for line in lines for fault in _suspect(line))))


def plain(name: str) -> str:
    """The name of a column as it is compared: « À confirmer avant » is a_confirmer_avant."""
    return texts.searchable(name.strip()).replace(" ", "_")[:60]


def _text(content: bytes) -> str:
    if content.lstrip()[:8].startswith(_NOT_A_TABLE) or b"\x00" in content:
        raise BadInput("Ce fichier n'est pas un tableau au format CSV : enregistrez-le sous ce format depuis votre tableur.", ("file",))
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("Ce fichier n'est pas du texte : enregistrez-le au format CSV (UTF-8).", ("file",))


def _rows(written: str) -> Iterator[tuple[int, list[str]]]:
    first = written.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        trimmed = [cell.strip() for cell in cells]
        if any(trimmed):
            yield reader.line_num, trimmed


def _suspect(line: Line) -> Iterator[Fault]:
    for column, cell in line.cells.items():
        if len(cell) > _MOST_CELL:
            yield line.fault(column, f"Cette cellule est trop longue : {_MOST_CELL} caractères au plus.")
        elif cell.startswith(_FORMULA) and not _is_number(cell):
            yield line.fault(column, "Cette cellule commence par un signe de formule (=, +, -, @) : écrivez-la en toutes lettres.")


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(",", "", 1).replace(".", "", 1).isdecimal()
