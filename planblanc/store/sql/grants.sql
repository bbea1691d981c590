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

-- name: was_given_before
-- Whether an account has held a role over a region for longer than this.
SELECT EXISTS (
    SELECT FROM account_grant
    WHERE account_id = :account AND role = :role AND (region_codes = '{}' OR :region = ANY(region_codes))
      AND approved_at < clock_timestamp() - :age::interval AND ended_at IS NULL AND (until IS NULL OR until > clock_timestamp()))

-- name: stood_in
-- Whether one of two accounts has stood in for the other during this last while, if only for a part of it.
SELECT EXISTS (
    SELECT FROM account_grant
    WHERE deputy_of IS NOT NULL AND coalesce(ended_at, until) > clock_timestamp() - :age::interval
      AND ((account_id = :one AND approved_by = :other) OR (account_id = :other AND approved_by = :one)))

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
