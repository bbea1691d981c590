-- name: read_templates
-- Every obligation of the law that is known, in the order in which they are told: a few dozen.
SELECT code, rank, label, authority, legal_basis, applies_if, portal, phone, if_portal_down, anchor, after_code, limit_hours,
       limit_months, in_phases, met_by_portal, enabled, origin, confirmed, decided_by, decided_at
FROM obligation_template
ORDER BY rank, code

-- name: decide_template
-- Enables an obligation of the law, or disables it.
UPDATE obligation_template SET enabled = :enabled, decided_by = :decided_by, decided_at = :decided_at WHERE code = :code

-- name: open_obligations
-- Gives an incident the obligations that are enabled, but for those that it has.
INSERT INTO obligation (id, incident_id, region_code, template_code)
SELECT gen_random_uuid(), :incident::uuid, :region, code
FROM obligation_template
WHERE enabled
ON CONFLICT (incident_id, template_code) DO NOTHING
RETURNING template_code

-- name: list_incomplete
-- Some open incidents that lack an obligation which was enabled since they were declared.
SELECT incident.id
FROM incident
WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
  AND EXISTS (
      SELECT FROM obligation_template AS template
      WHERE template.enabled AND NOT EXISTS (
          SELECT FROM obligation WHERE obligation.incident_id = incident.id AND obligation.template_code = template.code))
ORDER BY incident.id
LIMIT 100

-- name: hold_obligation
-- Waits until nobody else is changing this obligation.
SELECT id FROM obligation WHERE id = :id FOR UPDATE

-- name: hold_reminders
-- Some obligations whose limit comes within so many hours, or has passed, and whose last reminder is not made; not those in other hands.
SELECT obligation.id
FROM obligation
JOIN obligation_clock AS clock ON clock.id = obligation.id
WHERE obligation.filed_at IS NULL AND obligation.waived_at IS NULL AND obligation.reminded_hours IS DISTINCT FROM 0
  AND clock.incident_state NOT IN ('DISMISSED', 'MERGED')
  AND clock.due_utc <= (:now::timestamptz AT TIME ZONE 'UTC') + make_interval(hours => :within::integer)
ORDER BY obligation.id
LIMIT 200
FOR UPDATE OF obligation SKIP LOCKED

-- name: read_obligations
-- These obligations.
SELECT id, incident_id, region_code, started_at, filed_at, reference, filed_by, late_seconds, supplements, waived_at,
       waived_by, waived_reason, reminded_hours, declared_at, awareness_at, exercise, followed_at, template
FROM obligation_clock
WHERE id = ANY(:ids::uuid[])

-- name: list_of_incidents
-- The obligations of these incidents.
SELECT id, incident_id, region_code, started_at, filed_at, reference, filed_by, late_seconds, supplements, waived_at,
       waived_by, waived_reason, reminded_hours, declared_at, awareness_at, exercise, followed_at, template
FROM obligation_clock
WHERE incident_id = ANY(:incidents::uuid[])

-- name: page_obligations
-- The obligations that match, the nearest limit first; one without a running limit stands where its incident was declared.
SELECT id, incident_id, region_code, started_at, filed_at, reference, filed_by, late_seconds, supplements, waived_at,
       waived_by, waived_reason, reminded_hours, declared_at, awareness_at, exercise, followed_at, template
FROM obligation_clock
WHERE (:region::text IS NULL OR region_code = :region)
  AND (:incident::uuid IS NULL OR incident_id = :incident)
  AND (NOT :open::boolean OR (filed_at IS NULL AND waived_at IS NULL AND incident_state NOT IN ('DISMISSED', 'MERGED')))
  AND (:after_id::uuid IS NULL
       OR (coalesce(due_utc AT TIME ZONE 'UTC', declared_at), id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY coalesce(due_utc AT TIME ZONE 'UTC', declared_at), id
LIMIT :limit

-- name: save_obligation
-- Writes what was said of an obligation: started, filed, completed, waived.
UPDATE obligation
SET started_at = :started_at, filed_at = :filed_at, reference = :reference, filed_by = :filed_by, late_seconds = :late_seconds,
    supplements = :supplements, waived_at = :waived_at, waived_by = :waived_by, waived_reason = :waived_reason
WHERE id = :id

-- name: save_reminder
-- Keeps which reminder was made last.
UPDATE obligation SET reminded_hours = :hours WHERE id = :id
