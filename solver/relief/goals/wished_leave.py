"""Leave that was asked for is given where it can be."""

from solver.relief.goals.goal import counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import Linear, Terms, total


def measure(problem: ReliefProblem, roster: Roster) -> int:
    """How many turns fall into leave that was asked for."""
    return sum(problem.reliever[turn.reliever].wishes_off(problem.shift[turn.shift].duty) for turn in roster.turns)


def cost(problem: ReliefProblem, terms: Terms) -> Linear:
    """The same in a model."""
    return total(terms.wished.values())


GOAL = counted("wished_leave", "Accorder les congés souhaités", measure, cost)
