-- name: read_schema_version
-- The last migration applied.
SELECT max(version) FROM schema_migration
