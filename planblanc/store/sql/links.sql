-- name: add_link
-- A link is handed out; only the hash of its token is kept.
INSERT INTO one_use_link (id, token_sha256, solicitation_id, engagement_id, incident_id, region_code, lender_id, issued_by, issued_name,
    issued_at, expires_at)
VALUES (:id, :token_sha256, :solicitation, :engagement, :incident, :region, :lender, :issued_by, :issued_name, :issued_at, :expires_at)

-- name: read_link
-- One link that was handed out.
SELECT id, solicitation_id, engagement_id, incident_id, region_code, lender_id, issued_by, issued_name, issued_at, expires_at, used_at,
       revoked_at
FROM one_use_link
WHERE id = :id

-- name: open_link
-- What the token of this hash opens, whatever it is worth now.
SELECT id, solicitation_id, engagement_id, lender_id, lender_name, region_code, engagement_state, expires_at, used_at, revoked_at
FROM open_link(:token_sha256::bytea)

-- name: use_link
-- It has answered.
UPDATE one_use_link SET used_at = :at WHERE id = :id AND used_at IS NULL

-- name: revoke_link
-- It opens nothing any more.
UPDATE one_use_link SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL
