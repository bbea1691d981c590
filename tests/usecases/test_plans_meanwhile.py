"""What happens while a plan is computed, or before it is approved: it is told, kept, or refused, never lost."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from planblanc.domain.errors import PlanOutdated, TransitionRefused
from planblanc.domain.identity import NeedId, PlanId
from planblanc.domain.needs import NeedTold
from planblanc.domain.plans import PlanStanding, PlanState
from planblanc.planning.run import Solver
from planblanc.store import needs as stored_needs
from planblanc.usecases import approvals, call_backs, incidents, plans, requests
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.plans import PlanWanted
from tests.nights import told
from tests.usecases import dax
from tests.usecases.dax import ARS, NIGHT, WORKER, Crisis
from tests.usecases.test_plans import Meddled
from tests.usecases.test_requests import CONFIRMED

ANOTHER_NEED = """
INSERT INTO need_line (id, request_id, incident_id, region_code, position, kind, equipment_type_code, quantity, wanted_by, starts_at,
                       ends_at, criticality)
SELECT gen_random_uuid(), request_id, incident_id, region_code, max(position) OVER () + 1, kind, 'LABEL_PRINTER', 2, wanted_by,
       starts_at, ends_at, criticality
FROM need_line ORDER BY position LIMIT 1 RETURNING id"""


async def verified(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)


async def approve(crisis: Crisis, plan: PlanId) -> None:
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def dismiss(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await incidents.dismiss(tx, ARS, crisis.incident, "Fausse alerte", NIGHT)


async def wanted_at(crisis: Crisis, minutes: int) -> PlanId:
    async with crisis.acting() as tx:
        return await plans.request(tx, ARS, PlanWanted("75"), NIGHT + timedelta(minutes=minutes))


async def begun_at(crisis: Crisis, minutes: int) -> PlanId:
    """A plan that is being computed already: what is asked for from now on gets another."""
    plan = await wanted_at(crisis, minutes)
    await crisis.sql("UPDATE plan SET begun_at = now() WHERE id = :id RETURNING id", id=plan)
    return plan


async def standing(crisis: Crisis, plan: PlanId) -> PlanStanding:
    return (await crisis.read(plan)).parts[0].state


async def test_a_plan_kept_on_data_that_changed_can_be_approved(crisis: Crisis) -> None:
    await verified(crisis)
    async with Meddled(crisis, "UPDATE need_line SET note = note || '.' RETURNING id", times=plans.TRIES) as solver:
        plan = await crisis.proposed(solver)

    await approve(crisis, plan)

    assert await standing(crisis, plan) is PlanStanding.APPROVED


async def test_needs_that_come_meanwhile_are_for_the_next_plan(crisis: Crisis) -> None:
    async with Meddled(crisis, ANOTHER_NEED, times=plans.TRIES) as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.state is PlanState.PROPOSED
    assert len(read.answers) == plans.TRIES


async def test_a_need_that_was_cancelled_meanwhile_ends_the_plan(crisis: Crisis) -> None:
    async with Meddled(crisis, "UPDATE need_line SET cancelled_at = now() RETURNING id") as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.answers == []


async def test_a_link_that_is_told_meanwhile_is_seen(crisis: Crisis) -> None:
    fate = """
        INSERT INTO shared_fate_link (id, establishment_id, lender_id, region_code, kind)
        SELECT gen_random_uuid(), incident.establishment_id, lender.id, lender.region_code, 'HOSTING'
        FROM incident, lender WHERE lender.name LIKE '%COTE BASQUE%' RETURNING id"""
    async with Meddled(crisis, fate) as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.lines != []
    assert read.sent_by("COTE BASQUE") == 0


async def test_a_plan_asked_for_earlier_does_not_replace_a_later_one(crisis: Crisis, solver: Solver) -> None:
    earlier, later = await begun_at(crisis, 0), await wanted_at(crisis, 1)

    for plan in (later, earlier):
        await plans.propose(crisis.worker, solver, WORKER, plan, dax.clock)

    assert await standing(crisis, later) is PlanStanding.PROPOSED
    assert await standing(crisis, earlier) is PlanStanding.SUPERSEDED


async def test_nor_one_that_was_approved(crisis: Crisis, solver: Solver) -> None:
    await verified(crisis)
    earlier, later = await begun_at(crisis, 0), await wanted_at(crisis, 1)
    await plans.propose(crisis.worker, solver, WORKER, later, dax.clock)
    await approve(crisis, later)

    await plans.propose(crisis.worker, solver, WORKER, earlier, dax.clock)

    with pytest.raises(TransitionRefused):
        await approve(crisis, earlier)
    assert await standing(crisis, later) is PlanStanding.APPROVED


async def test_a_plan_of_an_incident_that_was_dismissed_is_refused(crisis: Crisis, solver: Solver) -> None:
    await verified(crisis)
    plan = await crisis.proposed(solver)
    await dismiss(crisis)

    with pytest.raises(TransitionRefused):
        await approve(crisis, plan)


async def test_an_incident_dismissed_as_its_plan_is_approved_keeps_nothing(crisis: Crisis, solver: Solver) -> None:
    await verified(crisis)
    plan = await crisis.proposed(solver)

    await asyncio.gather(approve(crisis, plan), dismiss(crisis), return_exceptions=True)

    assert await crisis.sql("SELECT state FROM incident") == [("DISMISSED",)]
    assert await crisis.sql("SELECT count(*) FROM engagement_unit WHERE holds") == [(0,)]


async def test_a_plan_that_counts_on_who_was_hit_since_is_refused(crisis: Crisis, solver: Solver) -> None:
    await verified(crisis)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await incidents.declare(tx, ARS, told("640000162"), NIGHT)

    with pytest.raises(PlanOutdated, match="COTE BASQUE est victime à son tour"):
        await approve(crisis, plan)


async def test_nobody_is_promised_the_part_of_a_window_that_is_over(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql("UPDATE need_line SET starts_at = starts_at - interval '3 hours' RETURNING id")

    read = await crisis.read(await crisis.proposed(solver))

    assert {line.starts_at for line in read.lines} == {NIGHT}


async def test_what_has_served_is_not_promised_again(crisis: Crisis, solver: Solver) -> None:
    await verified(crisis)
    await approve(crisis, await crisis.proposed(solver))
    await crisis.sql("UPDATE engagement SET state = 'COMPLETED' RETURNING id")
    before = await crisis.sql("SELECT count(*) FROM engagement")

    await approve(crisis, await crisis.proposed(solver))

    assert await crisis.sql("SELECT count(*) FROM engagement") == before


async def test_many_who_ask_at_once_wait_for_one_plan(crisis: Crisis) -> None:
    asked = await asyncio.gather(*(crisis.wanted() for _ in range(8)))

    assert len(set(asked)) == 1
    assert await crisis.sql("SELECT count(*) FROM plan") == [(1,)]
    assert await crisis.sql("SELECT count(*) FROM outbox WHERE kind = 'PlanRequested'") == [(1,)]


async def test_plans_that_are_not_equal_do_not_wait_for_each_other(crisis: Crisis) -> None:
    exercise = PlanWanted("75", exercise=True)

    async with crisis.acting() as tx:
        asked = [await plans.request(tx, ARS, wanted, NIGHT) for wanted in (PlanWanted("75"), exercise, PlanWanted("75"))]

    assert asked[0] == asked[2] != asked[1]


async def test_who_asks_once_a_plan_is_begun_gets_another(crisis: Crisis) -> None:
    begun = await begun_at(crisis, 0)

    assert await crisis.wanted() != begun


async def test_a_plan_is_not_begun_before_those_who_wait_for_it_have_told_their_change(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.wanted()
    async with crisis.acting() as tx:
        assert await plans.request(tx, ARS, PlanWanted("75"), NIGHT) == plan
        computing = asyncio.create_task(plans.propose(crisis.worker, solver, WORKER, plan, dax.clock))
        await asyncio.sleep(0.3)  # time enough to read everything, were it not held back
        await requests.add_needs(tx, ARS, crisis.request, NeedsWanted((NeedTold(equipment_type="LABEL_PRINTER"),)), NIGHT)
    await computing

    assert len((await crisis.read(plan)).answers) == 2


async def test_each_change_is_in_the_plan_that_its_author_was_promised(crisis: Crisis, solver: Solver) -> None:
    async def changed_and_asked() -> tuple[NeedId, PlanId]:
        async with crisis.acting() as tx:
            wanted = NeedsWanted((NeedTold(equipment_type="LABEL_PRINTER"),))
            await requests.add_needs(tx, ARS, crisis.request, wanted, NIGHT)
            (lines,) = await stored_needs.of_requests(tx, [crisis.request])
            return lines[-1].id, await plans.request(tx, ARS, PlanWanted("75"), NIGHT)

    async def computed() -> None:
        for _ in range(6):
            for (waiting,) in await crisis.sql("SELECT id FROM plan WHERE state = 'REQUESTED' ORDER BY requested_at, id"):
                assert isinstance(waiting, UUID)
                await plans.propose(crisis.worker, solver, WORKER, PlanId(waiting), dax.clock)
            await asyncio.sleep(0.05)

    promised, _ = await asyncio.gather(asyncio.gather(*(changed_and_asked() for _ in range(6))), computed())
    await computed()

    for need, plan in promised:
        assert need in {answer.need_id for answer in (await crisis.read(plan)).answers}
