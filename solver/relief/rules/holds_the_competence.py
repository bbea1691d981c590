"""Whoever fills a post holds its competence at the level asked for."""

from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.rules.rule import Filter
from solver.relief.shifts import Post, Shift


def allows(problem: ReliefProblem, reliever: Reliever, shift: Shift, post: Post) -> bool:
    """Whether the person's level is at least that of the post."""
    return reliever.competences.get(post.wants.competence, 0) >= post.wants.level


RULE = Filter("competence", "Avoir la compétence au niveau demandé", allows)
