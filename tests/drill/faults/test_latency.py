"""A service that falls silent is seen by all those who were due meanwhile, and not by the one that waited alone."""

import asyncio
import os
import signal

from planblanc.drill.faults import acts, latency
from planblanc.drill.faults.callers import Callers
from planblanc.drill.faults.ground import Ground

SILENT_SECONDS = 1.0
DUE = 100


async def test_each_wait_counts_from_when_the_mutation_was_due(ground: Ground) -> None:
    random = ground.random()
    async with ground.service() as service, Callers(service.address, ground.home, DUE) as callers:
        incident = await callers.until_answered(acts.declared(random, 0))
        api = service.processes.number("api")

        async def silence() -> None:
            await asyncio.sleep(0.5)
            os.kill(api, signal.SIGSTOP)
            await asyncio.sleep(SILENT_SECONDS)
            os.kill(api, signal.SIGCONT)

        waited, _ = await asyncio.gather(latency.all_in_time(callers, acts.mixed(random, [incident], DUE), random), silence())

    assert len(waited) == DUE
    assert sum(one > latency.MOST_SECONDS for one in waited) > latency.A_SECOND * SILENT_SECONDS / 4
    assert latency.percentile(waited, 99) > SILENT_SECONDS / 2


def test_the_slow_end_is_a_wait_that_was_measured() -> None:
    waited = [float(number) for number in range(200, 0, -1)]

    assert (latency.percentile(waited, 50), latency.percentile(waited, 99)) == (100.0, 198.0)
