-- name: append_fact
-- Tells a fact, in the transaction that made it true.
INSERT INTO outbox (id, kind, payload, region_code) VALUES (:id, :kind, :payload::jsonb, :region_code)

-- name: claim_fact
-- Takes the oldest fact of these kinds that nobody holds, for the length of a lease.
UPDATE outbox SET attempts = attempts + 1, claimed_until = now() + :lease::interval
WHERE id = (
    SELECT id FROM outbox
    WHERE state = 'PENDING' AND kind = ANY(:kinds::text[]) AND available_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
    ORDER BY available_at, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, kind, payload, region_code, attempts

-- name: renew_claim
-- Holds a fact for another lease, while its handlers work.
UPDATE outbox SET claimed_until = now() + :lease::interval WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: postpone_fact
-- Lets go of a fact that could not be handled now, to be taken again after a delay.
UPDATE outbox SET claimed_until = NULL, available_at = now() + :delay::interval, last_error = :last_error
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: settle_fact
-- Gives a fact its final state, unless another worker has taken it since.
UPDATE outbox SET state = :state, settled_at = clock_timestamp(), claimed_until = NULL, last_error = :last_error
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'
