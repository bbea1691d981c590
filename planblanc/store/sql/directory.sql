-- name: list_directory
-- Every version of the contacts of these sites and of their lenders, those that stand first.
SELECT coalesce(version.establishment_id, lender.establishment_id) AS site_id, version.id, version.label, version.function,
       version.channel, version.address, version.on_own_network, nullif(version.valid_from, '-infinity') AS valid_from, version.valid_until
FROM contact_version AS version
LEFT JOIN lender ON lender.id = version.lender_id
WHERE version.establishment_id = ANY(:sites::uuid[]) OR lender.establishment_id = ANY(:sites::uuid[])
ORDER BY version.valid_until DESC NULLS FIRST, version.function <> 'DUTY_DIRECTOR', version.label, version.id
LIMIT 2000

-- name: list_beginnings
-- Since when something may be wrong at these sites: the first of their open incidents, as far as it is told, or the first doubt.
SELECT site.id, least(
    (SELECT min(least(incident.declared_at, incident.occurred_at, incident.observed_at, incident.awareness_at))
     FROM incident
     WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED') AND NOT incident.exercise
       AND (incident.establishment_id = site.id
            OR (incident.establishment_id IS NULL AND incident.legal_entity_id = site.legal_entity_id))),
    (SELECT max(change.proposed_at)
     FROM security_change AS change
     WHERE change.establishment_id = site.id AND change.state = 'DONE' AND change.to_state = 'SUSPECT'
       AND site.security_state IN ('SUSPECT', 'COMPROMISED'))) AS began_at
FROM establishment AS site
WHERE site.id = ANY(:sites::uuid[])
