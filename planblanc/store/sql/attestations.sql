-- name: add_attestation
-- Attests that a lender is clean for one incident; nothing while that is attested already.
INSERT INTO clean_attestation (id, incident_id, region_code, lender_id, partner_link_id, reason, attested_by, attested_name, attested_at)
VALUES (:id, :incident_id, :region_code, :lender_id, :partner_link_id, :reason, :attested_by, :attested_name, :attested_at)
ON CONFLICT DO NOTHING

-- name: withdraw_attestation
-- Takes an attestation back.
UPDATE clean_attestation SET revoked_by = :revoked_by, revoked_name = :revoked_name, revoked_at = :revoked_at, revoked_reason = :reason
WHERE incident_id = :incident AND lender_id = :lender AND revoked_at IS NULL

-- name: list_attestations
-- The attestations of these incidents, those taken back among them, in their order.
SELECT made.id, made.incident_id, made.lender_id, coalesce(lender.name, '') AS lender_name, made.reason, made.attested_by,
       made.attested_name, made.attested_at, made.partner_link_id, made.revoked_name, made.revoked_at, made.revoked_reason
FROM clean_attestation AS made
LEFT JOIN lender ON lender.id = made.lender_id
WHERE made.incident_id = ANY(:incidents::uuid[])
ORDER BY made.incident_id, made.attested_at, made.id
LIMIT 2000

-- name: read_ties
-- Whether a lender falls together with the victim of an incident, or is of its group.
WITH site AS (
    SELECT establishment_id AS id FROM incident WHERE incident.id = :incident AND establishment_id IS NOT NULL
    UNION
    SELECT establishment_id FROM help_request WHERE incident_id = :incident AND establishment_id IS NOT NULL
    UNION
    SELECT establishment.id FROM incident JOIN establishment ON establishment.legal_entity_id = incident.legal_entity_id
    WHERE incident.id = :incident
)
SELECT EXISTS (
    SELECT FROM shared_fate_link AS link
    LEFT JOIN lender AS victim ON victim.id = link.lender_id
    LEFT JOIN lender AS mate ON mate.establishment_id = link.establishment_id
    WHERE NOT link.ended
      AND (link.lender_id = :lender AND link.establishment_id IN (SELECT id FROM site)
        OR mate.id = :lender AND victim.establishment_id IN (SELECT id FROM site))
) OR EXISTS (
    SELECT FROM lender
    JOIN establishment AS own ON own.id = lender.establishment_id
    JOIN establishment AS struck ON struck.id IN (SELECT id FROM site)
    WHERE lender.id = :lender AND own.id <> struck.id
      AND (own.legal_entity_id = struck.legal_entity_id OR own.hospital_group_code = struck.hospital_group_code
        OR own.private_group = struck.private_group)
) AS is_tied
