-- name: add_notice
-- A new notice, unless its key was told already.
INSERT INTO notice (id, key, kind, region_code, incident_id, recipient_kind, recipient_id, recipient_region, recipient_rank, recipient_name,
                    subject, body, exercise, created_at, expires_at, state, settled_at, reason)
VALUES (:id, :key, :kind, :region, :incident_id, :recipient_kind, :recipient_id, :recipient_region, :recipient_rank, :recipient_name,
        :subject, :body, :exercise, :now::timestamptz, :expires_at, :state, CASE WHEN :exercise THEN :now::timestamptz END, :reason)
ON CONFLICT (key) DO NOTHING

-- name: hold_notice
-- One notice, held until the end of the transaction.
SELECT id, kind, region_code, incident_id, recipient_kind, recipient_id, recipient_region, recipient_rank, recipient_name, subject, body,
       created_at, expires_at, state
FROM notice WHERE id = :id FOR UPDATE

-- name: add_notification
-- One more channel tried for a notice.
WITH row AS (
    INSERT INTO notification (id, notice_id, incident_id, region_code, position, channel, label, created_at, state, next_try_at)
    SELECT :id, notice.id, notice.incident_id, notice.region_code,
           (SELECT count(*) FROM notification AS before WHERE before.notice_id = notice.id) + 1, :channel, :label, :now, 'PENDING', :next_try_at
    FROM notice WHERE notice.id = :notice_id)
INSERT INTO notification_address (notification_id, address_sealed) VALUES (:id, :address_sealed)

-- name: list_tried
-- What was tried for a notice without success, in order.
SELECT tried.id, tried.channel, kept.address, kept.address_sealed, tried.is_final
FROM notification AS tried JOIN notification_address AS kept ON kept.notification_id = tried.id
WHERE tried.notice_id = :notice_id AND tried.state = 'FAILED'
ORDER BY tried.position

-- name: claim_notifications
-- The rows of these channels that are due and that nobody holds, for the length of a lease by the real clock; the most urgent kinds first.
WITH due AS (
    SELECT waiting.id
    FROM notification AS waiting JOIN notice ON notice.id = waiting.notice_id
    WHERE waiting.state = 'PENDING' AND waiting.channel = ANY(:channels::text[]) AND waiting.next_try_at <= :now
      AND (waiting.claimed_until IS NULL OR waiting.claimed_until < now()) AND notice.expires_at > :now
      AND (notice.kind <> 'ALERT' OR EXISTS (
          SELECT FROM alert WHERE alert.incident_id = notice.incident_id AND alert.state = 'RAISED'))
    ORDER BY notice.kind <> 'ALERT', waiting.next_try_at, waiting.id
    LIMIT :limit FOR UPDATE OF waiting SKIP LOCKED)
UPDATE notification AS held SET attempts = held.attempts + 1, claimed_until = now() + :lease::interval
FROM due, notice, notification_address AS kept
WHERE held.id = due.id AND notice.id = held.notice_id AND kept.notification_id = held.id
RETURNING held.id, held.notice_id, held.channel, held.attempts, kept.address, kept.address_sealed, notice.subject, notice.body, notice.created_at

-- name: settle_notification
-- The end of a row, unless another worker has taken it since.
UPDATE notification SET state = :state, settled_at = :now, claimed_until = NULL, reason = :reason, is_final = :is_final
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: postpone_notification
-- Lets go of a row, to be tried again at a later moment of the crisis.
UPDATE notification SET next_try_at = :next_try_at, claimed_until = NULL, reason = :reason
WHERE id = :id AND attempts = :attempts AND state = 'PENDING'

-- name: settle_notice
-- The end of a notice.
UPDATE notice SET state = :state, settled_at = :now, reason = :reason WHERE id = :id AND state = 'PENDING'

-- name: list_notices_to_end
-- Pending notices that are too old, or alerts that somebody has heard: nothing of them is being sent.
SELECT notice.id, notice.expires_at <= :now AS is_late
FROM notice
LEFT JOIN alert ON alert.incident_id = notice.incident_id
WHERE notice.state = 'PENDING' AND (notice.expires_at <= :now OR (notice.kind = 'ALERT' AND alert.state <> 'RAISED'))
  AND NOT EXISTS (SELECT FROM notification WHERE notification.notice_id = notice.id AND notification.state = 'PENDING'
                  AND notification.claimed_until >= now())
ORDER BY notice.expires_at, notice.id
LIMIT 100 FOR UPDATE OF notice SKIP LOCKED

-- name: expire_notifications
-- The pending row of a notice that ends.
UPDATE notification SET state = 'EXPIRED', settled_at = :now, claimed_until = NULL, reason = :reason
WHERE notice_id = :notice_id AND state = 'PENDING'

-- name: page_notifications
-- Who was told what of an incident, by which channel and with which end, the last first; a notice of an exercise has no row of its own.
SELECT coalesce(notification.id, notice.id) AS place, notice.kind, notice.recipient_name, notice.subject, notice.exercise,
       notification.channel, coalesce(notification.label, '') AS label, coalesce(notification.created_at, notice.created_at) AS created_at,
       coalesce(notification.state, notice.state) AS state, coalesce(notification.attempts, 0) AS attempts,
       coalesce(notification.settled_at, notice.settled_at) AS settled_at, coalesce(notification.reason, notice.reason) AS reason
FROM notice
LEFT JOIN notification ON notification.notice_id = notice.id
WHERE notice.incident_id = :incident_id
  AND (:after_at::timestamptz IS NULL
       OR (coalesce(notification.created_at, notice.created_at), coalesce(notification.id, notice.id)) < (:after_at, :after_id::uuid))
ORDER BY coalesce(notification.created_at, notice.created_at) DESC, coalesce(notification.id, notice.id) DESC
LIMIT :limit

-- name: count_notices
-- How many notices have each state.
SELECT state, count(*) AS notices FROM notice GROUP BY state

-- name: count_sends
-- How many times something was sent in all.
SELECT coalesce(sum(attempts), 0)::integer FROM notification
