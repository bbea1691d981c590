"""No post receives more people than it asks for, and what lacks is told."""

from collections import Counter
from collections.abc import Iterator

from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, vacancies
from solver.relief.rules.rule import CrewRule


def broken(problem: ReliefProblem, roster: Roster) -> Iterator[str]:
    """Tell every post that receives too many, and whether the vacancies are not told as they are."""
    for (shift, post), quantity in Counter((turn.shift, turn.post) for turn in roster.turns).items():
        asked = problem.shift[shift].posts[post].quantity
        if quantity > asked:
            yield f"asked: {quantity} at post {post} of {shift!r}, {asked} asked for"
    if roster.vacancies != vacancies(problem, roster.turns):
        yield "asked: the vacancies are not told as they are"


RULE = CrewRule("asked", "Ne pas mettre plus de monde que demandé, et dire ce qui manque", broken)
