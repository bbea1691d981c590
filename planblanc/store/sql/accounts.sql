-- name: read_account
-- An account, by what its provider calls whoever comes in.
SELECT account.id, account.kind, account.name, account.created_name, account.created_at, account.ended_at, account.ended_reason
FROM account JOIN account_identity ON account_identity.account_id = account.id
WHERE account_identity.id = :identity

-- name: read_accounts
-- These accounts.
SELECT id, kind, name, created_name, created_at, ended_at, ended_reason FROM account WHERE id = ANY(:ids::uuid[])

-- name: page_accounts
-- The accounts that the actor keeps, by name; those that are ended too when they are wanted.
SELECT id, kind, name, created_name, created_at, ended_at, ended_reason FROM account
WHERE (:or_ended OR ended_at IS NULL) AND (:after_id::uuid IS NULL OR (name, id) > (:after_name, :after_id))
ORDER BY name, id
LIMIT :limit

-- name: add_account
-- A new account; one that another login has just made stays as it is.
INSERT INTO account (id, kind, name, created_by, created_name, created_at)
VALUES (:id, :kind, :name, :created_by, :created_name, :created_at)
ON CONFLICT DO NOTHING

-- name: rename_account
-- An account as its provider names it now.
UPDATE account SET name = :name WHERE id = :id AND name <> :name

-- name: end_account
-- An account that nothing opens any more.
UPDATE account SET ended_by = :by, ended_name = :name, ended_at = :at, ended_reason = :reason WHERE id = :id AND ended_at IS NULL

-- name: read_identities
-- How providers call these accounts.
SELECT account_id, issuer, subject, rpps, finess, siret, last_seen_at FROM account_identity
WHERE account_id = ANY(:accounts::uuid[])
ORDER BY account_id, issuer, subject
LIMIT 500

-- name: add_identity
-- What a provider shows of somebody, at the first login.
INSERT INTO account_identity (id, account_id, issuer, subject, rpps, finess, siret, first_seen_at, last_seen_at)
VALUES (:id, :account, :issuer, :subject, :rpps, :finess::text[], :siret::text[], :at, :at)
ON CONFLICT DO NOTHING

-- name: see_identity
-- What a provider shows of somebody, at this login.
UPDATE account_identity SET rpps = :rpps, finess = :finess::text[], siret = :siret::text[], last_seen_at = greatest(last_seen_at, :at)
WHERE id = :id

-- name: find_sites
-- The sites of these FINESS numbers: the site itself, or those of the legal entity.
SELECT establishment.id, establishment.finess, establishment.name, establishment.region_code, legal_entity.finess AS entity_finess
FROM establishment LEFT JOIN legal_entity ON legal_entity.id = establishment.legal_entity_id
WHERE establishment.finess = ANY(:finess::text[]) OR legal_entity.finess = ANY(:finess::text[])
ORDER BY establishment.finess
LIMIT 200

-- name: find_scope_lenders
-- The lenders of these sites, or of these codes, for whoever reads none.
SELECT id, establishment_id, code, name, region_code FROM scope_lenders(:sites::uuid[], :codes::text[])

-- name: find_regions
-- The regions of these codes.
SELECT code FROM region WHERE code = ANY(:codes::text[])

-- name: find_lenders
-- The lenders of these sites, or of these codes, that the actor may read.
SELECT id, establishment_id, code, name, region_code FROM lender
WHERE establishment_id = ANY(:sites::uuid[]) OR code = ANY(:codes::text[])
ORDER BY code
LIMIT 200
