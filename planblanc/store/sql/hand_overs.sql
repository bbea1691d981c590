-- name: add_hand_over
-- Keeps a hand-over that waits to be read and accepted.
INSERT INTO hand_over (id, incident_id, region_code, from_id, from_name, to_name, note, offered_at)
VALUES (:id, :incident_id, :region_code, :from_id, :from_name, :to_name, :note, :offered_at)

-- name: accept_hand_over
-- Somebody has read it and accepts.
UPDATE hand_over SET to_id = :to_id, accepted_at = :accepted_at
WHERE incident_id = :incident AND accepted_at IS NULL

-- name: list_pending
-- The hand-overs of these incidents that nobody has accepted yet.
SELECT id, incident_id, from_id, from_name, to_id, to_name, note, offered_at, accepted_at
FROM hand_over
WHERE incident_id = ANY(:incidents::uuid[]) AND accepted_at IS NULL
