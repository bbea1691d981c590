-- name: add_override
-- Lowers a floor for one incident; nothing while it is lowered already.
INSERT INTO floor_override (id, incident_id, region_code, lender_id, lender_region_code, lender_name, kind, competence_code, stock_id, label,
    floor, reason, made_by, made_name, made_at)
VALUES (:id, :incident_id, :region_code, :lender_id, :lender_region_code, :lender_name, :kind, :competence_code, :stock_id, :label,
    :floor, :reason, :made_by, :made_name, :made_at)
ON CONFLICT DO NOTHING

-- name: revoke_override
-- Gives a lender its floor back.
UPDATE floor_override SET revoked_by = :revoked_by, revoked_name = :revoked_name, revoked_at = :revoked_at, revoked_reason = :reason
WHERE id = :id AND revoked_at IS NULL

-- name: read_overrides
-- These lowered floors.
SELECT id, incident_id, lender_id, lender_name, lender_region_code, kind, competence_code, stock_id, label, floor, reason,
       made_by, made_name, made_at, revoked_name, revoked_at, revoked_reason
FROM floor_override
WHERE id = ANY(:ids::uuid[])

-- name: list_overrides
-- The floors that were lowered for these incidents, those given back among them, in their order.
SELECT id, incident_id, lender_id, lender_name, lender_region_code, kind, competence_code, stock_id, label, floor, reason,
       made_by, made_name, made_at, revoked_name, revoked_at, revoked_reason
FROM floor_override
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, made_at, id
LIMIT 2000
