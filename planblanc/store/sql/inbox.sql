-- name: add_message
-- Keeps a signed message; no row is touched when the same one is already there.
INSERT INTO inbox (id, webhook_id, received_at, body, body_sha256, faults, state, national_number, sealed)
VALUES (:id, :webhook_id, :received_at, :body, :body_sha256, :faults::jsonb, :state, :national_number, true)
ON CONFLICT DO NOTHING

-- name: read_message
-- Reads a message.
SELECT id, received_at, body, sealed, state, national_number FROM inbox WHERE id = :id

-- name: hold_message
-- Reads a message and holds it, so that two handlers of one fact follow one another.
SELECT id, received_at, body, sealed, state, national_number FROM inbox WHERE id = :id FOR UPDATE

-- name: hold_number
-- Makes the messages of one national number follow one another, the first one included.
SELECT pg_advisory_xact_lock(hashtextextended(:national_number, 7))

-- name: list_waiting
-- The messages of a national number that no incident could be found for.
SELECT id FROM inbox WHERE national_number = :national_number AND state = 'TO_MATCH' ORDER BY received_at, id LIMIT 100

-- name: settle_message
-- Says what became of a message.
UPDATE inbox SET state = :state, region_code = :region_code, incident_id = :incident_id, reason = :reason, settled_at = :settled_at
WHERE id = :id
