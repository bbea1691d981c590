"""The nearest resources around each hospital of a region: through the index, without it, and as the API answers."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from time import perf_counter

from planblanc.bench.crises import REGION
from planblanc.bench.figures import Durations, Nearest
from planblanc.domain.access import Actor, Role
from planblanc.domain.catalogues import Competence
from planblanc.domain.establishments import Establishment
from planblanc.domain.identity import key_of
from planblanc.domain.nearest import Sought
from planblanc.store import catalogues, establishments, measuring
from planblanc.store.establishments import SitesWanted
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import nearest
from planblanc.usecases.nearest import Whereabouts

# Who sees the whole pool: the more is seen, the more a look without index has to sort.
NATION = Actor(key_of("actor", "bench"), "CORRUSS, banc de mesure", Role.NATIONAL_COORDINATOR)
_MOST = 10

Look = Callable[[Transaction, Establishment, Competence], Awaitable[object]]


async def measure(url: str, pool: str, runs: int) -> Nearest:
    """So many looks of each kind, each from another hospital for another competence."""
    database = await Database.connect(url, "planblanc_app", size=1)
    # A connection of its own: a prepared statement keeps the plan that was made for it.
    other = await Database.connect(url, "planblanc_app", size=1)
    try:
        async with database.transaction(NATION, read_only=True) as tx:
            sites = await establishments.establishments(tx, SitesWanted(region=REGION), after_finess=None, limit=runs)
            competences = await catalogues.competences(tx, family=None, after_number=None, limit=100)
            counts = {"responder_competences": await measuring.held_competences(tx)}
        asked = [(site, competences[place % len(competences)]) for place, site in enumerate(sites)]
        return Nearest(
            pool=pool,
            indexed=await _timed(database, asked, _look),
            scanned=await _timed(other, asked, _look, without_index=True),
            answered=await _timed(database, asked, _answer),
            counts=counts,
        )
    finally:
        await database.close()
        await other.close()


async def _timed(
    database: Database, asked: Sequence[tuple[Establishment, Competence]], look: Look, *, without_index: bool = False
) -> Durations:
    """Each look, timed within one transaction; the first is made twice, and counted once warm."""
    seconds = []
    async with database.transaction(NATION, read_only=True) as tx:
        if without_index:
            await measuring.forgo_indexes(tx)
        for site, competence in (asked[0], *asked):
            begun = perf_counter()
            await look(tx, site, competence)
            seconds.append(perf_counter() - begun)
    return Durations(tuple(seconds[1:]))


async def _look(tx: Transaction, site: Establishment, competence: Competence) -> object:
    return await measuring.nearest_holders(tx, site.position, competence.number, most=_MOST)


async def _answer(tx: Transaction, site: Establishment, competence: Competence) -> object:
    now = datetime.now(UTC)
    sought = Sought(quantity=1, called_at=now, starts_at=now, ends_at=now + timedelta(hours=12), competence=competence.code)
    return await nearest.find(tx, NATION, sought, Whereabouts(finess=site.finess))
