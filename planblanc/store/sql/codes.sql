-- name: list_labels
-- The codes of the catalogues that exist, each with its label.
SELECT 'competence' AS kind, code, label FROM competence WHERE code = ANY(:competences::text[])
UNION ALL
SELECT 'equipment_type', code, label FROM equipment_type WHERE code = ANY(:equipment_types::text[])
UNION ALL
SELECT 'service_domain', code, label FROM service_domain WHERE code = ANY(:service_domains::text[])
UNION ALL
SELECT 'incident_category', code, label FROM incident_category WHERE code = ANY(:incident_categories::text[])
