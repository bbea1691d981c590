"""Between shifts in two establishments there is time to travel beside the rest."""

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.rules.rule import Succession


def allows(problem: ReliefProblem, earlier: Duty, later: Duty) -> bool:
    """Whether the time between the two holds the rest and the way from one establishment to the other."""
    if earlier.establishment == later.establishment:
        return True
    minutes = problem.travel.get((earlier.establishment, later.establishment))
    return minutes is not None and later.starts_at - earlier.ends_at >= problem.working_time.rest + minutes


RULE = Succession("travel", "Avoir le temps de changer d'établissement, repos compris", allows)
