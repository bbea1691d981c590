-- name: hold_site
-- A site whose security state is about to change: nobody else changes it meanwhile.
SELECT security_state FROM establishment WHERE id = :id FOR NO KEY UPDATE

-- name: list_open_incidents
-- The open incidents of a site, the last one declared first: its own, and those of its entity that are at no other site.
SELECT incident.id, incident.origin, incident.exercise
FROM incident
LEFT JOIN establishment AS site ON site.id = :site
WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
  AND (incident.establishment_id = :site OR (incident.establishment_id IS NULL AND incident.legal_entity_id = site.legal_entity_id))
ORDER BY incident.exercise, incident.declared_at DESC, incident.id
LIMIT 50

-- name: is_any_suspect
-- Whether one of these sites may be in an attacker's hands.
SELECT EXISTS (SELECT FROM establishment WHERE id = ANY(:sites::uuid[]) AND security_state IN ('SUSPECT', 'COMPROMISED'))

-- name: read_doubt
-- Since when a site has been in doubt, this time.
SELECT max(proposed_at) FROM security_change WHERE establishment_id = :site AND to_state = 'SUSPECT' AND state = 'DONE'

-- name: add_change
-- A change of state, done or proposed.
INSERT INTO security_change (id, establishment_id, region_code, incident_id, from_state, to_state, reason, state, proposed_by,
                             proposed_name, proposed_for, proposed_at, one_is_suspect)
VALUES (:id, :establishment_id, :region, :incident_id, :before, :after, :reason, :state, :proposed_by, :proposed_name, :proposed_for,
        :proposed_at, :one_is_suspect)

-- name: settle_change
-- A proposal that was confirmed, or dropped.
UPDATE security_change SET state = :state, confirmed_by = :confirmed_by, confirmed_name = :confirmed_name,
    confirmed_for = :confirmed_for, confirmed_at = :confirmed_at, one_is_suspect = :one_is_suspect
WHERE id = :id AND state = 'PROPOSED'

-- name: set_state
-- A site is now in this state, by this change.
UPDATE establishment SET security_state = :state, security_change_id = :change
WHERE id = :id

-- name: list_changes
-- The changes of state of these sites, the last one first, fifty each at most.
SELECT id, establishment_id, region_code, incident_id, from_state, to_state, reason, state, proposed_by, proposed_name, proposed_for,
       proposed_at, confirmed_by, confirmed_name, confirmed_for, confirmed_at, one_is_suspect
FROM (SELECT kept.*, row_number() OVER (PARTITION BY kept.establishment_id ORDER BY kept.proposed_at DESC, kept.id) AS place
      FROM security_change AS kept
      WHERE kept.establishment_id = ANY(:sites::uuid[])) AS ranked
WHERE place <= 50
ORDER BY proposed_at DESC, id
