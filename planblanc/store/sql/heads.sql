-- name: list_grown
-- Some chains that have grown since this key last signed their end; one of them where it is said which.
SELECT chain.kind, chain.key, chain.sequence, chain.hash
FROM log_chain AS chain
WHERE (:kind::text IS NULL OR (chain.kind = :kind AND chain.key = :key::text))
  AND chain.sequence > coalesce((
      SELECT max(head.sequence) FROM log_head AS head
      WHERE head.kind = chain.kind AND head.key = chain.key AND head.public_key = :public_key), 0)
ORDER BY chain.kind, chain.key
LIMIT :limit

-- name: add_head
-- Keeps a signed end; another worker may have signed the same one.
INSERT INTO log_head (kind, key, sequence, hash, signed_at, public_key, signature)
VALUES (:kind, :key, :sequence, :hash, :signed_at, :public_key, :signature)
ON CONFLICT DO NOTHING

-- name: list_heads
-- The signed ends of a chain, in order, up to a line.
SELECT sequence, hash, signed_at, public_key, signature
FROM log_head
WHERE kind = :kind AND key = :key AND sequence <= :until
ORDER BY sequence, public_key
