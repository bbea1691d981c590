"""What was measured: durations in seconds, told by their middle and their slow end."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Durations:
    """The same thing measured several times, in the order of the measures."""

    seconds: tuple[float, ...]

    @property
    def first(self) -> float:
        """The first time, when nothing was warm."""
        return self.seconds[0]

    def percentile(self, percent: int) -> float:
        """The least of the measures that so many percent of them do not exceed (nearest rank)."""
        ordered = sorted(self.seconds)
        return ordered[max(math.ceil(percent / 100 * len(ordered)), 1) - 1]

    def told(self) -> dict[str, object]:
        """For a program: milliseconds."""
        return {
            "runs": len(self.seconds),
            "first_ms": _milliseconds(self.first),
            "p50_ms": _milliseconds(self.percentile(50)),
            "p95_ms": _milliseconds(self.percentile(95)),
            "p99_ms": _milliseconds(self.percentile(99)),
        }


@dataclass(frozen=True)
class ExampleCost:
    """What one published example costs: its statements, and how many fields that hold things it reads, on how many levels."""

    name: str
    statements: int
    fields: int
    levels: int


@dataclass(frozen=True)
class Crisis:
    """What `planblanc bench crisis` measured; memory in MiB and seconds of processor a crisis, by process."""

    pool: str
    total: Durations
    goal_seconds: float
    steps: Mapping[str, Durations]
    parts: Mapping[str, Durations]
    memory: Mapping[str, float]
    memory_goal: float
    processor: Mapping[str, float]
    examples: Sequence[ExampleCost]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_reached(self) -> bool:
        """Whether 95 of 100 crises have their plan in time."""
        return self.total.percentile(95) < self.goal_seconds


@dataclass(frozen=True)
class Nearest:
    """What `planblanc bench nearest` measured: one statement through the index, the same without, and the whole answer."""

    pool: str
    indexed: Durations
    scanned: Durations
    answered: Durations
    counts: Mapping[str, int]

    @property
    def ratio(self) -> float:
        """How many times slower it is without the index, in the same run."""
        return self.scanned.percentile(50) / self.indexed.percentile(50)


@dataclass(frozen=True)
class Guarded:
    """One read of the pool by one scope, under the policies and without them."""

    scope: str
    name: str
    under_policies: Durations
    without: Durations

    @property
    def ratio(self) -> float:
        """How many times longer the wall makes it, by the quick tenth of both, which other work on the machine hardly touches."""
        return self.under_policies.percentile(10) / self.without.percentile(10)


@dataclass(frozen=True)
class Tenancy:
    """What `planblanc bench tenancy` measured."""

    reads: Sequence[Guarded]
    counts: Mapping[str, int]
    goal_ratio: float = 1.5

    @property
    def is_reached(self) -> bool:
        """Whether no read is made longer than it may be."""
        return all(read.ratio <= self.goal_ratio for read in self.reads)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
