"""Writes the line of the main courante that each act on an incident leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planblanc.domain import journal
from planblanc.domain.access import Channel
from planblanc.domain.incidents import Incident, Tlp
from planblanc.domain.journal import Chain, Detail, LineKind, LogLine
from planblanc.store.transaction import Transaction

EXERCISE = "EXERCICE. "


@dataclass(frozen=True)
class Note:
    """A stable word, a French sentence that can be read aloud, and what stands behind it; see `LogLine`.

    With no `tlp`, the line is shared as its incident is.
    """

    act: str
    text: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    personal: str | None = None
    declared_at: datetime | None = None
    channel: Channel | None = None
    on_behalf_of: str | None = None
    kind: LineKind = LineKind.ACT
    tlp: Tlp | None = None
    corrects: int | None = None


def write(tx: Transaction, incident: Incident, note: Note, now: datetime) -> None:
    """Add a line to the incident's chain; what happens in an exercise says so first."""
    line = LogLine(
        chain=Chain.of_incident(incident.id),
        act=note.act,
        text=f"{EXERCISE}{note.text}" if incident.exercise else note.text,
        at=now,
        declared_at=note.declared_at,
        details=note.details,
        personal=note.personal or None,
        channel=note.channel,
        on_behalf_of=note.on_behalf_of,
        kind=note.kind,
        tlp=note.tlp or journal.tlp_of_act(incident.tlp),
        corrects=note.corrects,
    )
    tx.note(line)
