"""Engagements: one resource promised to one need, or to one turn of relief, in one window, from the asking to the return."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.identity import EngagementId, IncidentId, LenderId, NeedId, ResponderId, StockId


class EngagementState(StrEnum):
    """PROPOSED → ALERTED → DEPARTED → ARRIVED → COMPLETED → RETURNED; REFUSED or CANCELLED only before ARRIVED."""

    PROPOSED = "PROPOSED"
    ALERTED = "ALERTED"
    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    COMPLETED = "COMPLETED"
    RETURNED = "RETURNED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


# Whoever has arrived stays, whatever a newer plan says: moving them takes a named human act.
MOVABLE = frozenset({EngagementState.PROPOSED, EngagementState.ALERTED, EngagementState.DEPARTED})


@dataclass(frozen=True)
class Engagement:
    """So many units of one resource, asked of its lender: for one need, as a plan assigned it, or for one turn of relief.

    `rests_until`: a turn holds its person through the rest after it, so that no plan sends them elsewhere meanwhile.
    """

    id: EngagementId
    incident_id: IncidentId
    region: str
    need_id: NeedId | None
    assignment_id: UUID | None
    lender_id: LenderId
    lender_region: str
    quantity: int
    starts_at: datetime
    ends_at: datetime
    state: EngagementState
    exercise: bool
    responder_id: ResponderId | None = None
    stock_id: StockId | None = None
    turn_id: UUID | None = None
    rests_until: datetime | None = None

    def __post_init__(self) -> None:
        if (self.responder_id is None) == (self.stock_id is None):
            raise ValueError("an engagement is of one responder, or of one stock")
        if (self.assignment_id is None) == (self.turn_id is None):
            raise ValueError("an engagement is for one line of a plan, or for one turn of relief")

    @property
    def resource_id(self) -> UUID | None:
        """The responder or the stock."""
        return self.responder_id or self.stock_id

    @property
    def busy_until(self) -> datetime:
        """Until when its units are held."""
        return self.rests_until or self.ends_at


@dataclass(frozen=True)
class Held:
    """An engagement that stands, as the approval of a newer plan finds it."""

    id: EngagementId
    need_id: NeedId
    resource_id: UUID
    quantity: int
    state: EngagementState
