"""Whoever is engaged at an establishment goes on there rather than being left without a shift."""

from solver.relief.goals.goal import counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import Linear, Terms, total


def measure(problem: ReliefProblem, roster: Roster) -> int:
    """How many stays at establishments with shifts end with no shift there."""
    return len(_stays(problem) - pairs_served(problem, roster))


def pairs_served(problem: ReliefProblem, roster: Roster) -> set[tuple[str, str]]:
    """(reliever, establishment) of every turn."""
    return {(turn.reliever, problem.shift[turn.shift].duty.establishment) for turn in roster.turns}


def cost(problem: ReliefProblem, terms: Terms) -> Linear:
    """The same in a model; who cannot serve there at all counts too."""
    return total(1 - terms.serves.get(pair, 0) for pair in sorted(_stays(problem)))


def _stays(problem: ReliefProblem) -> set[tuple[str, str]]:
    known = set(problem.establishments)
    return {(reliever.id, stay.establishment) for reliever in problem.relievers for stay in reliever.stays if stay.establishment in known}


GOAL = counted("engaged", "Continuer avec les personnes déjà engagées", measure, cost)
