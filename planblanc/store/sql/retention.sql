-- name: sweep_call_backs
-- Whom to call back, and on which number, for incidents that ended before, or for a site itself; the register of call-backs keeps the rest.
WITH ended AS (
    SELECT id FROM incident WHERE state IN ('CLOSED', 'DISMISSED', 'MERGED') AND coalesce(closed_at, declared_at) < :before
), contacts AS (
    DELETE FROM incident_contact WHERE incident_id IN (SELECT id FROM ended) RETURNING id
), callers AS (
    DELETE FROM help_request_contact WHERE incident_id IN (SELECT id FROM ended) RETURNING request_id
), called AS (
    UPDATE call_back SET number = NULL, number_sealed = NULL
    WHERE (incident_id IN (SELECT id FROM ended) OR (incident_id IS NULL AND made_at < :before))
      AND num_nonnulls(number, number_sealed) = 1
    RETURNING id)
SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM callers) + (SELECT count(*) FROM called) AS swept

-- name: sweep_addresses
-- Where notices went that had their end before.
WITH swept AS (
    DELETE FROM notification_address AS kept USING notification
    WHERE notification.id = kept.notification_id AND notification.state <> 'PENDING' AND notification.settled_at < :before
    RETURNING kept.notification_id)
SELECT count(*) AS swept FROM swept

-- name: sweep_messages
-- What the portal's messages said, received before and with their end; that they came stays known.
WITH swept AS (
    UPDATE inbox SET body = '', sealed = false
    WHERE received_at < :before AND state IN ('MATCHED', 'OUTDATED', 'INVALID') AND body <> '' RETURNING id)
SELECT count(*) AS swept FROM swept

-- name: sweep_accesses
-- Who asked for a number before.
WITH swept AS (DELETE FROM phone_reveal WHERE revealed_at < :before RETURNING id)
SELECT count(*) AS swept FROM swept

-- name: sweep_phones
-- Numbers of persons who left the pool, or whom nobody has confirmed for so long.
WITH swept AS (
    DELETE FROM responder_phone AS kept USING responder
    WHERE responder.id = kept.responder_id AND kept.saved_at < :before
      AND (NOT responder.active OR responder.confirm_by < :before::timestamptz::date)
      AND NOT EXISTS (SELECT FROM engagement WHERE engagement.responder_id = kept.responder_id
                      AND engagement.state NOT IN ('COMPLETED', 'RETURNED', 'CANCELLED', 'REFUSED'))
    RETURNING kept.responder_id)
SELECT count(*) AS swept FROM swept
