-- name: add_offer
-- Somebody offers help.
INSERT INTO help_offer (id, region_code, incident_id, lender_id, offerer, kind, competence_code, level, equipment_type_code, quantity,
    starts_at, ends_at, note, channel, offered_by, offered_name, offered_for, offered_at, state)
VALUES (:id, :region, :incident, :lender, :offerer, :kind, :competence, :level, :equipment_type, :quantity, :starts_at, :ends_at, :note,
    :channel, :offered_by, :offered_name, :offered_for, :offered_at, 'RECEIVED')

-- name: read_offers
-- The offers of these keys.
SELECT id, region_code, incident_id, lender_id, offerer, competence_code, level, equipment_type_code, quantity, starts_at, ends_at,
       note, channel, offered_by, offered_name, offered_for, offered_at, state, decided_by, decided_name, decided_at, reason,
       resource_id, version
FROM help_offer
WHERE id = ANY(:ids::uuid[])

-- name: list_offers
-- A page of what the actor may read, the latest first.
SELECT id, region_code, incident_id, lender_id, offerer, competence_code, level, equipment_type_code, quantity, starts_at, ends_at,
       note, channel, offered_by, offered_name, offered_for, offered_at, state, decided_by, decided_name, decided_at, reason,
       resource_id, version
FROM help_offer
WHERE (:region::text IS NULL OR region_code = :region)
  AND (:incident::uuid IS NULL OR incident_id = :incident)
  AND (:state::text IS NULL OR state = :state)
  AND (:before_id::uuid IS NULL OR (offered_at, id) < (:before_at::timestamptz, :before_id))
ORDER BY offered_at DESC, id DESC
LIMIT :limit

-- name: decide_offer
-- What was made of an offer, unless somebody decided meanwhile.
UPDATE help_offer SET state = :state, decided_by = :decided_by, decided_name = :decided_name, decided_at = :decided_at,
    reason = :reason, resource_id = :resource
WHERE id = :id AND version = :version

-- name: move_offers
-- Gives what was offered for a merged report to the incident that is kept.
UPDATE help_offer SET incident_id = :kept WHERE incident_id = :merged
