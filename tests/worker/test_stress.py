"""A stress test that is asked for is run by the worker, on a lane of its own, and never stays without an end."""

from datetime import UTC, datetime
from uuid import uuid4

from planblanc.domain.facts import StressTestRequested
from planblanc.planning.run import Solver
from planblanc.worker import service
from planblanc.worker.relay import Pace
from planblanc.worker.tools import Tools
from tests.worker.desk import NOW, Desk, crisis_clock

_RUN = """
    INSERT INTO planblanc.stress_run (id, region_code, staffings, with_pairs, state, requested_by, requested_name, requested_at)
    VALUES ($1, '75', '{NIGHT}', false, 'REQUESTED', $1, 'Cellule de crise', $2)"""


def tools(desk: Desk) -> Tools:
    return Tools(desk.worker, Solver(), crisis_clock, lambda: datetime.now(UTC))


async def wanted(desk: Desk) -> None:
    run = uuid4()
    await desk.eye.execute(_RUN, run, NOW)
    await desk.tell(StressTestRequested(region="75", run_id=run))


async def test_a_test_that_is_asked_for_is_run(desk: Desk) -> None:
    await wanted(desk)

    steps = [await relay.step() for relay in service.relays(tools(desk), Pace())]

    assert await desk.eye.fetchval("SELECT state FROM planblanc.stress_run") == "DONE"
    assert await desk.eye.fetchval("SELECT count(*) FROM planblanc.stress_row WHERE part = 'ALONE'") == 188
    assert sum(steps) == 2  # the test, and that it ended


async def test_a_test_that_kills_every_worker_fails_and_says_so(desk: Desk) -> None:
    await wanted(desk)
    await desk.eye.execute("UPDATE planblanc.outbox SET attempts = $1", Pace().most_attempts)

    for relay in service.relays(tools(desk), Pace()):
        await relay.step()

    assert await desk.eye.fetchval("SELECT state || ' : ' || failure FROM planblanc.stress_run") == (
        "FAILED : Le calcul s'est interrompu à chaque essai : demandez un nouveau test."
    )
