"""What the national portal sends about an incident: one revision of its declaration, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import NationalReference
from planblanc.domain.reports import IncidentTold


class DeclarationEvent(StrEnum):
    """What happened to the declaration on the portal."""

    DECLARED = "incident.declared"
    UPDATED = "incident.updated"
    REQUALIFIED = "incident.requalified"
    CLOSED = "incident.closed"
    DISMISSED = "incident.dismissed"


@dataclass(frozen=True)
class Declaration:
    """One revision; the highest of a national number holds, in whatever order they arrive.

    `ended_at` and `ending_reason` go with CLOSED and DISMISSED, and may be unknown there too.
    """

    event: DeclarationEvent
    national: NationalReference
    sent_at: datetime
    told: IncidentTold
    ended_at: datetime | None = None
    ending_reason: str | None = None

    @property
    def ends(self) -> bool:
        """Whether the portal says that the incident is over, or was none."""
        return self.event in {DeclarationEvent.CLOSED, DeclarationEvent.DISMISSED}


@dataclass(frozen=True)
class DeclaredIncident:
    """An incident as the portal is told of it: one of its declarations, who conducts, and when it was taken or closed."""

    national: NationalReference
    incident_id: IncidentId
    exercise: bool
    agency: str
    officer_name: str | None
    taken_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Coverage:
    """Units of people and equipment wanted and promised, of one criticality."""

    criticality: str
    wanted: int
    covered: int
