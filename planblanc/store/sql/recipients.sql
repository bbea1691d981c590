-- name: read_about
-- The incident that a notice is about, and its victim by name.
SELECT incident.exercise, coalesce(site.name || ' (' || site.commune || ')', entity.name, incident.unlisted_name) AS victim,
       incident.establishment_id, coalesce(site.security_state, 'NORMAL') AS security_state
FROM incident
LEFT JOIN establishment AS site ON site.id = incident.establishment_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
WHERE incident.id = :id

-- name: read_region
-- A region as it is named in a notice.
SELECT name, ars_name FROM region WHERE code = :code

-- name: read_lender
-- The name of a lender.
SELECT name FROM lender WHERE id = :id

-- name: read_establishment
-- The name of a site.
SELECT name FROM establishment WHERE id = :id

-- name: list_ways_of_lender
-- How a lender is reached, its own contact points first, then those of its site.
SELECT contact.channel, contact.address, contact.label, contact.on_own_network,
       coalesce(site.security_state, 'NORMAL') AS security_state
FROM lender
LEFT JOIN establishment AS site ON site.id = lender.establishment_id
JOIN contact_point AS contact ON contact.lender_id = lender.id OR contact.establishment_id = lender.establishment_id
WHERE lender.id = :id
ORDER BY contact.lender_id IS NULL, contact.rank, contact.id
LIMIT 20

-- name: list_ways_of_establishment
-- How a site is reached, in the order of its contact points.
SELECT contact.channel, contact.address, contact.label, contact.on_own_network, site.security_state
FROM contact_point AS contact JOIN establishment AS site ON site.id = contact.establishment_id
WHERE site.id = :id
ORDER BY contact.rank, contact.id
LIMIT 20

-- name: list_call_back_numbers
-- The numbers on which a victim is called back: those that a call-back confirmed first, then those that were given.
SELECT id, clear, sealed, is_confirmed FROM (
    SELECT id, number AS clear, number_sealed AS sealed, true AS is_confirmed, made_at AS at FROM call_back
    WHERE incident_id = :id AND confirmed AND num_nonnulls(number, number_sealed) = 1
    UNION ALL
    SELECT id, phone, phone_sealed, false, NULL FROM incident_contact WHERE incident_id = :id
) AS known
ORDER BY is_confirmed DESC, at DESC NULLS LAST, id
LIMIT 6

-- name: list_doubtful_domains
-- The mail domains of sites that are compromised or suspect, and of the victims of incidents that are open.
SELECT lower(domain) AS domain, bool_or(site.security_state = 'COMPROMISED') AS is_compromised
FROM establishment AS site, unnest(site.mail_domains) AS domain
WHERE site.security_state IN ('SUSPECT', 'COMPROMISED')
   OR EXISTS (SELECT FROM incident WHERE incident.establishment_id = site.id AND incident.state IN ('REPORTED', 'ACTIVE') AND NOT incident.exercise)
GROUP BY lower(domain)
