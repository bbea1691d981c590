"""The best roster by trying them all: the rules' `broken` and the preferences' `measure`, in plain Python."""

from collections.abc import Iterator
from itertools import product

from solver.proposal import Proof
from solver.relief import check, goals
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, Turn, Value, vacancies

Score = tuple[Value, ...]
Turns = tuple[Turn, ...]


def best(problem: ReliefProblem) -> Score:
    """The least score of all the rosters that break no rule."""
    return min(score(problem, roster) for roster in rosters(problem))


def score(problem: ReliefProblem, roster: Roster) -> Score:
    """What each preference gives, in order."""
    return tuple(goal.measure(problem, roster) for goal in goals.GOALS)


def rosters(problem: ReliefProblem) -> Iterator[Roster]:
    """Every roster that breaks no rule; what breaks one for a person alone is left out before they are put together."""
    alone = [list(_turns_of(problem, reliever)) for reliever in problem.reliever]
    for chosen in product(*alone):
        roster = roster_of(problem, tuple(sorted(turn for turns in chosen for turn in turns)))
        if not check.breaches(problem, roster):
            yield roster


def roster_of(problem: ReliefProblem, turns: Turns) -> Roster:
    """The roster of these turns, with what it leaves open."""
    return Roster(turns, vacancies(problem, turns), (), Proof.NOT_REACHED)


def _turns_of(problem: ReliefProblem, reliever: str) -> Iterator[Turns]:
    """What one person might do: at each shift one post or none, everybody else being thought of as there."""
    choices = [[None, *(Turn(shift.id, post, reliever) for post in range(len(shift.posts)))] for shift in problem.shift.values()]
    for chosen in product(*choices):
        turns = tuple(sorted(turn for turn in chosen if turn is not None))
        breaches = check.breaches(problem, roster_of(problem, turns))
        if all(breach.startswith(_OF_CREWS) for breach in breaches):
            yield turns


_OF_CREWS = ("lead:", "handover:")
