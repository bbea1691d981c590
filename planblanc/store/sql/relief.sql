-- name: read_working_time
-- What nobody may be asked to exceed, and how long two crews overlap.
SELECT rest_minutes, week_minutes, longest_run_days, handover_minutes FROM working_time WHERE code = 'DEFAULT'

-- name: known_competences
-- Which of these competences exist.
SELECT code FROM competence WHERE code = ANY(:codes::text[])

-- name: list_establishments
-- For each site, the one that is named, or else the incident's own; empty where it is not of those that the incident touches: the
-- victim's, those of its entity, those that asked for help.
SELECT site.id AS establishment_id
FROM unnest(:incidents::uuid[], :establishments::uuid[]) WITH ORDINALITY AS wanted (incident_id, establishment_id, place)
LEFT JOIN incident ON incident.id = wanted.incident_id
LEFT JOIN establishment AS site ON site.id = coalesce(wanted.establishment_id, incident.establishment_id)
    AND site.region_code = incident.region_code
    AND (site.id = incident.establishment_id OR site.legal_entity_id = incident.legal_entity_id
         OR EXISTS (SELECT FROM help_request AS request
                    WHERE request.incident_id = incident.id AND request.establishment_id = site.id AND request.state <> 'CANCELLED'))
ORDER BY wanted.place

-- name: request_roster
-- A roster that is wanted; the worker computes it.
INSERT INTO relief_roster (id, region_code, exercise, starts_on, weeks, rest_minutes, week_minutes, longest_run_days,
    handover_minutes, state, requested_by, requested_name, requested_at)
VALUES (:id, :region, :exercise, :starts_on, :weeks, :rest_minutes, :week_minutes, :longest_run_days, :handover_minutes,
    'REQUESTED', :requested_by, :requested_name, :requested_at)

-- name: request_site
-- One site that is to be relieved.
INSERT INTO relief_site (roster_id, establishment_id, incident_id, region_code, position)
VALUES (:roster, :establishment, :incident, :region, :position)

-- name: request_crew
-- The hours of one crew of that site.
INSERT INTO relief_crew (roster_id, establishment_id, incident_id, region_code, number, name, daily_from, daily_to)
VALUES (:roster, :establishment, :incident, :region, :number, :name, :daily_from, :daily_to)

-- name: request_post
-- Who is wanted in that crew.
INSERT INTO relief_post (roster_id, establishment_id, incident_id, region_code, crew_number, number, competence_code, least_level,
    quantity, criticality, is_lead)
VALUES (:roster, :establishment, :incident, :region, :crew, :number, :competence, :least_level, :quantity, :criticality, :is_lead)

-- name: read_roster
-- One roster, as far as it was computed.
SELECT id, region_code, exercise, starts_on, weeks, rest_minutes, week_minutes, longest_run_days, handover_minutes, state,
       requested_by, requested_name, requested_at, computed_at, method, stages, notes, failure, approved_name, approved_at, version
FROM relief_roster WHERE id = :id

-- name: lock_roster
-- The same, held until the transaction ends, so that it is computed once, and approved once.
SELECT id, region_code, exercise, starts_on, weeks, rest_minutes, week_minutes, longest_run_days, handover_minutes, state,
       requested_by, requested_name, requested_at, computed_at, method, stages, notes, failure, approved_name, approved_at, version
FROM relief_roster WHERE id = :id FOR UPDATE

-- name: list_rosters
-- The rosters that relieve for one incident, newest first, a page at a time.
SELECT id, region_code, exercise, starts_on, weeks, rest_minutes, week_minutes, longest_run_days, handover_minutes, state,
       requested_by, requested_name, requested_at, computed_at, method, stages, notes, failure, approved_name, approved_at, version
FROM relief_roster
WHERE id IN (SELECT roster_id FROM relief_site WHERE incident_id = :incident)
  AND (:before_id::uuid IS NULL OR (requested_at, id) < (:before_at::timestamptz, :before_id::uuid))
ORDER BY requested_at DESC, id DESC
LIMIT :limit

-- name: list_latest
-- For each of these incidents, the roster that counts: the last proposed or approved.
SELECT DISTINCT ON (relief_site.incident_id) relief_site.incident_id AS for_incident,
       roster.id, roster.region_code, exercise, starts_on, weeks, rest_minutes, week_minutes, longest_run_days, handover_minutes,
       state, requested_by, requested_name, requested_at, computed_at, method, stages, notes, failure, approved_name, approved_at,
       version
