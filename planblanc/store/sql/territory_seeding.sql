-- Reference facts from files (who is where): each statement takes rows as JSON, touches only those that differ, and counts.

-- name: put_defence_zone
-- Add defence zones or change them; count both.
WITH written AS (
    INSERT INTO defence_zone AS kept (code, name)
    SELECT code, name
    FROM jsonb_populate_recordset(NULL::defence_zone, :rows)
    ON CONFLICT (code) DO UPDATE SET
        name = excluded.name
    WHERE kept.name IS DISTINCT FROM excluded.name
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_region
-- Add regions or change them; count both.
WITH written AS (
    INSERT INTO region AS kept (code, name, ars_name, grades_name, grades_confirmed, zone_code)
    SELECT code, name, ars_name, grades_name, grades_confirmed, zone_code
    FROM jsonb_populate_recordset(NULL::region, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (name, ars_name, grades_name, grades_confirmed, zone_code) =
        (excluded.name, excluded.ars_name, excluded.grades_name, excluded.grades_confirmed, excluded.zone_code)
    WHERE (kept.name, kept.ars_name, kept.grades_name, kept.grades_confirmed, kept.zone_code)
        IS DISTINCT FROM (excluded.name, excluded.ars_name, excluded.grades_name, excluded.grades_confirmed,
                          excluded.zone_code)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_department
-- Add departments or change them; count both.
WITH written AS (
    INSERT INTO department AS kept (code, finess_prefix, name, region_code)
    SELECT code, finess_prefix, name, region_code
    FROM jsonb_populate_recordset(NULL::department, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (finess_prefix, name, region_code) =
        (excluded.finess_prefix, excluded.name, excluded.region_code)
    WHERE (kept.finess_prefix, kept.name, kept.region_code)
        IS DISTINCT FROM (excluded.finess_prefix, excluded.name, excluded.region_code)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_region_adjacency
-- Add regions that touch; count both.
WITH written AS (
    INSERT INTO region_adjacency AS kept (region_code, neighbour_code)
    SELECT region_code, neighbour_code
    FROM jsonb_populate_recordset(NULL::region_adjacency, :rows)
    ON CONFLICT DO NOTHING
    RETURNING true AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_road_network
-- Add road networks or change them; count both.
WITH written AS (
    INSERT INTO road_network AS kept (code, name, time_zone)
    SELECT code, name, time_zone
    FROM jsonb_populate_recordset(NULL::road_network, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (name, time_zone) =
        (excluded.name, excluded.time_zone)
    WHERE (kept.name, kept.time_zone)
        IS DISTINCT FROM (excluded.name, excluded.time_zone)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_network_travel
-- Add journeys between networks or change them; count both.
WITH written AS (
    INSERT INTO network_travel AS kept (from_code, to_code, overhead_minutes, flight_minutes, confirmed)
    SELECT from_code, to_code, overhead_minutes, flight_minutes, confirmed
    FROM jsonb_populate_recordset(NULL::network_travel, :rows)
    ON CONFLICT (from_code, to_code) DO UPDATE SET
        (overhead_minutes, flight_minutes, confirmed) =
        (excluded.overhead_minutes, excluded.flight_minutes, excluded.confirmed)
    WHERE (kept.overhead_minutes, kept.flight_minutes, kept.confirmed)
        IS DISTINCT FROM (excluded.overhead_minutes, excluded.flight_minutes, excluded.confirmed)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_hospital_group
-- Add groups of hospitals or change them; count both.
WITH written AS (
    INSERT INTO hospital_group AS kept (code, short_name, name, region_code)
    SELECT code, short_name, name, region_code
    FROM jsonb_populate_recordset(NULL::hospital_group, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (short_name, name, region_code) =
        (excluded.short_name, excluded.name, excluded.region_code)
    WHERE (kept.short_name, kept.name, kept.region_code)
        IS DISTINCT FROM (excluded.short_name, excluded.name, excluded.region_code)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_legal_entity
-- Add legal entities or change them; count both.
WITH written AS (
    INSERT INTO legal_entity AS kept (id, finess, name)
    SELECT id, finess, name
    FROM jsonb_populate_recordset(NULL::legal_entity, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (finess, name) =
        (excluded.finess, excluded.name)
    WHERE (kept.finess, kept.name)
        IS DISTINCT FROM (excluded.finess, excluded.name)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_establishment
-- Add sites; their state, their group and their version are not the files' to say or change them; count both.
WITH written AS (
    INSERT INTO establishment AS kept (id, finess, legal_entity_id, name, category, sector, department_code, region_code,
                        commune_code, commune, postal_code, latitude, longitude,
                        position_source, position_precision, road_network_code, beds,
                        intensive_care_beds, samu_seat, search_text)
    SELECT id, finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code,
           commune, postal_code, latitude, longitude, position_source, position_precision,
           road_network_code, beds, intensive_care_beds, samu_seat, search_text
    FROM jsonb_populate_recordset(NULL::establishment, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code, commune,
         postal_code, latitude, longitude, position_source, position_precision, road_network_code,
         beds, intensive_care_beds, samu_seat, search_text) =
        (excluded.finess, excluded.legal_entity_id, excluded.name, excluded.category, excluded.sector,
         excluded.department_code, excluded.region_code, excluded.commune_code, excluded.commune,
         excluded.postal_code, excluded.latitude, excluded.longitude, excluded.position_source,
         excluded.position_precision, excluded.road_network_code, excluded.beds,
         excluded.intensive_care_beds, excluded.samu_seat, excluded.search_text)
    WHERE (kept.finess, kept.legal_entity_id, kept.name, kept.category, kept.sector, kept.department_code,
           kept.region_code, kept.commune_code, kept.commune, kept.postal_code, kept.latitude,
           kept.longitude, kept.position_source, kept.position_precision, kept.road_network_code,
           kept.beds, kept.intensive_care_beds, kept.samu_seat, kept.search_text)
        IS DISTINCT FROM (excluded.finess, excluded.legal_entity_id, excluded.name, excluded.category,
                          excluded.sector, excluded.department_code,
                          excluded.region_code, excluded.commune_code,
                          excluded.commune, excluded.postal_code, excluded.latitude,
                          excluded.longitude, excluded.position_source,
                          excluded.position_precision, excluded.road_network_code,
                          excluded.beds, excluded.intensive_care_beds,
                          excluded.samu_seat, excluded.search_text)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_establishment_service
-- Add services of sites; count both.
WITH written AS (
    INSERT INTO establishment_service AS kept (establishment_id, service_domain_code)
    SELECT establishment_id, service_domain_code
    FROM jsonb_populate_recordset(NULL::establishment_service, :rows)
    ON CONFLICT DO NOTHING
    RETURNING true AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;
