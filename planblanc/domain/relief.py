"""Weeks of relief: who is wanted site by site, the roster that is proposed, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import EstablishmentId, IncidentId, LenderId, ResponderId
from planblanc.domain.plans import PlanMethod
from planblanc.domain.relief_wanted import Crew

RosterId = NewType("RosterId", UUID)


class ReliefState(StrEnum):
    """REQUESTED → PROPOSED | FAILED; PROPOSED → APPROVED | SUPERSEDED; APPROVED → SUPERSEDED."""

    REQUESTED = "REQUESTED"
    PROPOSED = "PROPOSED"
    FAILED = "FAILED"
    APPROVED = "APPROVED"
    SUPERSEDED = "SUPERSEDED"


STATE_LABELS = {
    ReliefState.REQUESTED: "en cours de calcul",
    ReliefState.PROPOSED: "proposée",
    ReliefState.FAILED: "sans résultat",
    ReliefState.APPROVED: "approuvée",
    ReliefState.SUPERSEDED: "remplacée",
}

NEXT = {
    ReliefState.REQUESTED: {ReliefState.PROPOSED, ReliefState.FAILED},
    ReliefState.PROPOSED: {ReliefState.APPROVED, ReliefState.SUPERSEDED},
    ReliefState.APPROVED: {ReliefState.SUPERSEDED},
}


def require_next(now: ReliefState, wanted: ReliefState) -> None:
    """Refuse a change of state that the table does not list."""
    if now == wanted:
        raise TransitionRefused(f"Cette relève est déjà {STATE_LABELS[now]}.")
    if wanted not in NEXT.get(now, set()):
        raise TransitionRefused(f"Cette relève est {STATE_LABELS[now]} : elle ne peut pas devenir {STATE_LABELS[wanted]}.")


@dataclass(frozen=True)
class WorkingTime:
    """What nobody may be asked to exceed, and for how long two crews overlap."""

    rest_minutes: int
    week_minutes: int
    longest_run_days: int
    handover_minutes: int


@dataclass(frozen=True)
class Forecast:
    """What one site will want of one competence on one day, so many days after the first, if its crews go on.

    `covered_minutes`: once what comes before it is covered, nobody being counted twice. `people`: who could come then; `gone`: how
    many could on the first day, and cannot then.
    """

    days: int
    competence: str
    least_level: int
    criticality: str
    wanted_minutes: int
    covered_minutes: int
    people: int
    gone: int

    @property
    def missing_minutes(self) -> int:
        """Minutes of that day that nobody is there for."""
        return self.wanted_minutes - self.covered_minutes


@dataclass(frozen=True)
class Site:
    """One site of a roster, with the crews that it wants."""

    establishment_id: EstablishmentId
    incident_id: IncidentId
    name: str
    commune: str
    time_zone: str
    crews: tuple[Crew, ...]
    forecasts: tuple[Forecast, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One person, or one unit of unnamed capacity, at one post of a shift; no rung: the site's own people.

    `post` is the place of the post in its crew, from 0. `is_on_site`: already engaged there for the whole of the shift.
    """

    id: UUID
    post: int
    responder_id: ResponderId
    unit: int
    lender_id: LenderId
    lender_region: str
    lender_name: str
    commune: str
    label: str
    is_named: bool
    rung: str | None
    travel_minutes: int
    is_on_site: bool


@dataclass(frozen=True)
class Reason:
    """So many people whom one rule keeps from a vacancy; nobody is named."""

    rule: str
    title: str
    count: int


@dataclass(frozen=True)
class Vacancy:
    """So many people lack at one post of a shift, and why."""

    post: int
    quantity: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Shift:
    """One crew of one site (its place among the site's, from 0) at work on one day."""

    id: UUID
    establishment_id: EstablishmentId
    incident_id: IncidentId
    crew: int
    starts_at: datetime
    ends_at: datetime
    is_night: bool
    turns: tuple[Turn, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()


@dataclass(frozen=True)
class Load:
    """What one person is asked over the whole roster; `warnings` tell the thresholds of fatigue that are touched."""

    responder_id: ResponderId
    unit: int
    label: str
    lender_name: str
    is_named: bool
    shifts: int
    minutes: int
    most_minutes_a_week: int
    nights: int
    longest_run_days: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReliefStage:
    """One preference: what the roster reaches and what is proven of it; one figure a site for coverage, the lower the better."""

    name: str
    title: str
    value: tuple[float, ...]
    bound: tuple[float, ...]
    proof: str


@dataclass(frozen=True)
class Proposed:
    """What the planner found, before it is saved."""

    method: PlanMethod
    stages: tuple[ReliefStage, ...]
    shifts: tuple[Shift, ...]
    loads: tuple[Load, ...]
    forecasts: dict[EstablishmentId, tuple[Forecast, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """A roster that was asked for; what it holds is read apart."""

    id: RosterId
    region: str
    exercise: bool
    starts_on: date
    weeks: int
    working_time: WorkingTime
    state: ReliefState
    requested_by: UUID
    requested_name: str
    requested_at: datetime
    computed_at: datetime | None = None
    method: PlanMethod | None = None
    stages: tuple[ReliefStage, ...] = ()
    notes: tuple[str, ...] = ()
    failure: str | None = None
    approved_name: str | None = None
    approved_at: datetime | None = None
    version: int = field(default=1, compare=False)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which its crews begin, by the calendar of each site."""
        return tuple(self.starts_on + timedelta(days=day) for day in range(7 * self.weeks))


# As far as what will lack is told, from the first day on.
OUTLOOK = timedelta(days=32)


def window(roster: Roster, sites: Sequence[Site]) -> tuple[datetime, datetime]:
    """A span that holds every shift of a roster, the last night and its handover too."""
    zones = [ZoneInfo(site.time_zone) for site in sites]
    first, last = roster.starts_on, roster.days[-1] + timedelta(days=2)
    return min(datetime.combine(first, time(0), zone) for zone in zones), max(datetime.combine(last, time(0), zone) for zone in zones)
