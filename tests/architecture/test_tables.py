"""The wall between tenants, as the catalogue shows it."""

import asyncpg
import pytest

OF_OURS = "'planblanc'::regnamespace"
ROLES = ("planblanc_owner", "planblanc_definer", "planblanc_app", "planblanc_worker", "planblanc_portal", "planblanc_migrator")


TABLES = f"SELECT oid::regclass::text FROM pg_class WHERE relnamespace = {OF_OURS} AND relkind IN ('r', 'p')"
OPEN_TABLES = f"{TABLES} AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))"
POLICIES_FOR_EVERYBODY = f"""SELECT polrelid::regclass || ' ' || polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
    WHERE relnamespace = {OF_OURS} AND 0 = ANY (polroles)"""
DEFINERS = f"SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = {OF_OURS} AND prosecdef"
LOOSE_DEFINERS = f"""{DEFINERS} AND (proowner <> 'planblanc_definer'::regrole
    OR NOT coalesce('search_path=planblanc, pg_catalog, pg_temp' = ANY (proconfig), false))"""
LOOSE_VIEWS = f"""SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = {OF_OURS} AND relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"""

# A mistake of each kind, as a migration could make it, and the check that finds it.
MISTAKES = {
    "a table without row security": ("CREATE TABLE mistake (id uuid)", OPEN_TABLES),
    "a table whose owner passes": ("ALTER TABLE incident NO FORCE ROW LEVEL SECURITY", OPEN_TABLES),
    "a table whose security is off": ("ALTER TABLE incident DISABLE ROW LEVEL SECURITY", OPEN_TABLES),
    "a table without a policy": (
        "CREATE TABLE mistake (id uuid); ALTER TABLE mistake ENABLE ROW LEVEL SECURITY; ALTER TABLE mistake FORCE ROW LEVEL SECURITY",
        OPEN_TABLES,
    ),
    "a policy for everybody": ("CREATE POLICY mistake ON incident FOR SELECT USING (true)", POLICIES_FOR_EVERYBODY),
    "a definer function without a path": ("ALTER FUNCTION visible_incidents() RESET search_path", LOOSE_DEFINERS),
    "a definer function whose path a caller can shadow": (
        "ALTER FUNCTION visible_incidents() SET search_path = pg_temp, planblanc",
        LOOSE_DEFINERS,
    ),
    "a definer function of the owner": (
        "CREATE FUNCTION mistake() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp RETURN 1",
        LOOSE_DEFINERS,
    ),
    "a view with its owner's rights": ("CREATE VIEW mistake AS SELECT id FROM incident", LOOSE_VIEWS),
    "a view that says it has its owner's rights": (
        "CREATE VIEW mistake WITH (security_invoker = false) AS SELECT id FROM incident",
        LOOSE_VIEWS,
    ),
    "a materialised view": ("CREATE MATERIALIZED VIEW mistake AS SELECT id FROM incident", LOOSE_VIEWS),
}


async def names(connection: asyncpg.Connection, sql: str) -> list[str]:
    return [row[0] for row in await connection.fetch(sql)]


async def test_every_table_has_row_security_forced_with_a_policy(migrated: asyncpg.Connection) -> None:
    assert await names(migrated, OPEN_TABLES) == []
    assert len(await names(migrated, TABLES)) > 20


async def test_every_table_belongs_to_the_owner(migrated: asyncpg.Connection) -> None:
    strangers = f"""SELECT oid::regclass::text FROM pg_class
        WHERE relnamespace = {OF_OURS} AND relkind IN ('r', 'p', 'v', 'S') AND relowner <> 'planblanc_owner'::regrole"""

    assert await names(migrated, strangers) == []


async def test_a_policy_names_its_roles(migrated: asyncpg.Connection) -> None:
    assert await names(migrated, POLICIES_FOR_EVERYBODY) == []


async def test_a_definer_function_has_its_own_role_and_a_fixed_path(migrated: asyncpg.Connection) -> None:
    assert await names(migrated, LOOSE_DEFINERS) == []
    assert await names(migrated, DEFINERS) != []


async def test_a_view_asks_with_the_rights_of_who_reads(migrated: asyncpg.Connection) -> None:
    assert await names(migrated, LOOSE_VIEWS) == []


@pytest.mark.parametrize(("mistake", "check"), MISTAKES.values(), ids=MISTAKES)
async def test_a_hole_in_the_wall_is_found(database_url: str, mistake: str, check: str) -> None:
    connection = await asyncpg.connect(database_url, server_settings={"search_path": "planblanc"})
    await connection.execute("SET ROLE planblanc_owner" if mistake.startswith("CREATE") else "RESET ROLE")
    await connection.execute(mistake)
    await connection.execute("RESET ROLE")
    found = await names(connection, check)
    await connection.close()

    assert len(found) == 1


async def test_no_role_passes_the_wall(migrated: asyncpg.Connection) -> None:
    roles = await migrated.fetch("SELECT * FROM pg_roles WHERE rolname = ANY ($1)", ROLES)

    assert {role["rolname"] for role in roles} == set(ROLES)
    assert not [role for role in roles if role["rolsuper"] or role["rolbypassrls"] or role["rolcreaterole"] or role["rolinherit"]]
    assert not [role for role in roles if role["rolname"] in ROLES[:2] and role["rolcanlogin"]]
