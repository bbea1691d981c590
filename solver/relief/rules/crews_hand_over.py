"""A crew hands over to the next one face to face: the two overlap for as long as is asked."""

from collections.abc import Iterator

from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.rules.rule import CrewRule
from solver.relief.shifts import Shift


def apart(problem: ReliefProblem) -> Iterator[tuple[str, str]]:
    """The pairs of shifts that follow each other without the overlap: no crew can relieve the other."""
    last: dict[tuple[str, str], Shift] = {}
    for shift in problem.shift.values():
        series = shift.duty.establishment, shift.series
        before = last.get(series)
        if before is not None and _leaves_too_early(before, shift):
            yield before.id, shift.id
        last[series] = shift


def _leaves_too_early(before: Shift, shift: Shift) -> bool:
    overlap = before.duty.ends_at - shift.duty.starts_at
    return 0 <= overlap < shift.handover  # after a gap nobody is relieved


def broken(problem: ReliefProblem, roster: Roster) -> Iterator[str]:
    """Tell every crew that would leave before it has handed over to the next."""
    for before, after in apart(problem):
        if before in roster.crews and after in roster.crews:
            yield f"handover: {before!r} does not overlap {after!r} for long enough"


RULE = CrewRule("handover", "Se transmettre les consignes entre deux équipes", broken)
