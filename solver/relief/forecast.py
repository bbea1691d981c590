"""What will lack in so many days: the hours that crews ask for, beside those of the people who will still be there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.needs import Criticality, Skill
from solver.refusal import require
from solver.relief.duties import HOUR, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Span
from solver.relief.sharing import served

HORIZONS = (3, 7, 30)
_DAY = 24 * HOUR
_WEEK_DAYS = 7


@dataclass(frozen=True, order=True)
class Asked:
    """So many minutes a day of one competence at one establishment, for as long as the crisis lasts."""

    criticality: Criticality
    establishment: str
    wants: Skill
    minutes: int

    def __post_init__(self) -> None:
        require(self.minutes > 0, f"{self.wants.competence!r} at {self.establishment!r}", f"{self.minutes} minutes a day are not positive")


@dataclass(frozen=True)
class Forecast:
    """One line, so many days ahead, over the 24 hours that begin then.

    `there`: who could serve it then. `gone`: who could today and cannot then, their engagement or their availability having
    ended. `covered`: minutes that are served once the lines before this one are, nobody being counted twice.
    """

    days: int
    asked: Asked
    there: tuple[str, ...]
    gone: tuple[str, ...]
    covered: int

    @property
    def lacks(self) -> int:
        """Minutes of the day that nobody is there for."""
        return self.asked.minutes - self.covered


def asked_a_day(problem: ReliefProblem) -> tuple[Asked, ...]:
    """What the shifts ask for on a day, on average over the days on which some begin: that crews go on is a hypothesis."""
    minutes: dict[tuple[Criticality, str, Skill], int] = {}
    for shift in problem.shift.values():
        for post in shift.posts:
            line = post.criticality, shift.duty.establishment, post.wants
            minutes[line] = minutes.get(line, 0) + post.quantity * (shift.duty.ends_at - shift.duty.starts_at)
    days = {line: len(_days_of(problem, line[1])) for line in minutes}
    return tuple(sorted((Asked(*line, -(-total // days[line])) for line, total in minutes.items()), key=_order))


def forecast(
    asked: Iterable[Asked],
    relievers: Sequence[Reliever],
    now: int,
    *,
    working_time: WorkingTime | None = None,
    horizons: Sequence[int] = HORIZONS,
) -> tuple[Forecast, ...]:
    """Every line at every horizon, the vital first.

    A person gives on a day the seventh of the most hours of a week, if free for as long: a hypothesis, that of a load which
    can be kept up for weeks.
    """
    lines, people = sorted(asked, key=_order), sorted(relievers, key=lambda reliever: reliever.id)
    share = (working_time or WorkingTime()).week // _WEEK_DAYS
    today = [_able(line, people, (now, now + _DAY)) for line in lines]
    told: list[Forecast] = []
    for days in horizons:
        span = now + days * _DAY, now + (days + 1) * _DAY
        there = [_able(line, people, span) for line in lines]
        gives = {one.id: min(share, _free_minutes(one, span)) for one in people}
        covered = served([line.minutes for line in lines], there, gives)
        for place, line in enumerate(lines):
            gone = tuple(who for who in today[place] if who not in set(there[place]))
            told.append(Forecast(days, line, there[place], gone, covered[place]))
    return tuple(told)


def _order(line: Asked) -> tuple[Criticality, str, str, int]:
    return line.criticality, line.establishment, line.wants.competence, line.wants.level


def _days_of(problem: ReliefProblem, establishment: str) -> set[int]:
    return {shift.duty.day for shift in problem.shifts if shift.duty.establishment == establishment}


def _able(line: Asked, people: Iterable[Reliever], span: Span) -> tuple[str, ...]:
    """Who holds the competence, has a way there, is not engaged elsewhere for part of the day, and is free for part of it."""
    return tuple(
        one.id
        for one in people
        if one.competences.get(line.wants.competence, 0) >= line.wants.level
        and line.establishment in one.minutes_to
        and not any(stay.establishment != line.establishment and _overlap((stay.starts_at, stay.ends_at), span) for stay in one.stays)
        and _free_minutes(one, span) > 0
    )


def _free_minutes(one: Reliever, span: Span) -> int:
    """Minutes of a span in which the person is free, leave that was granted left out."""
    edges = sorted({*span, *(edge for part in (*one.free, *one.granted) for edge in part if span[0] < edge < span[1])})
    pieces = pairwise(edges)
    return sum(end - start for start, end in pieces if _is_in(start, one.free) and not _is_in(start, one.granted))


def _is_in(minute: int, spans: Iterable[Span]) -> bool:
    return any(start <= minute < end for start, end in spans)


def _overlap(one: Span, other: Span) -> int:
    return max(min(one[1], other[1]) - max(one[0], other[0]), 0)
