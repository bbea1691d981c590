"""A process like the solving one, that says how long each of its steps took instead of what it found."""

import sys
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from planblanc.planning import garbage
from planblanc.planning.frames import HEADER_BYTES, body_length, packed, unpacked
from planblanc.planning.work import Work
from solver import explain, moves, search, widening

T = TypeVar("T")


class _Steps:
    """Times one step after the other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, step: Callable[[], T]) -> T:
        begun = perf_counter()
        done = step()
        self.seconds[name] = perf_counter() - begun
        return done


def main() -> None:
    """Answer each problem with its times, until the input ends."""
    garbage.look_when_told()
    while header := sys.stdin.buffer.read(HEADER_BYTES):
        body = sys.stdin.buffer.read(body_length(header))
        sys.stdout.buffer.write(packed(_measured(body)))
        sys.stdout.buffer.flush()
        garbage.look()


def _measured(body: bytes) -> dict[str, float]:
    steps = _Steps()
    work = steps.timed("unpack", lambda: unpacked(body))
    if not isinstance(work, Work):
        raise TypeError("only problems are measured")
    found = steps.timed("search", lambda: search.solve(work.problem))
    steps.timed("explain", lambda: explain.explain(work.problem, found))
    steps.timed("widen", lambda: widening.widenings(work.problem, found))
    steps.timed("compare", lambda: moves.moves(work.problem, work.before, found))
    return steps.seconds


if __name__ == "__main__":
    main()
