-- name: add_support
-- Keeps a support that was asked for.
INSERT INTO national_support (id, incident_id, region_code, kind, requested_at, accepted_at, started_at, ended_at, note, recorded_name)
VALUES (:id, :incident_id, :region_code, :kind, :requested_at, :accepted_at, :started_at, :ended_at, :note, :recorded_name)

-- name: change_support
-- Writes how far a support has come.
UPDATE national_support SET accepted_at = :accepted_at, started_at = :started_at, ended_at = :ended_at, note = :note,
    recorded_name = :recorded_name
WHERE id = :id AND ended_at IS NULL

-- name: list_support
-- What CERT Santé was asked for and did for these incidents, in the order it was asked.
SELECT id, incident_id, kind, requested_at, accepted_at, started_at, ended_at, note, recorded_name
FROM national_support
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, requested_at, id
LIMIT 2000

-- name: lock_running
-- The support of one kind that an incident has and that has not ended, held against whoever records it too.
SELECT id, incident_id, kind, requested_at, accepted_at, started_at, ended_at, note, recorded_name
FROM national_support
WHERE incident_id = :incident AND kind = :kind AND ended_at IS NULL
FOR UPDATE

-- name: count_by_year
-- What was asked for and done in one year, by region and kind; exercises apart.
SELECT support.region_code, support.kind, count(*)::integer AS requested, count(support.accepted_at)::integer AS accepted,
       count(support.started_at)::integer AS started, count(support.ended_at)::integer AS ended,
       count(DISTINCT support.incident_id)::integer AS incidents
FROM national_support AS support
JOIN incident ON incident.id = support.incident_id AND NOT incident.exercise
WHERE support.requested_at >= :since AND support.requested_at < :until AND (:region::text IS NULL OR support.region_code = :region)
GROUP BY support.region_code, support.kind
ORDER BY support.region_code, support.kind
LIMIT 200

-- name: move_support
-- Gives what CERT Santé did for a merged report to the incident that is kept, where it is not doing the same already.
UPDATE national_support AS moved SET incident_id = :kept
WHERE moved.incident_id = :merged AND (moved.ended_at IS NOT NULL OR NOT EXISTS (
    SELECT FROM national_support AS running
    WHERE running.incident_id = :kept AND running.kind = moved.kind AND running.ended_at IS NULL))
