"""The solving process: apart from the service, kept warm, bounded in time and memory, killed when it must be."""

import asyncio
import logging
import math
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from planblanc.domain.errors import Unavailable
from planblanc.planning.frames import HEADER_BYTES, body_length, packed, unpacked
from planblanc.planning.work import Incumbent, Rejected, Task

F = TypeVar("F")

# What reading or writing a pipe says when the process at its other end is gone.
_LOST = (EOFError, ConnectionError)

# Seconds that a process waits beyond the bound before it ends itself: long enough for the service to do so.
ALARM_LATER = 5

logger = logging.getLogger(__name__)


class SolverFailed(Unavailable):
    """Le calcul du plan s'est interrompu."""


@dataclass(frozen=True)
class Bounds:
    """How long one search may take, and how much memory its process may hold."""

    seconds: float = 60.0
    memory_mib: int = 4096


class Solver:
    """One solving process, asked one problem at a time; a new one is started whenever the last was lost."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._is_busy = False

    async def __aenter__(self) -> Self:
        await self._running()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    @property
    def pid(self) -> int | None:
        """The process that would be asked next, while there is one."""
        return self._process.pid if self._process is not None else None

    async def find(self, work: Task[F]) -> F:
        """The best answer to a problem, explained; `SolverFailed` when there is none that keeps every rule.

        A process that is lost is replaced and asked once more; one that is late is not.
        """
        async with self._turn:
            incumbents: list[object] = []
            try:
                async with asyncio.timeout(self._bounds.seconds):
                    try:
                        return await self._ask(work, incumbents)
                    except _LOST:
                        logger.warning("the solving process was lost: another one is asked")
                        await self._kill()
                        return await self._ask(work, incumbents)
            except (TimeoutError, *_LOST):
                logger.warning("no answer of the solving process within %g s", self._bounds.seconds)
                found = work.last_that_holds(incumbents)
                if found is None:
                    raise SolverFailed from None
                return found
            finally:
                if self._is_busy:
                    await self._kill()

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._kill()

    async def _ask(self, work: Task[F], incumbents: list[object]) -> F:
        process = await self._running()
        self._is_busy = True
        if process.stdin is None or process.stdout is None:
            raise EOFError("the solving process has no pipes")
        process.stdin.write(packed(work))
        await process.stdin.drain()
        while True:
            said = await _next(process.stdout)
            if isinstance(said, Incumbent):
                incumbents.append(said.proposal)
            elif isinstance(said, Rejected):
                self._is_busy = False
                raise SolverFailed(said.why)
            elif (found := work.answered(said)) is not None:
                self._is_busy = False
                if not work.is_sound(found):
                    raise SolverFailed("Ce qui a été trouvé ne respecte pas toutes les règles : c'est écarté.")
                return found

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "planblanc.planning.child",
                str(self._bounds.memory_mib),
                str(math.ceil(self._bounds.seconds) + ALARM_LATER),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        return self._process

    async def _kill(self) -> None:
        process, self._process, self._is_busy = self._process, None, False
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()


async def _next(stream: asyncio.StreamReader) -> object:
    header = await stream.readexactly(HEADER_BYTES)
    return unpacked(await stream.readexactly(body_length(header)))
