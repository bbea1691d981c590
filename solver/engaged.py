"""What is already under way, and what a coordinator holds fixed or refuses."""

from dataclasses import dataclass
from enum import IntEnum

from solver.refusal import require


class Progress(IntEnum):
    """How far an engagement has gone; ALERTED means released by its lender."""

    PROPOSED = 0
    ALERTED = 1
    DEPARTED = 2
    ARRIVED = 3


@dataclass(frozen=True)
class Engagement:
    """So many of one resource, for one need, in one window (minutes since the epoch of the problem).

    Of a need of the problem: the plan may keep it (it counts in the quantity of the need), move it, or, once ARRIVED,
    must keep it. Of any other need: it holds the resource, whatever the plan; `incident` and `pris_activity` then say what
    it serves, where that is known.
    """

    need: str
    resource: str
    quantity: int
    progress: Progress
    starts_at: int
    ends_at: int
    incident: str | None = None
    pris_activity: str | None = None

    def __post_init__(self) -> None:
        name = f"engagement of {self.resource!r} for {self.need!r}"
        require(self.quantity > 0, name, f"quantity {self.quantity} is not positive")
        require(self.starts_at < self.ends_at, name, f"its window ends ({self.ends_at}) before it begins ({self.starts_at})")

    @property
    def is_under_way(self) -> bool:
        """Whether the lender has let go of it: released, on the way, or there."""
        return self.progress >= Progress.ALERTED

    @property
    def is_locked(self) -> bool:
        """Whether only a named human act may move it."""
        return self.progress == Progress.ARRIVED


@dataclass(frozen=True)
class Pin:
    """A coordinator wants so many of this resource for this need; kept before all else, but never against a rule."""

    need: str
    resource: str
    quantity: int = 1

    def __post_init__(self) -> None:
        require(self.quantity > 0, f"pin of {self.resource!r} on {self.need!r}", f"quantity {self.quantity} is not positive")


@dataclass(frozen=True)
class Refused:
    """A resource that was refused for a need, or, with `need_or_incident` naming an incident, for all of its needs."""

    need_or_incident: str
    resource: str
