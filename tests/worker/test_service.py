"""The worker as a process: it works, stops clean on SIGTERM, and loses nothing when it is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from planblanc.domain.facts import PlanRequested
from planblanc.planning.run import Solver
from planblanc.planning.work import F, Task
from planblanc.worker import service
from planblanc.worker.relay import Pace
from planblanc.worker.tools import Tools
from tests.integrations.portal.declared import dax
from tests.worker.desk import NOW, Desk, crisis_clock

ROOT = Path(__file__).parents[2]
_PLAN = """
    INSERT INTO planblanc.plan (id, region_code, scope, scope_regions, exercise, state, requested_by, requested_name, requested_at)
    VALUES ($1, '75', 'REGION', '{75}', false, 'REQUESTED', $1, 'Cellule de crise', $2)"""


@asynccontextmanager
async def worker(url: str, home: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker of its own process, killed at the end if it still runs."""
    environment = os.environ | {"DATABASE_URL": url, "PLANBLANC_HOME": str(home)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "planblanc", "worker", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until(is_true: Callable[[], Awaitable[object]]) -> None:
    for _ in range(1000):
        if await is_true():
            return
        await asyncio.sleep(0.03)
    pytest.fail("nothing came within thirty seconds")


class Endless(Solver):
    """A solver that searches for longer than any test."""

    async def find(self, work: Task[F]) -> F:
        await asyncio.Event().wait()
        return await super().find(work)


async def plans_wanted(desk: Desk, count: int) -> None:
    for plan in [uuid4() for _ in range(count)]:
        await desk.eye.execute(_PLAN, plan, NOW)
        await desk.tell(PlanRequested(region="75", plan_id=plan))


async def test_plans_that_take_long_keep_no_declaration_waiting(desk: Desk) -> None:
    tools = Tools(desk.worker, Endless(), crisis_clock, lambda: datetime.now(UTC))
    pace, stop = Pace(poll=timedelta(seconds=0.1), grace=timedelta(0)), asyncio.Event()
    await plans_wanted(desk, 2 * pace.lanes)
    running = [asyncio.create_task(relay.run(stop)) for relay in service.relays(tools, pace)]
    await asyncio.sleep(0.5)

    await desk.receive(dax())

    await until(desk.incidents)
    stop.set()
    await asyncio.gather(*running)


async def test_a_plan_that_kills_every_worker_fails_and_says_so(desk: Desk) -> None:
    await plans_wanted(desk, 1)
    tools, pace = Tools(desk.worker, Solver(), crisis_clock, lambda: datetime.now(UTC)), Pace()
    await desk.eye.execute("UPDATE planblanc.outbox SET attempts = $1", pace.most_attempts)

    await service.relays(tools, pace)[0].step()

    assert await desk.eye.fetchval("SELECT state || ' : ' || failure FROM planblanc.plan") == (
        "FAILED : Le calcul s'est interrompu à chaque essai : demandez un nouveau plan."
    )
    assert await desk.acts() == ["plan.failed"]


async def test_a_worker_reads_what_came_before_and_after_its_start(desk: Desk, seeded_url: str, tmp_path: Path) -> None:
    await desk.receive(dax())

    async def has_read(revision: int) -> bool:
        return [incident["national_revision"] for incident in await desk.incidents()] == [revision]

    async with worker(seeded_url, tmp_path) as process:
        await until(lambda: has_read(1))
        await desk.receive(dax("incident.updated", revision=2))
        await until(lambda: has_read(2))

        process.terminate()
        _, told = await process.communicate()

    assert process.returncode == 0
    assert "the relay has stopped" in told.decode()


async def test_a_worker_that_is_killed_half_way_loses_nothing_and_doubles_nothing(desk: Desk, seeded_url: str, tmp_path: Path) -> None:
    await desk.receive(dax())
    claimed = "SELECT count(*) FROM planblanc.outbox WHERE claimed_until IS NOT NULL"
    async with worker(seeded_url, tmp_path) as process, desk.eye.transaction():
        # The message is held, so that its handler is caught in the middle of its transaction.
        await desk.eye.execute("SELECT FROM planblanc.inbox FOR UPDATE")
        await until(lambda: desk.eye.fetchval(claimed))
        process.send_signal(signal.SIGKILL)
        await process.wait()
    assert await desk.incidents() == []
    assert await desk.states() == ["RECEIVED"]

    await desk.eye.execute("UPDATE planblanc.outbox SET claimed_until = now() - interval '1 second'")
    async with worker(seeded_url, tmp_path):
        await until(lambda: desk.eye.fetchval("SELECT state = 'DONE' FROM planblanc.outbox WHERE kind = 'PortalMessageReceived'"))

    assert len(await desk.incidents()) == 1
    assert await desk.states() == ["MATCHED"]
    assert await desk.acts() == ["incident.declared"]


async def test_workers_killed_again_and_again_still_bring_every_message_to_its_end(desk: Desk, seeded_url: str, tmp_path: Path) -> None:
    numbers = [f"SYN-{number}" for number in range(40)]
    await desk.receive(*(dax(national_number=number) for number in numbers))

    def settled(least: int) -> Callable[[], Awaitable[bool]]:
        async def is_true() -> bool:
            return (await desk.states()).count("MATCHED") >= least

        return is_true

    for least in (1, 10, 20):
        async with worker(seeded_url, tmp_path) as process:
            await until(settled(least))
            process.kill()
        await desk.eye.execute("UPDATE planblanc.outbox SET claimed_until = NULL WHERE state = 'PENDING'")
    async with worker(seeded_url, tmp_path):
        await until(settled(40))

    assert sorted(incident["national_number"] for incident in await desk.incidents()) == sorted(numbers)
    # Declared in 2021, their legal clocks have run out: that is told too.
    assert (await desk.acts()).count("incident.declared") == 40
