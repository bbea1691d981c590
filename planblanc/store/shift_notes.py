"""Notes of the shift, rows and words."""

from collections.abc import Sequence

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.shift_notes import ShiftNote
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("shift_notes")


async def add(tx: Transaction, incident: Incident, note: ShiftNote) -> None:
    """Keep a note."""
    await tx.execute(
        QUERIES["add_note"],
        id=note.id,
        incident_id=incident.id,
        region_code=incident.region,
        text=note.text,
        written_by=note.written_by,
        written_name=note.written_name,
        written_at=note.written_at,
    )


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[ShiftNote, ...]]:
    """The notes of each incident, the last one first: the 500 of all of them that are the latest."""
    rows = await tx.rows(QUERIES["list_notes"], incidents=list(incidents))
    notes = [
        ShiftNote(row["id"], IncidentId(row["incident_id"]), row["text"], row["written_by"], row["written_name"], row["written_at"])
        for row in rows
    ]
    return [tuple(note for note in notes if note.incident == incident) for incident in incidents]


async def of_the_shift(tx: Transaction, incidents: Sequence[Incident]) -> list[tuple[ShiftNote, ...]]:
    """What the officer in charge of each incident noted since taking it, the first note first: to be read at the hand-over."""
    found = await of_incidents(tx, [incident.id for incident in incidents])
    return [
        tuple(note for note in reversed(notes) if incident.officer and note.written_at >= incident.officer.since)
        for incident, notes in zip(incidents, found, strict=True)
    ]
