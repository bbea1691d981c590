"""Nobody works a day on the day that their night ended."""

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.rules.rule import Succession


def allows(problem: ReliefProblem, earlier: Duty, later: Duty) -> bool:
    """Whether the two are not a night, then a day that begins on the local day on which the night ended."""
    return not (earlier.is_night and not later.is_night and later.day == earlier.last_day)


RULE = Succession("night_then_day", "Ne pas enchaîner une nuit puis un jour", allows)
