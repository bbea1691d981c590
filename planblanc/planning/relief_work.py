"""What is asked of the solving process for a roster, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.relief.check import breaches
from solver.relief.explain import VacancyExplained
from solver.relief.forecast import Forecast
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.roster import Roster


@dataclass(frozen=True, eq=False)
class RosterWork:
    """One problem of relief to be solved and explained; `everybody`: whoever could come, in the problem or not, to say what will lack."""

    problem: ReliefProblem
    everybody: tuple[Reliever, ...]

    def answered(self, said: object) -> "RosterFound | None":
        """The roster that was found."""
        return said if isinstance(said, RosterFound) else None

    def is_sound(self, found: "RosterFound") -> bool:
        """Whether the roster keeps every rule."""
        return not breaches(self.problem, found.roster)

    def last_that_holds(self, incumbents: Sequence[object]) -> "RosterFound | None":
        """The last roster on the way that keeps every rule; nobody explained it."""
        rosters = (one for one in reversed(incumbents) if isinstance(one, Roster))
        return next((RosterFound(roster) for roster in rosters if not breaches(self.problem, roster)), None)


@dataclass(frozen=True, eq=False)
class RosterFound:
    """The roster that the search ended with, and why; no explanation when the search was lost on the way."""

    roster: Roster
    vacancies: tuple[VacancyExplained, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
