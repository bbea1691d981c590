"""Engagements: one resource promised to one need, or to one turn of relief, in one window, from the asking to the return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import TransitionRefused
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


class EndKind(StrEnum):
    """How a person ended an engagement before its time."""

    CANCELLED = "CANCELLED"
    RECALLED = "RECALLED"
    RELEASED = "RELEASED"
    SICK = "SICK"


# The order of the steps; one may be skipped, none is taken back.
STEPS = (
    EngagementState.PROPOSED,
    EngagementState.ALERTED,
    EngagementState.DEPARTED,
    EngagementState.ARRIVED,
    EngagementState.COMPLETED,
    EngagementState.RETURNED,
)

TRANSITIONS: Mapping[EngagementState, frozenset[EngagementState]] = {
    EngagementState.PROPOSED: frozenset(STEPS[1:]) | {EngagementState.REFUSED, EngagementState.CANCELLED},
    EngagementState.ALERTED: frozenset(STEPS[2:]) | {EngagementState.REFUSED, EngagementState.CANCELLED},
    EngagementState.DEPARTED: frozenset(STEPS[3:]) | {EngagementState.CANCELLED},
    EngagementState.ARRIVED: frozenset(STEPS[4:]),
    EngagementState.COMPLETED: frozenset(STEPS[5:]),
    EngagementState.RETURNED: frozenset(),
    EngagementState.REFUSED: frozenset(),
    EngagementState.CANCELLED: frozenset(),
}

STATE_WORDS: Mapping[EngagementState, str] = {
    EngagementState.PROPOSED: "proposé",
    EngagementState.ALERTED: "confirmé et alerté",
    EngagementState.DEPARTED: "parti",
    EngagementState.ARRIVED: "arrivé",
    EngagementState.COMPLETED: "terminé",
    EngagementState.RETURNED: "rentré",
    EngagementState.REFUSED: "refusé",
    EngagementState.CANCELLED: "annulé",
}

# Whoever has arrived stays, whatever a newer plan says: moving them takes a named human act.
MOVABLE = frozenset({EngagementState.PROPOSED, EngagementState.ALERTED, EngagementState.DEPARTED})

# What is confirmed and not over: extension, return request and early release exist from here on.
UNDER_WAY = frozenset({EngagementState.ALERTED, EngagementState.DEPARTED, EngagementState.ARRIVED})


def require_next(state: EngagementState, wanted: EngagementState) -> None:
    """Refuse with `TransitionRefused` a step that the table does not have."""
    if wanted not in TRANSITIONS[state]:
        told = f"Cet engagement est {STATE_WORDS[state]} : il ne peut pas devenir {STATE_WORDS[wanted]}."
        again = f"Cet engagement est déjà {STATE_WORDS[state]}."
        raise TransitionRefused(again if wanted is state else told, ("engagement",))


def require_under_way(state: EngagementState) -> None:
    """Refuse with `TransitionRefused` what makes sense only between the confirmation and the end."""
    if state not in UNDER_WAY:
        told = f"Cet engagement est {STATE_WORDS[state]} : ce geste n'existe qu'entre la confirmation et la fin."
        raise TransitionRefused(told, ("engagement",))


@dataclass(frozen=True)
class Engagement:
    """So many units of one resource, asked of its lender: for one need, as a plan assigned it, or for one turn of relief.

    `rests_until`: a turn holds its person through the rest after it, so that no plan sends them elsewhere meanwhile.
    `replaces`: the engagement of somebody who fell ill, in whose place this one goes, under its own `label`.
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
    replaces: EngagementId | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        if (self.responder_id is None) == (self.stock_id is None):
            raise ValueError("an engagement is of one responder, or of one stock")
        if [self.assignment_id, self.turn_id, self.replaces].count(None) != 2:
            raise ValueError("an engagement is for one line of a plan, for one turn of relief, or in the place of another")

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
    is_out: bool = False

    @property
    def is_movable(self) -> bool:
        """Whether a plan may take it back: not what has arrived, nor things that have left, which are lent until they are back."""
        return self.state in MOVABLE and not self.is_out
