"""Writes the line of the main courante that each act on an incident leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planblanc.domain import journal
from planblanc.domain.access import Channel
from planblanc.domain.incidents import Incident, Tlp
from planblanc.domain.journal import Chain, Detail, LineKind, LogLine
from planblanc.domain.solicitations import Solicitation
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
    """Add a line to the incident's chain."""
    tx.note(line(Chain.of_incident(incident.id), note, now, exercise=incident.exercise, tlp=journal.tlp_of_act(incident.tlp)))


def write_of_solicitation(tx: Transaction, solicitation: Solicitation, note: Note, now: datetime) -> None:
    """Add a line to the chain of the incident that a lender is asked for, which the actor may not be able to read."""
    tx.note(line(Chain.of_incident(solicitation.incident), note, now, exercise=solicitation.exercise, tlp=solicitation.tlp))


def line(chain: Chain, note: Note, now: datetime, *, exercise: bool, tlp: Tlp) -> LogLine:
    """The line of a note, shared as `tlp` says unless it says so itself; what happens in an exercise says so first."""
    return LogLine(
        chain=chain,
        act=note.act,
        text=f"{EXERCISE}{note.text}" if exercise else note.text,
        at=now,
        declared_at=note.declared_at,
        details=note.details,
        personal=note.personal or None,
        channel=note.channel,
        on_behalf_of=note.on_behalf_of,
        kind=note.kind,
        tlp=note.tlp or tlp,
        corrects=note.corrects,
    )
