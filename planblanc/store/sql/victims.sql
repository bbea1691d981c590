-- name: find_site
-- The site that has this FINESS ET number.
SELECT id, finess, name, commune, department_code, region_code, legal_entity_id, security_state
FROM establishment
WHERE finess = :finess

-- name: find_entity
-- The legal entity that has this FINESS EJ number, with the regions of its sites.
SELECT legal_entity.id, legal_entity.finess, legal_entity.name,
       coalesce(array_agg(DISTINCT establishment.region_code) FILTER (WHERE establishment.id IS NOT NULL), '{}') AS regions
FROM legal_entity
LEFT JOIN establishment ON establishment.legal_entity_id = legal_entity.id
WHERE legal_entity.finess = :finess
GROUP BY legal_entity.id

-- name: list_sites_of_entities
-- The sites of these legal entities, the largest first.
SELECT id, finess, name, commune, department_code, region_code, legal_entity_id, security_state
FROM establishment
WHERE legal_entity_id = ANY(:entities::uuid[])
ORDER BY beds DESC NULLS LAST, finess
LIMIT 1000

-- name: is_any_in_doubt
-- Whether one of these sites, or one of the entity's, may be in an attacker's hands.
SELECT EXISTS (
    SELECT FROM establishment
    WHERE security_state IN ('SUSPECT', 'COMPROMISED') AND (id = ANY(:sites::uuid[]) OR legal_entity_id = :entity::uuid))

-- name: find_region_of_department
-- The region of a department.
SELECT region_code FROM department WHERE code = :code

-- name: find_region
-- The region, if there is one of this code.
SELECT code FROM region WHERE code = :code

-- name: find_place
-- Where help is wanted: the site itself, else the largest hospital that is nearest to what is known of the victim.
SELECT id, legal_entity_id, latitude, longitude, road_network_code, department_code
FROM establishment
WHERE region_code = :region
ORDER BY
    (id = :site::uuid) DESC NULLS LAST,
    (legal_entity_id = :entity::uuid) DESC NULLS LAST,
    (department_code = :department AND lower(commune) = lower(:town)) DESC NULLS LAST,
    (department_code = :department) DESC NULLS LAST,
    beds DESC NULLS LAST, finess
LIMIT 1

-- name: find_beds
-- How many beds a site has.
SELECT beds FROM establishment WHERE id = :site

-- name: list_services_run
-- The service domains that a site declares.
SELECT service_domain_code FROM establishment_service
WHERE establishment_id = :site
ORDER BY service_domain_code
