"""What no roster can do better than, and who goes where in a relaxation that reaches it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from solver.relief import goals
from solver.relief.candidates import Candidates
from solver.relief.goals import one_place_each
from solver.relief.problem import Share
from solver.relief.relaxation import Cut, relax
from solver.relief.stages import EffortSpent, Settled, Stages
from solver.relief.terms import Terms


@dataclass(frozen=True, eq=False)
class Bounds:
    """The preferences as far as the relaxation went, in their order, and what it decided.

    `pairs`: (reliever, establishment) that serve. The others are totals to be reached by the rosters.
    """

    settled: tuple[Settled, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()
    covered: Mapping[Share, int] = field(default_factory=dict)
    strange: Mapping[str, int] = field(default_factory=dict)
    wished: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[str, int] = field(default_factory=dict)
    nights: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def apart(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """Establishments that share nobody with any other, or only among themselves, each with the people who serve there."""
        found: list[tuple[frozenset[str], frozenset[str]]] = []
        for reliever in sorted({reliever for reliever, _ in self.pairs}):
            places = frozenset(place for who, place in self.pairs if who == reliever)
            joined = [(where, who) for where, who in found if where & places]
            found = [(where, who) for where, who in found if not where & places]
            found.append((places.union(*(where for where, _ in joined)), frozenset({reliever}).union(*(who for _, who in joined))))
        return tuple(sorted(found, key=lambda group: min(group[0])))


_BEFORE = goals.GOALS.index(one_place_each.GOAL)


def bounds(candidates: Candidates, effort: float, cuts: Sequence[Cut] = ()) -> Bounds:
    """Settle the preferences in the relaxation, by windows.

    The smaller model, in which nobody serves two establishments, says who goes where. Its figures are bounds if nobody has
    to serve two for the preferences that come before that one; otherwise the larger model says what it can.
    """
    small = _Run(relax(candidates, cuts, exclusive=True), candidates, effort)
    small.settle(len(goals.GOALS))
    if small.is_perfect:
        return small.bounds(small.settled)
    large = _Run(relax(candidates, cuts, exclusive=False), candidates, effort / 4)
    large.settle(_BEFORE)
    if large.is_matched_by(small):
        return small.bounds(small.settled)
    large.settle(len(goals.GOALS))
    return small.bounds(large.settled)


class _Run:
    """The search in one relaxation."""

    def __init__(self, terms: Terms, candidates: Candidates, effort: float) -> None:
        self._terms = terms
        self._stages = Stages(candidates.problem, terms, effort)
        self.settled: list[Settled] = []

    def settle(self, until: int) -> None:
        """Settle the preferences up to this one, as far as the effort goes."""
        try:
            for goal in goals.GOALS[len(self.settled) : until]:
                self.settled.append(self._stages.settle(goal))
        except EffortSpent:
            return

    @property
    def is_perfect(self) -> bool:
        """Whether all the preferences before the number of places could be met in full."""
        return len(self.settled) > _BEFORE and not any(any(settled.reached) for settled in self.settled[:_BEFORE])

    def is_matched_by(self, other: "_Run") -> bool:
        """Whether the other reaches what this one proves to be the least."""
        reached = [settled.reached for settled in other.settled[:_BEFORE]]
        return len(reached) == _BEFORE and reached == [settled.bound for settled in self.settled]

    def bounds(self, proven: list[Settled]) -> Bounds:
        """Who goes where by this search, beside what is proven by this or another."""
        if not self._stages.is_solved:
            return Bounds(tuple(proven))
        worth, terms = self._stages.worth, self._terms
        return Bounds(
            settled=tuple(proven),
            pairs=frozenset(pair for pair, flag in terms.serves.items() if worth(flag)),
            covered={share: worth(filled) for share, filled in terms.covered.items()},
            strange={place: worth(crews) for place, crews in terms.strange.items()},
            wished={reliever: worth(falling) for reliever, falling in terms.wished.items()},
            hours={place: worth(load) for place, load in terms.hours.items()},
            nights={place: worth(load) for place, load in terms.nights.items()},
        )
