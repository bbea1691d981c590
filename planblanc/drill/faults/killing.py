"""Clients that ask again with the same key, while the API, the worker and the database are killed at moments drawn by chance."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
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
    """What is asked and how far it is; which part is killed when, and how long each one took to serve again."""

    due: Sequence[tuple[int, str]]
    wanted: list[Mutation] = field(default_factory=list)
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
    random, least = ground.random(), ground.scaled(MUTATIONS, least=60)
    course = _Course(_moments(random, least))
    async with ground.service() as service:
        async with Callers(service.address, ground.home, CLIENTS + 1) as callers:
            incidents = [await callers.until_answered(acts.declared(random, number)) for number in range(_INCIDENTS)]
            await _under_kills(service, callers, _asked(course, incidents, least, random), course)
            again = await asyncio.gather(*(callers.until_answered(one) for one in course.wanted[: least // 10]))
        found = await examined(ground, Acknowledged(tuple(course.wanted), course.acknowledged, tuple(again)))
    met = ", ".join(f"{word} {times}" for word, times in callers.troubles.most_common()) or "aucun"
    return (
        *(_readiness(part, course) for part in _PARTS),
        *found,
        Figure("une coupure est dite comme telle, jamais comme un défaut", f"refus rencontrés : {met}", callers.faults == 0),
    )


def _moments(random: Random, least: int) -> Sequence[tuple[int, str]]:
    """After how many mutations each part is killed, in an order drawn by chance."""
    moments = sorted(random.randrange(least // 20, least * 8 // 10) for _ in _PARTS)
    return tuple(zip(moments, random.sample(sorted(_PARTS), len(_PARTS)), strict=True))


def _asked(course: _Course, incidents: Sequence[str], least: int, random: Random) -> Iterator[Mutation]:
    """So many mutations, and more until every part was killed and serves again: each kill meets the load."""
    while len(course.wanted) < least or len(course.recovered) < len(_PARTS):
        mutation = acts.drawn(random, incidents, len(course.wanted))
        course.wanted.append(mutation)
        yield mutation


async def _under_kills(service: Service, callers: Callers, left: Iterator[Mutation], course: _Course) -> None:
    async def client() -> None:
        for mutation in left:
            await course.acknowledge(mutation, await callers.until_answered(mutation))

    planning = asyncio.create_task(_keep_planning(callers))
    clients = [asyncio.create_task(client()) for _ in range(CLIENTS)]
    try:
        await asyncio.gather(_kill_all(service, course), *clients)
    finally:
        for task in (planning, *clients):
            task.cancel()
        await asyncio.gather(planning, *clients, return_exceptions=True)


async def _kill_all(service: Service, course: _Course) -> None:
    """Kill each part once, and start it again at once; the next one when it serves again, or its recovery would be counted twice."""
    for moment, part in course.due:
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


async def _keep_planning(callers: Callers) -> None:
    """Plans are asked for all along, so that the worker is killed at work."""
    while True:
        await callers.until_answered(acts.planned())
        await asyncio.sleep(_PLAN_EVERY)
