"""The load is shared: at each establishment the one who does most hours, then most nights, does as little as can be.

Hours count in classes of three shifts and nights by threes: one shift more is no injustice, and what is exactly equal cannot be proven.
"""

from collections import Counter
from collections.abc import Callable

from solver.relief.duties import Duty
from solver.relief.goals.goal import Goal, counted
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.terms import HOURS_IN_A_CLASS, NIGHTS_IN_A_CLASS, Linear, Terms, total


def _goal(name: str, title: str, amount: Callable[[Duty], int], size: int, cost: Callable[[Terms], Linear]) -> Goal:
    def measure(problem: ReliefProblem, roster: Roster) -> int:
        """The class of the one who does most at an establishment, summed over establishments."""
        done: Counter[tuple[str, str]] = Counter()
        for turn in roster.turns:
            duty = problem.shift[turn.shift].duty
            done[turn.reliever, duty.establishment] += amount(duty)
        most = {place: max(load for (_, where), load in done.items() if where == place) for place in {place for _, place in done}}
        return sum(-(-load // size) for load in most.values())

    return counted(name, title, measure, lambda problem, terms: cost(terms))


def _hours(duty: Duty) -> int:
    return duty.hours


def _nights(duty: Duty) -> int:
    return int(duty.is_night)


HOURS = _goal("hours", "Répartir les heures dans chaque établissement", _hours, HOURS_IN_A_CLASS, lambda terms: total(terms.hours.values()))
NIGHTS = _goal(
    "nights", "Répartir les nuits dans chaque établissement", _nights, NIGHTS_IN_A_CLASS, lambda terms: total(terms.nights.values())
)
