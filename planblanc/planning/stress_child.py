"""The process of one stress test: reads its pool, says how far it is, answers with what it found, and ends."""

import resource
import signal
import sys

from planblanc.planning import garbage
from planblanc.planning.frames import packed, read
from planblanc.planning.stress_solve import solve
from planblanc.planning.stress_work import StressWork
from planblanc.planning.work import Rejected
from solver.refusal import ProblemRefused


def main() -> None:
    """Serve the service that started this process; arguments: MiB it may hold, seconds that it may live."""
    most = int(sys.argv[1]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.alarm(int(sys.argv[2]))  # should the service be killed first, nobody else would end it
    garbage.look_seldom()
    work = read(sys.stdin.buffer)
    if isinstance(work, StressWork):
        try:
            _say(solve(work, _say))
        except ProblemRefused as error:
            _say(Rejected(str(error)))


def _say(value: object) -> None:
    sys.stdout.buffer.write(packed(value))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
