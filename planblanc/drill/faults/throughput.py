"""Mutations a second through the API, beside pgbench that runs the bare statements of the same mutation, in the same run."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from planblanc.drill.faults import acts, documents
from planblanc.drill.faults.callers import Callers
from planblanc.drill.faults.figures import Figure, counted
from planblanc.drill.faults.ground import Ground
from planblanc.drill.faults.inside import Inside, incident_key
from planblanc.store import bare
from planblanc.store.bare import Heard, Varied
from planblanc.store.transaction import Database

INCIDENTS = 200
LEAST_RATIO = 1 / 3
_CLIENTS = 16
_SECONDS = 4
_ROUNDS = 3
KEY = "essai-du-debit"


@dataclass(frozen=True)
class Rates:
    """Mutations a second in each round, through the API and bare."""

    served: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The middle one of the rounds' own ratios: both sides of a round met the same machine."""
        return median(served / bare for served, bare in zip(self.served, self.bare, strict=True))


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Notes over all the incidents, then on one of them, each round beside its bare statements."""
    random = ground.random()
    async with ground.service() as service, Callers(service.address, ground.home, _CLIENTS) as callers:
        wanted = [acts.declared(random, number) for number in range(ground.scaled(INCIDENTS, least=2))]
        incidents = await asyncio.gather(*(callers.until_answered(one) for one in wanted))
        heard = await heard_once(ground, incidents[0])
        over_all = await _measured(ground, callers, heard, incidents)
        over_one = await _measured(ground, callers, heard, incidents[:1])
    return figure(f"sur {len(incidents)} incidents", over_all), figure("sur un seul incident", over_one)


async def heard_once(ground: Ground, incident: str) -> tuple[Heard, ...]:
    """The statements of one note, as the API's own role makes them."""
    heard: list[Heard] = []
    database = await Database.connect(ground.url, "planblanc_app", size=1, hear=lambda sql, arguments: heard.append((sql, arguments)))
    try:
        inside = Inside(database)
        await inside.act(documents.NOTE, documents.note(incident, "Note d'essai"))
        heard.clear()  # the first time, a connection also asks which types there are
        await inside.act(documents.NOTE, documents.note(incident, "Note d'essai"), key=KEY)
    finally:
        await database.close()
    return tuple(heard)


async def _measured(ground: Ground, callers: Callers, heard: Sequence[Heard], incidents: Sequence[str]) -> Rates:
    keys = tuple(incident_key(incident) for incident in incidents)
    script = bare.script(heard, Varied(KEY, keys[0], keys))
    target = bare.as_role(ground.url, "planblanc_app")
    seconds, served, unserved = ground.scaled(_SECONDS), [], []
    for _ in range(ground.scaled(_ROUNDS)):
        served.append(await _served(callers, incidents, seconds))
        unserved.append(await asyncio.to_thread(bare.rate, target, script, ground.home, clients=_CLIENTS, seconds=seconds))
    return Rates(tuple(served), tuple(unserved))


async def _served(callers: Callers, incidents: Sequence[str], wanted_seconds: float) -> float:
    """Each client asks for its next note as soon as the last one is acknowledged."""
    done = 0
    begun = perf_counter()

    async def client(place: int) -> None:
        nonlocal done
        while perf_counter() - begun < wanted_seconds:
            incident = incidents[(place + done) % len(incidents)]
            await callers.until_answered(acts.noted(incident))
            done += 1

    await asyncio.gather(*(client(place) for place in range(_CLIENTS)))
    return done / (perf_counter() - begun)


def figure(where: str, rates: Rates) -> Figure:
    """The ratio against the promise, with both sides of it."""
    told = f"{rates.ratio:.2f} ({counted(round(median(rates.served)))}/s ; pgbench {counted(round(median(rates.bare)))}/s)"
    return Figure(f"mutations {where} : au moins un tiers de pgbench", told.replace(".", ","), rates.ratio >= LEAST_RATIO)
