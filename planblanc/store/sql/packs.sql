-- name: list_packs
-- The ready packs, or those of these codes.
SELECT code, label, description FROM ready_pack
WHERE :codes::text[] IS NULL OR code = ANY(:codes::text[])
ORDER BY code
LIMIT 100

-- name: list_pack_lines
-- The lines of these packs, in their order.
SELECT pack_code, kind, competence_code, least_level, equipment_type_code, service_domain_code, only_if_service,
       quantity_base, quantity_per_100_beds, quantity_least, quantity_most, wanted_by, window_hours, criticality
FROM ready_pack_line
WHERE pack_code = ANY(:codes::text[])
ORDER BY pack_code, position
