"""The flow of a crisis where its parts meet: an answer and an approval, a plan and what has left, an end and who is on the way."""

import asyncio
from uuid import UUID

import pytest
import pytest_asyncio

from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import Conflict, PlanblancError, PlanOutdated
from planblanc.domain.facts import EngagementReplaced
from planblanc.domain.needs import NeedTold
from planblanc.domain.solicitations import Answer, LineAnswer
from planblanc.planning.run import Solver
from planblanc.store import incidents as stored_incidents
from planblanc.usecases import engagement_changes, incidents, receipts, requests
from planblanc.usecases.engagement_changes import Recall, Replacement
from planblanc.usecases.receipts import ReceiptWanted
from planblanc.worker import solicitations
from tests.usecases import dax, engaged
from tests.usecases.dax import ARS, NIGHT, Crisis, Doors
from tests.usecases.engaged import TECHNICIAN, Sent, after
from tests.usecases.test_approvals import approve
from tests.usecases.test_engagement_changes import colleague
from tests.usecases.test_replanning import BODIES, NO, REQUESTS, YES, last_plan, now_asked, tools, work
from tests.usecases.test_solicitations import asked, say

TOLD = "SELECT recipient_kind FROM notice WHERE kind = 'ENGAGEMENT_CANCELLED' ORDER BY recipient_kind"
UNITS = "SELECT count(*) FROM engagement_unit WHERE engagement_id = :id AND holds"
STATE = "SELECT state FROM engagement WHERE id = :id"


@pytest_asyncio.fixture
async def five(doors: Doors) -> Crisis:
    """Dax asks for fewer workstations than its nearest lender has."""
    return await dax.declared(doors, NeedTold(equipment_type="WORKSTATION", quantity=5))


@pytest_asyncio.fixture
async def sent(doors: Doors, solver: Solver) -> Sent:
    """Five workstations are engaged."""
    return await engaged.sent(doors, solver, NeedTold(equipment_type="WORKSTATION", quantity=5))


async def end(crisis: Crisis) -> None:
    """The incident is taken in charge, stabilised and closed."""
    await crisis.sql("UPDATE incident SET state = 'STABILISED' WHERE id = :id RETURNING id", id=crisis.incident)
    async with crisis.acting() as tx:
        await incidents.close(tx, ARS, crisis.incident, "Tout est rétabli", after(hours=6))


async def test_a_lender_that_gave_a_part_is_not_asked_for_more_of_the_same(five: Crisis, solver: Solver) -> None:
    (first,) = await asked(five, solver)
    await five.sql("UPDATE equipment_stock SET quantity = quantity + 20 WHERE lender_id = :lender RETURNING id", lender=first.lender)

    await say(five, first.id, LineAnswer(Answer.PARTIAL, quantity=3))
    await work(five, solver)
    plan = await last_plan(five)

    assert plan.sent_by(first.lender_name) == 3
    assert plan.answers[0].missing == 0


@pytest.mark.parametrize("said", [NO, LineAnswer(Answer.PARTIAL, quantity=2)])
async def test_a_plan_that_was_made_before_an_answer_does_not_ask_again(five: Crisis, solver: Solver, said: LineAnswer) -> None:
    (first,) = await asked(five, solver)
    before = await five.proposed(solver)

    await say(five, first.id, said)

    with pytest.raises(PlanOutdated, match="depuis ce plan"):
        await approve(five, before)
    assert len(await now_asked(five)) == 1


async def test_who_is_withdrawn_by_a_newer_plan_is_told(five: Crisis, solver: Solver) -> None:
    (first,) = await asked(five, solver)
    await say(five, first.id, YES)
    async with five.acting() as tx:
        await requests.cancel(tx, ARS, five.request, "Postes retrouvés", NIGHT)

    await work(five, solver)
    plan = await last_plan(five)
    await approve(five, plan.plan.id)
    await work(five, solver)

    assert await five.sql(STATE, id=first.lines[0].engagement) == [("CANCELLED",)]
    assert ("LENDER",) in await five.sql(TOLD)
    assert "Plus attendu pour" in str((await five.sql(BODIES, kind="ENGAGEMENT_CANCELLED"))[0][0])


async def test_a_lender_is_told_that_a_newer_plan_wants_fewer(five: Crisis, solver: Solver) -> None:
    (first,) = await asked(five, solver)
    await say(five, first.id, YES)
    await five.sql("UPDATE need_line SET quantity = 3 WHERE incident_id = :id RETURNING id", id=five.incident)

    await approve(five, await five.proposed(solver))
    await work(five, solver)

    assert await five.sql("SELECT quantity FROM engagement WHERE id = :id", id=first.lines[0].engagement) == [(3,)]
    assert "3 suffisent désormais au lieu de 5" in str((await five.sql(BODIES, kind="ENGAGEMENT_REDUCED"))[0][0])


async def test_whoever_is_called_off_by_the_end_of_an_incident_is_told(sent: Sent, solver: Solver) -> None:
    await sent.alerted(sent.engagements[0])

    await end(sent.crisis)
    await work(sent.crisis, solver)

    assert [state for (state,) in await sent.crisis.sql("SELECT state FROM engagement")] == ["CANCELLED"]
    assert await sent.crisis.sql(TOLD) == [("LENDER",)]


