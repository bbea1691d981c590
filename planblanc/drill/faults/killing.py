"""Clients that ask again with the same key, while the API, the worker and the database are killed at moments drawn by chance."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from time import perf_counter

from planblanc.drill.faults import acts
from planblanc.drill.faults.callers import Callers, Mutation
from planblanc.drill.faults.figures import Figure, counted, seconds
from planblanc.drill.faults.ground import Ground, Service
from planblanc.drill.faults.verdicts import Acknowledged, examined

MUTATIONS = 1_000
CLIENTS = 50
READY_SECONDS = 5.0
_INCIDENTS = 20
_PLAN_EVERY = 0.5


@dataclass
class _Course:
    """How far the mutations are, and how long each part that was killed took to serve again."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    recovered: dict[str, float] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def acknowledge(self, mutation: Mutation, answer: str) -> None:
        """Keep what was answered."""
        async with self.moved:
            self.acknowledged[mutation.key] = answer
            self.moved.notify_all()

    async def reached(self, count: int) -> None:
        """Wait until so many are acknowledged."""
        async with self.moved:
            await self.moved.wait_for(lambda: len(self.acknowledged) >= count)


async def run(ground: Ground) -> tuple[Figure, ...]:
    """All the mutations, with one kill of each part on the way; then what is found in the database."""
    random, course = ground.random(), _Course()
    async with ground.service() as service:
        async with Callers(service.address, ground.home, CLIENTS + 1) as callers:
            incidents = [await callers.until_answered(acts.declared(random, number)) for number in range(_INCIDENTS)]
            wanted = acts.mixed(random, incidents, ground.scaled(MUTATIONS, least=60))
            await _under_kills(service, callers, wanted, course, random)
            again = await asyncio.gather(*(callers.until_answered(one) for one in wanted[: len(wanted) // 10]))
        found = await examined(ground, Acknowledged(tuple(wanted), course.acknowledged, tuple(again)))
    met = ", ".join(f"{word} {times}" for word, times in callers.troubles.most_common()) or "aucun"
    return (
        *(_readiness(part, course) for part in _PARTS),
        *found,
        Figure("une coupure est dite comme telle, jamais comme un défaut", f"refus rencontrés : {met}", callers.faults == 0),
    )


async def _under_kills(service: Service, callers: Callers, wanted: Sequence[Mutation], course: _Course, random: Random) -> None:
    left = iter(wanted)

    async def client() -> None:
        for mutation in left:
            await course.acknowledge(mutation, await callers.until_answered(mutation))

    planning = asyncio.create_task(_keep_planning(callers, random))
    killing = asyncio.create_task(_kill_all(service, len(wanted), course, random))
    try:
        await asyncio.gather(killing, *(client() for _ in range(CLIENTS)))
    finally:
        for task in (planning, killing):
            task.cancel()
        await asyncio.gather(planning, killing, return_exceptions=True)


async def _kill_all(service: Service, total: int, course: _Course, random: Random) -> None:
    """Kill each part once, at moments drawn by chance, and start it again at once."""
    moments = {part: random.randrange(total // 20, total * 8 // 10) for part in _PARTS}
    await asyncio.gather(*(_kill(service, course, part, moment) for part, moment in moments.items()))


async def _kill(service: Service, course: _Course, part: str, moment: int) -> None:
    await course.reached(moment)
    course.moments[part] = len(course.acknowledged)
    begun = perf_counter()
    await _PARTS[part](service)
    course.recovered[part] = perf_counter() - begun


async def _kill_api(service: Service) -> None:
    await service.processes.kill("api")
    await service.start_api()
    await service.readiness()


async def _kill_database(service: Service) -> None:
    await service.kill_database()
    await service.readiness()


async def _kill_worker(service: Service) -> None:
    await service.processes.kill("worker")
    since = datetime.now(UTC)
    await service.start_worker()
    await service.relaying(since)


_PARTS: Mapping[str, Callable[[Service], Awaitable[None]]] = {
    "de l'API": _kill_api,
    "de la base": _kill_database,
    "du traitement": _kill_worker,
}


def _readiness(part: str, course: _Course) -> Figure:
    taken = course.recovered[part]
    told = f"{seconds(taken)}, après {counted(course.moments[part])} acquittées"
    return Figure(f"kill -9 {part} : prêt de nouveau en {READY_SECONDS:.0f} s", told, taken <= READY_SECONDS)


async def _keep_planning(callers: Callers, random: Random) -> None:
    """Plans are asked for all along, so that the worker is killed at work."""
    while True:
        await callers.until_answered(acts.planned(random))
        await asyncio.sleep(_PLAN_EVERY)
