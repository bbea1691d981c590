-- name: read_loans
-- Loans of some keys, of some engagements, of an incident or of a lender, the first due first.
SELECT id, engagement_id, incident_id, region_code, stock_id, lender_id, exercise, label, holds_data, quantity, serials, lot,
       condition_out, is_described, state, out_at, due_at, received_at, returned_at, condition_back, wiping_certificate, lost_at,
       CASE WHEN actor_role() <> 'NATIONAL_READER' THEN lost_reason END AS lost_reason, overdue_at, version
FROM loan
WHERE (:ids::uuid[] IS NULL OR id = ANY(:ids::uuid[]))
  AND (:engagements::uuid[] IS NULL OR engagement_id = ANY(:engagements::uuid[]))
  AND (:incident::uuid IS NULL OR incident_id = :incident)
  AND (:lender::uuid IS NULL OR lender_id = :lender)
  AND (:states::text[] IS NULL OR state = ANY(:states::text[]))
  AND (:due_before::timestamptz IS NULL OR due_at < :due_before)
  AND (:after_id::uuid IS NULL OR (due_at, id) > (:after_due_at::timestamptz, :after_id::uuid))
ORDER BY due_at, id
LIMIT :limit

-- name: hold_loan
-- Holds a loan until the end of the transaction.
SELECT id FROM loan WHERE id = :id FOR UPDATE

-- name: add_loan
-- A lot goes out, or a part of one is spoken of apart.
INSERT INTO loan (id, engagement_id, incident_id, region_code, stock_id, lender_id, exercise, label, holds_data, quantity, serials, lot,
    condition_out, is_described, state, out_at, due_at, received_at, returned_at, condition_back, wiping_certificate, lost_at,
    lost_reason, overdue_at)
VALUES (:id, :engagement, :incident, :region, :stock, :lender, :exercise, :label, :holds_data, :quantity, :serials, :lot,
    :condition_out, :is_described, :state, :out_at, :due_at, :received_at, :returned_at, :condition_back, :wiping_certificate, :lost_at,
    :lost_reason, :overdue_at)

-- name: save_loan
-- Where a loan now stands.
UPDATE loan
SET quantity = :quantity, serials = :serials, lot = :lot, condition_out = :condition_out, is_described = :is_described, state = :state,
    due_at = :due_at, received_at = :received_at, returned_at = :returned_at, condition_back = :condition_back,
    wiping_certificate = :wiping_certificate, lost_at = :lost_at, lost_reason = :lost_reason, overdue_at = :overdue_at
WHERE id = :id AND version = :version

-- name: prolong_loans
-- What is out of an engagement is due later: nothing of it is overdue for now.
UPDATE loan SET due_at = :due_at, overdue_at = NULL, reminded_at = NULL
WHERE engagement_id = :engagement AND state IN ('OUT', 'RECEIVED')

-- name: mark_out
-- The units that an engagement holds have left.
UPDATE engagement_unit SET is_out = true WHERE engagement_id = :engagement AND holds AND NOT is_out

-- name: lose_units
-- What is lost is no longer in the stock.
UPDATE equipment_stock SET quantity = quantity - :quantity WHERE id = :stock AND quantity >= :quantity

-- name: fall_overdue
-- What should have come back and of which nobody was reminded for a day, marked as seen; two workers share them.
UPDATE loan SET overdue_at = coalesce(overdue_at, :now), reminded_at = :now
WHERE id IN (
    SELECT id FROM loan
    WHERE state IN ('OUT', 'RECEIVED') AND due_at < :now AND (reminded_at IS NULL OR reminded_at <= :now - interval '1 day')
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING id, incident_id, region_code, overdue_at = :now AS is_new
