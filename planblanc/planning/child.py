"""The solving process itself: reads a problem, answers what it found, and so on until its input ends."""

import resource
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from planblanc.planning import garbage, relief_solve
from planblanc.planning.frames import packed, read
from planblanc.planning.relief_work import RosterWork
from planblanc.planning.solve import solve
from planblanc.planning.work import Incumbent, Rejected, Work
from solver.refusal import ProblemRefused


def main() -> None:
    """Serve the service that started this process; arguments: MiB it may hold, seconds that one problem may take."""
    _bound_memory(int(sys.argv[1]))
    most_seconds = int(sys.argv[2])
    garbage.look_when_told()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while isinstance(work := read(incoming), (Work, RosterWork)):
        # The service ends what is late. Should it be killed first, nobody else would: the alarm ends this process by itself.
        signal.alarm(most_seconds)
        try:
            _say(outgoing, _solved(work, lambda better: _say(outgoing, Incumbent(better))))
        except (ProblemRefused, MemoryError) as error:
            _say(outgoing, Rejected(f"{type(error).__name__}: {error}"))
        signal.alarm(0)
        del work
        garbage.look()


def _solved(work: Work | RosterWork, on_better: Callable[[object], None]) -> object:
    return relief_solve.solve(work, on_better) if isinstance(work, RosterWork) else solve(work, on_better)


def _say(outgoing: BinaryIO, value: object) -> None:
    outgoing.write(packed(value))
    outgoing.flush()


def _bound_memory(mebibytes: int) -> None:
    most = mebibytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
