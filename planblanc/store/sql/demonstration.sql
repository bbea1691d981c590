-- name: read_schema_mark
-- What the schema says of itself, and whether migrations have begun in it; no row where there is none.
SELECT coalesce(obj_description(oid, 'pg_namespace'), '') AS mark, nspowner::regrole::text = 'planblanc_owner' AS begun
FROM pg_namespace WHERE nspname = 'planblanc'

-- name: holds_settings
-- Whether the schema has got as far as its settings.
SELECT EXISTS (
    SELECT FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace WHERE nspname = 'planblanc' AND relname = 'setting'
) AS holds

-- name: holds_anything
-- Whether somebody keeps something in this database, what belongs to PostgreSQL and to its extensions apart.
SELECT EXISTS (
    SELECT FROM pg_class AS kept
    JOIN pg_namespace AS space ON space.oid = kept.relnamespace
    WHERE space.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
        AND NOT EXISTS (SELECT FROM pg_depend AS part WHERE part.objid = kept.oid AND part.deptype = 'e')
) AS holds

-- name: become_owner
-- The schema, and whatever is in it, is dropped and made by its owner.
SET LOCAL ROLE planblanc_owner

-- name: drop_schema
-- Nothing of an earlier demonstration stays.
DROP SCHEMA planblanc CASCADE

-- name: make_schema
-- The place where the migrations begin.
CREATE SCHEMA planblanc

-- name: mark_schema
-- Says whose it is before anything is in it, so that a demonstration killed half-way is known again.
COMMENT ON SCHEMA planblanc IS 'Démonstration de plan blanc numérique : vidée et refaite à chaque lancement'

-- name: put_crisis_offset
-- By how many seconds the crisis runs behind the real clock (a past crisis: a negative number).
INSERT INTO setting (key, value)
VALUES ('demonstration', jsonb_build_object('crisis_offset_seconds', :seconds::double precision))
ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
