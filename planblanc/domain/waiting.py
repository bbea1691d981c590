"""What waits for a person: each thing that somebody has to do now, with since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planblanc.domain.identity import IncidentId


class WaitingKind(StrEnum):
    """What is to be done, the most pressing first."""

    NOBODY_IN_CHARGE = "NOBODY_IN_CHARGE"
    HAND_OVER = "HAND_OVER"
    MESSAGE_TO_MATCH = "MESSAGE_TO_MATCH"
    REQUEST_TO_VERIFY = "REQUEST_TO_VERIFY"
    PLAN_TO_APPROVE = "PLAN_TO_APPROVE"
    CALL_PAST_DUE = "CALL_PAST_DUE"
    REASSESSMENT_DUE = "REASSESSMENT_DUE"
    OFFER_TO_DECIDE = "OFFER_TO_DECIDE"
    CONTACT_EDIT_TO_DECIDE = "CONTACT_EDIT_TO_DECIDE"
    LOAN_OVERDUE = "LOAN_OVERDUE"


@dataclass(frozen=True)
class WaitingThing:
    """One thing to do, for one incident or for none; `units`: how many it stands for, `at_name` of whom."""

    kind: WaitingKind
    incident: IncidentId | None
    at_name: str
    what: str
    since: datetime
    units: int
    exercise: bool


@dataclass(frozen=True)
class WaitingCount:
    """How much waits of one kind."""

    kind: WaitingKind
    count: int
    oldest: datetime


def counts(things: Sequence[WaitingThing]) -> tuple[WaitingCount, ...]:
    """How much waits of each kind that there is, in the order of the kinds."""
    by_kind = {kind: [thing for thing in things if thing.kind is kind] for kind in WaitingKind}
    return tuple(
        WaitingCount(kind, sum(thing.units for thing in found), min(thing.since for thing in found))
        for kind, found in by_kind.items()
        if found
    )
