"""Everyone serves one establishment rather than several."""

from solver.relief.goals.engaged_serve import pairs_served
from solver.relief.goals.goal import counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import Linear, Terms, total


def measure(problem: ReliefProblem, roster: Roster) -> int:
    """How many establishments people serve beyond their first, summed."""
    pairs = pairs_served(problem, roster)
    return len(pairs) - len({reliever for reliever, _ in pairs})


def cost(problem: ReliefProblem, terms: Terms) -> Linear:
    """The same in a model."""
    return total(terms.beyond.values())


GOAL = counted("one_place", "Garder chacun dans un seul établissement", measure, cost)
