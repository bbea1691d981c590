"""Vital posts, then high, then normal are filled, shared fairly between establishments.

Fair is leximin on the part of its posts that each establishment has filled: the worst served as well as can be, then the
next, and so on. A part is told as a whole number fine enough to keep any two parts apart.
"""

from collections import Counter
from fractions import Fraction

from solver.needs import Criticality
from solver.relief.goals.goal import Goal
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, Value
from solver.relief.terms import Linear, Terms, Worth, total


def goal_of(criticality: Criticality, title: str) -> Goal:
    """The preference for the posts of one criticality."""

    def measure(problem: ReliefProblem, roster: Roster) -> Value:
        """The parts that lack, the worst served first."""
        lacks: Counter[str] = Counter()
        for vacancy in roster.vacancies:
            shift = problem.shift[vacancy.shift]
            if shift.posts[vacancy.post].criticality == criticality:
                lacks[shift.duty.establishment] += vacancy.quantity
        asked = _asked(problem, criticality)
        return tuple(sorted((Fraction(lacks[place], places) for place, places in asked.items()), reverse=True))

    def costs(problem: ReliefProblem, terms: Terms) -> tuple[Linear, ...]:
        """The part that the worst served lacks, then the next worst, and so on."""
        asked = _asked(problem, criticality)
        scale = max(asked.values(), default=0) ** 2 + 1
        return tuple(_lack_of_rank(terms, criticality, asked, rank=rank, scale=scale) for rank in range(len(asked)))

    def lack(problem: ReliefProblem, terms: Terms) -> Linear:
        """How many places of that criticality stay open."""
        return total(places - terms.covered[criticality, place] for place, places in _asked(problem, criticality).items())

    def reached(problem: ReliefProblem, terms: Terms, worth: Worth) -> Value:
        """The parts that lack in a solution, the worst served first."""
        asked = _asked(problem, criticality)
        lacks = (Fraction(places - worth(terms.covered[criticality, place]), places) for place, places in asked.items())
        return tuple(sorted(lacks, reverse=True))

    return Goal(f"cover_{criticality.name.lower()}", title, measure, costs, lack, reached, _unknown)


def _unknown(least: tuple[int, ...]) -> Value:
    return (Fraction(0),) * len(least)


def _asked(problem: ReliefProblem, criticality: Criticality) -> dict[str, int]:
    return {place: places for (asked, place), places in problem.asked.items() if asked == criticality}


def _lack_of_rank(terms: Terms, criticality: Criticality, asked: dict[str, int], *, rank: int, scale: int) -> Linear:
    """All establishments but `rank` have at least the part that does not lack."""
    part = terms.model.new_int_var(0, scale, "")
    reach = []
    for place, places in asked.items():
        reaches = terms.model.new_bool_var("")
        terms.model.add(scale * terms.covered[criticality, place] >= places * part).only_enforce_if(reaches)
        reach.append(reaches)
    terms.model.add(total(reach) >= len(asked) - rank)
    return scale - part


VITAL = goal_of(Criticality.VITAL, "Pourvoir les postes vitaux, équitablement entre établissements")
HIGH = goal_of(Criticality.HIGH, "Pourvoir les postes de criticité haute, équitablement entre établissements")
NORMAL = goal_of(Criticality.NORMAL, "Pourvoir les postes de criticité normale, équitablement entre établissements")
