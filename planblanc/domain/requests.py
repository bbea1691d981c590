"""What the victim asks for: requests, their need lines, their states, and the defaults for what a caller did not know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.access import Channel
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import EstablishmentId, IncidentId, NeedId, RequestId


class NeedKind(StrEnum):
    """What is missing: somebody, something, or what to do without."""

    RESPONDER = "RESPONDER"
    EQUIPMENT = "EQUIPMENT"
    PROCEDURE = "PROCEDURE"


class Criticality(StrEnum):
    """How much hangs on a need."""

    VITAL = "VITAL"
    HIGH = "HIGH"
    NORMAL = "NORMAL"


CRITICALITY_WORDS: Mapping[str, str] = {Criticality.VITAL: "vital", Criticality.HIGH: "prioritaire", Criticality.NORMAL: "normal"}


class WantedBy(StrEnum):
    """The national codes of delay."""

    DEL0 = "DEL0"
    ASAP = "ASAP"
    M30 = "30M"
    M45 = "45M"
    H1 = "1H"
    H2 = "2H"
    H4 = "4H"
    H8 = "8H"
    H12 = "12H"
    H24 = "24H"
    RDV = "RDV"


# DEL0 and ASAP set no bound on arrival; RDV has an hour of its own.
BOUNDS: Mapping[WantedBy, timedelta] = {
    WantedBy.M30: timedelta(minutes=30),
    WantedBy.M45: timedelta(minutes=45),
    WantedBy.H1: timedelta(hours=1),
    WantedBy.H2: timedelta(hours=2),
    WantedBy.H4: timedelta(hours=4),
    WantedBy.H8: timedelta(hours=8),
    WantedBy.H12: timedelta(hours=12),
    WantedBy.H24: timedelta(hours=24),
}


class RequestState(StrEnum):
    """Where a request stands; one that is to verify is planned at once, only approval waits."""

    TO_VERIFY = "TO_VERIFY"
    OPEN = "OPEN"
    COVERED = "COVERED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


TRANSITIONS: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.TO_VERIFY: frozenset({RequestState.OPEN, RequestState.CANCELLED}),
    RequestState.OPEN: frozenset({RequestState.COVERED, RequestState.CANCELLED}),
    RequestState.COVERED: frozenset({RequestState.OPEN, RequestState.CLOSED, RequestState.CANCELLED}),
    RequestState.CLOSED: frozenset(),
    RequestState.CANCELLED: frozenset(),
}

LIVE_STATES = frozenset({RequestState.TO_VERIFY, RequestState.OPEN, RequestState.COVERED})

STATE_WORDS: Mapping[RequestState, str] = {
    RequestState.TO_VERIFY: "à vérifier",
    RequestState.OPEN: "ouverte",
    RequestState.COVERED: "couverte",
    RequestState.CLOSED: "close",
    RequestState.CANCELLED: "annulée",
}


@dataclass(frozen=True)
class Place:
    """Where help is wanted (WGS 84); `is_assumed` when it is that of the hospital nearest to what is known of the victim."""

    latitude: float
    longitude: float
    network: str
    department: str
    site: EstablishmentId | None
    is_assumed: bool


@dataclass(frozen=True)
class NeedLine:
    """One line of a request; `assumed` names the fields that a default filled because the caller did not know.

    `team` is a name within the request: all of it comes, with the line that `is_lead`, or none of it.
    """

    id: NeedId
    request: RequestId
    incident: IncidentId
    position: int
    kind: NeedKind
    competence: str | None
    least_level: int | None
    equipment_type: str | None
    service_domain: str | None
    quantity: int
    wanted_by: WantedBy
    wanted_at: datetime | None
    starts_at: datetime
    ends_at: datetime
    criticality: Criticality
    assumed: tuple[str, ...] = ()
    pack: str | None = None
    note: str = ""
    team: str | None = None
    is_lead: bool = False
    pris_qualified: bool = False
    cancelled_at: datetime | None = None
    version: int = 1

    @property
    def code(self) -> str:
        """The competence, the type of equipment or the service domain that is wanted."""
        return self.competence or self.equipment_type or self.service_domain or ""

    @property
    def is_cancelled(self) -> bool:
        """Whether it is no longer wanted."""
        return self.cancelled_at is not None


@dataclass(frozen=True)
class HelpRequest:
    """A request for help for one incident."""

    id: RequestId
    incident: IncidentId
    region: str
    place: Place
    state: RequestState
    channel: Channel
    asked_by: UUID
    asked_name: str
    asked_at: datetime
    on_behalf_of: str | None = None
    callback_number: str | None = None
    note: str = ""
    cancelled_reason: str | None = None
    version: int = 1
    asked_for_itself: bool = False  # by an account of the victim, which an attacker may hold

    @property
    def is_live(self) -> bool:
        """Whether its needs are planned."""
        return self.state in LIVE_STATES


def moved(request: HelpRequest, state: RequestState) -> HelpRequest:
    """The request in another state; `TransitionRefused` unless the table has this step."""
    if state not in TRANSITIONS[request.state]:
        told = f"Cette demande est {STATE_WORDS[request.state]} : elle ne peut pas devenir {STATE_WORDS[state]}."
        again = f"Cette demande est déjà {STATE_WORDS[state]}."
        raise TransitionRefused(again if state is request.state else told, ("request",))
    return replace(request, state=state)


def require_live(request: HelpRequest) -> None:
    """Refuse with `TransitionRefused` what comes too late for a request."""
    if not request.is_live:
        raise TransitionRefused(f"Cette demande est {STATE_WORDS[request.state]} : elle ne peut plus changer.", ("request",))


def grown(request: HelpRequest) -> HelpRequest:
    """The request once needs are added: a covered one is open again."""
    require_live(request)
    return moved(request, RequestState.OPEN) if request.state is RequestState.COVERED else request


def state_at_first(channel: Channel, *, is_doubtful: bool) -> RequestState:
    """A request is to verify when it came by phone, or in doubt: from a site whose accounts an attacker may hold."""
    return RequestState.TO_VERIFY if channel is Channel.PHONE or is_doubtful else RequestState.OPEN
