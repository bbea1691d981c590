"""Nobody is rostered where they have no way to go."""

from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Filter
from solver.relief.shifts import Post, Shift


def allows(problem: ReliefProblem, reliever: Reliever, shift: Shift, post: Post) -> bool:
    """Whether travel from the person's home to the establishment is known."""
    return shift.duty.establishment in reliever.minutes_to


RULE = Filter("reachable", "Pouvoir se rendre dans l'établissement", allows)
