"""Between two shifts everyone has their daily rest, in hours that really elapse."""

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.rules.rule import Succession


def allows(problem: ReliefProblem, earlier: Duty, later: Duty) -> bool:
    """Whether the rest between the two is long enough."""
    return later.starts_at - earlier.ends_at >= problem.working_time.rest


RULE = Succession("rest", "Avoir 11 heures de repos entre deux gardes", allows)
