"""Nobody works too many days in a row; a shift counts for the local day on which it begins."""

from collections.abc import Iterator, Sequence

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.rules.rule import Capacity, Row


def rows(problem: ReliefProblem, duties: Sequence[Duty]) -> Iterator[Row]:
    """One day more than the longest run is never worked throughout."""
    longest = problem.working_time.longest_run
    places: dict[int, list[int]] = {}
    for place, duty in enumerate(duties):
        places.setdefault(duty.day, []).append(place)
    for first in sorted(places):
        run = [places[day] for day in range(first, first + longest + 1) if day in places]
        if len(run) > longest:
            yield Row(tuple((tuple(day), 1) for day in run), longest)


def broken(problem: ReliefProblem, roster: Roster) -> Iterator[str]:
    """Tell whoever works longer in a row, on days of which at least one is in the roster."""
    longest = problem.working_time.longest_run
    for reliever in roster.turns_of:
        duties = roster.duties_of(problem, reliever)
        worked = {duty.day for duty in duties}
        planned = {duty.day for duty in duties[len(problem.reliever[reliever].worked) :]}
        for first in sorted(worked):
            run = set(range(first, first + longest + 1))
            if run <= worked and run & planned:
                yield f"run: {reliever!r} works {longest + 1} days in a row from day {first}"


CAPACITY = Capacity("run", "Ne pas travailler trop de jours de suite", rows, broken)
