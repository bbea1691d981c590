"""Under the policies a national pool is still read by its indexes."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from tests.store import tenants

pytestmark = pytest.mark.long
# 1,000 lenders a department; each has 100 stocks and 50 responders.
NATIONAL_POOL = """
INSERT INTO planblanc.lender (id, code, name, kind, commune, department_code, region_code, latitude, longitude, road_network_code,
    search_text)
SELECT gen_random_uuid(), code || '-' || number, 'Prêteur', 'STATE', 'Commune', code, region_code, 44, 0, 'MAINLAND', 'preteur'
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


@pytest_asyncio.fixture
async def pool(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """The API for one region, on a national pool."""
    free = await asyncpg.connect(database_url)
    await tenants.fill(free)
    await free.execute(NATIONAL_POOL)
    await free.execute("VACUUM ANALYZE")
    api = await asyncpg.connect(database_url, server_settings={"role": "planblanc_app"})
    await api.execute("SET search_path = planblanc, pg_catalog, pg_temp; SET max_parallel_workers_per_gather = 0")
    await api.execute("SET planblanc.role = 'ARS_COORDINATOR'; SET planblanc.regions = '75'")
    yield api
    await api.close()
    await free.close()


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT id FROM equipment_stock WHERE region_code = '75' ORDER BY id LIMIT 20",
        "SELECT id FROM responder WHERE region_code = '75' ORDER BY id LIMIT 20",
    ],
)
async def test_a_page_is_read_by_its_index(pool: asyncpg.Connection, asked: str) -> None:
    told = "\n".join(row[0] for row in await pool.fetch(f"EXPLAIN {asked}"))

    assert "by_region" in told
    assert "Seq Scan on" not in told
