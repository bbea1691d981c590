-- name: page_unmatched
-- The messages of the portal that a person is to match, oldest first, after a cursor.
SELECT id, received_at, national_number, region_code, reason, body, sealed
FROM inbox
WHERE state = 'TO_MATCH' AND incident_id IS NULL
  AND (:region::text IS NULL OR region_code = :region)
  AND (:after_id::uuid IS NULL OR (received_at, id) > (:after_received_at::timestamptz, :after_id::uuid))
ORDER BY received_at, id
LIMIT :limit

-- name: read_unmatched
-- One of these messages.
SELECT id, received_at, national_number, region_code, reason, body, sealed
FROM inbox
WHERE id = :id
