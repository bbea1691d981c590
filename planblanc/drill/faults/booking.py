"""Clients that promise the same few resources at the same time, and the same race on a copy without its walls."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from planblanc.domain.engagements import Engagement
from planblanc.domain.errors import Conflict
from planblanc.drill.faults import contest
from planblanc.drill.faults.contest import Contest
from planblanc.drill.faults.figures import Figure, counted
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.drill.faults.inside import COORDINATOR
from planblanc.store import engagements, proofs
from planblanc.store.transaction import Database, Patience

CLIENTS = 100
RESOURCES = 10
TRIES = 10_000
_CONNECTIONS = 50
_PATIENCE = Patience(statement_ms=30_000, lock_ms=30_000, connection_seconds=300)
_DAYS = 8
_SHIFT_HOURS = 6


class _TooFewFreeError(Exception):
    """The try gives up its transaction."""


async def run(ground: Ground) -> tuple[Figure, ...]:
    """The race on the database as it is, then on a copy without its constraint."""
    wanted = await contest.laid_out(ground, resources=RESOURCES, tries=ground.scaled(TRIES, least=400))
    naive = ground.clone("naive")
    async with ground.opened("planblanc_owner", url=naive) as owner, owner.transaction(WATCHER) as tx:
        await proofs.take_walls_away(tx)
    tally, doubles = await raced(ground, ground.url, wanted)
    naive_tally, naive_doubles = await raced(ground, naive, wanted)
    return (
        Figure(
            f"aucune double réservation, {CLIENTS} clients sur {len(wanted.lines)} ressources",
            f"{counted(doubles)} sur {_told(tally)}",
            doubles == 0 and tally["pris"] > 0,
        ),
        Figure(
            "le même essai sans la contrainte est mis en échec",
            f"{counted(naive_doubles)} sur {_told(naive_tally)}",
            naive_doubles > 0,
        ),
    )


async def raced(ground: Ground, url: str, wanted: Contest) -> tuple[Counter[str], int]:
    """How the tries ended, by word, and how many pairs of promises hold the same unit."""
    database = await Database.connect(url, "planblanc_app", size=_CONNECTIONS, patience=_PATIENCE)
    try:
        tally = await _race(database, wanted, ground.random())
    finally:
        await database.close()
    async with ground.opened(url=url) as eye, eye.transaction(WATCHER, read_only=True) as tx:
        return tally, await proofs.double_bookings(tx)


async def _race(database: Database, wanted: Contest, random: Random) -> Counter[str]:
    tally: Counter[str] = Counter()
    tries = _tries(wanted, random)

    async def client() -> None:
        for engagement, is_given_back in tries:
            ending = await _tried(database, engagement)
            tally[ending] += 1
            if ending == "pris" and is_given_back:
                async with database.transaction(COORDINATOR) as tx:
                    await engagements.withdraw(tx, [engagement.id])

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return tally


def _tries(wanted: Contest, random: Random) -> Iterator[tuple[Engagement, bool]]:
    """Windows that cross, of resources drawn by chance; half of what is had is given back."""
    lines = [(resource, line) for resource, several in wanted.lines for line in several]
    random.shuffle(lines)
    for resource, line in lines:
        starts_at = wanted.begins_at + timedelta(hours=random.randrange(0, 24 * _DAYS, _SHIFT_HOURS))
        yield wanted.engagement(resource, line, starts_at), random.random() < 0.5


async def _tried(database: Database, engagement: Engagement) -> str:
    try:
        async with database.transaction(COORDINATOR) as tx:
            if not await engagements.engage(tx, engagement):
                raise _TooFewFreeError
    except _TooFewFreeError:
        return "complet"
    except Conflict:
        return "conflit"
    return "pris"


def _told(tally: Counter[str]) -> str:
    return f"{counted(tally.total())} essais, {counted(tally['pris'])} pris"
