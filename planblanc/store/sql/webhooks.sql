-- name: read_webhooks
-- These subscriptions.
SELECT id, region_code, establishment_id, label, url, kinds, exercises, active, saved_name, saved_at, version
FROM webhook WHERE id = ANY(:ids::uuid[])

-- name: page_webhooks
-- The subscriptions of a region and of its sites, by label.
SELECT id, region_code, establishment_id, label, url, kinds, exercises, active, saved_name, saved_at, version
FROM webhook
WHERE region_code = :region AND (:after_id::uuid IS NULL OR (label, id) > (:after_label, :after_id))
ORDER BY label, id
LIMIT :limit

-- name: add_webhook
-- A new subscription.
INSERT INTO webhook (id, region_code, establishment_id, label, url, kinds, exercises, active, saved_name, saved_at)
VALUES (:id, :region, :establishment_id, :label, :url, :kinds::text[], :exercises, :active, :saved_name, :saved_at)

-- name: change_webhook
-- A subscription as it is told now, if nobody has changed it since this version.
UPDATE webhook SET label = :label, url = :url, kinds = :kinds::text[], exercises = :exercises, active = :active,
    saved_name = :saved_name, saved_at = :saved_at
WHERE id = :id AND version = :version

-- name: add_secret
-- One more secret of a program: the one before still signs.
INSERT INTO webhook_secret (id, webhook_id, secret_sealed, created_at) VALUES (:id, :webhook_id, :secret_sealed, :created_at)

-- name: read_incident_told
-- Whose incident a fact is of, and whether it is an exercise.
SELECT region_code, establishment_id, exercise FROM incident WHERE id = :id

-- name: fan_out
-- One message for each program that wants it, with a key of its own: a fact that is handled twice is told once.
INSERT INTO webhook_delivery (id, webhook_id, region_code, message_id, kind, message, created_at, expires_at, state, next_try_at)
SELECT gen_random_uuid(), webhook.id, webhook.region_code, 'msg_' || md5(:fact_id::text || webhook.id::text), :kind, :message::jsonb,
       :now, :expires_at, 'PENDING', :now
FROM webhook
WHERE webhook.region_code = :region AND webhook.active AND :kind = ANY(webhook.kinds) AND (webhook.exercises OR NOT :exercise)
  AND (webhook.establishment_id IS NULL OR webhook.establishment_id = :establishment_id)
ON CONFLICT (webhook_id, message_id) DO NOTHING

-- name: claim_deliveries
-- The messages that are due and that nobody holds, for the length of a lease by the real clock, a few for each program so that a slow
-- one holds up no other; none for a program that is on the network of a compromised site.
WITH ranked AS (
    SELECT waiting.id, row_number() OVER (PARTITION BY waiting.webhook_id ORDER BY waiting.next_try_at, waiting.id) AS place
    FROM webhook_delivery AS waiting JOIN webhook ON webhook.id = waiting.webhook_id
    WHERE waiting.state = 'PENDING' AND waiting.next_try_at <= :now AND waiting.expires_at > :now
      AND (waiting.claimed_until IS NULL OR waiting.claimed_until < now())
      AND NOT EXISTS (
          SELECT FROM establishment AS site
          WHERE site.security_state = 'COMPROMISED'
            AND (site.id = webhook.establishment_id OR EXISTS (
                SELECT FROM unnest(site.mail_domains) AS own (domain)
                WHERE '.' || lower(split_part(split_part(webhook.url, '/', 3), ':', 1)) LIKE '%.' || lower(own.domain))))
), due AS (
    SELECT id FROM webhook_delivery
    WHERE id IN (SELECT id FROM ranked WHERE place <= 4 ORDER BY place, id LIMIT :limit) AND state = 'PENDING'
      AND (claimed_until IS NULL OR claimed_until < now())
    FOR UPDATE SKIP LOCKED)
UPDATE webhook_delivery AS held SET attempts = held.attempts + 1, claimed_until = now() + :lease::interval
FROM due, webhook
WHERE held.id = due.id AND webhook.id = held.webhook_id
RETURNING held.id, held.message_id, held.message, held.attempts, webhook.url, webhook.active,
    ARRAY(SELECT known.id FROM webhook_secret AS known
          WHERE known.webhook_id = webhook.id ORDER BY known.created_at DESC, known.id LIMIT 2) AS secret_ids,
    ARRAY(SELECT known.secret FROM webhook_secret AS known
          WHERE known.webhook_id = webhook.id ORDER BY known.created_at DESC, known.id LIMIT 2) AS clear_secrets,
    ARRAY(SELECT known.secret_sealed FROM webhook_secret AS known
          WHERE known.webhook_id = webhook.id ORDER BY known.created_at DESC, known.id LIMIT 2) AS sealed_secrets

-- name: settle_delivery
-- The end of a message, unless another worker has taken it since.
UPDATE webhook_delivery SET state = :state, settled_at = :now, claimed_until = NULL, reason = :reason
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: postpone_delivery
-- Lets go of a message, to be sent again at a later moment of the crisis.
UPDATE webhook_delivery SET next_try_at = :next_try_at, claimed_until = NULL, reason = :reason
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: expire_deliveries
-- Messages that no program took in time, or whose program wants none any more.
UPDATE webhook_delivery AS late SET state = 'EXPIRED', settled_at = :now, claimed_until = NULL, reason = coalesce(late.reason, :reason)
FROM webhook
WHERE webhook.id = late.webhook_id AND late.state = 'PENDING' AND (late.expires_at <= :now OR NOT webhook.active)
  AND (late.claimed_until IS NULL OR late.claimed_until < now())

-- name: page_deliveries
-- What a program was sent, the last first, and with which end.
SELECT id, message_id, kind, created_at, state, attempts, settled_at, reason
FROM webhook_delivery
WHERE webhook_id = :webhook_id AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :limit
