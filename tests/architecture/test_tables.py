"""The wall between tenants, as the catalogue shows it."""

import asyncpg

OF_OURS = "'planblanc'::regnamespace"
ROLES = ("planblanc_owner", "planblanc_definer", "planblanc_app", "planblanc_worker", "planblanc_portal", "planblanc_migrator")


async def names(connection: asyncpg.Connection, sql: str) -> list[str]:
    return [row[0] for row in await connection.fetch(sql)]


async def test_every_table_has_row_security_forced_with_a_policy(migrated: asyncpg.Connection) -> None:
    tables = f"SELECT oid::regclass::text FROM pg_class WHERE relnamespace = {OF_OURS} AND relkind IN ('r', 'p')"
    open_ones = (
        f"{tables} AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))"
    )

    assert await names(migrated, open_ones) == []
    assert len(await names(migrated, tables)) > 20


async def test_every_table_belongs_to_the_owner(migrated: asyncpg.Connection) -> None:
    strangers = f"""SELECT oid::regclass::text FROM pg_class
        WHERE relnamespace = {OF_OURS} AND relkind IN ('r', 'p', 'v', 'S') AND relowner <> 'planblanc_owner'::regrole"""

    assert await names(migrated, strangers) == []


async def test_a_policy_names_its_roles(migrated: asyncpg.Connection) -> None:
    everybody = f"""SELECT polrelid::regclass || ' ' || polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
        WHERE relnamespace = {OF_OURS} AND 0 = ANY (polroles)"""

    assert await names(migrated, everybody) == []


async def test_a_definer_function_has_its_own_role_and_a_fixed_path(migrated: asyncpg.Connection) -> None:
    definers = f"SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = {OF_OURS} AND prosecdef"
    loose = f"""{definers} AND (proowner <> 'planblanc_definer'::regrole
        OR NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search_path=%'))"""

    assert await names(migrated, loose) == []
    assert await names(migrated, definers) != []


async def test_a_view_asks_with_the_rights_of_who_reads(migrated: asyncpg.Connection) -> None:
    loose = f"""SELECT oid::regclass::text FROM pg_class
        WHERE relnamespace = {OF_OURS} AND relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"""

    assert await names(migrated, loose) == []


async def test_no_role_passes_the_wall(migrated: asyncpg.Connection) -> None:
    roles = await migrated.fetch("SELECT * FROM pg_roles WHERE rolname = ANY ($1)", ROLES)

    assert {role["rolname"] for role in roles} == set(ROLES)
    assert not [role for role in roles if role["rolsuper"] or role["rolbypassrls"] or role["rolcreaterole"] or role["rolinherit"]]
    assert not [role for role in roles if role["rolname"] in ROLES[:2] and role["rolcanlogin"]]
