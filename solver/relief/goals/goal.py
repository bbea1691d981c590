"""What a preference of relief is: a name, a title in French, its costs in a model, and its measure in plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, Value
from solver.relief.terms import Linear, Terms, Worth


@dataclass(frozen=True)
class Goal:
    """One preference of the lexicographic order; the lower its measure, the better.

    `costs`: never negative, to be made least one after the other. `lack`: zero exactly when nothing could be better, made of
    what the model has already. `reached`: the measure of a solution of a model.
    `bound`: what the least costs say of the measure when they are not known to be reached.
    """

    name: str
    title: str
    measure: Callable[[ReliefProblem, Roster], Value]
    costs: Callable[[ReliefProblem, Terms], tuple[Linear, ...]]
    lack: Callable[[ReliefProblem, Terms], Linear]
    reached: Callable[[ReliefProblem, Terms, Worth], Value]
    bound: Callable[[tuple[int, ...]], Value]


def counted(name: str, title: str, measure: Callable[[ReliefProblem, Roster], int], cost: Callable[[ReliefProblem, Terms], Linear]) -> Goal:
    """A preference that is told by one whole number, the sum of what a model has already."""

    def value(problem: ReliefProblem, roster: Roster) -> Value:
        return (Fraction(measure(problem, roster)),)

    def costs(problem: ReliefProblem, terms: Terms) -> tuple[Linear, ...]:
        return (cost(problem, terms),)

    def reached(problem: ReliefProblem, terms: Terms, worth: Worth) -> Value:
        return (Fraction(worth(cost(problem, terms))),)

    return Goal(name, title, value, costs, cost, reached, whole)


def whole(least: tuple[int, ...]) -> Value:
    """Costs that are the measure itself."""
    return tuple(map(Fraction, least))
