-- name: add_code
-- A code, by its digest.
INSERT INTO access_code (id, digest, establishment_id, region_code, kind, issued_by, issued_name, issued_at, expires_at)
VALUES (:id, :digest, :establishment, :region, :kind, :issued_by, :issued_name, :issued_at, :expires_at)

-- name: revoke_codes
-- Every code of a site and of one kind that would still open.
UPDATE access_code SET revoked_at = :at
WHERE establishment_id = :site AND kind = :kind AND used_at IS NULL AND revoked_at IS NULL

-- name: end_sessions
-- The sessions that codes of this kind have opened for a site.
SELECT end_code_sessions(:site, :kind, :at)

-- name: redeem_code
-- A code is shown for a site, from an address: what it opens, and how many opened nothing for the site within the hour.
SELECT outcome, kind, tries FROM redeem_code(:site, :digest, :address, :at)

-- name: read_codes
-- Codes by their identifiers: who issued them and until when they open; never what they are made of.
SELECT id, establishment_id, region_code, kind, issued_by, issued_name, issued_at, expires_at
FROM access_code WHERE id = ANY(:ids::uuid[])

-- name: was_called_back
-- Whether somebody who may be believed has confirmed, by a call-back, that the site wants an access.
SELECT EXISTS (
    SELECT FROM call_back
    WHERE establishment_id = :site AND purpose = 'ACCESS' AND confirmed AND contact_version_id IS NOT NULL AND made_at > :since)
