"""A database is filled from the files, once or a hundred times, and says what it did."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import asyncpg
import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.domain.errors import BadInput
from planblanc.store.seeding import Tally
from planblanc.store.transaction import Database, Patience
from planblanc.usecases import seeding
from planblanc.usecases.seeding import SEEDER
from planblanc.usecases.seeds import pools, reference
from tests.databases import connect

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.seeds_dir(), tmp_path / "seeds"))


@pytest_asyncio.fixture
async def migrator(database_url: str) -> AsyncIterator[Database]:
    database = await connect(database_url, "planblanc_migrator", size=1, patience=Patience(statement_ms=60_000))
    yield database
    await database.close()


@pytest_asyncio.fixture
async def looking(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database_url, server_settings={"search_path": "planblanc"})
    yield connection
    await connection.close()


async def load(migrator: Database, folder: Path, pool: str = "none") -> dict[str, Tally]:
    facts = reference.read(folder)
    wanted = pools.read(folder, pool, facts, Random(1))
    async with migrator.transaction(SEEDER) as tx:
        return {tally.table: tally for tally in await seeding.seed(tx, facts, wanted, NOW)}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


async def test_an_empty_database_gets_every_row(migrator: Database, folder: Path) -> None:
    tallies = await load(migrator, folder)

    assert tallies["region"] == Tally("region", added=18, changed=0, unchanged=0)
    assert tallies["establishment"] == Tally("establishment", added=1945, changed=0, unchanged=0)
    assert tallies["hospital_group"].added == 135


async def test_the_second_time_nothing_changes(migrator: Database, folder: Path) -> None:
    await load(migrator, folder, "dax")

    again = await load(migrator, folder, "dax")

    assert [tally for tally in again.values() if tally.added or tally.changed or tally.retired] == []


async def test_a_row_that_changed_is_told_and_its_version_grows(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder)
    edit(folder / "establishments.csv", "CENTRE HOSPITALIER DAX,", "CENTRE HOSPITALIER DE DAX,")

    tallies = await load(migrator, folder)

    assert tallies["establishment"] == Tally("establishment", added=0, changed=1, unchanged=1944)
    assert await looking.fetchval("SELECT max(version) FROM establishment") == 2


async def test_what_people_decided_about_a_site_stays(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder)
    await looking.execute("UPDATE establishment SET security_state = 'SUSPECT' WHERE finess = '400000105'")

    await load(migrator, folder)

    assert await looking.fetchval("SELECT security_state FROM establishment WHERE finess = '400000105'") == "SUSPECT"


async def test_a_site_is_found_by_its_words_without_accents(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder)

    found = await looking.fetchval("SELECT search_text FROM establishment WHERE finess = '590796975'")

    assert found == "hopital salengro chu lille lille 590796975"


async def test_a_load_is_told_in_the_journal_of_the_nation(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder)
    await load(migrator, folder)

    lines = await looking.fetch("SELECT line FROM log_entry WHERE kind = 'NATION'")

    assert len(lines) == 1
    assert b'"region":"+18 ~0 -0"' in lines[0]["line"]


async def test_a_pool_takes_the_place_of_another(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder, "demo")

    await load(migrator, folder, "dax")

    assert await looking.fetchval("SELECT count(*) FROM lender WHERE active") == 15
    assert await looking.fetchval("SELECT count(*) FROM responder WHERE active") == 38
    assert await looking.fetchval("SELECT count(*) FROM establishment WHERE hospital_group_code IS NOT NULL") == 7


async def test_no_pool_leaves_the_one_that_is_there(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder, "dax")

    await load(migrator, folder, "none")

    assert await looking.fetchval("SELECT count(*) FROM lender WHERE active") == 15


async def test_a_known_group_is_never_written_over(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder)
    await looking.execute("UPDATE establishment SET hospital_group_code = '75106' WHERE finess = '400000105'")

    await load(migrator, folder, "dax")

    kept = "SELECT hospital_group_code = '75106' AND NOT group_synthetic FROM establishment WHERE finess = '400000105'"
    assert await looking.fetchval(kept)


@pytest.mark.parametrize("pool", ["dax", "demo"])
async def test_all_that_is_invented_says_so(migrator: Database, folder: Path, looking: asyncpg.Connection, pool: str) -> None:
    await load(migrator, folder, pool)

    for table in ("lender", "responder", "equipment_stock", "shared_fate_link", "contact_point"):
        assert await looking.fetchval(f"SELECT count(*) FROM {table} WHERE NOT synthetic") == 0
    grouped = "SELECT count(*) FROM establishment WHERE hospital_group_code IS NOT NULL AND NOT group_synthetic"
    assert await looking.fetchval(grouped) == 0


async def test_a_pool_to_measure_with_has_its_size(migrator: Database, folder: Path, looking: asyncpg.Connection) -> None:
    await load(migrator, folder, "national")

    assert await looking.fetchval("SELECT count(*) FROM responder") == 20_000
    assert await looking.fetchval("SELECT sum(quantity) FROM equipment_stock") == 200_000


async def test_a_row_that_the_database_refuses_leaves_nothing_half_written(
    migrator: Database, folder: Path, looking: asyncpg.Connection
) -> None:
    facts = reference.read(folder)
    broken = dict(facts.records) | {"procedure": [{**facts.records["procedure"][0], "title": ""}]}

    with pytest.raises(BadInput):
        async with migrator.transaction(SEEDER) as tx:
            await seeding.seed(tx, reference.Facts(facts.sheets, broken), None, NOW)

    assert await looking.fetchval("SELECT count(*) FROM region") == 0
