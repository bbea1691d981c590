"""Nobody is sent farther than need be: what counts is the way beyond the nearest establishment that one could serve.

Counting the whole way instead would call the fewest people, each for 48 hours every week: whoever is in the pool has
agreed to come, and the question is where.
"""

from solver.relief.goals.engaged_serve import pairs_served
from solver.relief.goals.goal import counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import Linear, Terms, total


def measure(problem: ReliefProblem, roster: Roster) -> int:
    """The minutes beyond the nearest, summed over the establishments that each person serves."""
    return sum(_beyond_the_nearest(problem, reliever, place) for reliever, place in pairs_served(problem, roster))


def _beyond_the_nearest(problem: ReliefProblem, reliever: str, place: str) -> int:
    ways = problem.reliever[reliever].minutes_to
    return ways[place] - min(ways[other] for other in problem.establishments if other in ways)


def cost(problem: ReliefProblem, terms: Terms) -> Linear:
    """The same in a model."""
    return total(_beyond_the_nearest(problem, reliever, place) * flag for (reliever, place), flag in terms.serves.items())


GOAL = counted("travel", "N'envoyer personne plus loin que nécessaire", measure, cost)
