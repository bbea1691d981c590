-- name: list_declarations
-- The national declarations that an incident answers: its own, and those of the reports that were merged into it.
SELECT declared.national_number, declared.national_revision, kept.id AS incident_id, kept.exercise, region.ars_name,
       kept.officer_name, kept.taken_charge_at, kept.closed_at
FROM incident AS kept
JOIN incident AS declared ON declared.id = kept.id OR declared.merged_into_id = kept.id
JOIN region ON region.code = kept.region_code
WHERE kept.id = :incident_id AND declared.national_number IS NOT NULL
ORDER BY declared.national_number

-- name: sum_coverage
-- Units of people and equipment wanted by an incident and promised to it, by criticality.
SELECT need.criticality, sum(need.quantity) AS wanted, sum(least(need.quantity, held.quantity)) AS covered
FROM need_line AS need
CROSS JOIN LATERAL (
    SELECT coalesce(sum(held_quantity), 0) AS quantity FROM engagement
    WHERE engagement.need_id = need.id AND engagement.state NOT IN ('REFUSED', 'CANCELLED')
) AS held
WHERE need.incident_id = :incident_id AND need.cancelled_at IS NULL AND need.kind <> 'PROCEDURE'
GROUP BY need.criticality
ORDER BY array_position(ARRAY['VITAL', 'HIGH', 'NORMAL'], need.criticality)
