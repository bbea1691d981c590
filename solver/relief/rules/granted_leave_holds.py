"""Leave that was granted is not taken back."""

from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Filter
from solver.relief.shifts import Post, Shift


def allows(problem: ReliefProblem, reliever: Reliever, shift: Shift, post: Post) -> bool:
    """Whether no minute of the shift falls into leave that was granted."""
    return not any(shift.duty.starts_at < end and start < shift.duty.ends_at for start, end in reliever.granted)


RULE = Filter("granted_leave", "Respecter les congés accordés", allows)
