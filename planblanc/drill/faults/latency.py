"""How long callers wait at a steady pace: each mutation leaves at its hour, whatever became of the ones before."""

import asyncio
import math
from collections.abc import Iterator, Sequence
from random import Random
from time import perf_counter

from planblanc.drill.faults import acts
from planblanc.drill.faults.callers import Callers, Mutation
from planblanc.drill.faults.figures import Figure, counted, seconds
from planblanc.drill.faults.ground import Ground

A_SECOND = 50
MOST_SECONDS = 0.1
_MUTATIONS = 1_500
_WARM = 50
_INCIDENTS = 20
_CONNECTIONS = 50


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Mutations that arrive as calls do, one by one at hours drawn by chance."""
    random = ground.random()
    async with ground.service() as service, Callers(service.address, ground.home, _CONNECTIONS) as callers:
        incidents = await asyncio.gather(*(callers.until_answered(acts.declared(random, number)) for number in range(_INCIDENTS)))
        await all_in_time(callers, acts.mixed(random, incidents, _WARM), random)
        waited = await all_in_time(callers, acts.mixed(random, incidents, ground.scaled(_MUTATIONS, least=50)), random)
    slow = percentile(waited, 99)
    told = f"{seconds(slow)} (médiane {seconds(percentile(waited, 50))}, {counted(len(waited))} mutations)"
    return (Figure(f"99e centile à {A_SECOND} mutations par seconde : moins de {MOST_SECONDS * 1000:.0f} ms", told, slow < MOST_SECONDS),)


def percentile(waited: Sequence[float], percent: int) -> float:
    """The least of the waits that so many percent of them do not exceed (nearest rank)."""
    ordered = sorted(waited)
    return ordered[max(math.ceil(percent / 100 * len(ordered)), 1) - 1]


async def all_in_time(callers: Callers, wanted: Sequence[Mutation], random: Random) -> list[float]:
    """How long each one took, counted from the hour at which it was due and not from when it could leave."""
    begun = perf_counter()

    async def call(due: float, mutation: Mutation) -> float:
        await callers.until_answered(mutation)
        return perf_counter() - begun - due

    calls = []
    for due, mutation in zip(_hours(random), wanted, strict=False):
        await asyncio.sleep(max(begun + due - perf_counter(), 0))
        calls.append(asyncio.create_task(call(due, mutation)))
    return await asyncio.gather(*calls)


def _hours(random: Random) -> Iterator[float]:
    due = 0.0
    while True:
        due += random.expovariate(A_SECOND)
        yield due
