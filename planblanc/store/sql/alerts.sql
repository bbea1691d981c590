-- name: raise_alert
-- The alert of a new incident, once.
INSERT INTO alert (incident_id, region_code, exercise, state, raised_at, escalate_at)
SELECT id, region_code, exercise, 'RAISED', :now, :now FROM incident
WHERE id = :incident_id AND state = 'REPORTED' AND officer_id IS NULL
ON CONFLICT (incident_id) DO NOTHING

-- name: read_alerts
-- The alerts of these incidents.
SELECT incident_id, region_code, exercise, state, raised_at, steps, escalate_at, acknowledged_by, acknowledged_name, acknowledged_at, version
FROM alert WHERE incident_id = ANY(:incidents::uuid[])

-- name: hold_alert
-- Holds the alert of an incident until the end of the transaction.
SELECT incident_id FROM alert WHERE incident_id = :incident_id FOR UPDATE

-- name: page_alerts
-- The alerts of a region, the last raised first.
SELECT incident_id, region_code, exercise, state, raised_at, steps, escalate_at, acknowledged_by, acknowledged_name, acknowledged_at, version
FROM alert
WHERE region_code = :region AND (:after_at::timestamptz IS NULL OR (raised_at, incident_id) < (:after_at, :after_id::uuid))
ORDER BY raised_at DESC, incident_id DESC
LIMIT :limit

-- name: list_due
-- The alerts that nobody has heard in time, each for one worker alone.
SELECT incident_id FROM alert WHERE state = 'RAISED' AND escalate_at <= :now
ORDER BY escalate_at, incident_id LIMIT 50 FOR UPDATE SKIP LOCKED

-- name: save_step
-- One more turn of duty is woken.
UPDATE alert SET steps = :steps, escalate_at = :escalate_at WHERE incident_id = :incident_id

-- name: save_acknowledgement
-- Somebody heard it.
UPDATE alert SET state = :state, escalate_at = NULL, acknowledged_by = :by, acknowledged_name = :name, acknowledged_at = :at
WHERE incident_id = :incident_id AND state = 'RAISED'

-- name: end_alert
-- Its incident is over: nobody is woken any more.
UPDATE alert SET state = 'ENDED', escalate_at = NULL WHERE incident_id = :incident_id AND state = 'RAISED'
