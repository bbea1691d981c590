"""The runner of migrations, on an empty database."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from planblanc import shipped
from planblanc.domain.errors import MigrationRefused, Unavailable
from planblanc.store import migrate
from tests.databases import database_at

ROLES = shipped.schema_dir() / "migrations" / "0001_roles.sql"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ROLES.name).write_text(ROLES.read_text("utf-8"), "utf-8")
    (tmp_path / "0002_place.sql").write_text("CREATE TABLE planblanc.place (name text);", "utf-8")
    return tmp_path


async def value(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_applies_once_and_says_what_it_did(empty_database_url: str, folder: Path) -> None:
    first = await migrate.migrate(empty_database_url, folder)
    second = await migrate.migrate(empty_database_url, folder)

    assert first == ("0001_roles", "0002_place")
    assert second == ()


async def test_tables_belong_to_the_owner_who_never_logs_in(empty_database_url: str, folder: Path) -> None:
    await migrate.migrate(empty_database_url, folder)

    owner = await value(empty_database_url, "SELECT tableowner FROM pg_tables WHERE tablename = 'place'")
    assert owner == "planblanc_owner"
    assert await value(empty_database_url, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'planblanc_owner'") is False


async def test_two_runs_at_once_do_it_once(empty_database_url: str, folder: Path) -> None:
    runs = await asyncio.gather(*(migrate.migrate(empty_database_url, folder) for _ in range(4)))

    assert sorted(runs) == [(), (), (), ("0001_roles", "0002_place")]


async def test_a_file_changed_after_the_fact_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate.migrate(empty_database_url, folder)
    (folder / "0002_place.sql").write_text("CREATE TABLE planblanc.place (name text NOT NULL);", "utf-8")

    with pytest.raises(MigrationRefused, match="0002_place a été modifié"):
        await migrate.migrate(empty_database_url, folder)


async def test_a_database_newer_than_the_code_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate.migrate(empty_database_url, folder)
    (folder / "0002_place.sql").unlink()

    with pytest.raises(MigrationRefused, match="version plus récente"):
        await migrate.migrate(empty_database_url, folder)


async def test_a_file_that_comes_before_those_applied_is_refused(empty_database_url: str, folder: Path) -> None:
    await migrate.migrate(empty_database_url, folder)
    (folder / "0001_z.sql").write_text("SELECT 1;", "utf-8")

    with pytest.raises(MigrationRefused, match="0001_z vient avant"):
        await migrate.migrate(empty_database_url, folder)


async def test_a_file_that_fails_leaves_nothing_and_names_the_line(empty_database_url: str, folder: Path) -> None:
    (folder / "0003_wrong.sql").write_text("CREATE TABLE planblanc.half (n int);\n\nSELECT nothing FROM nowhere;", "utf-8")

    with pytest.raises(MigrationRefused, match="0003_wrong a échoué à la ligne 3"):
        await migrate.migrate(empty_database_url, folder)

    assert await value(empty_database_url, "SELECT to_regclass('planblanc.place')") is not None
    assert await value(empty_database_url, "SELECT to_regclass('planblanc.half')") is None


async def test_needs_no_superuser(own_server_url: str, folder: Path) -> None:
    administrator = await asyncpg.connect(own_server_url)
    await administrator.execute("CREATE ROLE builder LOGIN CREATEROLE")
    await administrator.execute("CREATE DATABASE built OWNER builder")
    await administrator.close()

    done = await migrate.migrate(database_at(own_server_url, "built").replace("postgres@", "builder@"), folder)

    assert done == ("0001_roles", "0002_place")


async def test_roles_made_by_another_account_are_asked_of_it_by_name(own_server_url: str, folder: Path) -> None:
    administrator = await asyncpg.connect(own_server_url)
    await migrate.migrate(own_server_url, folder)
    await administrator.execute("CREATE ROLE second LOGIN CREATEROLE")
    await administrator.execute("CREATE DATABASE another OWNER second")
    url = database_at(own_server_url, "another").replace("postgres@", "second@")

    with pytest.raises(MigrationRefused, match=r"GRANT planblanc_owner, .* TO second;") as refused:
        await migrate.migrate(url, folder)
    await administrator.execute(str(refused.value).rsplit("« ", maxsplit=1)[-1].split(" »")[0])
    await administrator.close()

    assert await migrate.migrate(url, folder) == ("0001_roles", "0002_place")


async def test_a_role_that_passes_the_wall_is_refused(own_server_url: str, folder: Path) -> None:
    administrator = await asyncpg.connect(own_server_url)
    await administrator.execute("CREATE ROLE planblanc_app LOGIN BYPASSRLS")
    await administrator.close()

    with pytest.raises(MigrationRefused, match="planblanc_app a des droits qui passent"):
        await migrate.migrate(own_server_url, folder)


async def test_without_the_right_to_make_roles_says_which_right_is_missing(own_server_url: str, folder: Path) -> None:
    administrator = await asyncpg.connect(own_server_url)
    await administrator.execute("CREATE ROLE visitor LOGIN")
    await administrator.close()

    with pytest.raises(MigrationRefused, match="CREATEROLE"):
        await migrate.migrate(own_server_url.replace("postgres@", "visitor@"), folder)


async def test_a_database_that_does_not_answer_is_said_in_french(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="ne répond pas"):
        await migrate.migrate(f"postgresql://nobody@/nothing?host={tmp_path}")
