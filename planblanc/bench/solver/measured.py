"""What one case showed: how long each contestant took on the same instance, what it found, and whether the goals are reached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")

OURS = "planblanc"


@dataclass(frozen=True)
class Goal:
    """What was to be reached, in French, and what was: at least so many times, or at most so many seconds or MiB; and proven."""

    title: str
    wanted: float
    found: float | None
    unit: str
    is_proven: bool = True

    @property
    def is_reached(self) -> bool | None:
        """Whether it was; unknown where the peer could not be measured."""
        if self.found is None:
            return None
        return self.is_proven and (self.found >= self.wanted if self.unit == "×" else self.found < self.wanted)

    def told(self) -> dict[str, Any]:
        """For a program."""
        return {"title": self.title, "wanted": self.wanted, "found": self.found, "unit": self.unit, "is_reached": self.is_reached}


@dataclass(frozen=True)
class Measured:
    """The instance told in counts, the median seconds of each contestant, ours first, and what is worth saying beside."""

    counts: Mapping[str, int]
    seconds: Mapping[str, float]
    goals: tuple[Goal, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """For a program."""
        return {
            "counts": dict(self.counts),
            "seconds": {name: round(seconds, 6) for name, seconds in self.seconds.items()},
            "goals": [goal.told() for goal in self.goals],
            "facts": dict(self.facts),
        }


def timed(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """The median of so many runs, and what the last one gave; one more run comes first, and does not count."""
    work()
    seconds = []
    for _ in range(runs):
        begun = perf_counter()
        found = work()
        seconds.append(perf_counter() - begun)
    return median(seconds), found


def once(work: Callable[[], T]) -> tuple[float, T]:
    """How long it takes the only time."""
    begun = perf_counter()
    found = work()
    return perf_counter() - begun, found


def times_faster(peer: str, seconds: Mapping[str, float], wanted: float) -> Goal:
    """How many times longer than ours the peer took, in the same run on the same instance."""
    found = round(seconds[peer] / seconds[OURS], 1) if peer in seconds else None
    return Goal(f"contre {peer}", wanted, found, "×")


def under(title: str, seconds: float, wanted: float, *, is_proven: bool = True) -> Goal:
    """So many seconds at most, for an answer that is proven."""
    return Goal(title, wanted, round(seconds, 3), "s", is_proven)
