-- Invented pools: put as the files or the generator say, and put aside what another pool had brought.

-- name: put_lender
-- Add lenders or change them; count both.
WITH written AS (
    INSERT INTO lender AS kept (id, code, name, kind, establishment_id, commune, department_code, region_code, latitude,
                        longitude, road_network_code, people_floor, pris_activities, synthetic,
                        active, search_text)
    SELECT id, code, name, kind, establishment_id, commune, department_code, region_code, latitude, longitude,
           road_network_code, people_floor, pris_activities, synthetic, active, search_text
    FROM jsonb_populate_recordset(NULL::lender, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (code, name, kind, establishment_id, commune, department_code, region_code, latitude, longitude,
         road_network_code, people_floor, pris_activities, synthetic, active, search_text) =
        (excluded.code, excluded.name, excluded.kind, excluded.establishment_id, excluded.commune,
         excluded.department_code, excluded.region_code, excluded.latitude, excluded.longitude,
         excluded.road_network_code, excluded.people_floor, excluded.pris_activities, excluded.synthetic,
         excluded.active, excluded.search_text)
    WHERE (kept.code, kept.name, kept.kind, kept.establishment_id, kept.commune, kept.department_code,
           kept.region_code, kept.latitude, kept.longitude, kept.road_network_code,
           kept.people_floor, kept.pris_activities, kept.synthetic, kept.active, kept.search_text)
        IS DISTINCT FROM (excluded.code, excluded.name, excluded.kind, excluded.establishment_id,
                          excluded.commune, excluded.department_code,
                          excluded.region_code, excluded.latitude, excluded.longitude,
                          excluded.road_network_code, excluded.people_floor,
                          excluded.pris_activities, excluded.synthetic, excluded.active, excluded.search_text)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_lender_competence_floor
-- Add floors of competences or change them; count both.
WITH written AS (
    INSERT INTO lender_competence_floor AS kept (id, lender_id, region_code, competence_code, people)
    SELECT id, lender_id, region_code, competence_code, people
    FROM jsonb_populate_recordset(NULL::lender_competence_floor, :rows)
    ON CONFLICT (lender_id, competence_code) DO UPDATE SET people = excluded.people
    WHERE kept.people IS DISTINCT FROM excluded.people
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_shared_fate_link
-- Add links of shared fate or change them; count both.
WITH written AS (
    INSERT INTO shared_fate_link AS kept (id, establishment_id, lender_id, region_code, kind, note, ended, synthetic)
    SELECT id, establishment_id, lender_id, region_code, kind, note, ended, synthetic
    FROM jsonb_populate_recordset(NULL::shared_fate_link, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (establishment_id, lender_id, region_code, kind, note, ended, synthetic) =
        (excluded.establishment_id, excluded.lender_id, excluded.region_code, excluded.kind, excluded.note,
         excluded.ended, excluded.synthetic)
    WHERE (kept.establishment_id, kept.lender_id, kept.region_code, kept.kind, kept.note, kept.ended,
           kept.synthetic)
        IS DISTINCT FROM (excluded.establishment_id, excluded.lender_id, excluded.region_code, excluded.kind,
                          excluded.note, excluded.ended, excluded.synthetic)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_responder
-- Add responders or change them; count both.
WITH written AS (
    INSERT INTO responder AS kept (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude,
                        road_network_code, on_call, alert_minutes, preparation_minutes,
                        longest_days, confirm_by, active, synthetic)
    SELECT id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code,
           on_call, alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic
    FROM jsonb_populate_recordset(NULL::responder, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code,
         on_call, alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic) =
        (excluded.lender_id, excluded.region_code, excluded.label, excluded.named, excluded.capacity,
         excluded.commune, excluded.latitude, excluded.longitude, excluded.road_network_code,
         excluded.on_call, excluded.alert_minutes, excluded.preparation_minutes, excluded.longest_days,
         excluded.confirm_by, excluded.active, excluded.synthetic)
    WHERE (kept.lender_id, kept.region_code, kept.label, kept.named, kept.capacity, kept.commune, kept.latitude,
           kept.longitude, kept.road_network_code, kept.on_call, kept.alert_minutes,
           kept.preparation_minutes, kept.longest_days, kept.confirm_by, kept.active, kept.synthetic)
        IS DISTINCT FROM (excluded.lender_id, excluded.region_code, excluded.label, excluded.named,
                          excluded.capacity, excluded.commune, excluded.latitude,
                          excluded.longitude, excluded.road_network_code,
                          excluded.on_call, excluded.alert_minutes,
                          excluded.preparation_minutes, excluded.longest_days,
                          excluded.confirm_by, excluded.active, excluded.synthetic)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_responder_competence
-- Add competences of responders or change them; count both.
WITH written AS (
    INSERT INTO responder_competence AS kept (responder_id, competence_code, lender_id, competence_number, level, evidence,
                        expires_on, latitude, longitude)
    SELECT responder_id, competence_code, lender_id, competence_number, level, evidence, expires_on, latitude,
           longitude
    FROM jsonb_populate_recordset(NULL::responder_competence, :rows)
    ON CONFLICT (responder_id, competence_code) DO UPDATE SET
        (lender_id, competence_number, level, evidence, expires_on, latitude, longitude) =
        (excluded.lender_id, excluded.competence_number, excluded.level, excluded.evidence, excluded.expires_on,
         excluded.latitude, excluded.longitude)
    WHERE (kept.lender_id, kept.competence_number, kept.level, kept.evidence, kept.expires_on, kept.latitude,
           kept.longitude)
        IS DISTINCT FROM (excluded.lender_id, excluded.competence_number, excluded.level, excluded.evidence,
                          excluded.expires_on, excluded.latitude, excluded.longitude)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_availability
-- Add availabilities or change them; count both.
WITH written AS (
    INSERT INTO availability AS kept (id, responder_id, lender_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays)
    SELECT id, responder_id, lender_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays
    FROM jsonb_populate_recordset(NULL::availability, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (responder_id, lender_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays) =
        (excluded.responder_id, excluded.lender_id, excluded.kind, excluded.starts_at, excluded.ends_at,
         excluded.daily_from, excluded.daily_to, excluded.weekdays)
    WHERE (kept.responder_id, kept.lender_id, kept.kind, kept.starts_at, kept.ends_at, kept.daily_from,
           kept.daily_to, kept.weekdays)
        IS DISTINCT FROM (excluded.responder_id, excluded.lender_id, excluded.kind, excluded.starts_at,
                          excluded.ends_at, excluded.daily_from, excluded.daily_to,
                          excluded.weekdays)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_equipment_stock
-- Add stocks or change them; count both.
WITH written AS (
    INSERT INTO equipment_stock AS kept (id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor,
                        place, commune, latitude, longitude, road_network_code,
                        alert_minutes, preparation_minutes, confirm_by, active,
                        synthetic)
    SELECT id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place,
           commune, latitude, longitude, road_network_code, alert_minutes, preparation_minutes,
           confirm_by, active, synthetic
    FROM jsonb_populate_recordset(NULL::equipment_stock, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place, commune,
         latitude, longitude, road_network_code, alert_minutes, preparation_minutes, confirm_by,
         active, synthetic) =
        (excluded.lender_id, excluded.region_code, excluded.equipment_type_code, excluded.equipment_type_number,
         excluded.quantity, excluded.floor, excluded.place, excluded.commune, excluded.latitude,
         excluded.longitude, excluded.road_network_code, excluded.alert_minutes,
         excluded.preparation_minutes, excluded.confirm_by, excluded.active, excluded.synthetic)
    WHERE (kept.lender_id, kept.region_code, kept.equipment_type_code, kept.equipment_type_number,
           kept.quantity, kept.floor, kept.place, kept.commune, kept.latitude, kept.longitude,
           kept.road_network_code, kept.alert_minutes, kept.preparation_minutes, kept.confirm_by,
           kept.active, kept.synthetic)
        IS DISTINCT FROM (excluded.lender_id, excluded.region_code, excluded.equipment_type_code,
                          excluded.equipment_type_number, excluded.quantity,
                          excluded.floor, excluded.place, excluded.commune,
                          excluded.latitude, excluded.longitude,
                          excluded.road_network_code, excluded.alert_minutes,
                          excluded.preparation_minutes, excluded.confirm_by,
                          excluded.active, excluded.synthetic)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_contact_point
-- Add contact points or change them; count both.
WITH written AS (
    INSERT INTO contact_point AS kept (id, lender_id, establishment_id, region_code, label, channel, address, rank,
                        last_tested_on, function, synthetic)
    SELECT id, lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on,
           function, synthetic
    FROM jsonb_populate_recordset(NULL::contact_point, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on, function, synthetic) =
        (excluded.lender_id, excluded.establishment_id, excluded.region_code, excluded.label, excluded.channel,
         excluded.address, excluded.rank, excluded.last_tested_on, excluded.function, excluded.synthetic)
    WHERE (kept.lender_id, kept.establishment_id, kept.region_code, kept.label, kept.channel, kept.address,
           kept.rank, kept.last_tested_on, kept.function, kept.synthetic)
        IS DISTINCT FROM (excluded.lender_id, excluded.establishment_id, excluded.region_code, excluded.label,
                          excluded.channel, excluded.address, excluded.rank,
                          excluded.last_tested_on, excluded.function, excluded.synthetic)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_group
-- Put sites in an invented group, never over one that is known; count who joins a first one and who changes.
WITH joined AS (
    UPDATE establishment
    SET hospital_group_code = given.hospital_group_code, group_synthetic = true
    FROM jsonb_to_recordset(:rows) AS given (id uuid, hospital_group_code text)
    JOIN establishment AS before USING (id)
    WHERE establishment.id = given.id
      AND (before.hospital_group_code IS NULL OR before.group_synthetic)
      AND before.hospital_group_code IS DISTINCT FROM given.hospital_group_code
    RETURNING before.hospital_group_code IS NULL AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM joined;

-- name: retire_group
-- Take sites out of the invented groups that this pool does not put them in.
UPDATE establishment SET hospital_group_code = NULL, group_synthetic = false
WHERE group_synthetic AND NOT id = ANY(:kept::uuid[]);

-- name: retire_shared_fate_link
-- End the invented links that this pool does not hold.
UPDATE shared_fate_link SET ended = true WHERE synthetic AND NOT ended AND NOT id = ANY(:kept::uuid[]);

-- name: retire_lender_competence_floor
-- Lift the floors of invented lenders that this pool does not hold.
DELETE FROM lender_competence_floor AS floor USING lender
WHERE lender.id = floor.lender_id AND lender.synthetic AND NOT floor.id = ANY(:kept::uuid[]);

-- name: retire_equipment_stock
-- Put aside the invented stocks that this pool does not hold.
UPDATE equipment_stock SET active = false WHERE synthetic AND active AND NOT id = ANY(:kept::uuid[]);

-- name: retire_responder
-- Put aside the invented responders that this pool does not hold.
UPDATE responder SET active = false WHERE synthetic AND active AND NOT id = ANY(:kept::uuid[]);

-- name: retire_lender
-- Put aside the invented lenders that this pool does not hold.
UPDATE lender SET active = false WHERE synthetic AND active AND NOT id = ANY(:kept::uuid[]);

-- name: retire_contact_point
-- Remove the invented ways to reach somebody that this pool does not hold.
DELETE FROM contact_point WHERE synthetic AND NOT id = ANY(:kept::uuid[]);

-- name: retire_availability
-- Remove the availabilities of invented responders that this pool does not hold.
DELETE FROM availability USING responder
WHERE responder.id = availability.responder_id AND responder.synthetic AND NOT availability.id = ANY(:kept::uuid[]);

-- name: retire_responder_competence
-- Remove the competences of invented responders that this pool does not hold.
DELETE FROM responder_competence USING responder
WHERE responder.id = responder_competence.responder_id AND responder.synthetic
  AND NOT EXISTS (
      SELECT FROM unnest(:responder_ids::uuid[], :codes::text[]) AS kept (responder_id, competence_code)
      WHERE kept.responder_id = responder_competence.responder_id
        AND kept.competence_code = responder_competence.competence_code
  );

-- name: analyze_pool
-- Count again what plans of queries are reckoned from: left to autovacuum, the first searches in a new pool are slow.
ANALYZE lender, responder, responder_competence, availability, equipment_stock, establishment, establishment_service;
