"""What the planner reads of the pool to make a roster: the sites, the people, where they are promised already."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from planblanc.domain.availability import Hours
from planblanc.domain.identity import EngagementId, EstablishmentId, IncidentId, LenderId, ResponderId
from planblanc.domain.planning import Kinship, PlannedLender, Spot, TravelLink


@dataclass(frozen=True, slots=True)
class RelievedSite:
    """A site to be relieved, where it stands, and the rungs that were opened for its incident."""

    establishment: EstablishmentId
    incident: IncidentId
    spot: Spot
    kinship: Kinship
    open_rungs: frozenset[str]
    is_open: bool
    version: int


@dataclass(frozen=True, slots=True)
class PooledReliever:
    """A person, or unnamed capacity, that holds a competence that is wanted in a crew."""

    id: ResponderId
    lender: LenderId
    label: str
    is_named: bool
    commune: str
    capacity: int
    spot: Spot
    competences: tuple[tuple[str, int], ...]
    hours: tuple[Hours, ...]
    confirm_by: date | None
    version: int


@dataclass(frozen=True, slots=True)
class PromisedStay:
    """An engagement of one of these people; of another roster, it is one shift and the rest after it, until `busy_until`."""

    id: EngagementId
    responder: ResponderId
    quantity: int
    incident: IncidentId
    establishment: EstablishmentId | None
    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    roster: UUID | None
    unit: int | None
    is_night: bool
    version: int


@dataclass(frozen=True)
class ReliefPool:
    """All that one roster is computed from, read in one transaction at `at`.

    `stays`: without those of the rosters that this one would replace.
    """

    at: datetime
    sites: tuple[RelievedSite, ...]
    lenders: tuple[PlannedLender, ...]
    relievers: tuple[PooledReliever, ...]
    stays: tuple[PromisedStay, ...]
    struck: frozenset[EstablishmentId]
    shared_fates: frozenset[tuple[EstablishmentId, LenderId]]
    attestations: frozenset[tuple[IncidentId, LenderId]]
    refusals: frozenset[tuple[IncidentId, ResponderId]]
    others_at: tuple[tuple[LenderId, float, float, int], ...]  # people of a place who hold nothing that is wanted
    skilled_others_at: tuple[tuple[LenderId, float, float, str, int], ...]  # the same people, by competence with a floor
    adjacent_regions: frozenset[tuple[str, str]]
    travel_links: tuple[TravelLink, ...]
