-- name: append_fact
-- Tells a fact, in the transaction that made it true.
INSERT INTO outbox (id, kind, payload, region_code) VALUES (:id, :kind, :payload::jsonb, :region_code)
