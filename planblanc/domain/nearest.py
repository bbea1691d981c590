"""Who could come for one need, the nearest first, and the first rule that rejects each of the others; commits nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.availability import Hours, Span, covers
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import LenderId
from planblanc.domain.numbers import within
from planblanc.domain.perimeter import Rung
from planblanc.domain.planning import Kinship
from planblanc.domain.plans import Journey, LineFlag
from planblanc.domain.positions import Position
from planblanc.domain.responders import Level

LARGEST_QUANTITY = 10_000
_LONGEST_WINDOW = timedelta(days=366)


class Rejection(StrEnum):
    """A rule that keeps somebody from coming, in the order in which it is told; the same as those of a plan."""

    HAS_WHAT_IS_ASKED = "HAS_WHAT_IS_ASKED"
    IS_NO_VICTIM = "IS_NO_VICTIM"
    SHARES_NO_FATE = "SHARES_NO_FATE"
    IS_AVAILABLE = "IS_AVAILABLE"
    WITHIN_LONGEST_DEPLOYMENT = "WITHIN_LONGEST_DEPLOYMENT"
    HAS_A_WAY = "HAS_A_WAY"
    IS_THERE_IN_TIME = "IS_THERE_IN_TIME"
    IS_NOT_ELSEWHERE = "IS_NOT_ELSEWHERE"
    SITE_KEEPS_ITS_PEOPLE = "SITE_KEEPS_ITS_PEOPLE"
    LENDER_KEEPS_ITS_STOCK = "LENDER_KEEPS_ITS_STOCK"


@dataclass(frozen=True)
class Sought:
    """One need, as it is asked: a competence with its least level, or a type of equipment."""

    quantity: int
    called_at: datetime
    starts_at: datetime
    ends_at: datetime
    competence: str | None = None
    least_level: Level = Level.BASIC
    equipment_type: str | None = None
    arrive_by: datetime | None = None

    def __post_init__(self) -> None:
        if (self.competence is None) == (self.equipment_type is None):
            raise BadInput("Cherchez une compétence, ou bien un type de matériel.", ("competence",))
        within(self.quantity, ("quantity",), least=1, most=LARGEST_QUANTITY)
        if self.ends_at <= self.starts_at:
            raise BadInput("Cette période finit avant de commencer.", ("ends_at",))
        if self.ends_at <= self.called_at:
            raise BadInput("Cette période est déjà passée.", ("ends_at",))
        if self.ends_at - self.called_at > _LONGEST_WINDOW:
            raise BadInput("Cette période est trop lointaine : un an au plus.", ("ends_at",))


@dataclass(frozen=True)
class Victim:
    """Where the help is wanted."""

    establishment_id: UUID | None
    position: Position
    kinship: Kinship


@dataclass(frozen=True)
class Crossing:
    """From a door of another road network to a door of the victim's, in minutes."""

    overhead_minutes: int
    flight_minutes: int
    confirmed: bool


@dataclass(frozen=True)
class Pause:
    """Minutes of alert and of preparation, by day and by night."""

    alert_by_day: int
    alert_by_night: int
    preparation_by_day: int
    preparation_by_night: int
    confirmed: bool


@dataclass(frozen=True)
class Resource:
    """A responder or a stock, as far as one need is concerned.

    `floor` is what must stay: of the stock itself, or of the people at the same place, of whom `around` are there.
    """

    id: UUID
    is_person: bool
    lender_id: LenderId
    lender_name: str
    label: str
    commune: str
    position: Position
    time_zone: str
    kinship: Kinship
    touches: bool
    units: int
    promised: int
    floor: int
    pause: Pause
    crossing: Crossing | None
    confirm_by: date | None
    active: bool
    synthetic: bool
    is_victim: bool
    shares_fate: bool
    level: int = 0
    expires_on: date | None = None
    hours: tuple[Hours, ...] = ()
    longest_days: int | None = None
    around: int = 0
    around_promised: int = 0
    is_substitute: bool = False

    @property
    def site(self) -> tuple[LenderId, float, float]:
        """The lender at one place: a floor of people is kept by it."""
        return self.lender_id, self.position.latitude, self.position.longitude

    @property
    def left_at_site(self) -> int:
        """How many people may still leave the place."""
        return self.around - self.around_promised - self.floor


