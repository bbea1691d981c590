"""In any seven days nobody works more than 48 hours, in hours that really elapse."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from solver.relief.duties import WEEK, Duty
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.rules.rule import Capacity, Row


def rows(problem: ReliefProblem, duties: Sequence[Duty]) -> Iterator[Row]:
    """The minutes of any seven days, the fullest of which begin with a duty or end with one."""
    starts = [duty.starts_at for duty in duties]
    told: set[Row] = set()
    for start in sorted({*starts, *(duty.ends_at - WEEK for duty in duties)}):
        last = bisect_left(starts, start + WEEK)
        first = bisect_left(starts, start - WEEK)  # no duty is longer than a week
        minutes = ((place, duties[place].minutes_within(start, start + WEEK)) for place in range(first, last))
        row = Row(tuple(((place,), amount) for place, amount in minutes if amount), problem.working_time.week)
        if row not in told:
            told.add(row)
            yield row


def broken(problem: ReliefProblem, roster: Roster) -> Iterator[str]:
    """Tell whoever works too much in seven days that hold at least one turn of the roster."""
    for reliever in roster.turns_of:
        duties = roster.duties_of(problem, reliever)
        planned = duties[len(problem.reliever[reliever].worked) :]
        for start in sorted({moment for duty in duties for moment in (duty.starts_at, duty.ends_at - WEEK)}):
            worked = sum(duty.minutes_within(start, start + WEEK) for duty in duties)
            is_ours = any(duty.minutes_within(start, start + WEEK) for duty in planned)
            if is_ours and worked > problem.working_time.week:
                yield f"week: {reliever!r} works {worked} minutes in the week from {start}"


CAPACITY = Capacity("week", "Ne pas dépasser 48 heures en sept jours", rows, broken)
