"""Stress tests: who may ask, one at a time, run once, stopped, failed and said so, and blind to crises under way."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import StressRunId
from planblanc.domain.incidents import Source
from planblanc.domain.reports import IncidentTold
from planblanc.domain.stress import LOST_AFTER, StressPart, StressRun, StressStaffing, StressState
from planblanc.domain.stress_pool import StressPool
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Bounds, Solver
from planblanc.planning.stress_solve import solve
from planblanc.planning.stress_work import StressWork
from planblanc.store import stress as stored
from planblanc.store import stress_pool
from planblanc.store.queries import parse
from planblanc.store.stress import RowsWanted, Table
from planblanc.usecases import approvals, call_backs, incidents, stress
from planblanc.usecases.stress import StressWanted
from planblanc.worker.relay import WORKER
from tests.nights import ARS, BORDEAUX, HOSPITAL, NATION, NOW, OTHER_ARS, READER, ZONE, Night
from tests.usecases import dax
from tests.usecases.dax import Crisis
from tests.usecases.test_requests import CONFIRMED

FORGET = parse(
    """
-- name: forget_lines
-- What the packs hold.
DELETE FROM ready_pack_line

-- name: forget_packs
-- The packs themselves.
DELETE FROM ready_pack
""",
    "stress",
)
AT_NIGHT = StressWanted("75", (StressStaffing.NIGHT,))


async def asked(night: Night, who: Actor = ARS, wanted: StressWanted = AT_NIGHT) -> StressRunId:
    return await night.act(who, stress.request, wanted, NOW)


async def read(night: Night, run: StressRunId, who: Actor = ARS) -> StressRun | None:
    async with night.reading(who) as tx:
        return await stored.by_id(tx, run)


async def state(night: Night, run: StressRunId) -> StressState:
    found = await read(night, run)
    assert found is not None
    return found.state


async def run_it(night: Night, run: StressRunId) -> None:
    await stress.run(night.worker, WORKER, run, dax.clock)


async def test_a_test_is_run_and_kept_with_its_results_and_the_age_of_its_data(night: Night) -> None:
    run = await asked(night)

    await run_it(night, run)

    found = await read(night, run)
    assert found is not None
    assert (found.state, found.read_at, found.done) == (StressState.DONE, dax.NIGHT, found.total)
    assert found.summaries[0].attacks == 188
    async with night.reading(ARS) as tx:
        report = await stored.report(tx, found)
    assert len(report.tables[StressPart.ALONE, StressStaffing.NIGHT]) == 188
    assert report.tables[StressPart.GAIN, StressStaffing.NIGHT]


async def test_it_is_told_in_the_chain_of_the_region_and_to_the_outbox(night: Night) -> None:
    run = await asked(night)

    await run_it(night, run)

    lines = [line for line in await night.lines("75") if line["act"].startswith("stress.")]
    assert [line["act"] for line in lines] == ["stress.requested", "stress.done"]
    assert "Test de résistance terminé : de nuit, " in lines[1]["text"]
    assert [fact for fact in await night.facts() if "Stress" in fact] == ["StressTestRequested", "StressTestEnded"]


async def test_twice_has_the_effect_of_once(night: Night) -> None:
    run = await asked(night)

    await run_it(night, run)
    before = await read(night, run)
    await run_it(night, run)

    assert await read(night, run) == before


@pytest.mark.parametrize("who", [ARS, ZONE, NATION])
async def test_whoever_conducts_the_crises_of_the_region_may_ask(night: Night, who: Actor) -> None:
    assert await read(night, await asked(night, who), who)


@pytest.mark.parametrize("who", [OTHER_ARS, READER, HOSPITAL])
async def test_a_neighbour_a_reader_and_a_hospital_may_not_ask(night: Night, who: Actor) -> None:
    with pytest.raises(Forbidden):
        await asked(night, who)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL])
async def test_a_neighbour_and_a_hospital_read_nothing_of_it_and_stop_nothing(night: Night, who: Actor) -> None:
    run = await asked(night)

    assert await read(night, run, who) is None
    async with night.reading(who) as tx:
        assert await stored.of_region(tx, "75", before=None, limit=10) == []
    with pytest.raises(NotFound):
        await night.act(who, stress.cancel, run, NOW)


async def test_a_national_reader_reads_the_figures_and_stops_nothing(night: Night) -> None:
    run = await asked(night)

    assert await read(night, run, READER)
    with pytest.raises(NotFound):
        await night.act(READER, stress.cancel, run, NOW)


async def test_one_at_a_time_in_a_region(night: Night) -> None:
    await asked(night)

    with pytest.raises(TransitionRefused, match="déjà en cours"):
        await asked(night, ZONE)


async def test_a_run_that_nobody_computes_any_more_gives_way(night: Night) -> None:
    lost = await asked(night)
    async with night.worker.transaction(WORKER) as tx:
        assert await stored.begin(tx, lost, read_at=NOW - LOST_AFTER - timedelta(seconds=1))

    assert await asked(night) != lost
    assert await state(night, lost) is StressState.CANCELLED
    assert "perdu" in next(line["text"] for line in await night.lines("75") if line["act"] == "stress.cancelled")


async def test_it_may_be_asked_again_once_it_was_stopped(night: Night) -> None:
    run = await asked(night)

    await night.act(ARS, stress.cancel, run, NOW)

    assert await state(night, run) is StressState.CANCELLED
    assert await asked(night) != run


async def test_what_was_stopped_is_not_run(night: Night) -> None:
    run = await asked(night)
    await night.act(ARS, stress.cancel, run, NOW)

    await run_it(night, run)

    assert await state(night, run) is StressState.CANCELLED


async def test_what_is_stopped_while_it_runs_ends_at_once_and_keeps_nothing(night: Night) -> None:
    run = await asked(night, wanted=StressWanted("75", with_pairs=True))
    running = asyncio.create_task(run_it(night, run))
    for _ in range(1000):
        if await state(night, run) is StressState.RUNNING:
            break
        await asyncio.sleep(0.02)

    await night.act(ARS, stress.cancel, run, NOW)
    await asyncio.wait_for(running, timeout=60)

    assert await state(night, run) is StressState.CANCELLED
    async with night.reading(ARS) as tx:
        assert await stored.rows_of(tx, [RowsWanted(Table(run, StressPart.ALONE), None, 10)]) == [[]]


async def test_a_test_whose_worker_was_lost_is_run_again(night: Night) -> None:
    run = await asked(night)
    async with night.worker.transaction(WORKER) as tx:
        assert await stored.begin(tx, run, read_at=NOW)

    await run_it(night, run)

    assert await state(night, run) is StressState.DONE


async def test_a_test_that_is_late_fails_and_says_why(night: Night) -> None:
    run = await asked(night)

    await stress.run(night.worker, WORKER, run, dax.clock, bounds=Bounds(seconds=0.1))

    found = await read(night, run)
    assert found is not None
    assert (found.state, found.failure) == (StressState.FAILED, "Le calcul n'a pas abouti en 1 s.")


async def test_a_test_that_the_worker_gives_up_says_so(night: Night) -> None:
    run = await asked(night)

    await stress.give_up(night.worker, WORKER, run, dax.clock)

    assert await state(night, run) is StressState.FAILED


async def test_without_the_ready_pack_it_fails_and_says_why(night: Night) -> None:
    run = await asked(night)
    async with night.migrator.transaction(WORKER) as tx:
        for query in FORGET.values():
            await tx.execute(query)

    await run_it(night, run)

    found = await read(night, run)
    assert found is not None
    assert found.failure == "Aucun établissement n'est connu dans cette région, ou le lot « Premières 24 h » manque."


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [(StressWanted("99"), NotFound), (StressWanted("75", ()), BadInput)],
    ids=["an unknown region", "no staffing"],
)
async def test_what_makes_no_sense_is_refused(night: Night, wanted: StressWanted, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await asked(night, NATION, wanted)


async def test_a_crisis_and_an_exercise_under_way_change_nothing_of_it(crisis: Crisis, solver: Solver) -> None:
    before = await pool_of(crisis)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, dax.ARS, crisis.request, CONFIRMED, NOW)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, dax.ARS, plan, crisis.incident, NOW)
        exercise = IncidentTold(victim=VictimTold(finess=BORDEAUX), source=Source.PHONE, exercise=True)
        await incidents.declare(tx, dax.ARS, exercise, NOW)

    assert await pool_of(crisis) == before


async def pool_of(crisis: Crisis) -> StressPool | None:
    async with crisis.worker.transaction(WORKER, read_only=True) as tx:
        return await stress_pool.read(tx, "75", tuple(StressStaffing), dax.NIGHT)


def covered(pool: StressPool) -> int:
    summary = solve(StressWork(replace(pool, watches=pool.watches[:1]), with_pairs=False), lambda _: None).summaries[0]
    return summary.covered.total


async def test_whoever_is_kept_for_a_competence_does_not_go(crisis: Crisis) -> None:
    before = await pool_of(crisis)
    await crisis.sql(
        """
        INSERT INTO lender_competence_floor (id, lender_id, region_code, competence_code, people)
        SELECT gen_random_uuid(), id, region_code, 'NETWORK', 100 FROM lender WHERE region_code = :region RETURNING id
        """,
        region="75",
    )
    after = await pool_of(crisis)

    assert before is not None
    assert after is not None
    assert covered(after) < covered(before)
