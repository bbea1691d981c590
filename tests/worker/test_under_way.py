"""Who no longer comes, what lacks and what is late is told, once, to whoever must know; an exercise tells nobody."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial

import pytest_asyncio

from planblanc.domain.engagements import EngagementState
from planblanc.domain.needs import NeedTold
from planblanc.planning.run import Solver
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_changes, engagements, loans, receipts
from planblanc.usecases.engagement_changes import ReturnWanted
from planblanc.usecases.engagements import Cancellation
from planblanc.usecases.loans import ReturnTold
from planblanc.usecases.receipts import ReceiptWanted
from planblanc.worker import handlers, lent
from planblanc.worker.relay import Relay
from planblanc.worker.tools import Tools
from tests.databases import connect
from tests.usecases import engaged
from tests.usecases.dax import Doors
from tests.usecases.engaged import Sent, after

AFTERWARDS = after(hours=4)
TOLD = "SELECT recipient_kind, subject FROM notice WHERE kind = :kind ORDER BY recipient_kind"


@pytest_asyncio.fixture
async def machines(seeded_url: str, solver: Solver) -> AsyncIterator[Sent]:
    """Five workstations are engaged."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        yield await engaged.sent(Doors(*opened), solver, NeedTold(equipment_type="WORKSTATION", quantity=5))


def tools(machines: Sent, solver: Solver, now: datetime) -> Tools:
    async def clock(_: Transaction) -> datetime:
        return now

    return Tools(machines.crisis.worker, solver, clock, lambda: datetime.now(UTC))


async def work(machines: Sent, solver: Solver, *kinds: str, now: datetime = AFTERWARDS) -> None:
    """Hand the facts of these kinds to whoever acts on them."""
    wanted = tuple(kind for kind in handlers.WHEN if kind.__name__ in kinds)
    relay = Relay(machines.crisis.worker, wanted, partial(handlers.deliver, tools(machines, solver, now)))
    while await relay.step():
        pass


async def told(machines: Sent, kind: str) -> list[tuple[object, ...]]:
    return await machines.crisis.sql(TOLD, kind=kind)


async def test_the_lender_and_the_site_hear_that_an_engagement_is_called_off(machines: Sent, solver: Solver) -> None:
    key = machines.engagements[0]
    await machines.act(engagements.cancel, key, Cancellation("Panne"), now=after(hours=1))

    await work(machines, solver, "EngagementCancelled")
    await work(machines, solver, "EngagementCancelled")

    assert [row[0] for row in await told(machines, "ENGAGEMENT_CANCELLED")] == ["CALL_BACK", "LENDER"]


async def test_what_lacks_at_a_receipt_is_told_and_a_whole_receipt_is_not(machines: Sent, solver: Solver) -> None:
    key = machines.engagements[0]
    await machines.on_the_way(key)
    await machines.act(receipts.confirm, key, ReceiptWanted(3, "Cadre de garde"), now=after(hours=2))
    await machines.act(receipts.confirm, key, ReceiptWanted(5, "Cadre de garde"), now=after(hours=3))

    await work(machines, solver, "ReceiptConfirmed")

    assert [row[0] for row in await told(machines, "RECEIPT_SHORT")] == ["LENDER", "OFFICER"]
    bodies = await machines.crisis.sql("SELECT body FROM notice WHERE kind = 'RECEIPT_SHORT'")
    assert all("a reçu 3 sur 5" in str(body) for (body,) in bodies)


async def test_the_officer_hears_that_a_lender_wants_it_back(machines: Sent, solver: Solver) -> None:
    key = machines.engagements[0]
    await machines.alerted(key)
    await machines.act(engagement_changes.request_return, key, ReturnWanted(after(days=1), "Panne chez nous"), now=after(hours=1))

    await work(machines, solver, "ReturnRequested")

    assert [row[0] for row in await told(machines, "RETURN_REQUESTED")] == ["OFFICER"]


async def test_a_late_loan_is_seen_once_and_reminded_each_day_until_it_is_back(machines: Sent, solver: Solver) -> None:
    key = machines.engagements[0]
    await machines.step(key, EngagementState.ARRIVED, after(hours=1))
    due = (await machines.read(key)).engagement.ends_at
    day = [due.replace(minute=(due.minute + 1) % 60, day=due.day + days) for days in range(3)]
    for now in (day[0], day[0], day[1]):
        await lent.look(tools(machines, solver, now))
        await work(machines, solver, "LoanOverdue", now=now)

    assert [row[0] for row in await told(machines, "LOAN_OVERDUE")] == ["LENDER", "LENDER", "OFFICER", "OFFICER"]
    assert len(await machines.lines("loan.overdue")) == 1

    ((loan,),) = await machines.crisis.sql("SELECT id FROM loan")
    await machines.act(receipts.confirm, key, ReceiptWanted(5, "Cadre"), now=day[1])
    await machines.act(loans.give_back, loan, ReturnTold("bon", wiping_certificate="C-1"), now=day[1])
    await lent.look(tools(machines, solver, day[2]))
    assert await machines.facts("LoanOverdue") == 2


async def test_a_loan_that_is_back_meanwhile_reminds_nobody(machines: Sent, solver: Solver) -> None:
    key = machines.engagements[0]
    await machines.step(key, EngagementState.ARRIVED, after(hours=1))
    late = (await machines.read(key)).engagement.ends_at.replace(minute=59)
    await lent.look(tools(machines, solver, late))
    ((loan,),) = await machines.crisis.sql("SELECT id FROM loan")
    await machines.act(loans.give_back, loan, ReturnTold("bon"), now=late)

    await work(machines, solver, "LoanOverdue", now=late)

    assert await told(machines, "LOAN_OVERDUE") == []
