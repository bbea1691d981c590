"""What the planner reads of a region at one moment: open needs, the pool, what is promised, what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from planblanc.domain.adjustments import Adjustment
from planblanc.domain.availability import Hours
from planblanc.domain.identity import (
    EngagementId,
    EstablishmentId,
    IncidentId,
    LenderId,
    NeedId,
    RequestId,
    ResponderId,
    StockId,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: degrees (WGS 84), and the road network and its time zone."""

    latitude: float
    longitude: float
    network: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Kinship:
    """What the rung of the ladder is told by: place, groups, and the zone of defence."""

    department: str
    region: str
    zone: str
    legal_entity: UUID | None = None
    hospital_group: str | None = None
    private_group: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedIncident:
    """An open incident: its victim's site where it has one, and the rungs that were opened for it."""

    id: IncidentId
    region: str
    establishment: EstablishmentId | None
    exercise: bool
    open_rungs: frozenset[str]
    version: int


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """An open need, where it is wanted, and by when; `wanted_at` empty sets no bound on arrival."""

    id: NeedId
    request: RequestId
    incident: IncidentId
    establishment: EstablishmentId | None
    spot: Spot
    kinship: Kinship
    label: str
    kind: str
    competence: str | None
    least_level: int | None
    equipment_type: str | None
    service_domain: str | None
    quantity: int
    wanted_at: datetime | None
    starts_at: datetime
    ends_at: datetime
    criticality: str
    version: int
    team: str | None = None
    is_lead: bool = False
    pris_qualified: bool = False
    pris_activity: str | None = None  # that of its competence, whether it asks for a qualified provider or not
    victim: str = ""  # who wants it, by name

    @property
    def victim_key(self) -> str:
        """The site in need; a structure without one is told by its request."""
        return str(self.establishment or self.request)


@dataclass(frozen=True, slots=True)
class PlannedLender:
    """Who may lend, how many people stay at each of its places, and how many who hold a competence."""

    id: LenderId
    name: str
    establishment: EstablishmentId | None
    kinship: Kinship
    people_floor: int
    synthetic: bool
    version: int
    competence_floors: tuple[tuple[str, int], ...] = ()
    pris_activities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes of alert and of preparation, as they hold at the moment of the call; unconfirmed ones say so."""

    alert_minutes: int
    preparation_minutes: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PlannedResponder:
    """A person, or unnamed capacity, that holds at least one competence that is wanted."""

    id: ResponderId
    lender: LenderId
    label: str
    commune: str
    capacity: int
    spot: Spot
    competences: tuple[tuple[str, int], ...]
    hours: tuple[Hours, ...]
    wait: Wait
    longest_days: int
    confirm_by: date | None
    synthetic: bool
    version: int


@dataclass(frozen=True, slots=True)
class PlannedStock:
    """Things of a type that is wanted, or of a substitute."""

    id: StockId
    lender: LenderId
    equipment_type: str
    label: str
    commune: str
    quantity: int
    floor: int
    spot: Spot
    wait: Wait
    confirm_by: date | None
    synthetic: bool
    version: int


@dataclass(frozen=True, slots=True)
class Promise:
    """An engagement that holds its resource: so many units, in one window; for one need, or for none in a crew of relief."""

    id: EngagementId
    need: NeedId | None
    resource: UUID
    quantity: int
    state: str
    starts_at: datetime
    ends_at: datetime
    version: int
    incident: IncidentId | None = None
    pris_activity: str | None = None


@dataclass(frozen=True, slots=True)
class TravelLink:
    """From one road network to another, door to door."""

    origin: str
    destination: str
    overhead_minutes: int
    flight_minutes: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LoweredFloor:
    """What a lender keeps meanwhile, for one incident: of its people at each place, of who hold a competence, or of one stock."""

    id: UUID
    incident: IncidentId
    lender: LenderId
    floor: int
    competence: str | None = None
    stock: StockId | None = None


@dataclass(frozen=True)
class Crisis:
    """What is asked and what was decided: all that must still stand when a plan is saved, the pool apart."""

    incidents: tuple[PlannedIncident, ...]
    needs: tuple[PlannedNeed, ...]
    struck: frozenset[EstablishmentId]  # the sites that are victims, in whatever region
    shared_fates: tuple[tuple[EstablishmentId, LenderId], ...]
    attestations: tuple[tuple[IncidentId, LenderId], ...]
    adjustments: tuple[Adjustment, ...] = ()  # those that stand
    lowered: tuple[LoweredFloor, ...] = ()  # those that stand


@dataclass(frozen=True, kw_only=True)
class Snapshot(Crisis):
    """All that one plan is computed from, read in one transaction at `at`."""

    at: datetime
    lenders: tuple[PlannedLender, ...]
    responders: tuple[PlannedResponder, ...]
    stocks: tuple[PlannedStock, ...]
    promises: tuple[Promise, ...]
    refusals: tuple[tuple[NeedId, UUID], ...]
    substitutes: tuple[tuple[str, str], ...]
    others_at: tuple[tuple[LenderId, float, float, int], ...]  # people of a place who hold nothing that is wanted
    adjacent_regions: frozenset[tuple[str, str]]
    travel_links: tuple[TravelLink, ...]
    withheld: tuple[tuple[UUID, int], ...] = ()  # units that a lender kept when it gave a part
    skilled_others_at: tuple[tuple[LenderId, float, float, str, int], ...] = ()  # the same people, by competence with a floor
