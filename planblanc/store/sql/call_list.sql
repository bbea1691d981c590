-- name: reveal
-- Somebody asks for the numbers of an incident's call list, once for the incident.
INSERT INTO call_list_reveal (incident_id, region_code, revealed_by, revealed_name, motive, revealed_at)
VALUES (:incident, :region, :revealed_by, :revealed_name, :motive, :revealed_at)
ON CONFLICT DO NOTHING

-- name: list_numbers
-- How the lenders of the list are reached, in the order in which they are tried; nothing before the actor has asked for them.
SELECT lender_id, label, channel, address, last_tested_on FROM call_list_numbers(:incident::uuid)

-- name: list_reveals
-- Who asked for the numbers, the last first.
SELECT revealed_name, revealed_at, motive FROM call_list_reveal WHERE incident_id = :incident ORDER BY revealed_at DESC, revealed_by LIMIT 50
