-- name: put_service
-- Says the state of a service, whatever was said before, and keeps that it was said.
WITH said AS (
    INSERT INTO incident_service (incident_id, region_code, service_domain_code, state, since, reassess_at, note)
    VALUES (:incident_id, :region_code, :service_domain_code, :state, :since, :reassess_at, :note)
    ON CONFLICT (incident_id, service_domain_code) DO UPDATE SET
        state = excluded.state, since = excluded.since, reassess_at = excluded.reassess_at, note = excluded.note
    RETURNING incident_id, region_code, service_domain_code, state, since, reassess_at, note
)
INSERT INTO incident_service_state (incident_id, region_code, service_domain_code, state, since, told_at, reassess_at, note)
SELECT incident_id, region_code, service_domain_code, state, since, :told_at::timestamptz, reassess_at, note FROM said

-- name: fill_service
-- Says the state of a service unless something as recent was said, and keeps that it was said.
WITH said AS (
    INSERT INTO incident_service (incident_id, region_code, service_domain_code, state, since, reassess_at, note)
    VALUES (:incident_id, :region_code, :service_domain_code, :state, :since, :reassess_at, :note)
    ON CONFLICT (incident_id, service_domain_code) DO UPDATE SET
        state = excluded.state, since = excluded.since, reassess_at = excluded.reassess_at, note = excluded.note
    WHERE incident_service.state = 'UNKNOWN' OR (excluded.since > incident_service.since AND excluded.state <> 'UNKNOWN')
    RETURNING incident_id, region_code, service_domain_code, state, since, reassess_at, note
)
INSERT INTO incident_service_state (incident_id, region_code, service_domain_code, state, since, told_at, reassess_at, note)
SELECT incident_id, region_code, service_domain_code, state, since, :told_at::timestamptz, reassess_at, note FROM said

-- name: list_services
-- The services of these incidents, in the order of the catalogue.
SELECT incident_service.incident_id, incident_service.service_domain_code, incident_service.state, incident_service.since,
       incident_service.reassess_at, incident_service.note
FROM incident_service
JOIN service_domain ON service_domain.code = incident_service.service_domain_code
WHERE incident_service.incident_id = ANY(:incidents::uuid[])
ORDER BY incident_service.incident_id, service_domain.rank
LIMIT 10000

-- name: list_told
-- Every state that was told of the services of these incidents; what was told before states were kept is told as it stands.
SELECT incident_id, service_domain_code, state, since, told_at, note
FROM incident_service_state
WHERE incident_id = ANY(:incidents::uuid[])
UNION ALL
SELECT known.incident_id, known.service_domain_code, known.state, known.since, known.since, known.note
FROM incident_service AS known
WHERE known.incident_id = ANY(:incidents::uuid[]) AND NOT EXISTS (
    SELECT FROM incident_service_state AS kept
    WHERE kept.incident_id = known.incident_id AND kept.service_domain_code = known.service_domain_code)
ORDER BY incident_id, told_at, since, service_domain_code
LIMIT 5000

-- name: fall_due
-- Marks the services whose hour to be looked at again has come, of incidents that are open, and tells whose they are.
WITH due AS (
    SELECT service.incident_id, service.service_domain_code
    FROM incident_service AS service
    JOIN incident ON incident.id = service.incident_id AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
    WHERE service.reassess_at <= :now AND service.reminded_for IS DISTINCT FROM service.reassess_at
    ORDER BY service.incident_id, service.service_domain_code
    LIMIT 500 FOR UPDATE OF service SKIP LOCKED
), marked AS (
    UPDATE incident_service AS service SET reminded_for = service.reassess_at
    FROM due
    WHERE service.incident_id = due.incident_id AND service.service_domain_code = due.service_domain_code
    RETURNING service.incident_id, service.region_code
)
SELECT DISTINCT incident_id, region_code FROM marked ORDER BY incident_id