FROM relief_site JOIN relief_roster AS roster ON roster.id = relief_site.roster_id
WHERE relief_site.incident_id = ANY(:incidents::uuid[]) AND roster.state IN ('PROPOSED', 'APPROVED')
ORDER BY relief_site.incident_id, roster.requested_at DESC, roster.id DESC

-- name: list_sites
-- The sites of these rosters, each with its crews and whom they want.
SELECT relief_site.roster_id, relief_site.establishment_id, relief_site.incident_id, relief_site.forecast,
       site.name, site.commune, road_network.time_zone, wanted.crews
FROM relief_site
JOIN establishment AS site ON site.id = relief_site.establishment_id
JOIN road_network ON road_network.code = site.road_network_code
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object(
        'name', crew.name, 'daily_from', crew.daily_from, 'daily_to', crew.daily_to, 'posts', asked.posts) ORDER BY crew.number) AS crews
    FROM relief_crew AS crew
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object(
            'competence', post.competence_code, 'least_level', post.least_level, 'quantity', post.quantity,
            'criticality', post.criticality, 'is_lead', post.is_lead) ORDER BY post.number) AS posts
        FROM relief_post AS post
        WHERE post.roster_id = crew.roster_id AND post.establishment_id = crew.establishment_id AND post.crew_number = crew.number
    ) AS asked
    WHERE crew.roster_id = relief_site.roster_id AND crew.establishment_id = relief_site.establishment_id
) AS wanted
WHERE relief_site.roster_id = ANY(:rosters::uuid[])
ORDER BY relief_site.roster_id, relief_site.position

-- name: list_shifts
-- The shifts of these rosters, each with its crew and what it lacks.
SELECT shift.id, shift.roster_id, shift.establishment_id, shift.incident_id, shift.crew_number, shift.starts_at, shift.ends_at,
       shift.is_night, crew.turns, lacking.vacancies
FROM relief_shift AS shift
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', turn.id, 'post', turn.post_number - 1, 'responder_id', turn.responder_id, 'unit', turn.unit_number,
        'lender_id', turn.lender_id, 'lender_region', turn.lender_region_code, 'lender_name', turn.lender_name,
        'commune', turn.commune, 'label', turn.label, 'is_named', turn.is_named, 'rung', turn.rung,
        'travel_minutes', turn.travel_minutes, 'is_on_site', turn.is_on_site)
        ORDER BY turn.post_number, turn.label, turn.responder_id, turn.unit_number), '[]') AS turns
    FROM relief_turn AS turn WHERE turn.roster_id = shift.roster_id AND turn.shift_id = shift.id
) AS crew
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'post', vacancy.post_number - 1, 'quantity', vacancy.quantity, 'reasons', vacancy.reasons)
        ORDER BY vacancy.post_number), '[]') AS vacancies
    FROM relief_vacancy AS vacancy WHERE vacancy.roster_id = shift.roster_id AND vacancy.shift_id = shift.id
) AS lacking
WHERE shift.roster_id = ANY(:rosters::uuid[])
ORDER BY shift.roster_id, shift.starts_at, shift.establishment_id, shift.crew_number

-- name: list_people
-- What each person of these rosters is asked.
SELECT roster_id, responder_id, unit_number, label, lender_name, is_named, load
FROM relief_person WHERE roster_id = ANY(:rosters::uuid[])
ORDER BY roster_id, lender_name, label, responder_id, unit_number

-- name: find_absent
-- The first turn whose person went inactive or is no longer free for the whole of its shift, of the lenders whose calendars the actor
-- reads; the others' were read when the roster was computed.
SELECT turn.lender_name, shift.starts_at
FROM relief_turn AS turn
JOIN relief_shift AS shift ON shift.id = turn.shift_id AND shift.roster_id = turn.roster_id
JOIN responder ON responder.id = turn.responder_id
JOIN road_network ON road_network.code = responder.road_network_code
WHERE turn.roster_id = :roster AND responder.lender_id = ANY((SELECT managed_lenders())::uuid[])
  AND NOT (responder.active AND is_available(responder.id, road_network.time_zone, shift.starts_at, shift.ends_at))
ORDER BY shift.starts_at, turn.lender_name, turn.id
LIMIT 1

-- name: hold_incidents
-- Two rosters of the same incidents are saved one after the other, always in one order.
SELECT id FROM incident WHERE id = ANY(:incidents::uuid[]) ORDER BY id FOR NO KEY UPDATE

-- name: save_proposed
-- The roster is computed: how good it is, and what it was computed from; one asked for later may already replace it.
UPDATE relief_roster SET state = :state, computed_at = :computed_at, method = :method, stages = :stages::jsonb,
       notes = :notes::text[], data_version = :data_version::jsonb
