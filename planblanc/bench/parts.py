"""Where the time of a plan goes: the use case itself, in this process, its database and its solver timed from outside."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter

from planblanc.bench.crises import REGION
from planblanc.bench.figures import Durations
from planblanc.bench.visitor import NotMeasured
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import PlanId, key_of
from planblanc.domain.plans import PlanState
from planblanc.planning import garbage
from planblanc.planning.frames import HEADER_BYTES, body_length, packed, unpacked
from planblanc.planning.run import Solver
from planblanc.planning.work import F, Task, Work
from planblanc.store import plans as stored
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import plans
from planblanc.usecases.plans import PlanWanted

COORDINATOR = Actor(key_of("actor", "bench"), "ARS, banc de mesure", Role.ARS_COORDINATOR, frozenset({REGION}), fresh=True)
WORKER = Actor(key_of("service", "worker"), "Service", Role.SERVICE, channel=Channel.SYSTEM)

Span = tuple[float, float]


class _TimedDatabase(Database):
    """Notes from when to when each transaction was open."""

    spans: list[Span]

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, read_only: bool = False) -> AsyncIterator[Transaction]:
        """The same transaction, timed."""
        begun = perf_counter()
        async with super().transaction(actor, read_only=read_only) as tx:
            yield tx
        self.spans.append((begun, perf_counter()))


class _TimedSolver(Solver):
    """Notes from when to when each search ran, and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: list[Span] = []
        self.asked: list[Work] = []

    async def find(self, work: Task[F]) -> F:
        """The same search, timed."""
        begun = perf_counter()
        found = await super().find(work)
        self.spans.append((begun, perf_counter()))
        if isinstance(work, Work):
            self.asked.append(work)
        return found


async def measure(url: str, runs: int) -> tuple[Mapping[str, Durations], Mapping[str, int]]:
    """The parts of so many plans for what is open in the region, and how much the last one was computed from.

    The first plan is not counted: it warms what the worker has warm.
    """
    garbage.look_seldom()  # as the worker does
    measured: defaultdict[str, list[float]] = defaultdict(list)
    database = await _TimedDatabase.connect(url, "planblanc_worker", size=2)
    api = await Database.connect(url, "planblanc_app", size=1)
    try:
        async with _TimedSolver() as solver:
            for _ in range(runs + 1):
                database.spans, solver.spans = [], []
                await _propose(api, database, solver)
                for name, seconds in _parts(database.spans, solver.spans).items():
                    measured[name].append(seconds)
            work = solver.asked[-1]
    finally:
        await api.close()
        await database.close()
    for inside in await _inside(work, runs + 1):
        for name, seconds in inside.items():
            measured[name].append(seconds)
    return {name: Durations(tuple(seconds[1:])) for name, seconds in measured.items()}, _counts(work)


async def _propose(api: Database, database: Database, solver: Solver) -> None:
    async with api.transaction(COORDINATOR) as tx:
        plan = await plans.request(tx, COORDINATOR, PlanWanted(REGION), await _now(tx))
    await plans.propose(database, solver, WORKER, plan, _now)
    await _require_proposed(api, plan)


async def _require_proposed(api: Database, plan: PlanId) -> None:
    async with api.transaction(COORDINATOR, read_only=True) as tx:
        found = await stored.by_id(tx, plan)
    if found is None or found.state is not PlanState.PROPOSED:
        raise NotMeasured("Le plan mesuré n'a pas été trouvé.")


async def _now(_: Transaction) -> datetime:
    return datetime.now(UTC)


def _parts(transactions: Sequence[Span], searches: Sequence[Span]) -> dict[str, float]:
    _, (read_from, read_until), (save_from, save_until) = transactions  # the first marks the plan as begun
    ((search_from, search_until),) = searches
    return {
        "read": read_until - read_from,
        "translate": search_from - read_until,
        "solve": search_until - search_from,
        "tell": save_from - search_until,
        "save": save_until - save_from,
    }


async def _inside(work: Work, runs: int) -> list[dict[str, float]]:
    """What the solving process does with this work, each time, measured in a process like it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "planblanc.bench.solving", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate(packed(work) * runs)
    if process.returncode != 0:
        raise NotMeasured("Le processus de calcul s'est arrêté pendant la mesure.")
    found: list[dict[str, float]] = []
    while said:
        end = HEADER_BYTES + body_length(said[:HEADER_BYTES])
        told = unpacked(said[HEADER_BYTES:end])
        if isinstance(told, dict):
            found.append(told)
        said = said[end:]
    return found


def _counts(work: Work) -> dict[str, int]:
    problem = work.problem
    return {
        "needs": len(problem.needs),
        "responders": len(problem.people),
        "stocks": len(problem.stocks),
        "sites": len(problem.sites),
        "work_kib": len(packed(work)) // 1024,
    }
