"""What the wall costs on a national pool: the same question, with policies and without."""

from collections.abc import AsyncIterator
from time import perf_counter

import asyncpg
import pytest
import pytest_asyncio

from planblanc.store.queries import load
from tests.store import tenants

pytestmark = pytest.mark.long
MOST = 1.5
SMALLEST = 0.001  # seconds: what is asked of the actor itself, whatever the question
# 1,000 lenders a region; each has 100 stocks and 50 responders.
NATIONAL_POOL = """
INSERT INTO planblanc.lender (id, code, name, kind, commune, department_code, region_code, latitude, longitude, road_network_code,
    search_text)
SELECT gen_random_uuid(), region_code || number, 'Prêteur', 'STATE', 'Commune', code, region_code, 44, 0, 'MAINLAND', 'preteur'
FROM planblanc.department, generate_series(1, 1000) AS number;
INSERT INTO planblanc.equipment_stock (id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place,
    commune, latitude, longitude, road_network_code)
SELECT gen_random_uuid(), id, region_code, 'WORKSTATION', 1, 10, 0, 'Réserve ' || number, commune, 44, 0, 'MAINLAND'
FROM planblanc.lender, generate_series(1, 100) AS number;
INSERT INTO planblanc.responder (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code,
    on_call)
SELECT gen_random_uuid(), id, region_code, 'Intervenant', true, 1, commune, 44, 0, 'MAINLAND', true
FROM planblanc.lender, generate_series(1, 50) AS number;
"""
PAGE = {"department": None, "lender": None, "patterns": None, "synthetic": None, "or_inactive": False, "after_id": None, "limit": 20}
QUESTIONS = {
    "a page of stocks": "SELECT id, quantity FROM equipment_stock WHERE region_code = '75' ORDER BY id LIMIT 20000",
    "the lenders of a region": "SELECT id, name FROM lender WHERE region_code = '75'",
}


@pytest_asyncio.fixture
async def pool(database_url: str) -> AsyncIterator[tuple[asyncpg.Connection, asyncpg.Connection]]:
    """An administrator, whom no policy holds, and the API for one region, on a national pool."""
    free = await asyncpg.connect(database_url)
    await tenants.fill(free)
    await free.execute(NATIONAL_POOL)
    await free.execute("VACUUM ANALYZE")
    api = await asyncpg.connect(database_url, server_settings={"role": "planblanc_app"})
    for connection in (free, api):
        await connection.execute("SET search_path = planblanc, pg_catalog, pg_temp; SET max_parallel_workers_per_gather = 0")
        await connection.execute("SET planblanc.role = 'ARS_COORDINATOR'; SET planblanc.regions = '75'")
    yield free, api
    await api.close()
    await free.close()


async def seconds(connection: asyncpg.Connection, sql: str, *arguments: object) -> float:
    """The best of some runs."""
    spent = []
    for _ in range(12):
        began = perf_counter()
        await connection.fetch(sql, *arguments)
        spent.append(perf_counter() - began)
    return min(spent)


async def test_the_wall_costs_at_most_half_as_much_again(pool: tuple[asyncpg.Connection, asyncpg.Connection]) -> None:
    free, api = pool
    search = load("equipment")["read_stocks"]
    counted = load("lenders")["count_pools"]
    lenders = [row["id"] for row in await free.fetch("SELECT id FROM lender WHERE region_code = '75' ORDER BY id LIMIT 100")]
    asked: dict[str, tuple[str, tuple[object, ...]]] = {name: (sql, ()) for name, sql in QUESTIONS.items()}
    asked["a search"] = (search.sql, tuple({**PAGE, "region": "75", "equipment_type": None}[name] for name in search.parameters))
    people = [row["id"] for row in await free.fetch("SELECT id FROM responder WHERE region_code = '75' ORDER BY id LIMIT 1000")]
    asked["a page of responders"] = (load("responders")["read_responders_by_id"].sql, (people,))
    asked["what lenders have"] = (counted.sql, (lenders,))

    costs = {name: (await seconds(api, sql, *given), await seconds(free, sql, *given)) for name, (sql, given) in asked.items()}

    assert {name: cost for name, cost in costs.items() if cost[0] > MOST * cost[1] + SMALLEST} == {}


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT id FROM equipment_stock WHERE region_code = '75' ORDER BY id LIMIT 20",
        "SELECT id FROM responder WHERE region_code = '75' ORDER BY id LIMIT 20",
    ],
)
async def test_a_page_is_read_by_its_index(pool: tuple[asyncpg.Connection, asyncpg.Connection], asked: str) -> None:
    _, api = pool

    told = "\n".join(row[0] for row in await api.fetch(f"EXPLAIN {asked}"))

    assert "by_region" in told
    assert "Seq Scan on" not in told
