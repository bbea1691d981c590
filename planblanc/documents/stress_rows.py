"""What a stress test found as rows of French columns, for a spreadsheet, and as plain values, for a program."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from planblanc.documents.stress_words import PARTS, lacking
from planblanc.domain.requests import CRITICALITY_WORDS
from planblanc.domain.stress import (
    STAFFING_LABELS,
    StressAttack,
    StressGain,
    StressLoss,
    StressPart,
    StressReport,
    StressRow,
    StressRun,
    StressShortage,
    Units,
)

_COLUMNS = (
    "tableau",
    "effectif",
    "rang",
    "finess",
    "etablissements",
    "communes",
    "preteur",
    "ressource",
    "besoin",
    "criticite",
    "unites_demandees",
    "unites_couvertes",
    "unites_vitales",
    "unites_prioritaires",
    "unites_normales",
    "attaques",
    "minutes_premier_intervenant",
    "minutes_couverture_entiere",
    "manques",
)
Cells = Mapping[str, object]


def as_csv(report: StressReport) -> str:
    """One table for all, its first column telling which; `unites_…` are those that lack, or would be gained."""
    written = io.StringIO()
    writer = csv.DictWriter(written, _COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    for (part, staffing), rows in report.tables.items():
        for rank, row in enumerate(rows, start=1):
            cells = {"tableau": PARTS[part], "effectif": STAFFING_LABELS[staffing], "rang": rank, **_cells(row)}
            writer.writerow({column: _inert(cell) for column, cell in cells.items()})
    return written.getvalue()


def as_plain(run: StressRun, report: StressReport) -> dict[str, Any]:
    """The whole test as JSON writes it: `schema/messages/stress-test.schema.json`."""
    return {
        "region": run.region,
        "read_at": run.read_at.isoformat() if run.read_at is not None else None,
        "with_pairs": run.with_pairs,
        "staffings": [
            {
                **_plain(asdict(summary)),
                **{
                    part.value.lower(): [_plain(asdict(row)) for row in report.tables.get((part, summary.staffing), ())]
                    for part in StressPart
                },
            }
            for summary in report.summaries
        ],
    }


def _inert(cell: object) -> object:
    """A name that somebody typed must not be run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in told.items()}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _cells(row: StressRow) -> Cells:
    if isinstance(row, StressAttack):
        return _attack(row)
    if isinstance(row, StressShortage):
        units = {f"unites_{column}": row.units for criticality, column in _BY_CRITICALITY if criticality == row.criticality.name}
        return {"besoin": row.sought.label, "criticite": CRITICALITY_WORDS[row.criticality], **units, "attaques": row.attacks}
    place = {"preteur": row.lender_name, "communes": row.commune}
    if isinstance(row, StressLoss):
        return {**place, "ressource": row.label, **_units(row.uncovered), "attaques": row.attacks}
    return _gain(row, place)


def _gain(row: StressGain, place: Cells) -> Cells:
    return {**place, "besoin": row.sought.label, **_units(row.covered)}


def _attack(row: StressAttack) -> Cells:
    asked, covered = row.asked, row.covered
    missing = Units(asked.vital - covered.vital, asked.high - covered.high, asked.normal - covered.normal)
    return {
        "finess": _listed(victim.finess for victim in row.victims),
        "etablissements": _listed(victim.name for victim in row.victims),
        "communes": _listed(victim.commune for victim in row.victims),
        "unites_demandees": asked.total,
        "unites_couvertes": covered.total,
        **_units(missing),
        "minutes_premier_intervenant": _longest([victim.first_minutes for victim in row.victims]),
        "minutes_couverture_entiere": _longest([victim.full_minutes for victim in row.victims]),
        "manques": lacking(row),
    }


_BY_CRITICALITY = (("VITAL", "vitales"), ("HIGH", "prioritaires"), ("NORMAL", "normales"))


def _units(units: Units) -> Cells:
    return {"unites_vitales": units.vital, "unites_prioritaires": units.high, "unites_normales": units.normal}


def _longest(minutes: list[int | None]) -> object:
    known = [each for each in minutes if each is not None]
    return max(known, default="") if len(known) == len(minutes) else ""


def _listed(words: Iterator[str]) -> str:
    return " + ".join(words)
