"""Whether one more shift fits into what a person does already, and which rules say no."""

from collections.abc import Iterator, Sequence

from solver.relief import rules
from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Capacity, Succession
from solver.relief.shifts import Shift


def refusals(problem: ReliefProblem, reliever: Reliever, duties: Sequence[Duty], shift: Shift, place: int) -> Iterator[str]:
    """The names of the rules that keep the person, who has these duties, from a post of the shift; none if it fits."""
    for rule in rules.FILTERS:
        if not rule.allows(problem, reliever, shift, shift.posts[place]):
            yield rule.name
    for succession in rules.SUCCESSIONS:
        if not all(_may_follow(problem, succession, duty, shift.duty) for duty in duties):
            yield succession.name
    together = sorted((*duties, shift.duty), key=lambda duty: (duty.starts_at, duty.ends_at))
    for capacity in rules.CAPACITIES:
        if _exceeds(problem, capacity, together, together.index(shift.duty)):
            yield capacity.name


def _may_follow(problem: ReliefProblem, rule: Succession, one: Duty, other: Duty) -> bool:
    earlier, later = sorted((one, other), key=lambda duty: (duty.starts_at, duty.ends_at))
    return rule.allows(problem, earlier, later)


def _exceeds(problem: ReliefProblem, rule: Capacity, duties: list[Duty], new: int) -> bool:
    """Whether a row that the new duty is in is exceeded by all of them together."""
    rows = rule.rows(problem, duties)
    return any(sum(amount for _, amount in row.terms) > row.limit for row in rows if any(new in places for places, _ in row.terms))
