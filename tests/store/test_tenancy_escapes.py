"""Ways around the wall, each tried as an attacker who can run SQL would: all of them end nowhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import asyncpg
import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Forbidden
from planblanc.domain.identity import EstablishmentId
from planblanc.domain.journal import NATION, Chain, LogLine
from planblanc.store.transaction import Database
from tests.store import tenants
from tests.store.tenants import NOW, key

ROLES = ("planblanc_owner", "planblanc_definer", "planblanc_app", "planblanc_worker", "planblanc_portal", "planblanc_migrator")
OURS = "'planblanc'::regnamespace"
ARS = Actor(tenants.ME, "ARS", Role.ARS_COORDINATOR, frozenset({"75"}))
SAMU = Actor(tenants.ME, "SAMU", Role.SAMU, frozenset({"75"}))
HOSPITAL = Actor(tenants.ME, "CH", Role.ESTABLISHMENT, establishments=frozenset({EstablishmentId(key("own", "site"))}))
LENDERS = "SELECT id FROM planblanc.lender ORDER BY id"


@asynccontextmanager
async def logged_in(url: str, role: str) -> AsyncIterator[asyncpg.Connection]:
    """A session of the role itself, as with its own URL in production."""
    host = urlsplit(url)
    connection = await asyncpg.connect(host._replace(netloc=f"{role}@{host.netloc.rsplit('@', maxsplit=1)[-1]}").geturl())
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def acting(url: str, who: Actor | None) -> AsyncIterator[asyncpg.Connection]:
    """A transaction of the API for an actor, undone at the end."""
    connection = await asyncpg.connect(url, server_settings={"role": "planblanc_app"})
    started = connection.transaction()
    await started.start()
    if who is not None:
        scope = {"role": who.role, "actor": who.id, "regions": ",".join(who.regions)}
        scope |= {"establishments": ",".join(map(str, who.establishments)), "lenders": ",".join(map(str, who.lenders))}
        for name, value in scope.items():
            await connection.execute("SELECT set_config($1, $2, true)", f"planblanc.{name}", str(value))
    try:
        yield connection
    finally:
        await started.rollback()
        await connection.close()


async def filled(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    await tenants.fill(connection)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def values(connection: asyncpg.Connection, sql: str, *arguments: object) -> list[object]:
    return [row[0] for row in await connection.fetch(sql, *arguments)]


@pytest.mark.parametrize("role", ["planblanc_app", "planblanc_worker", "planblanc_portal"])
async def test_a_role_becomes_no_other(database_url: str, role: str) -> None:
    async with logged_in(database_url, role) as connection:
        for other in {*ROLES, "postgres"} - {role}:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"SET ROLE {other}")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"SET SESSION AUTHORIZATION {other}")
        await connection.execute("RESET ROLE")

        assert await connection.fetchval("SELECT current_user") == role


@pytest.mark.parametrize("role", ["planblanc_app", "planblanc_worker", "planblanc_portal"])
async def test_a_role_makes_and_alters_nothing_of_ours(database_url: str, role: str) -> None:
    tries = (
        "CREATE TABLE planblanc.mine (n int)",
        "CREATE FUNCTION planblanc.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE planblanc.incident DISABLE ROW LEVEL SECURITY",
        "DROP POLICY watcher_reads ON planblanc.incident",
        "CREATE POLICY all_of_it ON planblanc.incident USING (true)",
        "TRUNCATE planblanc.incident",
        "ALTER FUNCTION planblanc.has_actor() SET search_path = public",
        "CALL planblanc.guard('planblanc.incident')",
        "CALL planblanc.entrust('planblanc.has_actor()')",
        "CREATE TRIGGER mine BEFORE INSERT ON planblanc.incident EXECUTE FUNCTION planblanc.wake_the_relay()",
        "SELECT * FROM pg_authid",
    )
    async with logged_in(database_url, role) as connection:
        for statement in tries:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


async def test_a_temporary_table_does_not_stand_in_for_ours(database_url: str) -> None:
    await filled(database_url)
    async with acting(database_url, HOSPITAL) as connection:
        before = await values(connection, LENDERS)
        await connection.execute("CREATE TEMP TABLE lender (id uuid, region_code text, establishment_id uuid)")
        await connection.execute("INSERT INTO pg_temp.lender VALUES ($1, '76', $2)", key("other", "lender"), key("own", "site"))
        await connection.execute("GRANT SELECT ON pg_temp.lender TO PUBLIC")

        assert await values(connection, LENDERS) == before == [key("own", "lender")]


async def test_a_function_that_crosses_policies_is_for_the_api_and_the_worker_alone(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    definers = f"FROM pg_proc WHERE pronamespace = {OURS} AND prosecdef"
    loose = await values(
        connection, f"SELECT oid::regprocedure::text {definers} AND has_function_privilege('planblanc_portal', oid, 'EXECUTE')"
    )
    unpinned = await values(
        connection, f"SELECT oid::regprocedure::text {definers} AND NOT 'search_path=planblanc, pg_catalog, pg_temp' = ANY (proconfig)"
    )
    others = await values(
        connection, f"SELECT oid::regprocedure::text {definers} AND has_function_privilege('planblanc_migrator', oid, 'EXECUTE')"
    )
    await connection.close()

    assert (loose, unpinned) == ([], [])
    ours = ("planblanc.append_log(", "planblanc.erase_log_text(", "planblanc.erase_from_contact_versions(", "planblanc.end_code_sessions(")
    assert [name for name in others if not str(name).startswith(ours)] == []


async def test_with_no_actor_nothing_is_visible_and_nothing_is_told(database_url: str) -> None:
    await filled(database_url)
    connection = await asyncpg.connect(database_url)
    tables = await values(connection, f"SELECT relname FROM pg_class WHERE relnamespace = {OURS} AND relkind IN ('r', 'p', 'v')")
    await connection.close()
    readable = "SELECT has_table_privilege('planblanc_app', $1::regclass, 'SELECT')"
    async with acting(database_url, None) as api:
        seen = {name for name in tables if await api.fetchval(readable, f"planblanc.{name}")}

        assert {name: await api.fetchval(f"SELECT count(*) FROM planblanc.{name}") for name in seen} == dict.fromkeys(seen, 0)


async def test_the_actor_ends_with_its_transaction(database: Database, database_url: str) -> None:
    connection = await asyncpg.connect(database_url, server_settings={"role": "planblanc_app"})
    async with connection.transaction():
        await connection.execute("SELECT set_config('planblanc.role', 'NATIONAL_COORDINATOR', true)")

    assert await connection.fetchval("SELECT planblanc.has_actor()") is False
    await connection.close()


@pytest.mark.parametrize(
    ("who", "chain"),
    [
        (ARS, Chain.of_region("76")),
        (ARS, NATION),
        (SAMU, Chain.of_region("75")),
        (replace(ARS, role=Role.NATIONAL_READER), NATION),
        (HOSPITAL, Chain.of_region("76")),
    ],
)
async def test_nobody_writes_in_the_journal_of_others(database: Database, database_url: str, who: Actor, chain: Chain) -> None:
    await filled(database_url)
    with pytest.raises(Forbidden):
        async with database.transaction(who) as tx:
            tx.note(LogLine(chain, "test.noted", "Ligne.", NOW))


@pytest.mark.parametrize(
    "call", ["append_log('{NATION}', '{FR}', '{x}', '{NULL}', '{NULL}', now())", "visible_incidents()", "visible_lenders()"]
)
async def test_the_portal_reaches_nothing_through_our_functions(database_url: str, call: str) -> None:
    async with logged_in(database_url, "planblanc_portal") as connection:
        await connection.execute("SELECT set_config('planblanc.role', 'NATIONAL_COORDINATOR', false)")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"SELECT planblanc.{call}")


async def test_a_rung_shows_lenders_and_stock_of_others_while_it_is_open_and_never_a_person(database_url: str) -> None:
    line = {"lender_id": key("other", "lender"), "rung": "ADJACENT_REGION", "stock_id": key("other", "stock"), "lender_region_code": "76"}
    own = next(case.row for case in tenants.tenant("own", 3) if case.name == "plan_assignment of things")
    await filled(database_url, f"INSERT INTO planblanc.plan_assignment {tenants.values({**own, **line})}")
    shared = key("other", "lender")
    async with acting(database_url, ARS) as connection:
        assert shared in await values(connection, LENDERS)
        assert key("other", "stock") in await values(connection, "SELECT id FROM planblanc.equipment_stock")
        for persons in ("responder", "responder_competence", "availability", "contact_point"):
            assert shared not in await values(connection, f"SELECT lender_id FROM planblanc.{persons}")

        await connection.execute("UPDATE planblanc.rung_authorisation SET revoked_at = now() WHERE rung = 'ADJACENT_REGION'")

        assert shared not in await values(connection, LENDERS)


@pytest.mark.parametrize(
    "ended",
    ["UPDATE planblanc.incident SET state = 'CLOSED' WHERE region_code = '75'", "UPDATE planblanc.plan_incident SET state = 'SUPERSEDED'"],
)
async def test_nothing_is_shared_once_the_crisis_or_the_plan_is_over(database_url: str, ended: str) -> None:
    line = {"lender_id": key("other", "lender"), "rung": "ADJACENT_REGION", "stock_id": key("other", "stock"), "lender_region_code": "76"}
    own = next(case.row for case in tenants.tenant("own", 3) if case.name == "plan_assignment of things")
    await filled(database_url, f"INSERT INTO planblanc.plan_assignment {tenants.values({**own, **line})}", ended)

    async with acting(database_url, ARS) as connection:
        assert key("other", "lender") not in await values(connection, LENDERS)


async def test_nothing_is_engaged_that_no_plan_counted_on(database_url: str) -> None:
    await filled(database_url)
    theirs = {"lender_id": key("other", "lender"), "stock_id": key("other", "stock"), "lender_region_code": "76"}
    mine = next(case.row for case in tenants.tenant("own", 1) if case.name == "engagement")
    unit = next(case.row for case in tenants.tenant("own", 1) if case.name == "engagement_unit")
    async with acting(database_url, ARS) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"INSERT INTO planblanc.engagement {tenants.values({**mine, **theirs})}")
    async with acting(database_url, ARS) as connection:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await connection.execute(f"INSERT INTO planblanc.engagement_unit {tenants.values({**unit, 'resource_id': theirs['stock_id']})}")


async def test_a_victim_does_not_verify_itself(database_url: str) -> None:
    await filled(database_url)
    async with acting(database_url, HOSPITAL) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("UPDATE planblanc.help_request SET state = 'OPEN'")


async def test_a_site_declares_under_no_other_name(database_url: str) -> None:
    await filled(database_url)
    mine = next(case.row for case in tenants.tenant("own", 1) if case.table == "incident")
    for wrong in (
        {"legal_entity_id": key("other", "entity")},
        {"establishment_id": None, "legal_entity_id": None, "unlisted_name": "Ailleurs"},
        {"establishment_id": None, "region_code": "76"},
    ):
        async with acting(database_url, HOSPITAL) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"INSERT INTO planblanc.incident {tenants.values({**mine, **wrong})}")


async def test_a_site_sees_the_crises_of_its_entity_and_no_other(database_url: str) -> None:
    sister = {"id": key("own", "incident", 5), "establishment_id": key("own", "site", 2)}
    mine = next(case.row for case in tenants.tenant("own", 5) if case.table == "incident")
    await filled(database_url, f"INSERT INTO planblanc.incident {tenants.values({**mine, **sister})}")

    async with acting(database_url, HOSPITAL) as connection:
        seen = await values(connection, "SELECT id FROM planblanc.incident")

    assert sister["id"] in seen
    assert not {key("other", "incident"), key("other", "incident", 2)} & set(seen)


async def test_nobody_counts_the_units_of_lenders_that_they_do_not_see(database_url: str) -> None:
    await filled(database_url)
    free = "SELECT planblanc.free_units($1, tstzrange(now(), now() + interval '1 day'), 50)"
    async with acting(database_url, ARS) as connection:
        assert len(await values(connection, free, key("own", "stock"))) == 25
        assert await values(connection, free, key("other", "stock")) == []
    async with acting(database_url, SAMU) as connection:
        assert await values(connection, free, key("own", "stock")) == []
