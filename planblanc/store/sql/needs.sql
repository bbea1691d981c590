-- name: read_needs
-- These need lines.
SELECT id, request_id, incident_id, position, kind, competence_code, least_level, equipment_type_code, service_domain_code,
       quantity, wanted_by, wanted_at, starts_at, ends_at, criticality, assumed, pack_code, note, team, is_lead,
       pris_qualified, cancelled_at, version
FROM need_line
WHERE id = ANY(:ids::uuid[])

-- name: list_needs_of_requests
-- The lines of these requests, in their order.
SELECT id, request_id, incident_id, position, kind, competence_code, least_level, equipment_type_code, service_domain_code,
       quantity, wanted_by, wanted_at, starts_at, ends_at, criticality, assumed, pack_code, note, team, is_lead,
       pris_qualified, cancelled_at, version
FROM need_line
WHERE request_id = ANY(:requests::uuid[])
ORDER BY request_id, position
LIMIT 20000

-- name: hold_need
-- Holds a need line until the end of the transaction.
SELECT id FROM need_line WHERE id = :id FOR UPDATE

-- name: add_need
-- Keeps a new need line.
INSERT INTO need_line (id, request_id, incident_id, region_code, position, kind, competence_code, least_level, equipment_type_code,
    service_domain_code, quantity, wanted_by, wanted_at, starts_at, ends_at, criticality, assumed, pack_code, note, team, is_lead,
    pris_qualified)
VALUES (:id, :request_id, :incident_id, :region_code, :position, :kind, :competence_code, :least_level, :equipment_type_code,
    :service_domain_code, :quantity, :wanted_by, :wanted_at, :starts_at, :ends_at, :criticality, :assumed, :pack_code, :note, :team, :is_lead,
    :pris_qualified)

-- name: cancel_need
-- A need that is no longer wanted.
UPDATE need_line SET cancelled_at = :at WHERE id = :id AND cancelled_at IS NULL
