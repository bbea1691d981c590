"""Which crews can be filled: a set of posts never has more people than hold something of it (Hall)."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import TypeVar

from solver.relief.shifts import Post

Posts = frozenset[int]
T = TypeVar("T")


def sets_of(posts: Sequence[Post]) -> Iterator[Posts]:
    """Every set of places among the posts, but the empty one."""
    return (frozenset(places) for places in subsets(range(len(posts))))


def subsets(members: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Every part of a few members, but the empty one."""
    return chain.from_iterable(combinations(members, size) for size in range(1, len(members) + 1))


def seats(people: dict[str, Posts], filled: dict[int, int]) -> dict[str, int]:
    """Reliever → post, so that each post has as many as it is filled with; the first people come first.

    Augmenting paths: they seat everyone whenever no set of posts has fewer people than it is filled with.
    """
    seated: dict[str, int] = {}
    for reliever in sorted(people):
        _seat(reliever, people, filled, seated, set())
    return seated


def _seat(reliever: str, people: dict[str, Posts], filled: dict[int, int], seated: dict[str, int], tried: set[int]) -> bool:
    for post in sorted(people[reliever] - tried):
        tried.add(post)
        there = [other for other in sorted(seated) if seated[other] == post]
        if len(there) < filled.get(post, 0) or any(_seat(other, people, filled, seated, tried) for other in there):
            seated[reliever] = post
            return True
    return False
