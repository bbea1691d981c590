-- name: read_service_domains
-- One page of service domains, in the order in which they are told.
SELECT code, label, rank
FROM service_domain
WHERE (:after_rank::integer IS NULL OR (rank, code) > (:after_rank, :after_code))
ORDER BY rank, code
LIMIT :limit

-- name: read_service_domains_by_code
-- The service domains of these codes.
SELECT code, label, rank
FROM service_domain
WHERE code = ANY(:codes::text[])

-- name: read_competences
-- One page of competences, by number; of one family when it is given.
SELECT code, number, family, label, description, pris_activity, ecsf_role
FROM competence
WHERE (:family::text IS NULL OR family = :family)
  AND (:after_number::integer IS NULL OR number > :after_number)
ORDER BY number
LIMIT :limit

-- name: read_competences_by_code
-- The competences of these codes.
SELECT code, number, family, label, description, pris_activity, ecsf_role
FROM competence
WHERE code = ANY(:codes::text[])

-- name: read_equipment_types
-- One page of equipment types, by number, with what may serve in their place.
SELECT type.code, type.number, type.label, type.unit, type.indivisible, type.holds_data, type.alert_minutes_day, type.alert_minutes_night,
       type.preparation_minutes_day, type.preparation_minutes_night, type.delays_confirmed,
       ARRAY(SELECT substitute_code FROM equipment_substitute WHERE type_code = type.code ORDER BY substitute_code) AS substitutes
FROM equipment_type AS type
WHERE (:after_number::integer IS NULL OR type.number > :after_number)
ORDER BY type.number
LIMIT :limit

-- name: read_equipment_types_by_code
-- The equipment types of these codes, with what may serve in their place.
SELECT type.code, type.number, type.label, type.unit, type.indivisible, type.holds_data, type.alert_minutes_day, type.alert_minutes_night,
       type.preparation_minutes_day, type.preparation_minutes_night, type.delays_confirmed,
       ARRAY(SELECT substitute_code FROM equipment_substitute WHERE type_code = type.code ORDER BY substitute_code) AS substitutes
FROM equipment_type AS type
WHERE type.code = ANY(:codes::text[])

-- name: read_incident_categories
-- One page of causes, by code.
SELECT code, label, origin
FROM incident_category
WHERE (:after_code::text IS NULL OR code > :after_code)
ORDER BY code
LIMIT :limit

-- name: read_incident_categories_by_code
-- The causes of these codes.
SELECT code, label, origin FROM incident_category WHERE code = ANY(:codes::text[])

-- name: read_hospital_groups
-- One page of groups of hospitals, by code; of one region when its code is given.
SELECT code, short_name, name, region_code
FROM hospital_group
WHERE (:region::text IS NULL OR region_code = :region)
  AND (:after_code::text IS NULL OR code > :after_code)
ORDER BY code
LIMIT :limit

-- name: read_hospital_groups_by_code
-- The groups of hospitals of these codes.
SELECT code, short_name, name, region_code
FROM hospital_group
WHERE code = ANY(:codes::text[])

-- name: read_road_networks
-- The codes of the road networks: a dozen.
SELECT code
FROM road_network
ORDER BY code