async def test_what_has_left_stays_a_loan_when_its_incident_ends(sent: Sent) -> None:
    (key,) = sent.engagements
    await sent.on_the_way(key)

    await end(sent.crisis)

    assert await sent.crisis.sql(STATE, id=key) == [("DEPARTED",)]
    assert await sent.crisis.sql(UNITS, id=key) == [(5,)]


async def test_what_has_left_is_not_called_off_by_a_plan(sent: Sent, solver: Solver) -> None:
    (key,) = sent.engagements
    await sent.on_the_way(key)
    async with sent.crisis.acting() as tx:
        await requests.cancel(tx, ARS, sent.crisis.request, "Postes retrouvés", NIGHT)

    await work(sent.crisis, solver)
    await approve(sent.crisis, (await last_plan(sent.crisis)).plan.id)

    assert await sent.crisis.sql(STATE, id=key) == [("DEPARTED",)]
    assert await sent.crisis.sql(UNITS, id=key) == [(5,)]


async def test_a_receipt_that_stays_short_opens_the_request_again(sent: Sent, solver: Solver) -> None:
    (key,) = sent.engagements
    await sent.on_the_way(key)
    await work(sent.crisis, solver)
    await sent.act(receipts.confirm, key, ReceiptWanted(3, "Cadre de nuit", nothing_more=True), now=after(hours=2))

    await work(sent.crisis, solver)

    assert await sent.crisis.sql(REQUESTS) == [("OPEN",)]
    assert (await last_plan(sent.crisis)).answers[0].missing == 0


async def test_somebody_who_fell_ill_on_site_is_no_longer_counted_on(doors: Doors, solver: Solver) -> None:
    sent = await engaged.sent(doors, solver, TECHNICIAN)
    (key,) = sent.engagements
    await sent.on_the_way(key)
    await sent.step(key, EngagementState.ARRIVED, after(hours=1))
    await work(sent.crisis, solver)
    assert await sent.crisis.sql(REQUESTS) == [("COVERED",)]

    await sent.act(engagement_changes.replace_sick, key, Replacement("Fièvre"), now=after(hours=2))
    await work(sent.crisis, solver)

    assert await sent.crisis.sql(REQUESTS) == [("OPEN",)]
    ill = (await sent.read(key)).engagement.responder_id
    plan = await last_plan(sent.crisis)
    assert plan.answers[0].missing == 0
    assert ill not in {line.responder_id for line in plan.lines}


async def test_what_never_came_is_not_told_as_fewer_from_its_lender(sent: Sent, solver: Solver) -> None:
    (key,) = sent.engagements
    await sent.on_the_way(key)
    await sent.act(receipts.confirm, key, ReceiptWanted(3, "Cadre de garde", nothing_more=True), now=after(hours=1))

    await work(sent.crisis, solver)

    ((told,),) = await sent.crisis.sql(BODIES, kind="PLAN_CHANGED")
    assert ("2 de plus" in str(told), "de moins" in str(told)) == (True, False)


async def test_a_replacement_is_asked_for_after_an_approval_of_its_incident(doors: Doors, solver: Solver) -> None:
    sent = await engaged.sent(doors, solver, TECHNICIAN)
    (key,) = sent.engagements
    await sent.on_the_way(key)
    await sent.act(engagement_changes.replace_sick, key, Replacement("Fièvre", await colleague(sent, key)), now=after(hours=1))
    ((new,),) = await sent.crisis.sql("SELECT id FROM engagement WHERE replaces_id = :id", id=key)
    fact = EngagementReplaced("75", sent.crisis.incident, UUID(str(new)))

    async with sent.crisis.acting() as tx:
        await stored_incidents.hold(tx, sent.crisis.incident)
        asking = asyncio.create_task(solicitations.ask_for_replacement(tools(sent.crisis, solver), UUID(int=1), fact))
        asked_meanwhile, _ = await asyncio.wait({asking}, timeout=1)
    await asking

    assert not asked_meanwhile
    assert await sent.crisis.sql("SELECT count(*) FROM solicitation_line WHERE engagement_id = :id", id=new) == [(1,)]


async def test_a_request_is_open_again_once_somebody_is_released_before_arriving(sent: Sent, solver: Solver) -> None:
    (key,) = sent.engagements
    await sent.alerted(key)
    await work(sent.crisis, solver)
    async with sent.crisis.acting() as tx:
        await engagement_changes.release(tx, ARS, key, Recall("Moins pressé"), NIGHT)

    await work(sent.crisis, solver)

    assert await sent.crisis.sql(REQUESTS) == [("OPEN",)]


async def test_answers_and_approvals_at_once_never_wait_for_each_other(five: Crisis, solver: Solver) -> None:
    (first,) = await asked(five, solver)
    await five.sql("UPDATE need_line SET quantity = 4, version = version RETURNING id")
    plan = await five.proposed(solver)
    outcomes = await asyncio.gather(approve(five, plan), say(five, first.id, YES), say(five, first.id, NO), return_exceptions=True)

    assert all(isinstance(one, PlanblancError | None) for one in outcomes)
    assert not any(
        isinstance(one, Conflict) and one.__cause__ is not None and "eadlock" in type(one.__cause__).__name__ for one in outcomes
    )
    assert sum(one is None for one in outcomes[1:]) == 1
