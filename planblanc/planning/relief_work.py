"""What is asked of the solving process for a roster, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solver.relief.check import breaches
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster


@dataclass(frozen=True, eq=False)
class RosterWork:
    """One problem of relief to be solved, and its vacancies to be explained."""

    problem: ReliefProblem

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


@dataclass(frozen=True)
class Obstacle:
    """So many people whom one rule keeps from a vacancy."""

    rule: str
    title: str
    count: int


@dataclass(frozen=True, eq=False)
class RosterFound:
    """The roster that the search ended with; (shift, place of the post) → what keeps people from its vacancy."""

    roster: Roster
    obstacles: Mapping[tuple[str, int], tuple[Obstacle, ...]] = field(default_factory=dict)
