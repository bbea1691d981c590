-- name: add_message
-- Keeps a signed message; no row is touched when the same one is already there.
INSERT INTO inbox (id, webhook_id, received_at, body, body_sha256, faults, state, national_number)
VALUES (:id, :webhook_id, :received_at, :body, :body_sha256, :faults::jsonb, :state, :national_number)
ON CONFLICT DO NOTHING

-- name: claim_message
-- Reads a message and holds it, so that two handlers of one fact follow one another.
SELECT id, webhook_id, received_at, body, state, national_number, incident_id FROM inbox WHERE id = :id FOR UPDATE

-- name: settle_message
-- Says what became of a message.
UPDATE inbox SET state = :state, region_code = :region_code, incident_id = :incident_id, reason = :reason, settled_at = :settled_at
WHERE id = :id

-- name: list_waiting_of_number
-- The messages of one national number that a person was to match, oldest first.
SELECT id, webhook_id, received_at, body, state, national_number, incident_id FROM inbox
WHERE national_number = :national_number AND state = 'TO_MATCH' ORDER BY received_at, id LIMIT 100 FOR UPDATE

-- name: list_unmatched
-- The messages that a person is to match, oldest first, after a cursor.
SELECT id, received_at, national_number, region_code, reason, body FROM inbox
WHERE state = 'TO_MATCH' AND (received_at, id) > (:after_received_at::timestamptz, :after_id::uuid)
ORDER BY received_at, id LIMIT :first
