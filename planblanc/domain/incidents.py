"""A digital incident: who is hit, what is known, its states and the one table of their transitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from planblanc.domain import victims
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.victims import Victim

UNKNOWN_CATEGORY = "UNKNOWN"

# The revision of a number that is known before any of its messages was read.
NOTHING_READ = -1

# Two reports of one night are likely to be of one event.
DUPLICATE_WITHIN = timedelta(hours=48)


class IncidentState(StrEnum):
    """Where an incident stands."""

    REPORTED = "REPORTED"
    ACTIVE = "ACTIVE"
    STABILISED = "STABILISED"
    CLOSED = "CLOSED"
    DISMISSED = "DISMISSED"
    MERGED = "MERGED"


TRANSITIONS: Mapping[IncidentState, frozenset[IncidentState]] = {
    IncidentState.REPORTED: frozenset({IncidentState.ACTIVE, IncidentState.DISMISSED, IncidentState.MERGED}),
    IncidentState.ACTIVE: frozenset({IncidentState.STABILISED, IncidentState.DISMISSED, IncidentState.MERGED}),
    IncidentState.STABILISED: frozenset({IncidentState.ACTIVE, IncidentState.CLOSED}),
    IncidentState.CLOSED: frozenset(),
    IncidentState.DISMISSED: frozenset(),
    IncidentState.MERGED: frozenset(),
}

OPEN_STATES = frozenset({IncidentState.REPORTED, IncidentState.ACTIVE, IncidentState.STABILISED})

STATE_WORDS: Mapping[IncidentState, str] = {
    IncidentState.REPORTED: "signalé",
    IncidentState.ACTIVE: "actif",
    IncidentState.STABILISED: "stabilisé",
    IncidentState.CLOSED: "clos",
    IncidentState.DISMISSED: "écarté",
    IncidentState.MERGED: "rapproché d'un autre",
}


class Origin(StrEnum):
    """Malicious or not: about half of the declared incidents are not; never assumed."""

    MALICIOUS = "MALICIOUS"
    NOT_MALICIOUS = "NOT_MALICIOUS"
    UNKNOWN = "UNKNOWN"


class Severity(StrEnum):
    """How grave it is, as told."""

    MINOR = "MINOR"
    MODERATE = "MODERATE"
    MAJOR = "MAJOR"
    CRITICAL = "CRITICAL"
    UNKNOWN = "UNKNOWN"


class Source(StrEnum):
    """By which way the first report came."""

    PHONE = "PHONE"
    PORTAL = "PORTAL"
    ESTABLISHMENT = "ESTABLISHMENT"
    CONSOLE = "CONSOLE"


class Tlp(StrEnum):
    """Who may read it (Traffic Light Protocol 2.0)."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER_STRICT"
    RED = "RED"


@dataclass(frozen=True)
class Times:
    """When it happened, was seen, was known and was declared; the legal clocks run from awareness."""

    declared: datetime
    occurred: datetime | None = None
    observed: datetime | None = None
    awareness: datetime | None = None

    @property
    def beginning(self) -> datetime:
        """The earliest moment that is told of it: what is older was there before."""
        return min(time for time in (self.declared, self.occurred, self.observed, self.awareness) if time is not None)


@dataclass(frozen=True)
class NationalReference:
    """The portal's number, and the last revision that was read."""

    number: str
    revision: int


@dataclass(frozen=True)
class Officer:
    """Who is in charge, since when."""

    id: UUID
    name: str
    since: datetime


@dataclass(frozen=True)
class Ending:
    """When and why it ended."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class Incident:
    """One incident, as it stands."""

    id: IncidentId
    region: str
    victim: Victim
    source: Source
    times: Times
    state: IncidentState = IncidentState.REPORTED
    category: str = UNKNOWN_CATEGORY
    origin: Origin = Origin.UNKNOWN
    severity: Severity = Severity.UNKNOWN
    summary: str = ""
    exercise: bool = False
    tlp: Tlp = Tlp.AMBER
    common_cause: str | None = None
    common_cause_id: UUID | None = None  # of the declaration that named several victims at once
    national: NationalReference | None = None
    sections: Mapping[str, Any] | None = field(default=None, compare=False)
    officer: Officer | None = None
    merged_into: IncidentId | None = None
    ending: Ending | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether help can still be asked for it."""
        return self.state in OPEN_STATES


def moved(incident: Incident, state: IncidentState) -> Incident:
    """The incident in another state; `TransitionRefused` unless the table has this step."""
    if state not in TRANSITIONS[incident.state]:
        told = f"Cet incident est {STATE_WORDS[incident.state]} : il ne peut pas devenir {STATE_WORDS[state]}."
        again = f"Cet incident est déjà {STATE_WORDS[state]}."
        raise TransitionRefused(again if state is incident.state else told, ("incident",))
    return replace(incident, state=state)


def reactivated(incident: Incident) -> Incident:
    """A stabilised incident, active again; `TransitionRefused` for any other."""
    if incident.state is not IncidentState.STABILISED:
        told = f"Cet incident est {STATE_WORDS[incident.state]} : seul un incident stabilisé peut être réactivé."
        raise TransitionRefused(told, ("incident",))
    return moved(incident, IncidentState.ACTIVE)


def require_open(incident: Incident) -> None:
    """Refuse with `TransitionRefused` what comes too late for an incident."""
    if not incident.is_open:
        raise TransitionRefused(f"Cet incident est {STATE_WORDS[incident.state]} : il ne peut plus être modifié.", ("incident",))


def taken_in_charge(incident: Incident, officer: Officer) -> Incident:
    """The incident with its officer; a reported one becomes active."""
    require_open(incident)
    active = moved(incident, IncidentState.ACTIVE) if incident.state is IncidentState.REPORTED else incident
    return replace(active, officer=officer)


def likely_duplicates(incident: Incident, others: Sequence[Incident]) -> tuple[Incident, ...]:
    """The open incidents that may tell of the same event, for one that is open: a suggestion, a person decides."""
    if not incident.is_open:
        return ()
    return tuple(
        other
        for other in others
        if other.id != incident.id
        and other.is_open
        and other.region == incident.region
        and other.exercise == incident.exercise
        and abs(other.times.declared - incident.times.declared) <= DUPLICATE_WITHIN
        and victims.may_be_the_same(incident.victim, other.victim)
    )
