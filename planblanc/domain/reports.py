"""What callers, sites and the portal tell of an incident, and what it changes of what was known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import BadInput
from planblanc.domain.incidents import (
    UNKNOWN_CATEGORY,
    Incident,
    NationalReference,
    Origin,
    Severity,
    Source,
    Tlp,
)
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import Unlisted, Victim, VictimTold

T = TypeVar("T")

# Clocks disagree: a time a little ahead of ours is not a mistake.
_CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True)
class ContactTold:
    """Somebody to call back, on a phone that does not hang on the victim's network."""

    name: str
    phone: str
    position: str = ""


@dataclass(frozen=True)
class ServiceTold:
    """The state of one service domain, by its code; `since` empty: as of now."""

    domain: str
    state: ServiceState
    since: datetime | None = None
    reassess_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class IncidentTold:
    """What a caller, a site or the portal tells of an incident; whatever is not known keeps its default."""

    source: Source
    victim: VictimTold
    category: str = UNKNOWN_CATEGORY
    origin: Origin = Origin.UNKNOWN
    severity: Severity = Severity.UNKNOWN
    summary: str = ""
    occurred_at: datetime | None = None
    observed_at: datetime | None = None
    awareness_at: datetime | None = None
    declared_at: datetime | None = None
    exercise: bool = False
    tlp: Tlp | None = None
    common_cause: str | None = None
    common_cause_id: UUID | None = None
    contacts: tuple[ContactTold, ...] = ()
    services: tuple[ServiceTold, ...] = ()
    national: NationalReference | None = None
    sections: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class IncidentChange:
    """What is to be written over what was known; `None` leaves it as it is."""

    victim: Victim | None = None
    category: str | None = None
    origin: Origin | None = None
    severity: Severity | None = None
    summary: str | None = None
    occurred_at: datetime | None = None
    observed_at: datetime | None = None
    awareness_at: datetime | None = None
    tlp: Tlp | None = None
    common_cause: str | None = None
    national: NationalReference | None = None
    sections: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class IncidentUpdate:
    """A change by a person, who may also name the victim better."""

    change: IncidentChange = IncidentChange()
    victim: VictimTold | None = None


@dataclass(frozen=True)
class DeclarationEnd:
    """The portal's declaration is over: closed, or dismissed as no incident."""

    dismissed: bool
    reason: str | None = None


def source_of(actor: Actor, *, by_phone: bool) -> Source:
    """Where a report comes from, as its declarer is: an officer who takes a call, a site, or the console."""
    if actor.role in {Role.ESTABLISHMENT, Role.SERVICE}:
        return Source.ESTABLISHMENT
    return Source.PHONE if by_phone else Source.CONSOLE


def changed(incident: Incident, change: IncidentChange) -> Incident:
    """The incident with what the change says."""
    times = incident.times
    return replace(
        incident,
        victim=change.victim or incident.victim,
        category=change.category or incident.category,
        origin=change.origin or incident.origin,
        severity=change.severity or incident.severity,
        summary=incident.summary if change.summary is None else change.summary,
        tlp=change.tlp or incident.tlp,
        common_cause=change.common_cause or incident.common_cause,
        national=change.national or incident.national,
        sections=change.sections or incident.sections,
        times=replace(
            times,
            occurred=change.occurred_at or times.occurred,
            observed=change.observed_at or times.observed,
            awareness=change.awareness_at or times.awareness,
        ),
    )


def revised(incident: Incident, told: IncidentTold) -> Incident:
    """The incident with what is newly told: what is told replaces, what is not known leaves what was."""
    change = IncidentChange(
        category=_unless(told.category, UNKNOWN_CATEGORY),
        origin=_unless(told.origin, Origin.UNKNOWN),
        severity=_unless(told.severity, Severity.UNKNOWN),
        summary=told.summary or None,
        occurred_at=told.occurred_at,
        observed_at=told.observed_at,
        awareness_at=told.awareness_at,
        tlp=told.tlp,
        common_cause=told.common_cause,
        national=told.national,
        sections=told.sections,
    )
    return changed(incident, change)


def completed(kept: Incident, other: Incident) -> Incident:
    """The kept incident of two reports, its unknowns filled from the other; the national number moves if it has none."""
    times, others = kept.times, other.times
    change = IncidentChange(
        victim=other.victim if isinstance(kept.victim, Unlisted) else None,
        category=other.category if kept.category == UNKNOWN_CATEGORY else None,
        origin=other.origin if kept.origin is Origin.UNKNOWN else None,
        severity=other.severity if kept.severity is Severity.UNKNOWN else None,
        summary=kept.summary or other.summary,
        occurred_at=times.occurred or others.occurred,
        observed_at=times.observed or others.observed,
        awareness_at=times.awareness or others.awareness,
        common_cause=kept.common_cause or other.common_cause,
        national=kept.national or other.national,
        sections=kept.sections or other.sections,
    )
    return changed(kept, change)


def check_times(told: IncidentTold, now: datetime) -> None:
    """Refuse times that are yet to come, or that do not follow one another."""
    times = {"occurred_at": told.occurred_at, "observed_at": told.observed_at, "awareness_at": told.awareness_at}
    for name, at in times.items():
        if at is not None and at > now + _CLOCK_TOLERANCE:
            raise BadInput("Cette date est dans le futur.", (name,))
    if told.occurred_at and told.observed_at and told.observed_at < told.occurred_at:
        raise BadInput("L'incident ne peut pas avoir été observé avant d'être survenu.", ("observed_at",))
    if told.observed_at and told.awareness_at and told.awareness_at < told.observed_at:
        raise BadInput("La prise de connaissance ne peut pas précéder la première observation.", ("awareness_at",))


def _unless(value: T, unknown: T) -> T | None:
    return None if value == unknown else value
