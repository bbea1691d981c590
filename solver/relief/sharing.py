"""The time of people shared among lines that ask for some, each line in turn having all that those before it can leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


def served(asked: Sequence[int], able: Sequence[Sequence[str]], gives: Mapping[str, int]) -> tuple[int, ...]:
    """How much of each line is served at most, those before it keeping all of theirs; nobody's time is given twice."""
    sharing = _Sharing(able, dict(gives), {who: {} for who in gives})
    return tuple(sharing.serve(line, amount) for line, amount in enumerate(asked))


@dataclass
class _Sharing:
    """`able`: line → who can serve it; `left`: person → time not given yet; `given`: person → line → time.

    Augmenting paths: a line takes people from another only where somebody else replaces them there, so that no line ever
    loses what it was given.
    """

    able: Sequence[Sequence[str]]
    left: dict[str, int]
    given: dict[str, dict[int, int]]

    def serve(self, line: int, amount: int) -> int:
        """Give a line as much as can be, up to an amount."""
        found = 0
        while found < amount and (path := self._path(line)):
            found += self._follow(path, amount - found)
        return found

    def _path(self, line: int) -> list[tuple[int, str]]:
        """(line, who comes to it): each comes from the line of the next pair, the last has time left; empty when there is none."""
        reached: dict[int, list[tuple[int, str]]] = {line: []}
        waiting, seen = [line], set[str]()
        for at in waiting:
            for who in self.able[at]:
                if who in seen:
                    continue
                seen.add(who)
                steps = [*reached[at], (at, who)]
                if self.left[who]:
                    return steps
                fresh = [other for other, time in self.given[who].items() if time and other not in reached]
                reached.update((other, steps) for other in fresh)
                waiting.extend(fresh)
        return []

    def _follow(self, path: list[tuple[int, str]], most: int) -> int:
        """Move everybody on the path by as much as each can; how much that is."""
        leaving = [(who, place) for (_, who), (place, _) in pairwise(path)]
        last = path[-1][1]
        amount = min([most, self.left[last], *(self.given[who][place] for who, place in leaving)])
        self.left[last] -= amount
        for who, place in leaving:
            self.given[who][place] -= amount
        for place, who in path:
            self.given[who][place] = self.given[who].get(place, 0) + amount
        return amount
