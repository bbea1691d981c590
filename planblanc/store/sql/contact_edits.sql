-- name: add_edit
-- A change of a contact that waits for somebody else.
INSERT INTO contact_edit (id, contact_id, contact_version, lender_id, establishment_id, region_code, label, function, channel, address,
                          rank, last_tested_on, on_own_network, state, asked_by, asked_name, asked_at)
VALUES (:id, :contact_id, :contact_version, :lender_id, :establishment_id, :region, :label, :function, :channel, :address, :rank,
        :last_tested_on, :on_own_network, 'PENDING', :asked_by, :asked_name, :asked_at)

-- name: hold_edit
-- A change of a contact that is being decided.
SELECT id, contact_id, contact_version, lender_id, establishment_id, region_code, label, function, channel, address, rank,
       last_tested_on, on_own_network, state, asked_by, asked_name, asked_at, decided_name, decided_at, reason
FROM contact_edit
WHERE id = :id
FOR NO KEY UPDATE

-- name: list_edits
-- The changes of these keys.
SELECT id, contact_id, contact_version, lender_id, establishment_id, region_code, label, function, channel, address, rank,
       last_tested_on, on_own_network, state, asked_by, asked_name, asked_at, decided_name, decided_at, reason
FROM contact_edit
WHERE id = ANY(:ids::uuid[])

-- name: list_pending
-- One page of the changes that wait, the first asked first.
SELECT id, contact_id, contact_version, lender_id, establishment_id, region_code, label, function, channel, address, rank,
       last_tested_on, on_own_network, state, asked_by, asked_name, asked_at, decided_name, decided_at, reason
FROM contact_edit
WHERE state = 'PENDING'
  AND (:region::text IS NULL OR region_code = :region)
  AND (:after_at::timestamptz IS NULL OR (asked_at, id) > (:after_at, :after_id::uuid))
ORDER BY asked_at, id
LIMIT :limit

-- name: decide_edit
-- A change that was accepted or refused.
UPDATE contact_edit SET state = :state, decided_by = :decided_by, decided_name = :decided_name, decided_at = :decided_at, reason = :reason
WHERE id = :id AND state = 'PENDING'
