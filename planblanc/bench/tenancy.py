"""What the wall between tenants costs: each read of the pool as the API asks it, and by whoever is under no policy, in turn."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from time import perf_counter

from planblanc.bench.crises import REGION
from planblanc.bench.figures import Durations, Guarded, Tenancy
from planblanc.bench.visitor import NotMeasured
from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import key_of
from planblanc.store import seeding as stored_seeding
from planblanc.store import tenancy_cost
from planblanc.store.queries import Query
from planblanc.store.tenancy_cost import Compared
from planblanc.store.transaction import Database, Patience
from planblanc.usecases.seeding import SEEDER

_BENCH = key_of("actor", "bench")
_SCOPES = {
    "region": (Actor(_BENCH, "ARS, banc de mesure", Role.ARS_COORDINATOR, frozenset({REGION})), REGION),
    "nation": (Actor(_BENCH, "CORRUSS, banc de mesure", Role.NATIONAL_COORDINATOR), None),
}
_LONG = Patience(statement_ms=300_000)
# The administrator of a database of the bench's own becomes no role, and no policy holds for a superuser.
_NOBODY = "none"
_WARMING = 6  # PostgreSQL chooses a plan that it keeps after five times


async def measure(url: str, rows: int, runs: int) -> Tenancy:
    """Each read so many times, under policies and without, on a pool that is brought to so many rows."""
    await _grow(url, rows)
    guarded = await Database.connect(url, "planblanc_app", size=1)
    free = await Database.connect(url, _NOBODY, size=1)
    try:
        async with free.transaction(SEEDER, read_only=True) as tx:
            if await tenancy_cost.is_under_policies(tx):
                raise NotMeasured("Le compte de la base est lui-même sous les règles d'accès : il n'y a rien à comparer.")
            counts = await tenancy_cost.sizes(tx)
        asked = [one for scope in _SCOPES for one in await _asked(free, scope)]
        measured = await _in_turn((guarded, free), asked, runs)
        return Tenancy(measured, counts)
    finally:
        await guarded.close()
        await free.close()


async def _grow(url: str, rows: int) -> None:
    for role, write in (("planblanc_migrator", True), ("planblanc_owner", False)):
        database = await Database.connect(url, role, size=1, patience=_LONG)
        async with database.transaction(SEEDER) as tx:
            if write:
                await tenancy_cost.multiply(tx, rows)
            else:
                await stored_seeding.analyze(tx)
        await database.close()


async def _asked(free: Database, scope: str) -> list[tuple[str, Compared]]:
    actor, region = _SCOPES[scope]
    async with free.transaction(actor, read_only=True) as tx:
        return [(scope, read) for read in await tenancy_cost.reads(tx, region, REGION, datetime.now(UTC))]


async def _in_turn(databases: tuple[Database, Database], asked: Sequence[tuple[str, Compared]], runs: int) -> tuple[Guarded, ...]:
    """All the reads, round after round, under policies and without: what else the machine does is shared evenly."""
    taken: list[tuple[list[float], list[float]]] = [([], []) for _ in asked]
    for number in range(runs + _WARMING):
        for (scope, read), (under, without) in zip(asked, taken, strict=True):
            actor, _ = _SCOPES[scope]
            seconds = [
                await _timed(databases[0], actor, read.under_policies, read.params),
                await _timed(databases[1], actor, read.without, read.params),
            ]
            if number >= _WARMING:
                under.append(seconds[0])
                without.append(seconds[1])
    return tuple(
        Guarded(scope, read.name, Durations(tuple(under)), Durations(tuple(without)))
        for (scope, read), (under, without) in zip(asked, taken, strict=True)
    )


async def _timed(database: Database, actor: Actor, query: Query, params: Mapping[str, object]) -> float:
    """One read in a transaction of its own, as the API makes it."""
    begun = perf_counter()
    async with database.transaction(actor, read_only=True) as tx:
        await tx.rows(query, **params)
    return perf_counter() - begun