WHERE id = :id AND state = 'REQUESTED'

-- name: save_failed
-- The roster could not be computed, and why.
UPDATE relief_roster SET state = 'FAILED', computed_at = :computed_at, failure = :failure WHERE id = :id AND state = 'REQUESTED'

-- name: save_forecast
-- What a site is likely to lack.
UPDATE relief_site SET forecast = :forecast::jsonb WHERE roster_id = :roster AND establishment_id = :establishment

-- name: save_shift
-- One crew at work on one day.
INSERT INTO relief_shift (id, roster_id, establishment_id, incident_id, region_code, crew_number, starts_at, ends_at, is_night)
VALUES (:id, :roster, :establishment, :incident, :region, :crew, :starts_at, :ends_at, :is_night)

-- name: save_turn
-- One person at one post of that shift.
INSERT INTO relief_turn (id, shift_id, roster_id, establishment_id, incident_id, region_code, post_number, responder_id, unit_number,
    lender_id, lender_region_code, lender_name, commune, label, is_named, rung, travel_minutes, is_on_site)
VALUES (:id, :shift, :roster, :establishment, :incident, :region, :post, :responder, :unit, :lender, :lender_region, :lender_name,
    :commune, :label, :is_named, :rung, :travel_minutes, :is_on_site)

-- name: save_vacancy
-- What lacks at one post of that shift, and why.
INSERT INTO relief_vacancy (shift_id, roster_id, establishment_id, incident_id, region_code, post_number, quantity, reasons)
VALUES (:shift, :roster, :establishment, :incident, :region, :post, :quantity, :reasons::jsonb)

-- name: save_person
-- What one person is asked over the whole of it.
INSERT INTO relief_person (roster_id, region_code, responder_id, unit_number, label, lender_name, is_named, load)
VALUES (:roster, :region, :responder, :unit, :label, :lender_name, :is_named, :load::jsonb)

-- name: supersede_proposed
-- A newer roster replaces what was only proposed for one of its sites.
UPDATE relief_roster SET state = 'SUPERSEDED'
WHERE state = 'PROPOSED' AND id <> :id AND id IN (
    SELECT other.roster_id FROM relief_site AS own JOIN relief_site AS other ON other.establishment_id = own.establishment_id
    WHERE own.roster_id = :id)
  AND exercise = :exercise

-- name: is_overtaken
-- Whether a roster asked for later already answers one of its sites.
SELECT EXISTS (
    SELECT FROM relief_site AS own
    JOIN relief_site AS other ON other.establishment_id = own.establishment_id
    JOIN relief_roster AS newer ON newer.id = other.roster_id
    WHERE own.roster_id = :id AND newer.id <> :id AND newer.state IN ('PROPOSED', 'APPROVED') AND newer.exercise = :exercise
      AND newer.requested_at > :requested_at)

-- name: list_approved
-- The rosters that are approved for one of its sites and still run when it begins, each with whether it holds a site that this one does not.
SELECT other.id, other.approved_at, bool_or(own.roster_id IS NULL) AS is_wider
FROM relief_roster AS this
JOIN relief_roster AS other ON other.state = 'APPROVED' AND other.id <> this.id AND other.exercise = this.exercise
    AND other.starts_on + 7 * other.weeks > this.starts_on AND this.starts_on + 7 * this.weeks > other.starts_on
JOIN relief_site AS theirs ON theirs.roster_id = other.id
LEFT JOIN relief_site AS own ON own.roster_id = this.id AND own.establishment_id = theirs.establishment_id
WHERE this.id = :id
GROUP BY other.id, other.approved_at
HAVING bool_or(own.roster_id IS NOT NULL)
ORDER BY other.id

-- name: supersede_approved
-- What was approved before for these sites is replaced.
UPDATE relief_roster SET state = 'SUPERSEDED' WHERE id = ANY(:rosters::uuid[]) AND state = 'APPROVED'

-- name: list_turns_ahead
-- The engagements of these rosters for shifts that begin at or after a moment, held in a fixed order.
SELECT engagement.id, engagement.state
FROM engagement JOIN relief_turn AS turn ON turn.id = engagement.turn_id
WHERE turn.roster_id = ANY(:rosters::uuid[]) AND engagement.starts_at >= :since
  AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED')
ORDER BY engagement.id FOR UPDATE OF engagement

-- name: approve_roster
-- A person approved the roster.
UPDATE relief_roster SET state = 'APPROVED', approved_by = :approved_by, approved_name = :approved_name, approved_at = :approved_at
WHERE id = :id AND state = 'PROPOSED'
