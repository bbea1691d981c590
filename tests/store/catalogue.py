"""What a database is made of, told by its catalogue: the same on every version of PostgreSQL."""

import asyncpg

_OURS = "'planblanc'::regnamespace"


def _rights(column: str, kind: str, owner: str) -> str:
    """The rights, sorted, those that go without saying included."""
    entries = f"unnest(coalesce({column}, acldefault('{kind}', {owner}))) AS entry"
    return f"(SELECT array_agg(entry::text ORDER BY entry::text) FROM {entries})::text"


_PARTS = {
    "schema": f"""SELECT nspname, nspowner::regrole::text, {_rights("nspacl", "n", "nspowner")}
        FROM pg_namespace WHERE nspname = 'planblanc'""",
    "relations": f"""SELECT oid::regclass::text, relkind, relowner::regrole::text, relrowsecurity, relforcerowsecurity, reloptions::text,
        {_rights("relacl", "r", "relowner")}
        FROM pg_class WHERE relnamespace = {_OURS} AND relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "columns": f"""SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
        pg_get_expr(adbin, adrelid), attcollation::regcollation::text, attacl::text
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = {_OURS} AND relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped""",
    "constraints": f"""SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = {_OURS} AND contype <> 'n'""",
    "indexes": f"""SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        JOIN pg_class ON pg_class.oid = indrelid WHERE relnamespace = {_OURS}""",
    "views": f"SELECT oid::regclass::text, pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = {_OURS} AND relkind IN ('v', 'm')",
    "policies": f"""SELECT polrelid::regclass::text, polname, polcmd, polpermissive,
        (SELECT array_agg(role::regrole::text ORDER BY role::regrole::text) FROM unnest(polroles) AS role)::text,
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = {_OURS}""",
    "functions": f"""SELECT oid::regprocedure::text, proowner::regrole::text, pg_get_functiondef(oid),
        {_rights("proacl", "f", "proowner")}
        FROM pg_proc WHERE pronamespace = {_OURS} AND prokind IN ('f', 'p')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'i')""",
    # Not the multirange of a range: before 16 it stays with whoever loads the file.
    "types": f"""SELECT oid::regtype::text, typtype, typowner::regrole::text, {_rights("typacl", "T", "typowner")},
        (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid)::text,
        (SELECT rngsubtype::regtype::text FROM pg_range WHERE rngtypid = pg_type.oid)
        FROM pg_type WHERE typnamespace = {_OURS} AND typtype IN ('e', 'd', 'r')""",
    "triggers": f"""SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(pg_trigger.oid), tgenabled
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = {_OURS} AND NOT tgisinternal""",
    "comments": f"""SELECT pg_describe_object(classoid, objoid, objsubid), description FROM pg_description
        JOIN pg_class ON classoid = 'pg_class'::regclass AND pg_class.oid = objoid WHERE relnamespace = {_OURS}""",
    "default rights": "SELECT defaclrole::regrole::text, defaclobjtype, defaclacl::text FROM pg_default_acl",
}


async def read(url: str) -> dict[str, set[tuple[object, ...]]]:
    """Everything that the schema holds, by kind; names are qualified, rights are sorted."""
    connection = await asyncpg.connect(url, server_settings={"search_path": "pg_catalog"})
    try:
        return {part: {tuple(row) for row in await connection.fetch(sql)} for part, sql in _PARTS.items()}
    finally:
        await connection.close()
