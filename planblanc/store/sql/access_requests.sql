-- name: read_requests
-- These first accesses.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, label, asked_at, state, decided_name, decided_at, reason
FROM access_request WHERE id = ANY(:ids::uuid[])

-- name: list_of_accounts
-- The first accesses that were proposed to these accounts, the last first.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, label, asked_at, state, decided_name, decided_at, reason
FROM access_request WHERE account_id = ANY(:accounts::uuid[])
ORDER BY asked_at DESC, id
LIMIT 200

-- name: page_requests
-- The first accesses that the actor may read, in this state when one is wanted, those that have waited longest first.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, label, asked_at, state, decided_name, decided_at, reason
FROM access_request
WHERE (:state::text IS NULL OR state = :state) AND (:after_id::uuid IS NULL OR (asked_at, id) > (:after_at, :after_id))
ORDER BY asked_at, id
LIMIT :limit

-- name: add_request
-- A first access that the rules propose; one that waits already is not proposed twice.
INSERT INTO access_request (id, account_id, role, regions, establishments, lenders, region_codes, label, asked_at, state)
VALUES (:id, :account, :role, :regions::text[], :establishments::uuid[], :lenders::uuid[], :lies_in::text[], :label, :at, 'PENDING')
ON CONFLICT DO NOTHING

-- name: hold_request
-- Holds a first access until the end of the transaction, so that it is decided once.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, label, asked_at, state, decided_name, decided_at, reason
FROM access_request WHERE id = :id AND keeps_access(role, regions, establishments, lenders, region_codes)
FOR UPDATE

-- name: decide_request
-- What was decided of a first access, by whom and why.
UPDATE access_request SET state = :state, decided_by = :by, decided_name = :name, decided_at = :at, reason = :reason
WHERE id = :id AND state = 'PENDING'
