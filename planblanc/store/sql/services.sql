-- name: put_service
-- Says the state of a service, whatever was said before.
INSERT INTO incident_service (incident_id, region_code, service_domain_code, state, since, reassess_at, note)
VALUES (:incident_id, :region_code, :service_domain_code, :state, :since, :reassess_at, :note)
ON CONFLICT (incident_id, service_domain_code) DO UPDATE SET
    state = excluded.state, since = excluded.since, reassess_at = excluded.reassess_at, note = excluded.note

-- name: fill_service
-- Says the state of a service unless something as recent was said.
INSERT INTO incident_service (incident_id, region_code, service_domain_code, state, since, reassess_at, note)
VALUES (:incident_id, :region_code, :service_domain_code, :state, :since, :reassess_at, :note)
ON CONFLICT (incident_id, service_domain_code) DO UPDATE SET
    state = excluded.state, since = excluded.since, reassess_at = excluded.reassess_at, note = excluded.note
WHERE incident_service.state = 'UNKNOWN' OR (excluded.since > incident_service.since AND excluded.state <> 'UNKNOWN')

-- name: list_services
-- The services of these incidents, in the order of the catalogue.
SELECT incident_service.incident_id, incident_service.service_domain_code, incident_service.state, incident_service.since,
       incident_service.reassess_at, incident_service.note
FROM incident_service
JOIN service_domain ON service_domain.code = incident_service.service_domain_code
WHERE incident_service.incident_id = ANY(:incidents::uuid[])
ORDER BY incident_service.incident_id, service_domain.rank
LIMIT 10000
