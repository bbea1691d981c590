"""Shifts by week and crew, and how many of a set of shifts one person can take."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from solver.relief.candidates import Candidates
from solver.relief.crews import Posts
from solver.relief.duties import HOUR, WEEK
from solver.relief.relievers import Reliever
from solver.relief.shifts import Post, Shift

_DAY = 24 * HOUR


@dataclass(frozen=True)
class Crewing:
    """An establishment and a crew that its shifts ask for."""

    establishment: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Kind:
    """The shifts of a crewing that weigh alike: as long, and all of them nights or none."""

    crewing: Crewing
    hours: int
    is_night: bool


@dataclass(frozen=True, eq=False)
class Windows:
    """The shifts of a problem in weeks, counted from its first shift; everything in order of time."""

    candidates: Candidates

    @cached_property
    def first(self) -> int:
        """The minute in which the first week begins."""
        return min((shift.duty.starts_at for shift in self.candidates.problem.shifts), default=0)

    def week_of(self, shift: Shift) -> int:
        """The week in which the shift begins."""
        return (shift.duty.starts_at - self.first) // WEEK

    @cached_property
    def cells(self) -> dict[tuple[Crewing, int], list[Shift]]:
        """(crewing, week) → shifts."""
        found: defaultdict[tuple[Crewing, int], list[Shift]] = defaultdict(list)
        for shift in self.candidates.problem.shift.values():
            found[Crewing(shift.duty.establishment, shift.posts), self.week_of(shift)].append(shift)
        return dict(found)

    @cached_property
    def kinds(self) -> dict[Kind, list[Shift]]:
        """Kind → shifts."""
        found: defaultdict[Kind, list[Shift]] = defaultdict(list)
        for shift in self.candidates.problem.shift.values():
            found[Kind(Crewing(shift.duty.establishment, shift.posts), shift.duty.hours, shift.duty.is_night)].append(shift)
        return dict(found)

    def holds(self, reliever: Reliever, shifts: Iterable[Shift]) -> Posts:
        """The posts of these shifts of one crewing that the person may fill in some of them: competence alone tells them apart."""
        posts = self.candidates.posts
        return frozenset().union(*(posts.get((reliever.id, shift.id), frozenset()) for shift in shifts))

    def most_filled(self, shifts: Iterable[Shift], posts: Posts) -> int:
        """How many of these posts can be filled at most, each shift having so many candidates."""
        found = 0
        for shift in shifts:
            able = sum(bool(self.candidates.posts.get((who, shift.id), frozenset()) & posts) for who in self.candidates.problem.reliever)
            found += min(able, sum(shift.posts[place].quantity for place in posts))
        return found

    def most(self, reliever: Reliever, shifts: Iterable[Shift], origin: int | None = None) -> int:
        """No roster gives the person more of these shifts: the hours of each week and the rest between shifts forbid it.

        Weeks are counted from the origin, or from the first shift of the problem.
        """
        origin = self.first if origin is None else origin
        weeks: defaultdict[int, list[Shift]] = defaultdict(list)
        for shift in shifts:
            if (reliever.id, shift.id) in self.candidates.posts:
                weeks[(shift.duty.starts_at - origin) // WEEK].append(shift)
        return sum(min(self._by_hours(reliever, origin + week * WEEK, taken), self._by_rest(taken)) for week, taken in weeks.items())

    def spells(self) -> Iterator[tuple[int, int]]:
        """The weeks that begin on any day: what one week hides shows in another."""
        last = max((shift.duty.starts_at for shift in self.candidates.problem.shifts), default=self.first)
        return ((start, start + WEEK) for start in range(self.first, max(last + _DAY - WEEK, self.first) + 1, _DAY))

    def _by_hours(self, reliever: Reliever, start: int, shifts: list[Shift]) -> int:
        left = self.candidates.problem.working_time.week - sum(duty.minutes_within(start, start + WEEK) for duty in reliever.worked)
        count = 0
        for minutes in sorted(shift.duty.minutes_within(start, start + WEEK) for shift in shifts):
            left -= minutes
            count += left >= 0
        return count

    def _by_rest(self, shifts: list[Shift]) -> int:
        rest, rested_at, count = self.candidates.problem.working_time.rest, None, 0
        for duty in sorted((shift.duty for shift in shifts), key=lambda duty: duty.ends_at):
            if rested_at is None or duty.starts_at >= rested_at:
                rested_at, count = duty.ends_at + rest, count + 1
        return count
