"""The nearest are found by the index of their lane: no table is read from end to end, whoever asks."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from planblanc.domain.access import Actor
from planblanc.store.queries import parse
from planblanc.store.transaction import Database
from tests.databases import connect
from tests.nights import ARS, NATION, OTHER_ARS, SAMU

QUERIES = parse(
    """
-- name: nearest_people
-- The keys of the nearest of a lane.
SELECT unnest(planblanc.nearest_responders(:lane, -1.045, 43.713, :most)) AS id

-- name: nearest_things
-- The keys of the nearest of a lane.
SELECT unnest(planblanc.nearest_stocks(:lane, -1.045, 43.713, :most)) AS id

-- name: read_scans
-- How this transaction has read a table so far.
SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname = :name

-- name: read_lane
-- The lane of a competence.
SELECT number FROM competence WHERE code = :code

-- name: read_order
-- The same, without the index: every row that the actor may see, in the order of the straight line.
SELECT responder_id AS id FROM responder_competence WHERE competence_code = :code
ORDER BY point(longitude * 0.7, latitude) <-> point(-1.045 * 0.7, 43.713)
""",
    "tests",
)


@pytest_asyncio.fixture
async def database(seeded_url: str) -> AsyncIterator[Database]:
    opened = await connect(seeded_url, "planblanc_app")
    yield opened
    await opened.close()


@pytest.mark.parametrize(("query", "table"), [("nearest_people", "responder_competence"), ("nearest_things", "equipment_stock")])
async def test_no_table_is_read_from_end_to_end(database: Database, query: str, table: str) -> None:
    async with database.transaction(NATION) as tx:
        await tx.rows(QUERIES[query], lane=1, most=5)
        scans = await tx.row(QUERIES["read_scans"], name=table)

    assert scans is not None
    assert scans["seq_scan"] == 0
    assert scans["idx_scan"] > 0


@pytest.mark.parametrize("who", [ARS, OTHER_ARS, NATION, SAMU])
async def test_the_index_gives_what_the_policies_show_in_the_same_order(database: Database, who: Actor) -> None:
    async with database.transaction(who) as tx:
        lane = await tx.value(QUERIES["read_lane"], code="NETWORK")
        found = [row["id"] for row in await tx.rows(QUERIES["nearest_people"], lane=lane, most=100)]
        shown = [row["id"] for row in await tx.rows(QUERIES["read_order"], code="NETWORK")]

    assert set(found) == set(shown)
    assert len(found) == len(set(found))
    assert (found == []) == (who is SAMU)


async def test_another_lane_is_never_entered(database: Database) -> None:
    async with database.transaction(NATION) as tx:
        assert await tx.rows(QUERIES["nearest_people"], lane=998, most=100) == []
