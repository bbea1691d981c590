"""What the national portal declares of an incident: the sections of the official form; what nobody knows is `None` or UNKNOWN."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class DeclarationEvent(StrEnum):
    """What happened to the declaration on the portal."""

    DECLARED = "incident.declared"
    UPDATED = "incident.updated"
    REQUALIFIED = "incident.requalified"
    CLOSED = "incident.closed"
    DISMISSED = "incident.dismissed"


class StructureKind(StrEnum):
    """How the structure is named: a site, a legal entity, by name and town alone, or not at all."""

    ET = "ET"
    EJ = "EJ"
    UNLISTED = "UNLISTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Structure:
    """The structure that is hit; the FINESS number is a site's or an entity's as `kind` says."""

    kind: StructureKind
    finess: str | None = None
    name: str | None = None
    town: str | None = None
    department: str | None = None


@dataclass(frozen=True)
class Declarant:
    """Who declares, and the mobile on which to call back."""

    name: str | None = None
    position: str | None = None
    mobile: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class DeclaredTimes:
    """When it happened, was seen, was known and was declared; the legal clocks run from awareness."""

    occurred: datetime | None = None
    observed: datetime | None = None
    awareness: datetime | None = None
    declared: datetime | None = None


@dataclass(frozen=True)
class DeclaredService:
    """The state of one service domain, by its code, as the declarant tells it."""

    domain: str
    state: str
    since: datetime | None = None


@dataclass(frozen=True)
class Declaration:
    """One revision of a declaration; the highest revision of a national number holds, in whatever order they arrive.

    `sections` are the sections as they were sent, to be shown whole.
    """

    event: DeclarationEvent
    national_number: str
    revision: int
    sent_at: datetime
    exercise: bool
    tlp: str
    structure: Structure
    declarant: Declarant
    times: DeclaredTimes
    summary: str
    severity: str
    category: str
    origin: str
    provider: str | None
    services: tuple[DeclaredService, ...]
    support_asked: tuple[str, ...]
    ars_region: str | None
    ended_at: datetime | None
    ending_reason: str | None
    sections: Mapping[str, Any]

    @property
    def ends(self) -> bool:
        """Whether the portal says that the incident is over, or was none."""
        return self.event in {DeclarationEvent.CLOSED, DeclarationEvent.DISMISSED}
