"""The database of a demonstration: made in an empty one, made anew in its own, never in anybody else's."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from planblanc.store import clock, demonstration, migrate
from planblanc.store.demonstration import DemonstrationInProduction, ForeignDatabase
from planblanc.store.transaction import Database
from planblanc.usecases.seeding import SEEDER
from tests.databases import connect, database_at

REAL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NIGHT = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)


async def run(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def value(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_an_empty_database_is_taken_and_known_again(empty_database_url: str) -> None:
    await demonstration.renew(empty_database_url, SEEDER)
    await migrate.migrate(empty_database_url)
    await run(empty_database_url, "INSERT INTO planblanc.setting VALUES ('kept', '1')")

    await demonstration.renew(empty_database_url, SEEDER)
    await migrate.migrate(empty_database_url)

    assert await value(empty_database_url, "SELECT count(*) FROM planblanc.setting") == 0


async def test_one_that_was_killed_before_its_first_migration_is_known_too(empty_database_url: str) -> None:
    await demonstration.renew(empty_database_url, SEEDER)

    await demonstration.renew(empty_database_url, SEEDER)

    assert len(await migrate.migrate(empty_database_url)) > 5


async def test_a_database_of_the_service_is_refused_and_untouched(database_url: str) -> None:
    await run(database_url, "INSERT INTO planblanc.setting VALUES ('kept', '1')")

    with pytest.raises(ForeignDatabase):
        await demonstration.renew(database_url, SEEDER)

    assert await value(database_url, "SELECT count(*) FROM planblanc.setting") == 1


async def test_a_database_where_somebody_keeps_something_is_refused(empty_database_url: str) -> None:
    await run(empty_database_url, "CREATE SCHEMA theirs", "CREATE TABLE theirs.things (name text)")

    with pytest.raises(ForeignDatabase):
        await demonstration.renew(empty_database_url, SEEDER)

    assert await value(empty_database_url, "SELECT to_regnamespace('planblanc')") is None


async def test_needs_no_superuser(own_server_url: str) -> None:
    await run(own_server_url, "CREATE ROLE builder LOGIN CREATEROLE", "CREATE DATABASE built OWNER builder")
    built = database_at(own_server_url, "built").replace("postgres@", "builder@")

    for _ in range(2):
        await demonstration.renew(built, SEEDER)
        assert len(await migrate.migrate(built)) > 5


async def test_the_crisis_runs_behind_the_real_clock(make_database: Callable[[str], Awaitable[Database]]) -> None:
    keeper, api = await make_database("planblanc_migrator"), await make_database("planblanc_app")
    async with keeper.transaction(SEEDER) as tx:
        await demonstration.set_crisis_time(tx, NIGHT, REAL)

    async with api.transaction(SEEDER, read_only=True) as tx:
        later = await clock.crisis_time(tx, REAL + timedelta(minutes=3))

    assert later == NIGHT + timedelta(minutes=3)


async def test_production_refuses_the_database_of_a_demonstration(make_database: Callable[[str], Awaitable[Database]]) -> None:
    keeper, api = await make_database("planblanc_migrator"), await make_database("planblanc_app")
    await demonstration.require_none(api, SEEDER)
    async with keeper.transaction(SEEDER) as tx:
        await demonstration.set_crisis_time(tx, NIGHT, REAL)

    with pytest.raises(DemonstrationInProduction):
        await demonstration.require_none(api, SEEDER)


async def test_production_refuses_it_by_its_mark_too(empty_database_url: str) -> None:
    await demonstration.renew(empty_database_url, SEEDER)
    await migrate.migrate(empty_database_url)
    api = await connect(empty_database_url, "planblanc_app", size=1)

    with pytest.raises(DemonstrationInProduction):
        await demonstration.require_none(api, SEEDER)
    await api.close()
