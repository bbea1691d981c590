"""How tiring a roster is for each person, what they worked before it counting too, and which thresholds are near."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.relief.duties import HOUR, WEEK, Duty, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster


@dataclass(frozen=True)
class Signal:
    """A threshold that one person reaches, or comes near to; the text is in French."""

    name: str
    text: str
    is_reached: bool


@dataclass(frozen=True)
class Fatigue:
    """One person: minutes of the fullest seven days, days in a row, nights in a row, minutes of the shortest rest.

    `rest` is None for whoever has a single duty.
    """

    reliever: str
    week: int
    run: int
    nights: int
    rest: int | None
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class Threshold:
    """A limit, and from where on one is near it; of a rest, less is worse."""

    name: str
    title: str
    near: Callable[[WorkingTime], int]
    limit: Callable[[WorkingTime], int]
    told: Callable[[int], str]
    is_least: bool = False

    def signal(self, value: int, working_time: WorkingTime) -> Signal | None:
        """What is to be said of a value."""
        near, limit = self.near(working_time), self.limit(working_time)
        sign = -1 if self.is_least else 1
        if sign * value < sign * near:
            return None
        is_reached = sign * value >= sign * limit
        bound = "minimum" if self.is_least else "maximum"
        ending = f"{bound} atteint ({self.told(limit)})" if is_reached else f"proche du {bound} ({self.told(limit)})"
        return Signal(self.name, f"{self.title} : {self.told(value)}, {ending}", is_reached)


def fatigue(problem: ReliefProblem, roster: Roster) -> tuple[Fatigue, ...]:
    """Everybody who has a turn, in order of their ids."""
    return tuple(_of(problem, reliever, roster.duties_of(problem, reliever)) for reliever in sorted(roster.turns_of))


def _of(problem: ReliefProblem, reliever: str, duties: Sequence[Duty]) -> Fatigue:
    week, rest = fullest_week(duties), shortest_rest(duties)
    run, nights = longest_run(duty.day for duty in duties), longest_run(duty.day for duty in duties if duty.is_night)
    values = ((WEEK_HOURS, week), (DAYS, run), (NIGHTS, nights), (REST, rest))
    signals = (threshold.signal(value, problem.working_time) for threshold, value in values if value is not None)
    return Fatigue(reliever, week, run, nights, rest, tuple(signal for signal in signals if signal is not None))


def fullest_week(duties: Iterable[Duty]) -> int:
    """The most minutes of work in any seven days; the fullest begin with a duty or end with one."""
    known = list(duties)
    starts = {duty.starts_at for duty in known} | {duty.ends_at - WEEK for duty in known}
    return max((sum(duty.minutes_within(start, start + WEEK) for duty in known) for start in starts), default=0)


def longest_run(days: Iterable[int]) -> int:
    """The most of these days in a row."""
    longest = length = 0
    before: int | None = None
    for day in sorted(set(days)):
        length = length + 1 if before is not None and day == before + 1 else 1
        longest, before = max(longest, length), day
    return longest


def shortest_rest(duties: Iterable[Duty]) -> int | None:
    """The fewest minutes between two duties that follow each other."""
    ordered = sorted(duties, key=lambda duty: (duty.starts_at, duty.ends_at))
    return min((later.starts_at - earlier.ends_at for earlier, later in pairwise(ordered)), default=None)


def _hours(minutes: int) -> str:
    hours, left = divmod(minutes, HOUR)
    return f"{hours} h {left:02}" if left else f"{hours} h"


# Near from 44 h on, the most of a civil week without extra hours (decree 2002-9, art. 9 and 11).
WEEK_HOURS = Threshold(
    "week", "Heures en sept jours", near=lambda time: min(44 * HOUR, time.week), limit=lambda time: time.week, told=_hours
)
# Near one day before the longest run: a hypothesis.
DAYS = Threshold(
    "run",
    "Jours de suite",
    near=lambda time: max(time.longest_run - 1, 1),
    limit=lambda time: time.longest_run,
    told=lambda days: f"{days} j",
)
# No rule limits nights in a row: near from 3 on and too many at 4 is a hypothesis.
NIGHTS = Threshold("nights", "Nuits de suite", near=lambda time: 3, limit=lambda time: 4, told=str)
# Near when shorter than the 12 h that the same decree (art. 6) asks for unless an agreement says 11.
REST = Threshold(
    "rest",
    "Repos le plus court",
    near=lambda time: max(12 * HOUR - 1, time.rest),
    limit=lambda time: time.rest,
    told=_hours,
    is_least=True,
)
