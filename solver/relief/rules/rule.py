"""What a rule of relief is: a name, a sentence in French, and how to tell that a roster breaks it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.roster import Roster
from solver.relief.shifts import Post, Shift

Broken = Callable[[ReliefProblem, Roster], Iterator[str]]


@dataclass(frozen=True)
class Filter:
    """A hard rule that judges one person for one post of one crew, whatever the rest of the roster."""

    name: str
    title: str
    allows: Callable[[ReliefProblem, Reliever, Shift, Post], bool]

    def broken(self, problem: ReliefProblem, roster: Roster) -> Iterator[str]:
        """Tell every turn that the rule does not let through."""
        for turn in roster.turns:
            shift = problem.shift[turn.shift]
            if not self.allows(problem, problem.reliever[turn.reliever], shift, shift.posts[turn.post]):
                yield f"{self.name}: {turn.reliever!r} at {turn.shift!r}"


@dataclass(frozen=True)
class Succession:
    """A hard rule that judges any two duties of one person, the earlier first."""

    name: str
    title: str
    allows: Callable[[ReliefProblem, Duty, Duty], bool]

    def broken(self, problem: ReliefProblem, roster: Roster) -> Iterator[str]:
        """Tell every pair of duties of one person, at least one of them in the roster, that the rule keeps apart."""
        for reliever in roster.turns_of:
            past = len(problem.reliever[reliever].worked)
            for (first, earlier), (second, later) in combinations(enumerate(roster.duties_of(problem, reliever)), 2):
                if max(first, second) >= past and not self.allows(problem, earlier, later):
                    yield f"{self.name}: {reliever!r} from {earlier.starts_at} and from {later.starts_at}"


@dataclass(frozen=True)
class Row:
    """Amounts that may not sum to more than the limit; each counts once as soon as one of its duties is taken."""

    terms: tuple[tuple[tuple[int, ...], int], ...]
    limit: int


@dataclass(frozen=True)
class Capacity:
    """A hard rule on all the duties of one person together.

    `rows` says it of duties that the person might have, in order of time, told by their places.
    """

    name: str
    title: str
    rows: Callable[[ReliefProblem, Sequence[Duty]], Iterator[Row]]
    broken: Broken


@dataclass(frozen=True)
class CrewRule:
    """A hard rule on the crews of the roster."""

    name: str
    title: str
    broken: Broken
