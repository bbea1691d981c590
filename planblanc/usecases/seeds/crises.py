"""The pools of real crises, kept in `seeds/demo/`: one folder each, or a folder that only changes a few rows of another."""

from pathlib import Path

from planblanc.domain.errors import BadInput
from planblanc.usecases.seeds import pool_sheets, readers, sheets
from planblanc.usecases.seeds.pool_sheets import Pool
from planblanc.usecases.seeds.readers import Cell
from planblanc.usecases.seeds.reference import Facts
from planblanc.usecases.seeds.sheets import Cells, Row, Sheet

_CRISES = Sheet(
    "crises",
    {"code": readers.code, "label": readers.text, "based_on": readers.optional(readers.code)},
    key=("code",),
    names={"based_on": "crises"},
)


def known(folder: Path) -> dict[str, Cells]:
    """The crises of `<folder>/crises.csv`, by their code."""
    return {str(row.cells["code"]): row.cells for row in sheets.read(folder, _CRISES)}


def read(folder: Path, code: str, facts: Facts) -> Pool:
    """The pool of one crisis; `BadInput` when it is unknown, or names the file, line and field that are wrong."""
    crises = known(folder)
    if code not in crises:
        raise BadInput(f"La crise « {code} » n'est pas connue : choisissez parmi {', '.join(crises)}.", ("pool",))
    base = crises[code]["based_on"]
    if base is None:
        pool = {sheet.name: (sheet, sheets.read(folder / code, sheet)) for sheet in pool_sheets.SHEETS}
    else:
        pool = {sheet.name: (sheet, _overlaid(folder, str(base), code, sheet)) for sheet in pool_sheets.SHEETS}
    sheets.require_names({**facts.sheets, **pool})
    _require_sites(pool["lenders"][1], facts)
    return {name: tuple(row.cells for row in rows) for name, (_, rows) in pool.items()}


def _overlaid(folder: Path, base: str, code: str, sheet: Sheet) -> tuple[Row, ...]:
    """The base's rows, those that the crisis writes again taking their place."""
    rows = {_key(sheet, row): row for row in sheets.read(folder / base, sheet)}
    if (folder / code / f"{sheet.name}.csv").exists():
        rows |= {_key(sheet, row): row for row in sheets.read(folder / code, sheet)}
    return tuple(rows.values())


def _key(sheet: Sheet, row: Row) -> tuple[Cell, ...]:
    return tuple(row.cells[column] for column in sheet.key)


def _require_sites(lenders: tuple[Row, ...], facts: Facts) -> None:
    sites = {cells["finess"] for cells in facts.rows("establishments")}
    for row in lenders:
        if row.cells["kind"] == "ESTABLISHMENT" and row.cells["code"] not in sites:
            raise sheets.wrong(row.file, row.line, "code", f"« {row.cells['code']} » n'est pas un établissement connu.")
