"""No unit is promised twice, whoever asks at the same moment; the same race without the constraint shows what it is worth."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.access import Actor, Role
from planblanc.domain.engagements import Engagement, EngagementState
from planblanc.domain.errors import Conflict
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, NeedId, ResponderId, StockId
from planblanc.store import engagements
from planblanc.store.transaction import Database, Patience
from tests.databases import connect
from tests.store import tenants
from tests.store.tenant_words import END, NOW, key

ARS = Actor(tenants.ME, "ARS", Role.ARS_COORDINATOR, frozenset({"75"}))
STOCK = key("own", "stock")
FREE = 25  # 30 and a floor of 5
SPARE_LINES = """
INSERT INTO planblanc.plan_assignment (id, plan_id, incident_id, region_code, need_id, responder_id, stock_id, lender_id,
    lender_region_code, lender_name, commune, label, quantity, rung, starts_at, ends_at, reason)
SELECT gen_random_uuid(), plan_id, incident_id, region_code, need_id, CASE WHEN $1 THEN $2::uuid END, CASE WHEN NOT $1 THEN $2::uuid END,
    lender_id, lender_region_code, lender_name, commune, label, quantity, rung, starts_at, ends_at, reason
FROM planblanc.plan_assignment, generate_series(1, $3::integer) WHERE id = $4 RETURNING id
"""
PEOPLE = """
INSERT INTO planblanc.responder (id, lender_id, region_code, label, named, capacity, on_call, commune, latitude, longitude,
    road_network_code)
