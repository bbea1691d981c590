"""Nobody is rostered for a shift unless they are free for the whole of it."""

from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Filter
from solver.relief.shifts import Post, Shift


def allows(problem: ReliefProblem, reliever: Reliever, shift: Shift, post: Post) -> bool:
    """Whether the person is free from the first minute of the shift to the last."""
    return reliever.is_free(shift.duty)


RULE = Filter("available", "Être disponible pendant toute la garde", allows)
