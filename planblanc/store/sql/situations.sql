-- name: list_needs
-- What these incidents want, by label and criticality, and how far it has come.
SELECT need.incident_id, coalesce(competence.label, type.label) AS label, need.criticality, sum(need.quantity)::integer AS wanted,
       coalesce(sum(held.asked), 0)::integer AS asked, coalesce(sum(held.promised), 0)::integer AS promised,
       coalesce(sum(held.on_the_way), 0)::integer AS on_the_way, coalesce(sum(held.on_site), 0)::integer AS on_site,
       coalesce(sum(held.received), 0)::integer AS received
FROM need_line AS need
LEFT JOIN competence ON competence.code = need.competence_code
LEFT JOIN equipment_type AS type ON type.code = need.equipment_type_code
LEFT JOIN LATERAL (
    SELECT sum(held_quantity) FILTER (WHERE state = 'PROPOSED') AS asked,
           sum(held_quantity) FILTER (WHERE state = 'ALERTED') AS promised,
           sum(held_quantity) FILTER (WHERE state = 'DEPARTED') AS on_the_way,
           sum(held_quantity) FILTER (WHERE state IN ('ARRIVED', 'COMPLETED')) AS on_site,
           sum(received_quantity) FILTER (WHERE state IN ('ARRIVED', 'COMPLETED')) AS received
    FROM engagement WHERE engagement.need_id = need.id
) AS held ON true
WHERE need.incident_id = ANY(:incidents::uuid[]) AND need.cancelled_at IS NULL AND need.kind <> 'PROCEDURE'
GROUP BY need.incident_id, coalesce(competence.label, type.label), need.criticality
ORDER BY need.incident_id, array_position(ARRAY['VITAL', 'HIGH', 'NORMAL'], need.criticality), label
LIMIT 5000

-- name: count_loans
-- The things that are out for these incidents, late, or lost.
SELECT incident_id, coalesce(sum(quantity) FILTER (WHERE state IN ('OUT', 'RECEIVED')), 0)::integer AS out,
       coalesce(sum(quantity) FILTER (WHERE state IN ('OUT', 'RECEIVED') AND due_at < :now), 0)::integer AS overdue,
       coalesce(sum(quantity) FILTER (WHERE state = 'LOST'), 0)::integer AS lost
FROM loan
WHERE incident_id = ANY(:incidents::uuid[])
GROUP BY incident_id

-- name: lock_scope
-- One report of a scope is numbered after the other.
SELECT pg_advisory_xact_lock(hashtextextended('planblanc/situation/' || :scope::text, 0))

-- name: read_last
-- The last report that was issued of a scope.
SELECT id, incident_id, region_code, exercise, number, issued_name, issued_at, content, sha256
FROM situation_report
WHERE region_code = :region AND exercise = :exercise AND incident_id IS NOT DISTINCT FROM :incident::uuid
ORDER BY number DESC
LIMIT 1

-- name: read_reports
-- These reports.
SELECT id, incident_id, region_code, exercise, number, issued_name, issued_at, content, sha256
FROM situation_report
WHERE id = ANY(:ids::uuid[])

-- name: page_reports
-- The reports of a scope, the last one first, after a cursor.
SELECT id, incident_id, region_code, exercise, number, issued_name, issued_at, content, sha256
FROM situation_report
WHERE region_code = :region AND exercise = :exercise AND incident_id IS NOT DISTINCT FROM :incident::uuid
  AND (:before::integer IS NULL OR number < :before)
ORDER BY number DESC
LIMIT :limit

-- name: add_report
-- Keeps a report as it was issued.
INSERT INTO situation_report (id, incident_id, region_code, exercise, number, issued_by, issued_name, issued_at, content, sha256)
VALUES (:id, :incident, :region, :exercise, :number, :issued_by, :issued_name, :issued_at, :content, :sha256)
