"""A person approves a plan for one incident; what it counts on is promised once."""

import asyncio

import pytest

from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.errors import Conflict, Forbidden, NotFound, PlanOutdated, ToVerifyFirst, TransitionRefused
from planblanc.domain.identity import PlanId
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import PlanStanding
from planblanc.planning.run import Solver
from planblanc.usecases import approvals, call_backs, requests, rungs
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.rungs import Decision
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Crisis, Doors

HELD = "SELECT coalesce(sum(quantity), 0) FROM engagement WHERE state = 'PROPOSED'"
UNITS = "SELECT count(*), count(DISTINCT (resource_id, unit_number)) FROM engagement_unit WHERE holds"


async def verify(crisis: Crisis) -> None:
    told = CallBackTold("0558910000", NumberFrom.DIRECTORY, "Directeur de garde", confirmed=True)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, told, NIGHT)


async def approve(crisis: Crisis, plan: PlanId) -> None:
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def authorise(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, Decision(Rung.ADJACENT_REGION, "Postes manquants"), NIGHT)


async def test_an_approved_plan_promises_its_units(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)
    sent = sum(line.quantity for line in (await crisis.read(plan)).lines)

    await approve(crisis, plan)

    assert await crisis.sql(HELD) == [(sent,)]
    assert await crisis.sql(UNITS) == [(sent, sent)]
    assert (await crisis.read(plan)).parts[0].state is PlanStanding.APPROVED


async def test_approval_waits_for_the_call_back(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)

    with pytest.raises(ToVerifyFirst):
        await approve(crisis, plan)

    assert await crisis.sql(HELD) == [(0,)]


async def test_a_plan_is_approved_once(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)
    await approve(crisis, plan)

    with pytest.raises(TransitionRefused):
        await approve(crisis, plan)


async def test_two_who_approve_at_once_promise_once(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)

    answers = await asyncio.gather(approve(crisis, plan), approve(crisis, plan), return_exceptions=True)

    assert [type(answer) for answer in answers if answer is not None] == [TransitionRefused]
    ((held, distinct),) = await crisis.sql(UNITS)
    assert held == distinct == sum(line.quantity for line in (await crisis.read(plan)).lines)


async def test_the_next_plan_keeps_what_was_promised(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    first = await crisis.proposed(solver)
    await approve(crisis, first)
    before = await crisis.sql(UNITS)

    second = await crisis.proposed(solver)
    await approve(crisis, second)

    assert await crisis.sql(UNITS) == before
    assert (await crisis.read(first)).parts[0].state is PlanStanding.SUPERSEDED


async def test_an_opened_rung_adds_and_moves_nobody(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    first = await crisis.proposed(solver)
    await approve(crisis, first)

    await authorise(crisis)
    second = await crisis.read(await crisis.proposed(solver))

    assert second.answers[0].missing == 0
    assert [told for told in second.plan.moved if "de moins" in told] == []
    assert second.sent_by("TARBES") == 90 - (await crisis.read(first)).answers[0].covered


async def test_what_a_newer_plan_no_longer_sends_is_given_back(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    await approve(crisis, await crisis.proposed(solver))

    await crisis.sql("UPDATE need_line SET quantity = 5 RETURNING id")
    await approve(crisis, await crisis.proposed(solver))

    assert await crisis.sql(UNITS) == [(5, 5)]
    assert await crisis.sql("SELECT sum(quantity) FROM engagement WHERE state = 'PROPOSED'") == [(5,)]


async def test_a_plan_whose_rung_was_closed_is_refused(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    await authorise(crisis)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await rungs.revoke(tx, ARS, crisis.incident, Decision(Rung.ADJACENT_REGION, "Erreur"), NIGHT)

    with pytest.raises(PlanOutdated):
        await approve(crisis, plan)


async def test_a_plan_whose_needs_changed_is_refused(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)
    await crisis.sql("UPDATE need_line SET note = 'moins' RETURNING id")

    with pytest.raises(PlanOutdated):
        await approve(crisis, plan)


async def test_needs_that_came_later_do_not_stop_an_approval(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)
    wanted = NeedsWanted(needs=(NeedTold(equipment_type="LABEL_PRINTER", quantity=2),))
    async with crisis.acting() as tx:
        await requests.add_needs(tx, ARS, crisis.request, wanted, NIGHT)

    await approve(crisis, plan)

    assert (await crisis.read(plan)).parts[0].state is PlanStanding.APPROVED


async def test_what_was_promised_elsewhere_meanwhile_is_refused_whole(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)
    await crisis.sql("UPDATE equipment_stock SET quantity = floor + 1 WHERE equipment_type_code = 'WORKSTATION' RETURNING id")

    with pytest.raises(Conflict):
        await approve(crisis, plan)

    assert await crisis.sql(HELD) == [(0,)]
    assert await crisis.sql(UNITS) == [(0, 0)]


async def test_an_approval_leaves_a_place_its_people(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=1))
    await verify(crisis)
    plan = await crisis.proposed(solver)
    await crisis.sql("UPDATE lender SET people_floor = 1000 RETURNING id")

    with pytest.raises(Conflict):
        await approve(crisis, plan)

    assert await crisis.sql(UNITS) == [(0, 0)]


async def test_the_neighbour_cannot_approve(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)

    async with crisis.acting(NEIGHBOUR) as tx:
        with pytest.raises(NotFound):
            await approvals.approve(tx, NEIGHBOUR, plan, crisis.incident, NIGHT)


async def test_the_hospital_cannot_approve(crisis: Crisis, solver: Solver) -> None:
    await verify(crisis)
    plan = await crisis.proposed(solver)

    with pytest.raises((Forbidden, NotFound)):
        async with crisis.acting(HOSPITAL) as tx:
            await approvals.approve(tx, HOSPITAL, plan, crisis.incident, NIGHT)
