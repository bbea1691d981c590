"""A main courante on paper: line by line, with the end that seals it and the key that signed it."""

from dataclasses import dataclass
from datetime import datetime

from planblanc.documents import blocks, printing
from planblanc.domain import french
from planblanc.domain.incidents import Tlp
from planblanc.domain.journal import LineKind

KIND_WORDS = {
    LineKind.ACT: "",
    LineKind.NOTE: "Note",
    LineKind.DECISION: "Décision",
    LineKind.CALL: "Appel",
    LineKind.OBSERVATION: "Observation",
    LineKind.CORRECTION: "Correction",
}
TLP_WORDS = {Tlp.CLEAR: "CLEAR", Tlp.GREEN: "GREEN", Tlp.AMBER: "AMBER", Tlp.AMBER_STRICT: "AMBER+STRICT", Tlp.RED: "RED"}


@dataclass(frozen=True)
class SheetLine:
    """One line as it is printed; `body` is what a person typed, `corrects` the number of the line that it corrects."""

    sequence: int
    kind: LineKind
    tlp: Tlp
    declared_at: datetime
    recorded_at: datetime
    actor: str
    text: str
    body: str | None
    corrects: int | None


@dataclass(frozen=True)
class JournalSheet:
    """A whole main courante, as it was exported: the hash of its last line, and the public key that vouches for it."""

    title: str
    exercise: bool
    exported_by: str
    lines: tuple[SheetLine, ...]
    last_hash: str
    public_key: str
    printed_at: datetime


def pdf(sheet: JournalSheet) -> bytes:
    """The sheet as an accessible A4 PDF in French."""
    told = {
        "title": "Main courante",
        "of": blocks.typographic(sheet.title),
        "exercise": sheet.exercise,
        "printed_at": french.moment(sheet.printed_at),
        "by": blocks.typographic(sheet.exported_by),
        "count": french.counted(len(sheet.lines), "ligne", "lignes"),
        "hash": sheet.last_hash,
        "key": sheet.public_key,
        "lines": [_line(line) for line in sheet.lines],
    }
    return printing.pdf("journal_sheet", told, sheet.printed_at)


def _line(line: SheetLine) -> dict[str, object]:
    is_later = line.recorded_at != line.declared_at
    return {
        "number": str(line.sequence),
        "at": french.moment(line.declared_at),
        "recorded": f"noté le {french.moment(line.recorded_at)}" if is_later else "",
        "kind": KIND_WORDS[line.kind],
        "tlp": f"TLP:{TLP_WORDS[line.tlp]}",
        "actor": blocks.typographic(line.actor),
        "text": blocks.typographic(line.text),
        "body": (line.body or "").splitlines(),
    }
