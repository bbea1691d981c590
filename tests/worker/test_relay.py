"""The relay on a real outbox: each fact reaches its final state, whatever its handlers and its workers do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.facts import Fact, IncidentTakenInCharge, PlanRequested
from planblanc.store import feed, outbox
from planblanc.store.outbox import Claim
from planblanc.store.transaction import Database
from planblanc.worker.relay import WORKER, Pace, Relay

SOON = Pace(lease=timedelta(seconds=0.6), poll=timedelta(seconds=30), first_delay=timedelta(0), most_attempts=3)
KINDS = (PlanRequested, IncidentTakenInCharge)


@dataclass
class Outbox:
    """The outbox as the worker and as an administrator see it, and what the handlers got."""

    database: Database
    eye: asyncpg.Connection
    delivered: list[Fact] = field(default_factory=list)

    async def tell(self, *facts: Fact) -> None:
        async with self.database.transaction(WORKER) as tx:
            for fact in facts:
                await outbox.append(tx, fact)

    async def deliver(self, held: Claim) -> None:
        self.delivered.append(held.fact)

    async def rows(self) -> list[dict[str, Any]]:
        rows = await self.eye.fetch("SELECT state, attempts, last_error FROM planblanc.outbox ORDER BY created_at")
        return [dict(row) for row in rows]

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.rows()]

    async def until_settled(self) -> None:
        for _ in range(500):
            if "PENDING" not in await self.states():
                return
            await asyncio.sleep(0.02)
        pytest.fail("a fact is still pending after ten seconds")


@pytest_asyncio.fixture
async def box(database_url: str, make_database: Callable[[str], Awaitable[Database]]) -> AsyncIterator[Outbox]:
    eye = await asyncpg.connect(database_url)
    yield Outbox(await make_database("planblanc_worker"), eye)
    await eye.close()


def a_fact() -> PlanRequested:
    return PlanRequested(region=None, plan_id=uuid4())


async def test_a_fact_comes_back_as_it_was_told(box: Outbox) -> None:
    told = IncidentTakenInCharge(region=None, incident_id=UUID(int=7), officer_name="Astreinte de l'ARS (synthétique)")
    await box.tell(told)

    assert await Relay(box.database, KINDS, box.deliver, SOON).step()

    assert box.delivered == [told]
    assert await box.rows() == [{"state": "DONE", "attempts": 1, "last_error": None}]


async def test_with_nothing_to_do_there_is_no_step(box: Outbox) -> None:
    assert not await Relay(box.database, KINDS, box.deliver, SOON).step()


async def test_a_kind_that_this_release_does_not_know_waits_for_the_next(box: Outbox) -> None:
    await box.tell(a_fact())

    assert not await Relay(box.database, (IncidentTakenInCharge,), box.deliver, SOON).step()
    assert await box.states() == ["PENDING"]


async def test_a_handler_that_crashes_loses_nothing_and_is_tried_again(box: Outbox) -> None:
    await box.tell(a_fact())

    async def crash_once(held: Claim) -> None:
        await box.deliver(held)
        if held.attempts == 1:
            raise ZeroDivisionError

    relay = Relay(box.database, KINDS, crash_once, SOON)
    await relay.step()
    assert await box.rows() == [{"state": "PENDING", "attempts": 1, "last_error": "ZeroDivisionError"}]
    await relay.step()

    assert await box.states() == ["DONE"]
    assert len(box.delivered) == 2


@pytest.mark.parametrize(("error", "tries"), [(ZeroDivisionError(), 3), (Conflict(), 3), (BadInput("Quantité nulle."), 1)])
async def test_what_never_succeeds_ends_failed_a_refusal_at_once(box: Outbox, error: Exception, tries: int) -> None:
    await box.tell(a_fact())

    async def fail(_: Claim) -> None:
        raise error

    relay = Relay(box.database, KINDS, fail, SOON)
    while await relay.step():
        pass

    (row,) = await box.rows()
    assert (row["state"], row["attempts"]) == ("FAILED", tries)


async def test_a_fact_that_cannot_be_read_holds_up_no_other(box: Outbox) -> None:
    await box.tell(a_fact())
    await box.eye.execute("""UPDATE planblanc.outbox SET payload = '{"unheard_of": 1}'""")
    await box.tell(a_fact())

    relay = Relay(box.database, KINDS, box.deliver, SOON)
    while await relay.step():
        pass

    assert len(box.delivered) == 1
    assert sorted(await box.states()) == ["DONE", "FAILED"]


async def test_a_handler_that_hangs_is_stopped_and_the_fact_ends_failed(box: Outbox) -> None:
    await box.tell(a_fact())

    async def hang(_: Claim) -> None:
        await asyncio.Event().wait()

    relay = Relay(box.database, KINDS, hang, replace(SOON, longest_try=timedelta(seconds=0.05)))
    while await relay.step():
        pass

    assert await box.rows() == [{"state": "FAILED", "attempts": 3, "last_error": "TimeoutError"}]


async def test_who_waits_is_told_before_a_fact_ends_failed_and_it_ends_whatever_that_does(box: Outbox) -> None:
    await box.tell(a_fact(), a_fact())
    told: list[tuple[UUID, str]] = []

    async def fail(_: Claim) -> None:
        raise BadInput("Quantité nulle.")

    async def give_up(held: Claim) -> None:
        told.append((held.id, (await box.states())[len(told)]))
        raise ZeroDivisionError

    relay = Relay(box.database, KINDS, fail, SOON, give_up)
    while await relay.step():
        pass

    assert [state for _, state in told] == ["PENDING", "PENDING"]
    assert await box.states() == ["FAILED", "FAILED"]


async def test_what_a_failure_quotes_of_a_row_is_not_kept(box: Outbox) -> None:
    await box.tell(a_fact())

    async def fail(_: Claim) -> None:
        raise ValueError("06 00 00 00 40")

    await Relay(box.database, KINDS, fail, SOON).step()

    assert (await box.rows())[0]["last_error"] == "ValueError"


def test_delays_double_up_to_the_longest() -> None:
    delays = [Pace().delay(attempts).total_seconds() for attempts in (1, 2, 3, 9, 10, 10_000)]

    assert delays == [1, 2, 4, 256, 300, 300]


async def test_two_relays_never_hold_the_same_fact(box: Outbox, make_database: Callable[[str], Awaitable[Database]]) -> None:
    facts = [a_fact() for _ in range(60)]
    await box.tell(*facts)
    other = await make_database("planblanc_worker")

    async def drain(database: Database) -> None:
        relay = Relay(database, KINDS, box.deliver, SOON)
        while await relay.step():
            pass

    await asyncio.gather(*(drain(database) for database in (box.database, other) for _ in range(3)))

    assert sorted(box.delivered, key=str) == sorted(facts, key=str)
    assert set(await box.states()) == {"DONE"}


async def test_a_fact_whose_worker_died_is_taken_again_after_its_lease(box: Outbox) -> None:
    await box.tell(a_fact())
    async with box.database.transaction(WORKER) as tx:
        dead = await outbox.claim(tx, KINDS, timedelta(seconds=0.3))
    relay = Relay(box.database, KINDS, box.deliver, SOON)

    assert dead is not None
    assert not await relay.step()
    await asyncio.sleep(0.35)
    assert await relay.step()

    assert await box.rows() == [{"state": "DONE", "attempts": 2, "last_error": None}]


async def test_who_lost_its_claim_cannot_settle_the_fact(box: Outbox) -> None:
    await box.tell(a_fact())
    async with box.database.transaction(WORKER) as tx:
        late = await outbox.claim(tx, KINDS, timedelta(0))
    async with box.database.transaction(WORKER) as tx:
        now_its = await outbox.claim(tx, KINDS, timedelta(seconds=9))

    assert late is not None
    assert now_its is not None
    async with box.database.transaction(WORKER) as tx:
        await outbox.settle(tx, late, outbox.FinalState.FAILED, "late")
        assert not await outbox.renew(tx, late, timedelta(seconds=9))
        assert await outbox.renew(tx, now_its, timedelta(seconds=9))

    assert await box.states() == ["PENDING"]


async def test_a_fact_that_kills_every_worker_ends_failed(box: Outbox) -> None:
    await box.tell(a_fact())
    for _ in range(SOON.most_attempts):
        async with box.database.transaction(WORKER) as tx:
            await outbox.claim(tx, KINDS, timedelta(0))

    await Relay(box.database, KINDS, box.deliver, SOON).step()

    assert box.delivered == []
    assert (await box.rows())[0]["last_error"] == "the worker stopped at every try"


async def test_a_long_handler_keeps_its_lease(box: Outbox) -> None:
    await box.tell(a_fact())

    begun = asyncio.Event()

    async def work_long(held: Claim) -> None:
        begun.set()
        await asyncio.sleep(3 * SOON.lease.total_seconds())
        await box.deliver(held)

    working = asyncio.create_task(Relay(box.database, KINDS, work_long, SOON).step())
    other = Relay(box.database, KINDS, box.deliver, SOON)
    await begun.wait()
    while not working.done():
        assert not await other.step()
        await asyncio.sleep(0.1)

    assert await box.rows() == [{"state": "DONE", "attempts": 1, "last_error": None}]


async def test_a_notification_wakes_the_relay_long_before_it_polls(box: Outbox, database_url: str) -> None:
    relay, stop = Relay(box.database, KINDS, box.deliver, SOON), asyncio.Event()
    listening = asyncio.create_task(feed.listen(database_url, "planblanc_worker", feed.OUTBOX, relay.wake))
    running = asyncio.create_task(relay.run(stop))
    await asyncio.sleep(0.3)

    await box.tell(*(a_fact() for _ in range(5)))
    await box.until_settled()

    stop.set()
    await running
    listening.cancel()
    assert len(box.delivered) == 5


async def test_without_notifications_the_relay_polls(box: Outbox) -> None:
    relay, stop = Relay(box.database, KINDS, box.deliver, Pace(poll=timedelta(seconds=0.1))), asyncio.Event()
    running = asyncio.create_task(relay.run(stop))
    await asyncio.sleep(0.2)

    await box.tell(a_fact())
    await box.until_settled()

    stop.set()
    await running
    assert len(box.delivered) == 1


async def test_the_feed_comes_back_when_its_connection_is_cut(box: Outbox, database_url: str) -> None:
    woken = asyncio.Event()
    listening = asyncio.create_task(feed.listen(database_url, "planblanc_worker", feed.OUTBOX, woken.set))
    async with asyncio.timeout(10):
        await woken.wait()
        woken.clear()
        await box.eye.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'planblanc_worker feed'")
        await woken.wait()
        woken.clear()
        await box.tell(a_fact())
        await woken.wait()
    listening.cancel()


async def test_a_stop_lets_the_running_handler_finish(box: Outbox) -> None:
    await box.tell(a_fact(), a_fact())
    begun, stop = asyncio.Event(), asyncio.Event()

    async def work(held: Claim) -> None:
        begun.set()
        await asyncio.sleep(0.3)
        await box.deliver(held)

    running = asyncio.create_task(Relay(box.database, KINDS, work, Pace(lanes=1)).run(stop))
    await begun.wait()
    stop.set()
    await running

    assert len(box.delivered) == 1
    assert sorted(await box.states()) == ["DONE", "PENDING"]
