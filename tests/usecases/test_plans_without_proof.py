"""The solving process is killed, short of memory or late: nearest-first, which says that it is, and the last plan with its age."""

import asyncio

from planblanc.domain.adjustments import AdjustmentKind
from planblanc.domain.needs import NeedTold
from planblanc.domain.plans import PlanMethod, PlanState
from planblanc.planning.run import Bounds, Solver
from planblanc.store import plans as stored
from planblanc.usecases import plans
from tests.planning.test_run import kill_again_and_again
from tests.usecases import dax
from tests.usecases.dax import WORKER, Crisis, Doors, Read
from tests.usecases.test_adjustments import adjust, few, stock, stock_of, wanted


async def without_proof(crisis: Crisis, lost: Solver) -> Read:
    """A plan whose search did not end, read as the coordinator does."""
    plan = await crisis.wanted()
    await plans.propose(crisis.worker, lost, WORKER, plan, dax.clock)
    return await crisis.read(plan)


# So many that what the solving process has at hand before it is bounded does not do.
A_CROWD = """
WITH one AS (
    SELECT responder.* FROM responder JOIN lender ON lender.id = responder.lender_id
    WHERE lender.name LIKE 'ALPI%' ORDER BY responder.id LIMIT 1
), crowd AS (
    INSERT INTO responder (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call)
    SELECT gen_random_uuid(), lender_id, region_code, label, false, 1, commune, latitude, longitude, road_network_code, on_call
    FROM one CROSS JOIN generate_series(1, 20000)
    RETURNING id, lender_id, latitude, longitude
), able AS (
    INSERT INTO responder_competence (responder_id, lender_id, competence_code, competence_number, level, latitude, longitude)
    SELECT crowd.id, lender_id, code, number, 3, latitude, longitude FROM crowd JOIN competence ON competence.code = 'NETWORK'
)
INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at)
SELECT gen_random_uuid(), id, lender_id, 'WINDOW', '2021-02-01', '2021-08-01' FROM crowd RETURNING id"""


async def test_without_memory_the_nearest_come_and_it_says_so(doors: Doors) -> None:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=60))
    await crisis.sql(A_CROWD)

    async with Solver(Bounds(memory_mib=1)) as lost:
        read = await without_proof(crisis, lost)

    assert (read.plan.state, read.plan.method) == (PlanState.PROPOSED, PlanMethod.NEAREST_FIRST)
    assert sum(line.quantity for line in read.lines) == read.answers[0].covered == 60


async def test_killed_again_and_again_the_nearest_come_and_the_last_plan_is_told(crisis: Crisis, solver: Solver) -> None:
    proven = await crisis.proposed(solver)
    async with Solver() as lost:
        killing = asyncio.create_task(kill_again_and_again(lost))
        read = await without_proof(crisis, lost)
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)

    assert read.plan.method is PlanMethod.NEAREST_FIRST
    async with crisis.acting() as tx:
        (last,) = await stored.last_proven(tx, [read.plan.id])
    assert last is not None
    assert (last.id, last.method) == (proven, PlanMethod.OPTIMAL)


async def test_what_was_set_by_hand_is_told_though_nobody_explains_the_plan(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    pau, bayonne = await stock_of(crisis, "CENTRE HOSPITALIER DE PAU"), await stock_of(crisis, "COTE BASQUE")
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.PIN, pau, quantity=5))
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.PIN, bayonne, quantity=5))

    async with Solver(Bounds(seconds=0.0)) as lost:
        read = await without_proof(crisis, lost)

    assert read.sent_by("Ville de Dax") == 0
    assert sorted(kept.is_kept for kept in read.plan.by_hand) == [False, True, True]
    assert {kept.why for kept in read.plan.by_hand if not kept.is_kept} == {"Le calcul n'a pas abouti : la raison n'est pas connue."}
