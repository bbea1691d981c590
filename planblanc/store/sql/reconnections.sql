-- name: add_link
-- Keeps a link that was cut.
INSERT INTO partner_link (id, incident_id, region_code, partner, lender_id, kind, description, cut_at, cut_by, cut_name)
VALUES (:id, :incident_id, :region_code, :partner, :lender_id, :kind, :description, :cut_at, :cut_by, :cut_name)

-- name: restore_link
-- Says that a link was restored, and who attested that it may be; nothing when somebody said so meanwhile.
UPDATE partner_link SET restored_at = :restored_at, attested_by = :attested_by, attestation = :attestation, restored_name = :restored_name
WHERE id = :id AND restored_at IS NULL

-- name: read_links
-- These links.
SELECT id, incident_id, partner, lender_id, kind, description, cut_at, cut_by, cut_name, restored_at, attested_by, attestation, restored_name
FROM partner_link
WHERE id = ANY(:ids::uuid[])

-- name: list_links
-- The links of these incidents, in the order they were cut.
SELECT id, incident_id, partner, lender_id, kind, description, cut_at, cut_by, cut_name, restored_at, attested_by, attestation, restored_name
FROM partner_link
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, cut_at, id
LIMIT 2000

-- name: page_links
-- The links of one incident, the last one cut first, after a cursor.
SELECT id, incident_id, partner, lender_id, kind, description, cut_at, cut_by, cut_name, restored_at, attested_by, attestation, restored_name
FROM partner_link
WHERE incident_id = :incident AND (:is_cut::boolean IS NULL OR (restored_at IS NULL) = :is_cut)
  AND (:after_id::uuid IS NULL OR (cut_at, id) < (:after_cut_at::timestamptz, :after_id::uuid))
ORDER BY cut_at DESC, id DESC
LIMIT :limit

-- name: move_links
-- Gives the links of a merged report to the incident that is kept.
UPDATE partner_link SET incident_id = :kept WHERE incident_id = :merged