SELECT gen_random_uuid(), lender_id, region_code, label, named, capacity, on_call, commune, latitude, longitude, road_network_code
FROM planblanc.responder, generate_series(1, $1::integer) WHERE id = $2 RETURNING id
"""
DOUBLE_BOOKINGS = """
SELECT count(*) FROM planblanc.engagement_unit AS one JOIN planblanc.engagement_unit AS two
ON one.resource_id = two.resource_id AND one.unit_number = two.unit_number AND one.engagement_id < two.engagement_id
AND one.holds AND two.holds AND one.during && two.during
"""
HELD = "SELECT unit_number FROM planblanc.engagement_unit WHERE engagement_id = $1 AND holds ORDER BY unit_number"


class TooFewFreeError(Exception):
    """The caller gives up its transaction."""


@dataclass(frozen=True)
class Shop:
    """A database in which one region's coordinators engage, and an administrator's eye on it."""

    url: str
    database: Database
    eye: asyncpg.Connection

    async def lines(self, resource: UUID, count: int, *, person: bool = False) -> list[UUID]:
        """Lines of a plan that count on a resource, one for each engagement to come."""
        return [row["id"] for row in await self.eye.fetch(SPARE_LINES, person, resource, count, key("own", "line of things"))]

    async def stock(self, **changed: Any) -> Engagement:
        """An engagement of the stock that can be made."""
        (line,) = await self.lines(STOCK, 1)
        return replace(engagement(line, stock=STOCK), **changed)

    async def engage(self, wanted: Engagement) -> bool:
        """Engage in a transaction of its own; false when too few are free."""
        try:
            async with self.database.transaction(ARS) as tx:
                if not await engagements.engage(tx, wanted):
                    raise TooFewFreeError
        except TooFewFreeError:
            return False
        return True

    async def units(self, wanted: Engagement) -> list[int]:
        """The units that are held once the engagement was tried."""
        await self.engage(wanted)
        return await self.held(wanted)

    async def held(self, wanted: Engagement) -> list[int]:
        return [row["unit_number"] for row in await self.eye.fetch(HELD, wanted.id)]


def engagement(line: UUID, *, stock: UUID | None = None, person: UUID | None = None, at: datetime = NOW) -> Engagement:
    return Engagement(
        id=EngagementId(uuid4()),
        incident_id=IncidentId(key("own", "incident")),
        region="75",
        need_id=NeedId(key("own", "need")),
        assignment_id=line,
        lender_id=LenderId(key("own", "lender")),
        lender_region="75",
        quantity=1,
        starts_at=at,
        ends_at=at + (END - NOW),
        state=EngagementState.PROPOSED,
        exercise=False,
        stock_id=StockId(stock) if stock else None,
        responder_id=ResponderId(person) if person else None,
    )


@pytest_asyncio.fixture
async def shop(database_url: str) -> AsyncIterator[Shop]:
    eye = await asyncpg.connect(database_url)
    await tenants.fill(eye)
    await eye.execute("TRUNCATE planblanc.engagement CASCADE")
    database = await connect(
        database_url, "planblanc_app", size=50, patience=Patience(statement_ms=120_000, lock_ms=120_000, connection_seconds=120)
    )
    yield Shop(database_url, database, eye)
    await database.close()
    await eye.close()


async def test_a_quantity_holds_as_many_units_lowest_first(shop: Shop) -> None:
    assert await shop.units(await shop.stock(quantity=3)) == [1, 2, 3]
    assert await shop.units(await shop.stock(quantity=2)) == [4, 5]


async def test_what_the_floor_keeps_is_not_promised_and_a_part_is_not_held(shop: Shop) -> None:
    wanted = await shop.stock(quantity=FREE + 1)

    assert await shop.units(wanted) == []
    assert await shop.eye.fetchval("SELECT count(*) FROM planblanc.engagement") == 0
    assert len(await shop.units(await shop.stock(quantity=FREE))) == FREE


async def test_windows_that_touch_share_a_unit(shop: Shop) -> None:
    await shop.engage(await shop.stock(quantity=FREE))

    after = await shop.stock(quantity=FREE, starts_at=END, ends_at=END + timedelta(hours=1))
    over = await shop.stock(starts_at=END - timedelta(seconds=1), ends_at=END + timedelta(hours=1))

    assert len(await shop.units(after)) == FREE
    assert await shop.units(over) == []


async def test_what_is_given_back_is_taken_again(shop: Shop) -> None:
    first = await shop.stock(quantity=FREE)
    await shop.engage(first)
    async with shop.database.transaction(ARS) as tx:
        await engagements.reduce(tx, first.id, kept=20)
    again = await shop.units(await shop.stock(quantity=5))
    async with shop.database.transaction(ARS) as tx:
        await engagements.withdraw(tx, [first.id])

    assert again == [21, 22, 23, 24, 25]
    assert await shop.held(first) == []
    assert await shop.units(await shop.stock(quantity=20)) == list(range(1, 21))


async def test_a_stock_that_turns_out_smaller_is_not_promised_twice(shop: Shop) -> None:
    first, second = await shop.stock(quantity=10), await shop.stock(quantity=10)
    await shop.engage(first)
    await shop.engage(second)
    async with shop.database.transaction(ARS) as tx:
        await engagements.withdraw(tx, [first.id])
    await shop.eye.execute("UPDATE planblanc.equipment_stock SET quantity = floor + 12 WHERE id = $1", STOCK)

    assert await shop.held(second) == list(range(11, 21))
    assert not await shop.engage(await shop.stock(quantity=3))
    assert len(await shop.units(await shop.stock(quantity=2))) == 2


async def test_an_exercise_holds_nothing(shop: Shop) -> None:
    pretended = await shop.stock(quantity=FREE, exercise=True)

    assert await shop.units(pretended) == []
    assert await shop.eye.fetchval("SELECT count(*) FROM planblanc.engagement_unit WHERE engagement_id = $1", pretended.id) == FREE
    assert len(await shop.units(await shop.stock(quantity=FREE))) == FREE


async def test_an_exercise_goes_on_while_all_is_really_promised(shop: Shop) -> None:
    await shop.engage(await shop.stock(quantity=FREE))
    pretended = await shop.stock(quantity=2, exercise=True)

    await shop.engage(pretended)

    assert await shop.eye.fetchval("SELECT count(*) FROM planblanc.engagement_unit WHERE engagement_id = $1", pretended.id) == 2


async def test_two_quantities_at_once_share_what_is_left(shop: Shop) -> None:
    wanted = [await shop.stock(quantity=7) for _ in range(6)]

    await asyncio.gather(*map(shop.engage, wanted))

    assert sorted([len(await shop.held(one)) for one in wanted]) == [0, 0, 0, 7, 7, 7]
    assert await shop.eye.fetchval(DOUBLE_BOOKINGS) == 0


async def race(shop: Shop, *, clients: int, tries: int, seed: int) -> Counter[str]:
    """Clients that engage people for crossing windows, and now and then give one back; how each try ended."""
    people = [row["id"] for row in await shop.eye.fetch(PEOPLE, 10, key("own", "responder"))]
    lines = {person: await shop.lines(person, tries // 5, person=True) for person in people}
    tally: Counter[str] = Counter()
    left = iter(range(tries))

    async def client(random: Random) -> None:
        for _ in left:
            person = random.choice(people)
            if not lines[person]:
                continue
            at = NOW + timedelta(hours=random.randrange(0, 24 * 40, 6))
            wanted = engagement(lines[person].pop(), person=person, at=at)
            try:
                got = await shop.engage(wanted)
            except Conflict:
                tally["conflict"] += 1
                continue
            tally["taken" if got else "refused"] += 1
            if got and random.random() < 0.5:
                async with shop.database.transaction(ARS) as tx:
                    await engagements.withdraw(tx, [wanted.id])

    await asyncio.gather(*(client(Random(seed + number)) for number in range(clients)))
    return tally


async def without_the_constraint(shop: Shop) -> None:
    """What remains is to look, then to write: the same code, naive, and nobody's turn is waited for."""
    await shop.eye.execute("ALTER TABLE planblanc.engagement_unit DROP CONSTRAINT no_unit_in_two_places")
    look: str = await shop.eye.fetchval("SELECT pg_get_functiondef('planblanc.free_units'::regproc)")
    lines = look.splitlines(keepends=True)
    await shop.eye.execute("".join(line for line in lines if "pg_advisory_xact_lock" not in line))


async def test_a_short_race_promises_nothing_twice(shop: Shop) -> None:
    tally = await race(shop, clients=40, tries=600, seed=1)

    assert await shop.eye.fetchval(DOUBLE_BOOKINGS) == 0
    assert tally["taken"] > 100
    assert tally["refused"] > 20


async def test_the_same_race_without_the_constraint_promises_twice(shop: Shop) -> None:
    await without_the_constraint(shop)

    await race(shop, clients=40, tries=600, seed=1)

    assert await shop.eye.fetchval(DOUBLE_BOOKINGS) > 0


@pytest.mark.long
async def test_a_hundred_clients_on_ten_resources_promise_nothing_twice_in_ten_thousand_tries(shop: Shop) -> None:
    tally = await race(shop, clients=100, tries=10_000, seed=1)

    assert await shop.eye.fetchval(DOUBLE_BOOKINGS) == 0, tally
    assert sum(tally.values()) > 9_000, tally
