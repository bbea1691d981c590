-- name: read_requests
-- These requests for help.
SELECT request.id, request.incident_id, request.region_code, establishment_id, latitude, longitude, position_assumed,
       road_network_code, department_code, state, channel, asked_by, asked_name, on_behalf_of, contact.phone, contact.phone_sealed,
       asked_at, note, cancelled_reason, version, asked_for_itself
FROM help_request AS request
LEFT JOIN help_request_contact AS contact ON contact.request_id = request.id
WHERE request.id = ANY(:ids::uuid[])

-- name: list_requests_of_incidents
-- The requests of these incidents, the first asked first.
SELECT request.id, request.incident_id, request.region_code, establishment_id, latitude, longitude, position_assumed,
       road_network_code, department_code, state, channel, asked_by, asked_name, on_behalf_of, contact.phone, contact.phone_sealed,
       asked_at, note, cancelled_reason, version, asked_for_itself
FROM help_request AS request
LEFT JOIN help_request_contact AS contact ON contact.request_id = request.id
WHERE request.incident_id = ANY(:incidents::uuid[])
ORDER BY request.incident_id, asked_at, request.id
LIMIT 5000

-- name: keep_incident
-- Keeps a request's incident as it is, before the request is held: whoever ends or approves holds the incident first, then its requests.
SELECT id FROM incident WHERE id = (SELECT incident_id FROM help_request WHERE id = :id) FOR SHARE

-- name: hold_request
-- Holds a request until the end of the transaction: whoever changes it waits here for the one before.
SELECT id FROM help_request WHERE id = :id FOR UPDATE

-- name: add_request
-- Keeps a new request.
INSERT INTO help_request (id, incident_id, region_code, establishment_id, latitude, longitude, position_assumed, road_network_code,
    department_code, state, channel, asked_by, asked_name, on_behalf_of, asked_at, note, asked_for_itself)
VALUES (:id, :incident_id, :region_code, :establishment_id, :latitude, :longitude, :position_assumed, :road_network_code,
    :department_code, :state, :channel, :asked_by, :asked_name, :on_behalf_of, :asked_at, :note, :asked_for_itself)

-- name: add_contact
-- Keeps the number on which to call back about a request.
INSERT INTO help_request_contact (request_id, incident_id, region_code, phone_sealed)
VALUES (:request_id, :incident_id, :region_code, :phone_sealed)

-- name: save_request_state
-- Writes where a request stands, if nobody changed it since it was read.
UPDATE help_request SET state = :state, cancelled_reason = :cancelled_reason
WHERE id = :id AND version = :version

-- name: cancel_requests_of_incident
-- Cancels what is still asked for an incident that ends.
UPDATE help_request SET state = 'CANCELLED', cancelled_reason = :reason
WHERE incident_id = :incident AND state IN ('TO_VERIFY', 'OPEN')

-- name: close_requests_of_incident
-- Closes what was covered of an incident that ends.
UPDATE help_request SET state = 'CLOSED'
WHERE incident_id = :incident AND state = 'COVERED'

-- name: move_requests
-- Gives the requests of a merged report to the incident that is kept; their needs follow.
UPDATE help_request SET incident_id = :kept WHERE incident_id = :merged

-- name: count_engagements
-- How many engagements were made for an incident.
SELECT count(*) FROM engagement WHERE incident_id = :incident

-- name: supersede_plans
-- The plans that were proposed for a merged report say nothing any more.
UPDATE plan_incident SET state = 'SUPERSEDED' WHERE incident_id = :incident AND state = 'PROPOSED'

-- name: list_unverified
-- The requests of these incidents whose approval waits for a call-back.
SELECT request_id, incident_id FROM unverified_requests(:incidents::uuid[])
