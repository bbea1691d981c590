-- name: add_denial
-- One kind of refusal, with how often it came.
INSERT INTO denial (id, code, door, what, actor_id, actor_name, actor_role, address, first_at, last_at, times)
VALUES (:id, :code, :door, :what, :actor_id, :actor_name, :actor_role, :address, :first_at, :last_at, :times)

-- name: read_denials
-- One page of what was refused, the latest first.
SELECT id, code, door, what, actor_id, actor_name, actor_role, address, first_at, last_at, times
FROM denial
WHERE (:code::text IS NULL OR code = :code)
  AND (:after_at::timestamptz IS NULL OR (last_at, id) < (:after_at, :after_id::uuid))
ORDER BY last_at DESC, id DESC
LIMIT :limit

-- name: drop_old_denials
-- What was refused before a moment, and the oldest of what exceeds a number of rows.
DELETE FROM denial
WHERE last_at < :before
   OR id IN (SELECT id FROM denial ORDER BY last_at DESC, id DESC OFFSET :most)
