"""Work at one place from one minute to another, and what people may be asked for in a day, a week, a row."""

from dataclasses import dataclass

from solver.refusal import require

HOUR = 60
WEEK = 7 * 24 * HOUR


@dataclass(frozen=True)
class Duty:
    """Somebody works, or would, somewhere.

    `starts_at`, `ends_at`: minutes elapsed since the epoch of the problem, so that the night of a clock change lasts as
    long as it lasts. `day`, `last_day`: the local days (ordinals) of its first and its last minute.
    """

    establishment: str
    starts_at: int
    ends_at: int
    day: int
    last_day: int
    is_night: bool = False

    def __post_init__(self) -> None:
        name = f"duty at {self.establishment!r} from {self.starts_at}"
        require(self.establishment != "", name, "its establishment is empty")
        require(self.starts_at < self.ends_at, name, f"it ends ({self.ends_at}) before it begins")
        require(self.ends_at - self.starts_at <= WEEK, name, "it lasts more than a week")
        require(self.day <= self.last_day, name, f"its last day ({self.last_day}) is before its first ({self.day})")

    @property
    def hours(self) -> int:
        """How long it is, to the nearest hour: what loads are compared by."""
        return (self.ends_at - self.starts_at + HOUR // 2) // HOUR

    def minutes_within(self, start: int, end: int) -> int:
        """How many of its minutes lie in a window."""
        return max(min(self.ends_at, end) - max(self.starts_at, start), 0)


@dataclass(frozen=True)
class WorkingTime:
    """What nobody may be asked to exceed.

    `rest`: minutes between two duties (art. L3131-1 of the labour code). `week`: minutes of work in any seven days,
    sliding (decree 2002-9, art. 6, as read by the Conseil d'État, 4 April 2018, no. 398069; decision 0016).
    `longest_run`: days of work in a row (art. L3132-1).
    """

    rest: int = 11 * HOUR
    week: int = 48 * HOUR
    longest_run: int = 6

    def __post_init__(self) -> None:
        require(self.rest >= 0, "working time", f"a rest of {self.rest} minutes is negative")
        require(0 < self.week <= WEEK, "working time", f"{self.week} minutes a week are not in 1..{WEEK}")
        require(self.longest_run > 0, "working time", f"a run of {self.longest_run} days is not positive")
