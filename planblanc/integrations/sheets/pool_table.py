"""A table of a lender's stocks or unnamed capacities, read into what `poolImportPreview` and `importPool` take."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.responders import Level
from planblanc.integrations.sheets import tables
from planblanc.integrations.sheets.tables import Fault, Line

MOST_FAULTS = 50
_WHOLE = re.compile(r"[0-9]{1,9}")
_COMPETENCE = re.compile(r"([A-Z0-9_]{1,60}):([1-3])")
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_YES = {"oui": True, "non": False, "o": True, "n": False, "1": True, "0": False}

Read = Callable[[str], Any]


@dataclass(frozen=True)
class _Column:
    field: str
    read: Read
    is_needed: bool = False


@dataclass(frozen=True)
class PoolTable:
    """The rows in the shape of the API's inputs, and what could not be read; whoever sends them sends 500 at a time."""

    stocks: tuple[dict[str, Any], ...]
    capacities: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]
    numbers: tuple[int, ...] = ()  # in which line of the file each row stands


def read(content: bytes) -> PoolTable:
    """The stocks or the capacities that a file holds, told apart by the columns; `BadInput` for a file that is neither."""
    table = tables.read(content)
    kind = next((kind for kind, columns in _KINDS.items() if _needed(columns) <= set(table.columns)), None)
    if kind is None:
        wanted = " ou ".join(", ".join(sorted(_needed(columns))) for columns in _KINDS.values())
        raise BadInput(f"Les colonnes de ce tableau ne sont pas connues : il faut {wanted}.", ("file",))
    rows, numbers, faults = [], [], list(table.faults)
    suspect = {fault.line for fault in table.faults}
    for line in table.lines:
        row, wrong = _row(line, _KINDS[kind])
        faults += wrong
        if not wrong and line.number not in suspect:
            rows.append(row)
            numbers.append(line.number)
    found = {"stocks": (), "capacities": (), kind: tuple(rows)}
    told = tuple(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
    return PoolTable(found["stocks"], found["capacities"], told, tuple(numbers))


def _row(line: Line, columns: Mapping[str, _Column]) -> tuple[dict[str, Any], list[Fault]]:
    row: dict[str, Any] = {}
    faults = []
    for name, column in columns.items():
        cell = line.cells.get(name, "")
        if not cell:
            faults += [line.fault(name, "Cette cellule est nécessaire.")] if column.is_needed else []
            continue
        try:
            row[column.field] = column.read(cell)
        except BadInput as refused:
            faults.append(line.fault(name, refused.message))
    return row, faults


def _needed(columns: Mapping[str, _Column]) -> set[str]:
    return {name for name, column in columns.items() if column.is_needed}


def _text(cell: str) -> str:
    return texts.line(cell, ())


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise BadInput(f"{texts.quoted(cell)} n'est pas un nombre entier.")
    return int(cell)


def _yes(cell: str) -> bool:
    if cell.casefold() not in _YES:
        raise BadInput("Écrivez oui ou non.")
    return _YES[cell.casefold()]


def _day(cell: str) -> str:
    french = _DAY.fullmatch(cell)
    try:
        return (date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(cell)).isoformat()
    except ValueError:
        raise BadInput("Écrivez une date : 31/12/2026, ou 2026-12-31.") from None


def _competences(cell: str) -> list[dict[str, Any]]:
    found = [_COMPETENCE.fullmatch(word.upper()) for word in cell.replace(",", " ").split()]
    if not all(found):
        raise BadInput("Écrivez les codes des compétences, avec leur niveau de 1 à 3 : NETWORK:2 BACKUP:1.")
    return [{"code": one[1], "level": Level(int(one[2])).name} for one in found if one]


_KINDS: Mapping[str, Mapping[str, _Column]] = {
    "stocks": {
        "type": _Column("equipmentType", lambda cell: _text(cell).upper(), is_needed=True),
        "quantite": _Column("quantity", _whole, is_needed=True),
        "lieu": _Column("place", _text, is_needed=True),
        "plancher": _Column("floor", _whole),
        "a_confirmer_avant": _Column("confirmBy", _day),
    },
    "capacities": {
        "libelle": _Column("label", _text, is_needed=True),
        "personnes": _Column("capacity", _whole, is_needed=True),
        "competences": _Column("competences", _competences, is_needed=True),
        "astreinte": _Column("onCall", _yes),
        "jours": _Column("longestDays", _whole),
        "a_confirmer_avant": _Column("confirmBy", _day),
    },
}
