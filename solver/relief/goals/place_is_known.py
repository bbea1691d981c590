"""Somebody of each crew knows the place: from before, or from an earlier shift there."""

from solver.relief.goals.goal import counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import Linear, Terms, total


def measure(problem: ReliefProblem, roster: Roster) -> int:
    """How many crews have nobody who knows the place."""
    served: set[tuple[str, str]] = set()
    strange = 0
    for shift in problem.shift.values():
        crew, place = roster.crews.get(shift.id, ()), shift.duty.establishment
        is_known = any(problem.reliever[turn.reliever].is_known_at(place) or (turn.reliever, place) in served for turn in crew)
        strange += bool(crew) and not is_known
        served.update((turn.reliever, place) for turn in crew)
    return strange


def cost(problem: ReliefProblem, terms: Terms) -> Linear:
    """The same in a model."""
    return total(terms.strange.values())


GOAL = counted("known_place", "Avoir dans chaque équipe quelqu'un qui connaît les lieux", measure, cost)
