"""Engagements: one resource promised to one need in one window, from the asking to the return."""

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
    """So many units of one resource, asked of its lender for one need."""

    id: EngagementId
    incident_id: IncidentId
    region: str
    need_id: NeedId
    assignment_id: UUID
    lender_id: LenderId
    lender_region: str
    quantity: int
    starts_at: datetime
    ends_at: datetime
    state: EngagementState
    exercise: bool
    responder_id: ResponderId | None = None
    stock_id: StockId | None = None

    def __post_init__(self) -> None:
        if (self.responder_id is None) == (self.stock_id is None):
            raise ValueError("an engagement is of one responder, or of one stock")

    @property
    def resource_id(self) -> UUID | None:
        """The responder or the stock."""
        return self.responder_id or self.stock_id


@dataclass(frozen=True)
class Held:
    """An engagement that stands, as the approval of a newer plan finds it."""

    id: EngagementId
    need_id: NeedId
    resource_id: UUID
    quantity: int
    state: EngagementState
