-- name: number_events
-- Gives the committed events of a region their numbers; whether some are left.
SELECT planblanc.number_events(:region, :most)

-- name: find_head
-- Where the sequence ends; nothing when the reader may not follow it.
SELECT planblanc.event_head(:kind, :key)

-- name: page_of_incident
-- The events of an incident after a number, in their order.
SELECT event.kind, event.key, event.sequence, event.sequence AS place, event.incident_id, event.act, event.recorded_at,
       event.tells_services, incident.exercise
FROM log_event AS event
JOIN incident ON incident.id = event.incident_id
WHERE event.kind = 'INCIDENT' AND event.key = :key AND event.sequence > :after
ORDER BY event.sequence
LIMIT :limit

-- name: page_of_region
-- The events of a region, those of its incidents among them, after a number, in their order.
SELECT event.kind, event.key, event.sequence, event.region_sequence AS place, event.incident_id, event.act, event.recorded_at,
       event.tells_services, incident.exercise
FROM log_event AS event
LEFT JOIN incident ON incident.id = event.incident_id
WHERE event.region_code = :key AND event.region_sequence > :after
ORDER BY event.region_sequence
LIMIT :limit
