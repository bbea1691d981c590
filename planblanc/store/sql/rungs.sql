-- name: add_authorisation
-- Opens a rung for an incident; nothing when it is open already.
INSERT INTO rung_authorisation (id, incident_id, region_code, rung, reason, authorised_by, authorised_name, authorised_at)
VALUES (:id, :incident_id, :region_code, :rung, :reason, :authorised_by, :authorised_name, :authorised_at)
ON CONFLICT DO NOTHING

-- name: revoke
-- Closes a rung that is open.
UPDATE rung_authorisation SET revoked_by = :revoked_by, revoked_name = :revoked_name, revoked_at = :revoked_at, revoked_reason = :reason
WHERE incident_id = :incident AND rung = :rung AND revoked_at IS NULL

-- name: list_authorisations
-- The rungs opened for these incidents, and closed again, in the order they were opened.
SELECT id, incident_id, rung, reason, authorised_by, authorised_name, authorised_at, revoked_name, revoked_at, revoked_reason
FROM rung_authorisation
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, authorised_at, id
LIMIT 2000

-- name: read_reached
-- For each region and rung, the regions whose lenders come within reach once that rung is open.
SELECT asked.origin, asked.rung, region.code
FROM (SELECT DISTINCT unnest(:regions::text[]) AS origin, unnest(:rungs::text[]) AS rung) AS asked
JOIN region AS own ON own.code = asked.origin
JOIN region ON region.code <> own.code
WHERE asked.rung = 'NATIONAL'
   OR asked.rung = 'ZONE' AND region.zone_code = own.zone_code
   OR asked.rung = 'ADJACENT_REGION' AND EXISTS (
       SELECT FROM region_adjacency AS touching
       WHERE touching.region_code = own.code AND touching.neighbour_code = region.code)
ORDER BY asked.origin, asked.rung, region.code
