"""Callers that never ask twice, while the API is told to stop and another takes over, twice and in two ways."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import perf_counter

from httpx2 import HTTPError

from planblanc.drill.faults import acts
from planblanc.drill.faults.callers import Callers, trouble_of
from planblanc.drill.faults.figures import Figure, counted, seconds
from planblanc.drill.faults.ground import WATCHER, Ground, Service
from planblanc.store import proofs

CLIENTS = 20
_SECONDS_BETWEEN = 2.0


@dataclass
class _Load:
    """What callers met: how many were answered, and what else, by word; how long the longest waited."""

    answered: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Stop then start, as a service manager that holds the socket does; then start the next one before the first is stopped."""
    return await while_called(ground, lambda service: _restarted(service, max(_SECONDS_BETWEEN * ground.size, 0.3)))


async def while_called(ground: Ground, act: Callable[[Service], Awaitable[None]]) -> tuple[Figure, ...]:
    """What callers meet while `act` happens to the service."""
    load = _Load()
    async with ground.service() as service, Callers(service.address, ground.home, CLIENTS) as callers:
        incident = await callers.until_answered(acts.declared(ground.random(), 0))
        await _loaded(callers, incident, load, act(service))
    async with ground.opened() as database, database.transaction(WATCHER, read_only=True) as tx:
        kept = await proofs.committed(tx, load.answered)
    total = len(load.answered) + load.errors.total()
    missing = len(load.answered) - kept
    told = ", ".join(f"{word} {times}" for word, times in load.errors.most_common()) or "aucune"
    return (
        Figure(f"SIGTERM sous charge : erreurs vues de {CLIENTS} clients", f"{told} sur {counted(total)} demandes", not load.errors),
        Figure("mutations acquittées et perdues", f"{counted(missing)} sur {counted(len(load.answered))}", missing == 0 and kept > 0),
        Figure("la plus longue attente d'un client (sans promesse)", seconds(load.longest), is_kept=True),
    )


async def _restarted(service: Service, pause: float) -> None:
    await asyncio.sleep(pause)
    await service.processes.finish("api")
    await service.start_api("api 2")
    await asyncio.sleep(pause)
    await service.start_api("api 3")
    await service.processes.finish("api 2")
    await asyncio.sleep(pause)


async def _loaded(callers: Callers, incident: str, load: _Load, act: Awaitable[None]) -> None:
    over = asyncio.Event()

    async def client() -> None:
        while not over.is_set():
            await _call(callers, incident, load)

    clients = [asyncio.create_task(client()) for _ in range(CLIENTS)]
    try:
        await act
    finally:
        over.set()
        await asyncio.gather(*clients)


async def _call(callers: Callers, incident: str, load: _Load) -> None:
    note = acts.noted(incident)
    begun = perf_counter()
    try:
        answer = await callers.once(note)
    except HTTPError as error:
        load.errors[type(error).__name__] += 1
        await asyncio.sleep(0.05)
        return
    load.longest = max(load.longest, perf_counter() - begun)
    trouble = trouble_of(answer)
    if trouble is None:
        load.answered.append(note.key)
    else:
        load.errors[trouble] += 1
