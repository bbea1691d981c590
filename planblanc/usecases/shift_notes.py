"""The officer in charge notes what the next one must know; the hand-over then shows it to be read."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, incidents, shift_notes, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.shift_notes import ShiftNote
from planblanc.store import incidents as stored_incidents
from planblanc.store import shift_notes as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note

LONGEST = 4000


async def write(tx: Transaction, actor: Actor, incident: IncidentId, text: str, now: datetime) -> ShiftNote:
    """Keep a note of the shift of whoever is in charge."""
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, Act.TAKE_CHARGE, region=known.region)
    incidents.require_open(known)
    shift_notes.require_in_charge(known, actor.id)
    written = ShiftNote(
        id=uuid4(),
        incident=incident,
        text=texts.paragraphs(text, ("text",), most=LONGEST),
        written_by=actor.id,
        written_name=actor.name,
        written_at=now,
    )
    await stored.add(tx, known, written)
    notes.write(tx, known, Note("incident.shift_noted", "Note du poste, à lire à la passation.", personal=written.text), now)
    return written