@dataclass(frozen=True)
class Candidate:
    """A resource with its way to the victim, empty where there is none, and when it is free from now on."""

    resource: Resource
    rung: Rung
    journey: Journey | None
    free: tuple[Span, ...]
    flags: frozenset[LineFlag]

    @property
    def free_units(self) -> int:
        """Units that nobody holds, above the floor of the stock."""
        kept = 0 if self.resource.is_person else self.resource.floor
        return self.resource.units - self.resource.promised - kept


@dataclass(frozen=True)
class Chosen:
    """Somebody who could come: how many units in all, and how many of them the need would take."""

    candidate: Candidate
    journey: Journey
    available: int
    taken: int


@dataclass(frozen=True)
class Answer:
    """The nearest that could come, what they cover, and how many each rule keeps away."""

    chosen: tuple[Chosen, ...]
    rejected: tuple[tuple[Rejection, int], ...]
    wanted: int
    examined: int
    is_complete: bool

    @property
    def covered(self) -> int:
        """Units that would come."""
        return sum(one.taken for one in self.chosen)


def rejection(sought: Sought, candidate: Candidate) -> Rejection | None:
    """The first rule that keeps this candidate from coming, or nothing."""
    resource, journey = candidate.resource, candidate.journey
    until = (sought.ends_at - sought.starts_at).total_seconds() / 86_400
    is_free = not resource.is_person or covers(candidate.free, max(sought.starts_at, sought.called_at), sought.ends_at)
    broken = {
        Rejection.HAS_WHAT_IS_ASKED: resource.is_person and not _has_competence(sought, resource),
        Rejection.IS_NO_VICTIM: resource.is_victim,
        Rejection.SHARES_NO_FATE: resource.shares_fate,
        Rejection.IS_AVAILABLE: not is_free,
        Rejection.WITHIN_LONGEST_DEPLOYMENT: resource.longest_days is not None and until > resource.longest_days,
        Rejection.HAS_A_WAY: journey is None,
        Rejection.IS_THERE_IN_TIME: _is_late(sought, journey),
        Rejection.IS_NOT_ELSEWHERE: resource.units > 0 and resource.promised >= resource.units,
        Rejection.SITE_KEEPS_ITS_PEOPLE: resource.is_person and resource.left_at_site <= 0,
        Rejection.LENDER_KEEPS_ITS_STOCK: not resource.is_person and candidate.free_units <= 0,
    }
    return next((rule for rule, is_broken in broken.items() if is_broken), None)


def choose(sought: Sought, candidates: Iterable[Candidate], *, is_complete: bool) -> Answer:
    """The confirmed before the stale, then the soonest on site, until the need is covered and beyond.

    `is_complete` says that nobody who could come was left out of the candidates.
    """
    examined = list(candidates)
    counts: Counter[Rejection] = Counter()
    eligible: list[tuple[Candidate, Journey]] = []
    for candidate in examined:
        verdict = rejection(sought, candidate)
        if verdict is not None:
            counts[verdict] += 1
        elif candidate.journey is not None:
            eligible.append((candidate, candidate.journey))
    chosen = tuple(_taken(sought, sorted(eligible, key=_soonest), counts))
    rejected = tuple((rule, counts[rule]) for rule in Rejection if counts[rule])
    return Answer(chosen, rejected, sought.quantity, len(examined), is_complete)


def _taken(sought: Sought, eligible: Iterable[tuple[Candidate, Journey]], counts: Counter[Rejection]) -> Iterator[Chosen]:
    """Take from each in turn; whom the floor of the place keeps, once its mates have left, is counted."""
    missing = sought.quantity
    leaving: Counter[object] = Counter()
    for candidate, journey in eligible:
        resource = candidate.resource
        available = candidate.free_units
        if resource.is_person:
            available = min(available, resource.left_at_site - leaving[resource.site])
        if available <= 0:
            counts[Rejection.SITE_KEEPS_ITS_PEOPLE] += 1
            continue
        taken = min(available, missing)
        missing -= taken
        leaving[resource.site] += taken
        yield Chosen(candidate, journey, available, taken)


def _has_competence(sought: Sought, resource: Resource) -> bool:
    is_valid = resource.expires_on is None or resource.expires_on >= sought.called_at.date()
    return resource.level >= sought.least_level and is_valid


def _is_late(sought: Sought, journey: Journey | None) -> bool:
    return sought.arrive_by is not None and journey is not None and journey.arrives_at > sought.arrive_by


def _soonest(eligible: tuple[Candidate, Journey]) -> tuple[bool, datetime, float, str]:
    candidate, journey = eligible
    return LineFlag.TO_CONFIRM in candidate.flags, journey.arrives_at, journey.distance_km, str(candidate.resource.id)
