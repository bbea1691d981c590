"""One officer is in charge of each incident, and hands over with a read-and-accept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident


@dataclass(frozen=True)
class HandOver:
    """What the officer who leaves tells the one who comes; `to_id` is empty until somebody has read and accepted."""

    id: UUID
    incident: IncidentId
    from_id: UUID
    from_name: str
    to_name: str
    note: str
    offered_at: datetime
    to_id: UUID | None = None
    accepted_at: datetime | None = None


def require_in_charge(incident: Incident, officer: UUID) -> None:
    """Refuse unless this person is the officer in charge."""
    if incident.officer is None:
        raise TransitionRefused("Personne n'a encore pris cet incident en charge.", ("incident",))
    if incident.officer.id != officer:
        raise TransitionRefused(f"Seule la personne en charge, {incident.officer.name}, peut passer la main.", ("incident",))


def require_all_read(written: int, read: int | None) -> None:
    """Refuse to accept what was not read: a note may have been written since the reader looked."""
    if read is not None and read < written:
        raise TransitionRefused("Une note a été écrite depuis votre lecture : relisez la passation, puis acceptez-la.", ("notes_read",))


def require_relief(incident: Incident, officer: UUID, reason: str | None) -> None:
    """Refuse to take an incident twice, or from somebody else without saying why."""
    if incident.officer is None:
        return
    if incident.officer.id == officer:
        raise TransitionRefused("Vous avez déjà pris cet incident en charge.", ("incident",))
    if reason is None:
        told = f"Cet incident est pris en charge par {incident.officer.name} : demandez la passation, ou donnez le motif du remplacement."
        raise TransitionRefused(told, ("reason",))
