"""The alert that a new incident gives: from one turn of duty to the next, round again, until somebody says that it is heard."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId

_LONGEST = timedelta(hours=1)


class AlertState(StrEnum):
    """Where an alert stands."""

    RAISED = "RAISED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    ENDED = "ENDED"


@dataclass(frozen=True)
class Alert:
    """The alert of one incident: how many turns of duty were woken, and when the next one is."""

    incident: IncidentId
    region: str
    exercise: bool
    state: AlertState
    raised_at: datetime
    steps: int = 0
    escalate_at: datetime | None = None
    acknowledged_by: UUID | None = None
    acknowledged_name: str | None = None
    acknowledged_at: datetime | None = None
    version: int = 1


def patience(steps: int, turns: int, after: timedelta) -> timedelta:
    """How long a turn has to answer: the roster's own delay twice round, then twice as long each time round, up to an hour."""
    rounds = (steps - 1) // max(turns, 1)
    return max(min(after * (1 << min(max(rounds - 1, 0), 10)), _LONGEST), after)


def escalated(alert: Alert, now: datetime, after: timedelta) -> Alert:
    """The alert once one more turn is woken; the next one waits from now, so that a worker that was away wakes nobody twice."""
    return replace(alert, steps=alert.steps + 1, escalate_at=now + after)


def acknowledged(alert: Alert, by: UUID, name: str, now: datetime) -> Alert:
    """The alert once it is heard; `TransitionRefused` when somebody was first, or when its incident is over."""
    if alert.state is AlertState.ACKNOWLEDGED:
        raise TransitionRefused(f"{alert.acknowledged_name} a déjà accusé réception de cette alerte.", ("incident",))
    if alert.state is AlertState.ENDED:
        raise TransitionRefused("Cette alerte a pris fin avec son incident.", ("incident",))
    return replace(alert, state=AlertState.ACKNOWLEDGED, escalate_at=None, acknowledged_by=by, acknowledged_name=name, acknowledged_at=now)
