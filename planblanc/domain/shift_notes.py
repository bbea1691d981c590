"""What the officer in charge notes through the shift, to be read by whoever comes next."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident


@dataclass(frozen=True)
class ShiftNote:
    """One note of one shift."""

    id: UUID
    incident: IncidentId
    text: str
    written_by: UUID
    written_name: str
    written_at: datetime


def require_in_charge(incident: Incident, writer: UUID) -> None:
    """Refuse unless the writer is the officer in charge: a note of the shift is of whoever holds it."""
    if incident.officer is None or incident.officer.id != writer:
        told = "Seule la personne en charge de l'incident écrit les notes du poste ; la main courante est ouverte à tous."
        raise TransitionRefused(told, ("incident",))
