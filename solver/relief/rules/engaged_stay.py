"""Whoever is engaged somewhere serves no other establishment until the engagement ends."""

from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Filter
from solver.relief.shifts import Post, Shift


def allows(problem: ReliefProblem, reliever: Reliever, shift: Shift, post: Post) -> bool:
    """Whether no engagement elsewhere runs at the hours of the shift."""
    duty = shift.duty
    return not any(
        stay.establishment != duty.establishment and stay.starts_at < duty.ends_at and duty.starts_at < stay.ends_at
        for stay in reliever.stays
    )


RULE = Filter("engaged", "Laisser en place qui est déjà engagé ailleurs", allows)
