"""The schema as it stands, in one file, is what the migrations give."""

import asyncpg
import pytest

from planblanc import shipped
from planblanc.store import dump, migrate
from tests.store import catalogue

DATABASE = shipped.schema_dir() / "database.sql"
pytestmark = pytest.mark.contract


async def load(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


async def test_the_file_gives_the_same_catalogue_as_the_migrations(database_url: str, empty_database_url: str) -> None:
    await load(empty_database_url, DATABASE.read_text("utf-8"))

    migrated, loaded = await catalogue.read(database_url), await catalogue.read(empty_database_url)

    for part, wanted in migrated.items():
        assert loaded[part] == wanted, f"{part} differ: run planblanc write-schema"
    assert len(migrated["relations"]) > 20
    assert all(migrated[part] for part in ("columns", "constraints", "indexes", "policies", "functions", "types", "triggers"))


async def test_the_catalogue_sees_a_right_a_policy_and_a_comment(database_url: str) -> None:
    before = await catalogue.read(database_url)
    await load(
        database_url,
        """GRANT UPDATE ON planblanc.region TO planblanc_app;
        DROP POLICY everybody_reads ON planblanc.department;
        COMMENT ON TABLE planblanc.region IS 'changed';""",
    )

    after = await catalogue.read(database_url)

    assert {part for part in before if before[part] != after[part]} == {"relations", "policies", "comments"}


async def test_the_file_is_what_would_be_written_now(own_server_url: str) -> None:
    await migrate.migrate(own_server_url)

    assert dump.dump(own_server_url) == DATABASE.read_text("utf-8"), "run planblanc write-schema"


def test_what_changes_from_run_to_run_is_left_out() -> None:
    text = "\\restrict abc\nSET transaction_timeout = 0;\n-- Dumped by 18\nCREATE FUNCTION f() AS $$\n-- why\nSELECT 1\n$$;\n"

    assert dump.normalise(text).endswith("\n\nCREATE FUNCTION f() AS $$\n-- why\nSELECT 1\n$$;\n")
