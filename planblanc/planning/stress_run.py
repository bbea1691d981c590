"""A stress test in a process of its own, beside the one that solves plans: watched, bounded, killed when it is no longer wanted."""

import asyncio
import logging
import math
import sys
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from planblanc.domain.errors import Unavailable
from planblanc.domain.stress import StressReport
from planblanc.planning.frames import HEADER_BYTES, body_length, packed, unpacked
from planblanc.planning.run import ALARM_LATER, Bounds
from planblanc.planning.stress_work import Progress, StressWork
from planblanc.planning.work import Rejected

BOUNDS = Bounds(seconds=300, memory_mib=4096)
_LOOK_SECONDS = 1.0  # how often it is asked whether the test is still wanted

# Told how far the test is; whether it is still wanted.
StillWanted: TypeAlias = Callable[[Progress], Awaitable[bool]]

logger = logging.getLogger(__name__)


class StressFailed(Unavailable):
    """Le test de résistance s'est interrompu."""


async def attack(work: StressWork, still_wanted: StillWanted, bounds: Bounds = BOUNDS) -> StressReport | None:
    """What the attacks found; nothing when the test was no longer wanted; `StressFailed` when it was lost, late or too large."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "planblanc.planning.stress_child",
        str(bounds.memory_mib),
        str(math.ceil(bounds.seconds) + ALARM_LATER),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(bounds.seconds):
            return await _heard(process, work, still_wanted)
    except TimeoutError as error:
        raise StressFailed(f"Le calcul n'a pas abouti en {math.ceil(bounds.seconds)} s.") from error
    except (EOFError, ConnectionError) as error:
        raise StressFailed("Le processus de calcul s'est arrêté.") from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _heard(process: asyncio.subprocess.Process, work: StressWork, still_wanted: StillWanted) -> StressReport | None:
    if process.stdin is None or process.stdout is None:
        raise EOFError("the process has no pipes")
    process.stdin.write(packed(work))
    await process.stdin.drain()
    progress, hearing = Progress(0, 0), asyncio.create_task(_next(process.stdout))
    try:
        while True:
            await asyncio.wait({hearing}, timeout=_LOOK_SECONDS)
            if hearing.done():
                said = hearing.result()
                if isinstance(said, StressReport):
                    return said
                if isinstance(said, Rejected):
                    logger.error("the stress test was rejected: %s", said.why)
                    raise StressFailed("Les données du vivier sont incohérentes : l'administrateur a été prévenu.")
                progress = said if isinstance(said, Progress) else progress
                hearing = asyncio.create_task(_next(process.stdout))
            if not await still_wanted(progress):
                return None
    finally:
        hearing.cancel()


async def _next(stream: asyncio.StreamReader) -> object:
    header = await stream.readexactly(HEADER_BYTES)
    return unpacked(await stream.readexactly(body_length(header)))
