"""The solving process itself: reads a problem, answers what it found, and so on until its input ends."""

import resource
import signal
import sys
from collections.abc import Callable
from select import select
from typing import BinaryIO

from planblanc.planning import garbage
from planblanc.planning.frames import packed, read
from planblanc.planning.relief_work import RosterWork
from planblanc.planning.solve import solve
from planblanc.planning.work import Incumbent, Rejected, Work
from solver import late
from solver.refusal import ProblemRefused

_RELIEF = "planblanc.planning.relief_solve"


def main() -> None:
    """Serve the service that started this process; arguments: MiB it may hold, seconds that one problem may take."""
    _bound_memory(int(sys.argv[1]))
    most_seconds = int(sys.argv[2])
    garbage.look_when_told()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    _load_while_idle(incoming)
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
    if isinstance(work, RosterWork):
        answer: object = late.load(_RELIEF).solve(work, on_better)
        return answer
    return solve(work, on_better)


def _load_while_idle(incoming: BinaryIO) -> None:
    """What a first plan may do without is loaded as long as none is asked for."""
    for name in (late.LINES, _RELIEF, late.WITH_ROWS):
        if select([incoming], [], [], 0)[0]:
            return
        late.load(name)


def _say(outgoing: BinaryIO, value: object) -> None:
    outgoing.write(packed(value))
    outgoing.flush()


def _bound_memory(mebibytes: int) -> None:
    most = mebibytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
