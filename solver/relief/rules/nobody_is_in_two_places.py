"""Nobody is in two crews at once."""

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.rules.rule import Succession


def allows(problem: ReliefProblem, earlier: Duty, later: Duty) -> bool:
    """Whether the later duty begins when the earlier has ended."""
    return earlier.ends_at <= later.starts_at


RULE = Succession("once", "Ne jamais être dans deux équipes à la fois", allows)
