-- name: list_directory
-- Every version of the contacts of these sites and of their lenders, the one that stands first.
SELECT version.id, version.label, version.function, version.channel, version.address, version.on_own_network,
       nullif(version.valid_from, '-infinity') AS valid_from, version.valid_until
FROM contact_version AS version
LEFT JOIN lender ON lender.id = version.lender_id
WHERE version.establishment_id = ANY(:sites::uuid[]) OR lender.establishment_id = ANY(:sites::uuid[])
ORDER BY version.valid_until DESC NULLS FIRST, version.function <> 'DUTY_DIRECTOR', version.label, version.id
LIMIT 500

-- name: read_doubt
-- Since when a site is in doubt, when it is.
SELECT change.proposed_at
FROM establishment AS site
JOIN security_change AS change ON change.establishment_id = site.id AND change.state = 'DONE' AND change.to_state = 'SUSPECT'
WHERE site.id = :site AND site.security_state IN ('SUSPECT', 'COMPROMISED')
ORDER BY change.proposed_at DESC, change.id
LIMIT 1

-- name: read_beginning
-- When the first of the open incidents of a site began, as far as it is told.
SELECT min(least(incident.declared_at, incident.occurred_at, incident.observed_at, incident.awareness_at))
FROM incident
LEFT JOIN establishment AS site ON site.id = :site
WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED') AND NOT incident.exercise
  AND (incident.establishment_id = :site OR (incident.establishment_id IS NULL AND incident.legal_entity_id = site.legal_entity_id))
