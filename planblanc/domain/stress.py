"""Stress tests: what would stay uncovered if a hospital fell, or two, or all those of one fate; asked for, run, kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import ResponderId, StockId, StressRunId
from planblanc.domain.requests import Criticality

# What each establishment asks for when it is attacked.
PACK = "FIRST_24H"
# No try of a run takes as long: past that, whoever ran it is gone.
LOST_AFTER = timedelta(minutes=15)


class StressState(StrEnum):
    """Where a run stands: REQUESTED → RUNNING → DONE | FAILED; CANCELLED before it is done."""

    REQUESTED = "REQUESTED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class StressStaffing(StrEnum):
    """Which hour the attack comes at: who is available then, and how soon they are ready."""

    DAY = "DAY"
    NIGHT = "NIGHT"
    WEEK_END = "WEEK_END"


class StressPart(StrEnum):
    """A table of the results; the first three hold attacks."""

    ALONE = "ALONE"
    GROUP = "GROUP"
    PAIR = "PAIR"
    SHORTAGE = "SHORTAGE"
    LOSS = "LOSS"
    GAIN = "GAIN"


UNDER_WAY = frozenset({StressState.REQUESTED, StressState.RUNNING})
STATE_LABELS: Mapping[StressState, str] = {
    StressState.REQUESTED: "demandé",
    StressState.RUNNING: "en cours",
    StressState.DONE: "terminé",
    StressState.FAILED: "sans résultat",
    StressState.CANCELLED: "arrêté",
}
STAFFING_LABELS: Mapping[StressStaffing, str] = {
    StressStaffing.DAY: "de jour",
    StressStaffing.NIGHT: "de nuit",
    StressStaffing.WEEK_END: "le week-end",
}
# The weekday (0 is Monday) and the hour, by the clock of the region, that stand for each staffing.
_HOURS = {
    StressStaffing.DAY: (1, time(10)),
    StressStaffing.NIGHT: (2, time(2)),
    StressStaffing.WEEK_END: (6, time(15)),
}


@dataclass(frozen=True)
class StressRun:
    """One stress test of a region (INSEE code); `done` attacks of `total`; `read_at` is the age of its data."""

    id: StressRunId
    region: str
    staffings: tuple[StressStaffing, ...]
    with_pairs: bool
    state: StressState
    requested_name: str
    requested_at: datetime
    done: int = 0
    total: int | None = None
    read_at: datetime | None = None
    finished_at: datetime | None = None
    summaries: tuple["StressSummary", ...] = ()
    failure: str | None = None


@dataclass(frozen=True)
class Units:
    """Units, by criticality."""

    vital: int
    high: int
    normal: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.vital + self.high + self.normal


@dataclass(frozen=True)
class Sought:
    """People of a competence at a level (1 to 3), or things of a type, and how they are called."""

    label: str
    competence: str | None = None
    least_level: int | None = None
    equipment_type: str | None = None


@dataclass(frozen=True)
class StressSummary:
    """One staffing in figures: attacks alone, groups of shared fate and pairs, and how many of each are wholly covered.

    `attacks_at_most`: attacks alone whose coverage is the most that it can be.
    """

    staffing: StressStaffing
    at: datetime
    asked: Units
    covered: Units
    attacks: int
    attacks_covered: int
    attacks_at_most: int
    groups: int
    groups_covered: int
    pairs: int | None = None
    pairs_covered: int | None = None


@dataclass(frozen=True)
class StressVictim:
    """An establishment that is attacked; minutes from the call, to the first person there and to the last unit if none lacks."""

    finess: str
    name: str
    commune: str
    first_minutes: int | None
    full_minutes: int | None


@dataclass(frozen=True)
class Lack:
    """Units that nobody covers."""

    sought: Sought
    criticality: Criticality
    units: int


@dataclass(frozen=True)
class StressAttack:
    """One attack; `beyond_alone`, for several victims: units that lack more than in the attacks of each alone.

    `at_most`: some of what is covered would be taken from the people that a lender keeps for a competence.
    """

    victims: tuple[StressVictim, ...]
    asked: Units
    covered: Units
    lacking: tuple[Lack, ...]
    beyond_alone: int | None = None
    at_most: bool = False

    @property
    def coverage(self) -> float:
        """The part that is covered of all the units that are asked for; 1 where nothing is."""
        return self.covered.total / self.asked.total if self.asked.total else 1.0


@dataclass(frozen=True)
class StressShortage:
    """What lacks over all the attacks alone: units, and in how many attacks."""

    sought: Sought
    criticality: Criticality
    units: int
    attacks: int


@dataclass(frozen=True)
class StressLoss:
    """A person or a stock that is missed: never a person's name; `attacks` where the coverage changes, of `used_by`."""

    lender_name: str
    commune: str
    label: str
    uncovered: Units
    attacks: int
    used_by: int
    responder_id: ResponderId | None = None
    stock_id: StockId | None = None


@dataclass(frozen=True)
class StressGain:
    """What one more of something, at one lender's place, would cover over all the attacks alone."""

    sought: Sought
    lender_name: str
    commune: str
    covered: Units


StressRow = StressAttack | StressShortage | StressLoss | StressGain


@dataclass(frozen=True)
class StressReport:
    """The results: a summary a staffing, and the rows of each table, the worst or the best first."""

    summaries: tuple[StressSummary, ...]
    tables: Mapping[tuple[StressPart, StressStaffing], tuple[StressRow, ...]]


def moment_of(staffing: StressStaffing, now: datetime, time_zone: str) -> datetime:
    """The next moment that stands for a staffing: a Tuesday at 10:00, the night after at 02:00, a Sunday at 15:00."""
    weekday, hour = _HOURS[staffing]
    local = now.astimezone(ZoneInfo(time_zone))
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    at = datetime.combine(day, hour, ZoneInfo(time_zone))
    return at if at > local else datetime.combine(day + timedelta(days=7), hour, ZoneInfo(time_zone))


def require_under_way(run: StressRun) -> None:
    """Refuse to stop what has ended."""
    if run.state not in UNDER_WAY:
        raise TransitionRefused(f"Ce test de résistance est {STATE_LABELS[run.state]} : il ne peut plus être arrêté.", ("task",))
