"""A person's own number: who asks for it, why, and what the person reads of that."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.access import Role
from planblanc.domain.identity import IncidentId, ResponderId

MOST_AN_HOUR = 20


@dataclass(frozen=True)
class RevealWanted:
    """Whose number, why, and for which incident: none for whoever keeps the directory."""

    responder: ResponderId
    motive: str
    incident: IncidentId | None = None


@dataclass(frozen=True)
class PhoneAccess:
    """Somebody asked for a person's number."""

    id: UUID
    responder: ResponderId
    incident: IncidentId | None
    name: str
    role: Role
    motive: str
    at: datetime


@dataclass(frozen=True)
class RevealedPhone:
    """A number that was asked for just now."""

    access: PhoneAccess
    phone: str


@dataclass(frozen=True)
class PersonalRecord:
    """What is kept on the holder of a link, as that person reads it."""

    label: str
    phone: str | None
    accesses: tuple[PhoneAccess, ...]
