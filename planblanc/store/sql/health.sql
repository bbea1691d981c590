-- name: read_schema_version
-- The last migration applied.
SELECT max(version) FROM schema_migration

-- name: holds_schema
-- Whether anything was ever migrated here.
SELECT to_regclass('planblanc.schema_migration') IS NOT NULL
