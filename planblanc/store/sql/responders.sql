-- name: read_responders
-- One page of the responders that the actor keeps or plans with, by key.
SELECT id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call,
       alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic, version
FROM responder
WHERE id = ANY((SELECT planblanc.search_responders(:region::text, :department::text, :lender::uuid, :competence::text,
    :least_level::integer, :patterns::text[], :free_from::timestamptz, :free_until::timestamptz, :synthetic::boolean,
    :or_inactive::boolean, :today::date, :due_on::date, :after_id::uuid, :limit::integer))::uuid[])
ORDER BY id

-- name: read_responders_by_id
-- The responders of these keys.
SELECT id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call,
       alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic, version
FROM responder
WHERE id = ANY(:ids::uuid[])

-- name: read_capacities_of_lender
-- The unnamed capacities of a lender, those of old too: one that comes back keeps its key.
SELECT id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call,
       alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic, version
FROM responder
WHERE lender_id = :lender AND NOT named
ORDER BY active, id

-- name: read_people_of_lenders
-- The responders that these lenders have today, fifty of each, by name: who could go in the place of another.
SELECT found.id, found.lender_id, found.region_code, found.label, found.named, found.capacity, found.commune, found.latitude,
       found.longitude, found.road_network_code, found.on_call, found.alert_minutes, found.preparation_minutes, found.longest_days,
       found.confirm_by, found.active, found.synthetic, found.version
FROM unnest(:lenders::uuid[]) AS wanted (lender_id)
CROSS JOIN LATERAL (
    SELECT responder.* FROM responder WHERE responder.lender_id = wanted.lender_id AND responder.active
    ORDER BY responder.label, responder.id LIMIT 50
) AS found
ORDER BY found.label, found.id

-- name: read_competences_of_responders
-- What these responders can do.
SELECT held.responder_id, held.competence_code, held.level, held.evidence, held.expires_on
FROM responder_competence AS held
WHERE held.responder_id = ANY(:ids::uuid[])
ORDER BY held.competence_code

-- name: read_calendars
-- The calendars of these responders.
SELECT responder_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays
FROM availability
WHERE responder_id = ANY(:ids::uuid[])
ORDER BY starts_at, id

-- name: add_responder
-- A new responder.
INSERT INTO responder (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call,
    alert_minutes, preparation_minutes, longest_days, confirm_by, active)
VALUES (:id, :lender_id, :region, :label, :named, :capacity, :commune, :latitude, :longitude, :network, :on_call, :alert_minutes,
    :preparation_minutes, :longest_days, :confirm_by, :active)

-- name: change_responder
-- A responder as it is described now, if nobody has changed it since this version.
UPDATE responder SET
    label = :label, named = :named, capacity = :capacity, commune = :commune, latitude = :latitude, longitude = :longitude,
    road_network_code = :network, on_call = :on_call, alert_minutes = :alert_minutes, preparation_minutes = :preparation_minutes,
    longest_days = :longest_days, confirm_by = :confirm_by, active = :active
WHERE id = :id AND version = :version

-- name: touch_responder
-- Says that the calendar of a responder has changed, if nobody has changed it since this version.
UPDATE responder SET active = active
WHERE id = :id AND version = :version

-- name: confirm_responder
-- A responder was confirmed until this day, if nobody has changed it since this version.
UPDATE responder SET confirm_by = :confirm_by
WHERE id = :id AND version = :version

-- name: confirm_responders
-- These responders were confirmed until this day.
UPDATE responder SET confirm_by = :confirm_by
WHERE id = ANY(:ids::uuid[])

-- name: drop_competences
-- The competences that a responder no longer holds.
DELETE FROM responder_competence
WHERE responder_id = :id AND competence_code <> ALL(:codes::text[])

-- name: put_competences
-- The competences that a responder holds, at its place, as they are told now.
INSERT INTO responder_competence (responder_id, lender_id, competence_code, competence_number, level, evidence, expires_on,
    latitude, longitude)
SELECT :id, :lender_id, competence.code, competence.number, held.level, held.evidence, held.expires_on, :latitude, :longitude
FROM unnest(:codes::text[], :levels::integer[], :evidences::text[], :expiries::date[]) AS held (code, level, evidence, expires_on)
JOIN competence ON competence.code = held.code
ON CONFLICT (responder_id, competence_code) DO UPDATE SET
    level = excluded.level, evidence = excluded.evidence, expires_on = excluded.expires_on, latitude = excluded.latitude,
    longitude = excluded.longitude

-- name: drop_calendar
-- The whole calendar of a responder.
DELETE FROM availability
WHERE responder_id = :id

-- name: add_hours
-- One line of a calendar.
INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays)
VALUES (:id, :responder_id, :lender_id, :kind, :starts_at, :ends_at, :daily_from, :daily_to, :weekdays)
