-- name: read_agreements
-- Agreements with their parties: those of some keys, of a region, of a lender, or in force on a day, by title.
SELECT agreed.id, agreed.region_code, agreed.title, agreed.covers_people, agreed.covers_equipment, agreed.preauthorised,
       agreed.cost_rule, agreed.rate_cents, agreed.starts_on, agreed.expires_on, agreed.ended, agreed.synthetic, agreed.version,
       ARRAY(SELECT party.lender_id FROM agreement_lender AS party WHERE party.agreement_id = agreed.id ORDER BY party.lender_id) AS lenders,
       ARRAY(SELECT helped.establishment_id FROM agreement_beneficiary AS helped
             WHERE helped.agreement_id = agreed.id ORDER BY helped.establishment_id) AS beneficiaries
FROM mutual_aid_agreement AS agreed
WHERE (:ids::uuid[] IS NULL OR agreed.id = ANY(:ids::uuid[]))
  AND (:region::text IS NULL OR agreed.region_code = :region)
  AND (:lender::uuid IS NULL OR agreed.id IN (SELECT agreement_id FROM agreement_lender WHERE lender_id = :lender))
  AND (:on::date IS NULL OR (NOT agreed.ended AND :on BETWEEN agreed.starts_on AND agreed.expires_on))
  AND (:after_id::uuid IS NULL OR (agreed.title, agreed.id) > (:after_title::text, :after_id::uuid))
ORDER BY agreed.title, agreed.id
LIMIT :limit

-- name: add_agreement
-- Keeps a new agreement.
INSERT INTO mutual_aid_agreement (id, region_code, title, covers_people, covers_equipment, preauthorised, cost_rule, rate_cents,
    starts_on, expires_on, ended)
VALUES (:id, :region, :title, :covers_people, :covers_equipment, :preauthorised, :rule, :rate_cents, :starts_on, :expires_on, :ended)

-- name: save_agreement
-- Writes an agreement as it now is, unless it was changed since it was read.
UPDATE mutual_aid_agreement
SET title = :title, covers_people = :covers_people, covers_equipment = :covers_equipment, preauthorised = :preauthorised,
    cost_rule = :rule, rate_cents = :rate_cents, starts_on = :starts_on, expires_on = :expires_on, ended = :ended
WHERE id = :id AND region_code = :region AND version = :version

-- name: drop_lenders
-- Those who are no longer parties to it as lenders.
DELETE FROM agreement_lender WHERE agreement_id = :agreement AND lender_id <> ALL(:lenders::uuid[])

-- name: put_lenders
-- Those who lend under it.
INSERT INTO agreement_lender (agreement_id, region_code, lender_id)
SELECT :agreement, :region, lender FROM unnest(:lenders::uuid[]) AS lender ON CONFLICT DO NOTHING

-- name: drop_beneficiaries
-- Those who are no longer helped under it.
DELETE FROM agreement_beneficiary WHERE agreement_id = :agreement AND establishment_id <> ALL(:beneficiaries::uuid[])

-- name: put_beneficiaries
-- Those who are helped under it.
INSERT INTO agreement_beneficiary (agreement_id, region_code, establishment_id)
SELECT :agreement, :region, site FROM unnest(:beneficiaries::uuid[]) AS site ON CONFLICT DO NOTHING
