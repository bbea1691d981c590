-- name: read_grants
-- These grants.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, deputy_of, request_id, approved_by, approved_name, approved_at,
       starts_at, until, ended_by, ended_name, ended_at, ended_reason
FROM account_grant WHERE id = ANY(:ids::uuid[])

-- name: list_of_accounts
-- What these accounts may do, and what they could: what was given last first.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, deputy_of, request_id, approved_by, approved_name, approved_at,
       starts_at, until, ended_by, ended_name, ended_at, ended_reason
FROM account_grant WHERE account_id = ANY(:accounts::uuid[])
ORDER BY approved_at DESC, id
LIMIT 1000

-- name: list_deputies
-- What the deputies of these grants may do.
SELECT id, account_id, role, regions, establishments, lenders, region_codes, deputy_of, request_id, approved_by, approved_name, approved_at,
       starts_at, until, ended_by, ended_name, ended_at, ended_reason
FROM account_grant WHERE deputy_of = ANY(:ids::uuid[]) AND ended_at IS NULL
ORDER BY id
LIMIT 1000

-- name: keeps
-- Whether the actor decides of a role within a scope.
SELECT keeps_access(:role, :regions::text[], :establishments::uuid[], :lenders::uuid[], :lies_in::text[])

-- name: read_nameable
-- How somebody is called who may be named a deputy.
SELECT nameable(:account)

-- name: add_grant
-- A role within a scope, from now on.
INSERT INTO account_grant (id, account_id, role, regions, establishments, lenders, region_codes, deputy_of, request_id,
    approved_by, approved_name, approved_at, starts_at, until)
VALUES (:id, :account, :role, :regions::text[], :establishments::uuid[], :lenders::uuid[], :lies_in::text[], :deputy_of, :request,
    :approved_by, :approved_name, :approved_at, :starts_at, :until)

-- name: end_grants
-- Grants that give nothing any more.
UPDATE account_grant SET ended_by = :by, ended_name = :name, ended_at = :at, ended_reason = :reason
WHERE id = ANY(:ids::uuid[]) AND ended_at IS NULL

-- name: list_names
-- How the establishments and the lenders of a scope are named.
SELECT id, name FROM establishment WHERE id = ANY(:establishments::uuid[])
UNION ALL
SELECT id, name FROM lender WHERE id = ANY(:lenders::uuid[])
ORDER BY name
