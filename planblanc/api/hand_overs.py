"""The hand-over of an incident, and the notes of the shift that the officer in charge leaves to be read with it."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from planblanc.domain import hand_overs as domain
from planblanc.domain import shift_notes as domain_notes


@strawberry.type(description="Note du poste : ce que la personne en charge laisse à lire à la passation.")
class ShiftNote:
    text: str = strawberry.field(description="Le texte.")
    written_by: str = strawberry.field(description="Qui l'a écrite.")
    written_at: datetime = strawberry.field(description="Quand.")

    @classmethod
    def of(cls, note: domain_notes.ShiftNote) -> "ShiftNote":
        """The note, as the API shows it."""
        return cls(text=note.text, written_by=note.written_name, written_at=note.written_at)


@strawberry.type(description="Passation proposée, à lire puis à accepter.")
class HandOver:
    from_name: str = strawberry.field(description="Qui passe la main.")
    to_name: str = strawberry.field(description="À qui.")
    note: str = strawberry.field(description="Ce qu'il faut lire avant d'accepter.")
    shift_notes: list[ShiftNote] = strawberry.field(description="Les notes du poste, à lire aussi, dans l'ordre : cinq cents au plus.")
    offered_at: datetime = strawberry.field(description="Quand elle a été proposée.")

    @classmethod
    def of(cls, offered: domain.HandOver, notes: Sequence[domain_notes.ShiftNote]) -> "HandOver":
        """The hand-over with what was noted through the shift, as the API shows it."""
        return cls(
            from_name=offered.from_name,
            to_name=offered.to_name,
            note=offered.note,
            shift_notes=[ShiftNote.of(note) for note in notes],
            offered_at=offered.offered_at,
        )


@strawberry.input(description="Note du poste à écrire.")
class WriteShiftNoteInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    text: str = strawberry.field(description="Ce que la personne suivante doit savoir, 4 000 caractères au plus.")
