"""What an answer brings about: covered, planned again by itself, told to whom it concerns, and escalated when it does not come."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest_asyncio

from planblanc.domain import french
from planblanc.domain.access import Actor
from planblanc.domain.identity import PlanId
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.solicitations import Answer, LineAnswer, Solicitation
from planblanc.planning.run import Solver
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagements, rungs
from planblanc.usecases.engagements import Cancellation
from planblanc.usecases.rungs import Decision
from planblanc.worker import handlers, solicitations
from planblanc.worker.handlers import WHEN
from planblanc.worker.relay import Relay
from planblanc.worker.tools import Tools
from tests.usecases import dax
from tests.usecases.dax import ARS, NEIGHBOUR, NIGHT, Crisis, Doors
from tests.usecases.test_approvals import approve
from tests.usecases.test_solicitations import asked, director_of, say

PROPOSED = "SELECT plan_id FROM plan_incident WHERE state = 'PROPOSED'"
NOTICES = "SELECT recipient_kind, recipient_region, state FROM notice WHERE kind = :kind ORDER BY created_at, recipient_kind"
BODIES = "SELECT body FROM notice WHERE kind = :kind ORDER BY created_at"
REQUESTS = "SELECT state FROM help_request"
ACTS = """SELECT told ->> 'text' FROM (SELECT sequence, convert_from(line, 'UTF8')::jsonb AS told FROM log_entry) AS line
    WHERE told ->> 'act' = :act ORDER BY sequence"""
AGREE = """INSERT INTO mutual_aid_agreement (id, region_code, title, covers_people, covers_equipment, preauthorised, cost_rule, rate_cents,
        starts_on, expires_on)
    VALUES (gen_random_uuid(), '75', 'Entraide', true, true, true, 'FREE', 0, '2021-01-01', '2021-12-31') RETURNING id"""
PARTIES = "INSERT INTO agreement_lender SELECT agreed.id, '75', lender.id FROM mutual_aid_agreement AS agreed, lender RETURNING 1"
YES = LineAnswer(Answer.ACCEPTED)
NO = LineAnswer(Answer.REFUSED, reason="Nous en avons besoin")


@pytest_asyncio.fixture
async def few(doors: Doors) -> Crisis:
    """Dax asks for so few workstations that others can give what one refuses."""
    return await dax.declared(doors, NeedTold(equipment_type="WORKSTATION", quantity=20))


def tools(crisis: Crisis, solver: Solver, at: datetime = NIGHT) -> Tools:
    async def clock(_: Transaction) -> datetime:
        return at

    return Tools(crisis.worker, solver, clock, lambda: datetime.now(UTC))


async def work(crisis: Crisis, solver: Solver) -> None:
    """The worker brings every fact to its end."""
    relay = Relay(crisis.worker, tuple(WHEN), partial(handlers.deliver, tools(crisis, solver)))
    while await relay.step():
        pass


async def last_plan(crisis: Crisis) -> dax.Read:
    ((key,),) = await crisis.sql(PROPOSED)
    return await crisis.read(PlanId(UUID(str(key))))


async def now_asked(crisis: Crisis, actor: Actor = ARS) -> list[Solicitation]:
    async with crisis.acting(actor) as tx:
        return await stored.of_incident(tx, crisis.incident)


async def test_a_refusal_is_planned_again_and_moves_nobody_else(few: Crisis, solver: Solver) -> None:
    first, *others = await asked(few, solver)
    for other in others:
        await say(few, other.id, YES)

    await say(few, first.id, NO)
    await work(few, solver)
    plan = await last_plan(few)

    assert plan.answers[0].missing == 0
    assert plan.sent_by(first.lender_name) == 0
    assert all(plan.sent_by(other.lender_name) >= other.lines[0].asked for other in others)
    told = await few.sql(BODIES, kind="PLAN_CHANGED")
    assert len(told) == 1
    assert "de plus" in str(told[0][0])

    await approve(few, plan.plan.id)
    assert {one.lender for one in await now_asked(few) if one.waiting}.isdisjoint({first.lender})


async def test_what_a_lender_keeps_is_asked_of_others(few: Crisis, solver: Solver) -> None:
    first = max(await asked(few, solver), key=lambda one: one.lines[0].asked)

    await say(few, first.id, LineAnswer(Answer.PARTIAL, quantity=3))
    await work(few, solver)
    plan = await last_plan(few)

    assert plan.sent_by(first.lender_name) == 3
    assert plan.answers[0].missing == 0


async def test_a_request_is_covered_once_all_have_said_yes_and_open_again_once_one_is_off(few: Crisis, solver: Solver) -> None:
    found = await asked(few, solver)
    await work(few, solver)
    assert await few.sql(REQUESTS) == [("OPEN",)]

    for one in found:
        await say(few, one.id, YES)
    await work(few, solver)
    assert await few.sql(REQUESTS) == [("COVERED",)]

    async with few.acting() as tx:
        await engagements.cancel(tx, ARS, found[0].lines[0].engagement, Cancellation("Camion en panne"), NIGHT)
    await work(few, solver)
    assert await few.sql(REQUESTS) == [("OPEN",)]
    assert (await last_plan(few)).answers[0].missing == 0


async def test_the_lenders_own_ars_is_told_once_and_reads_what_its_pool_is_asked_for(crisis: Crisis, solver: Solver) -> None:
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, Decision(Rung.ADJACENT_REGION, "Postes manquants"), NIGHT)
    await asked(crisis, solver)

    await work(crisis, solver)
    await work(crisis, solver)

    assert [told[:2] for told in await crisis.sql(NOTICES, kind="POOL_DRAWN_ON")] == [("REGION_DUTY", "76")]
    assert "est sollicité pour" in str((await crisis.sql(ACTS, act="pool.drawn_on"))[0][0])
    seen = await now_asked(crisis, NEIGHBOUR)
    assert {one.lender_region for one in seen} == {"76"}


async def test_an_answer_by_the_lender_is_told_to_the_officer_and_one_by_phone_is_not(few: Crisis, solver: Solver) -> None:
    first, second = (await asked(few, solver))[:2]

    await say(few, first.id, YES, director_of(first), speaker=None)
    await say(few, second.id, YES)
    await work(few, solver)

    told = await few.sql(BODIES, kind="SOLICITATION_ANSWERED")
    assert len(told) == 1
    assert french.name(first.lender_name) in str(told[0][0])


async def test_a_silence_escalates_step_by_step_and_only_so_far(few: Crisis, solver: Solver) -> None:
    found = await asked(few, solver)
    await say(few, found[0].id, YES)
    silent = len(found) - 1

    for minutes in (10, 31, 32, 62, 93, 130):
        await solicitations.escalate(tools(few, solver, NIGHT + timedelta(minutes=minutes)))

    told = await few.sql(NOTICES, kind="SOLICITATION_OVERDUE")
    assert sorted(str(kind) for kind, *_ in told) == ["OFFICER"] * silent + ["REGION_DUTY"] * silent
    assert [kind for kind, *_ in await few.sql(NOTICES, kind="SOLICITATION")].count("LENDER") == silent
    assert len(await few.sql(ACTS, act="solicitation.escalated")) == 2 * silent


async def test_a_call_promised_later_escalates_from_then_on(few: Crisis, solver: Solver) -> None:
    found = await asked(few, solver)
    for one in found:
        await say(few, one.id, LineAnswer(Answer.DEFERRED, minutes=60))

    await solicitations.escalate(tools(few, solver, NIGHT + timedelta(minutes=45)))
    assert await few.sql(NOTICES, kind="SOLICITATION_OVERDUE") == []
    await solicitations.escalate(tools(few, solver, NIGHT + timedelta(minutes=61)))

    assert len(await few.sql(NOTICES, kind="SOLICITATION_OVERDUE")) == len(found)


async def test_an_exercise_tells_nobody_real(few: Crisis, solver: Solver) -> None:
    found = await asked(few, solver)
    await few.sql("UPDATE incident SET exercise = true RETURNING id")
    await few.sql("UPDATE engagement SET exercise = true RETURNING id")

    await say(few, found[0].id, YES, director_of(found[0]), speaker=None)
    await work(few, solver)

    assert {state for *_, state in await few.sql(NOTICES, kind="SOLICITATION_ANSWERED")} == {"EXERCISE"}


async def test_what_an_agreement_preauthorises_is_released_at_once(few: Crisis, solver: Solver) -> None:
    await few.sql(AGREE)
    await few.sql(PARTIES)

    found = await asked(few, solver)
    await work(few, solver)

    assert all(line.is_preauthorised and line.goes for one in found for line in one.lines)
    assert {state for (state,) in await few.sql("SELECT state FROM engagement")} == {"ALERTED"}
    assert await few.sql(REQUESTS) == [("COVERED",)]
