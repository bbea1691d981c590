-- name: claim_key
-- Takes the key, or waits for whoever is taking it; nothing when it was taken.
INSERT INTO idempotency_key (actor_id, key, mutation, input_sha256, created_at)
VALUES (:actor_id, :key, :mutation, :input_sha256, :created_at)
ON CONFLICT (actor_id, key) DO NOTHING
RETURNING key

-- name: read_key
-- What the key has done.
SELECT mutation, input_sha256, reference
FROM idempotency_key
WHERE actor_id = :actor_id AND key = :key

-- name: settle_key
-- Writes the reference of the answer beside its key.
UPDATE idempotency_key SET reference = :reference
WHERE actor_id = :actor_id AND key = :key
