-- name: read_regions
-- One page of regions, by code.
SELECT region.code, region.name, region.ars_name, region.grades_name, region.grades_confirmed,
       zone.code AS zone_code, zone.name AS zone_name
FROM region
JOIN defence_zone AS zone ON zone.code = region.zone_code
WHERE (:after_code::text IS NULL OR region.code > :after_code)
ORDER BY region.code
LIMIT :limit

-- name: read_regions_by_code
-- The regions of these codes.
SELECT region.code, region.name, region.ars_name, region.grades_name, region.grades_confirmed,
       zone.code AS zone_code, zone.name AS zone_name
FROM region
JOIN defence_zone AS zone ON zone.code = region.zone_code
WHERE region.code = ANY(:codes::text[])

-- name: read_departments
-- One page of departments, by code; of one region when its code is given.
SELECT code, name, region_code
FROM department
WHERE (:region_code::text IS NULL OR region_code = :region_code)
  AND (:after_code::text IS NULL OR code > :after_code)
ORDER BY code
LIMIT :limit

-- name: read_departments_of_regions
-- The departments of several regions, at most thirteen each.
SELECT code, name, region_code
FROM department
WHERE region_code = ANY(:region_codes::text[])
ORDER BY code

-- name: read_departments_by_code
-- The departments of these codes.
SELECT code, name, region_code
FROM department
WHERE code = ANY(:codes::text[])

-- name: read_zones
-- The defence zones: a dozen at most.
SELECT code, name
FROM defence_zone
ORDER BY code
