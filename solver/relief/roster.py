"""What the solver proposes for the weeks to come, how good it is known to be, and what it could not do."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from solver.proposal import Proof
from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem

# Compared in order, the lower the better; most preferences have one figure, coverage has one an establishment.
Value = tuple[Fraction, ...]


@dataclass(frozen=True, order=True)
class Turn:
    """One person at one post (its place among those of the shift) of one crew."""

    shift: str
    post: int
    reliever: str


@dataclass(frozen=True, order=True)
class Vacancy:
    """So many people lack at one post of one crew; the reasons are in the explanation."""

    shift: str
    post: int
    quantity: int


@dataclass(frozen=True)
class StageValue:
    """One preference: its name, its French title, what the roster reaches, what is proven of it.

    `bound` is the least that any roster can reach given the stages before.
    """

    name: str
    title: str
    value: Value
    bound: Value
    proof: Proof


@dataclass(frozen=True, eq=False)
class Roster:
    """Turns in a fixed order (shift, post, reliever), vacancies, stages in order of preference."""

    turns: tuple[Turn, ...]
    vacancies: tuple[Vacancy, ...]
    stages: tuple[StageValue, ...]
    proof: Proof

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that no roster is better."""
        return self.proof is Proof.OPTIMAL

    @cached_property
    def crews(self) -> dict[str, tuple[Turn, ...]]:
        """Shift → its crew, for those that have one."""
        found: dict[str, list[Turn]] = {}
        for turn in self.turns:
            found.setdefault(turn.shift, []).append(turn)
        return {shift: tuple(turns) for shift, turns in found.items()}

    @cached_property
    def turns_of(self) -> dict[str, tuple[Turn, ...]]:
        """Reliever → their turns, for those who have any."""
        found: dict[str, list[Turn]] = {}
        for turn in self.turns:
            found.setdefault(turn.reliever, []).append(turn)
        return {reliever: tuple(turns) for reliever, turns in found.items()}

    def duties_of(self, problem: ReliefProblem, reliever: str) -> tuple[Duty, ...]:
        """What the person has worked and would work, in order of time."""
        planned = (problem.shift[turn.shift].duty for turn in self.turns_of.get(reliever, ()))
        return tuple(sorted((*problem.reliever[reliever].worked, *planned), key=lambda duty: (duty.starts_at, duty.ends_at)))


def vacancies(problem: ReliefProblem, turns: tuple[Turn, ...]) -> tuple[Vacancy, ...]:
    """What the turns leave open, in order."""
    filled = Counter((turn.shift, turn.post) for turn in turns)
    lacks = {
        (shift.id, place): post.quantity - filled[shift.id, place] for shift in problem.shifts for place, post in enumerate(shift.posts)
    }
    return tuple(Vacancy(shift, place, lack) for (shift, place), lack in sorted(lacks.items()) if lack > 0)
