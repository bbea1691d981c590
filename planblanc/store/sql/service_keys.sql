-- name: read_keys
-- These keys, without what they are made of.
SELECT id, grant_id, account_id, shown, label, issued_name, issued_at, expires_at, revoked_name, revoked_at, revoked_reason
FROM service_key WHERE id = ANY(:ids::uuid[])

-- name: list_of_accounts
-- The keys of these programs, the last one first.
SELECT id, grant_id, account_id, shown, label, issued_name, issued_at, expires_at, revoked_name, revoked_at, revoked_reason
FROM service_key WHERE account_id = ANY(:accounts::uuid[])
ORDER BY issued_at DESC, id
LIMIT 500

-- name: add_key
-- A key of a program: its digest alone is kept.
INSERT INTO service_key (id, grant_id, account_id, digest, shown, label, issued_by, issued_name, issued_at, expires_at)
VALUES (:id, :grant, :account, :digest, :shown, :label, :issued_by, :issued_name, :issued_at, :expires_at)

-- name: revoke_keys
-- Keys that open nothing any more.
UPDATE service_key SET revoked_name = :name, revoked_at = :at, revoked_reason = :reason
WHERE id = ANY(:ids::uuid[]) AND revoked_at IS NULL

-- name: list_of_grants
-- The keys that stand on these grants.
SELECT id, grant_id, account_id, shown, label, issued_name, issued_at, expires_at, revoked_name, revoked_at, revoked_reason
FROM service_key WHERE grant_id = ANY(:grants::uuid[]) AND revoked_at IS NULL
ORDER BY id
LIMIT 1000

-- name: open_key
-- The actor that a key speaks for, if it is one that still stands.
SELECT account_id, name, role, regions, establishments, lenders, expires_at FROM key_actor(:digest, :at)
