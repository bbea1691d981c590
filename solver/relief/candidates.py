"""Who may take which shift, at which posts, and which shifts nobody may take together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.relief import rules
from solver.relief.duties import Duty
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.shifts import Shift


@dataclass(frozen=True, eq=False)
class Candidates:
    """What the rules on one person leave possible; everything in the canonical order of the problem."""

    problem: ReliefProblem

    @cached_property
    def posts(self) -> dict[tuple[str, str], frozenset[int]]:
        """(reliever, shift) → the posts that the person may fill; absent where there is none."""
        found: dict[tuple[str, str], frozenset[int]] = {}
        for reliever in self.problem.reliever.values():
            for shift in self.problem.shift.values():
                posts = _posts(self.problem, reliever, shift)
                if posts and _follows_what_was_worked(self.problem, reliever, shift):
                    found[reliever.id, shift.id] = posts
        return found

    @cached_property
    def shifts_of(self) -> dict[str, tuple[Shift, ...]]:
        """Reliever → the shifts that the person may take, in order of time."""
        found: dict[str, list[Shift]] = {reliever: [] for reliever in self.problem.reliever}
        for reliever, shift in self.posts:
            found[reliever].append(self.problem.shift[shift])
        return {reliever: tuple(shifts) for reliever, shifts in found.items()}

    @cached_property
    def cliques(self) -> tuple[frozenset[str], ...]:
        """Sets of shifts of which one person takes one at most; every pair that a rule keeps apart is in one of them."""
        shifts = tuple(self.problem.shift.values())
        neighbours = _neighbours(self.problem, [shift.duty for shift in shifts])
        covered: set[tuple[int, int]] = set()
        found: list[frozenset[str]] = []
        for place, others in enumerate(neighbours):
            for other in sorted(others):
                if place < other and (place, other) not in covered:
                    clique = _grown([place, other], neighbours)
                    covered.update((one, two) for one in clique for two in clique if one < two)
                    found.append(frozenset(shifts[member].id for member in clique))
        return tuple(found)

    def before_anybody_returns(self, place: str) -> tuple[Shift, ...]:
        """The first shifts of an establishment, none of which anybody could take after another of them."""
        found: list[Shift] = []
        for shift in self.problem.shift.values():
            if shift.duty.establishment == place:
                if len(found) == _MOST_FIRST or any(_may_follow(self.problem, earlier.duty, shift.duty) for earlier in found):
                    break
                found.append(shift)
        return tuple(found)


_MOST_FIRST = 4


def _may_follow(problem: ReliefProblem, earlier: Duty, later: Duty) -> bool:
    return all(rule.allows(problem, earlier, later) for rule in rules.SUCCESSIONS)


def _posts(problem: ReliefProblem, reliever: Reliever, shift: Shift) -> frozenset[int]:
    return frozenset(
        place for place, post in enumerate(shift.posts) if all(rule.allows(problem, reliever, shift, post) for rule in rules.FILTERS)
    )


def _follows_what_was_worked(problem: ReliefProblem, reliever: Reliever, shift: Shift) -> bool:
    return all(_may_follow(problem, worked, shift.duty) for worked in reliever.worked)


def _neighbours(problem: ReliefProblem, duties: Sequence[Duty]) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in duties]
    for first, earlier in enumerate(duties):
        for second in range(first + 1, len(duties)):
            if not _may_follow(problem, earlier, duties[second]):
                found[first].add(second)
                found[second].add(first)
    return found


def _grown(clique: list[int], neighbours: list[set[int]]) -> list[int]:
    common = set.intersection(*(neighbours[member] for member in clique))
    while common:
        member = min(common)
        clique = [*clique, member]
        common &= neighbours[member]
    return clique
