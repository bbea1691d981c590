-- name: add_adjustment
-- Keeps a choice made by hand; nothing when the same resource already has one for the same need.
INSERT INTO plan_adjustment (id, incident_id, region_code, need_id, kind, responder_id, stock_id, replaced_id, replaced_told, told,
    quantity, reason, made_by, made_name, made_at)
VALUES (:id, :incident, :region, :need, :kind, :responder, :stock, :replaced, :replaced_told, :told, :quantity, :reason, :made_by,
    :made_name, :made_at)
ON CONFLICT DO NOTHING

-- name: undo_adjustment
-- A choice by hand counts no more.
UPDATE plan_adjustment SET revoked_by = :revoked_by, revoked_name = :revoked_name, revoked_at = :revoked_at, revoked_reason = :reason
WHERE id = :id AND revoked_at IS NULL

-- name: read_adjustment
-- One choice by hand.
SELECT id, incident_id, need_id, kind, responder_id, stock_id, replaced_id, replaced_told, told, quantity, reason, made_by,
       made_name, made_at, revoked_name, revoked_at, revoked_reason, version
FROM plan_adjustment WHERE id = :id

-- name: list_standing
-- The choices by hand that stand for these incidents.
SELECT id, incident_id, need_id, kind, responder_id, stock_id, replaced_id, replaced_told, told, quantity, reason, made_by,
       made_name, made_at, revoked_name, revoked_at, revoked_reason, version
FROM plan_adjustment WHERE incident_id = ANY(:incidents::uuid[]) AND revoked_at IS NULL
ORDER BY incident_id, made_at, id

-- name: list_adjustments
-- The choices by hand for these incidents, those that were undone among them, the latest first.
SELECT id, incident_id, need_id, kind, responder_id, stock_id, replaced_id, replaced_told, told, quantity, reason, made_by,
       made_name, made_at, revoked_name, revoked_at, revoked_reason, version
FROM plan_adjustment WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, made_at DESC, id DESC
LIMIT 2000

-- name: move_adjustments
-- What was refused for the whole of a merged report is refused for the incident that is kept, unless it is there already.
UPDATE plan_adjustment AS moved SET incident_id = :kept
WHERE moved.incident_id = :merged AND moved.need_id IS NULL AND moved.revoked_at IS NULL
  AND NOT EXISTS (
      SELECT FROM plan_adjustment AS there
      WHERE there.incident_id = :kept AND there.need_id IS NULL AND there.revoked_at IS NULL
        AND there.resource_id = moved.resource_id)

-- name: name_resource
-- How plans name a resource: as the pool does where the actor keeps it, else as a plan of this incident named it.
SELECT told FROM (
    SELECT 1 AS rank, lender.name || ', ' || responder.label AS told
    FROM responder JOIN lender ON lender.id = responder.lender_id
    WHERE NOT :is_stock::boolean AND responder.id = :resource::uuid
    UNION ALL
    SELECT 1, lender.name || ', ' || type.label
    FROM equipment_stock AS stock JOIN lender ON lender.id = stock.lender_id
    JOIN equipment_type AS type ON type.code = stock.equipment_type_code
    WHERE :is_stock::boolean AND stock.id = :resource::uuid
    UNION ALL
    SELECT 2, line.lender_name || ', ' || line.label
    FROM plan_assignment AS line
    WHERE line.incident_id = :incident AND line.resource_id = :resource::uuid AND (line.stock_id IS NOT NULL) = :is_stock::boolean
    UNION ALL
    SELECT 3, (candidate ->> 'lender_name') || ', ' || (candidate ->> 'label')
    FROM plan_need AS answer
    JOIN need_line AS need ON need.id = answer.need_id
    CROSS JOIN LATERAL jsonb_array_elements(answer.rejected || coalesce(answer.runner_up, '[]')) AS candidate
    WHERE answer.incident_id = :incident AND candidate ->> 'resource' = :resource::uuid::text
      AND (need.kind = 'EQUIPMENT') = :is_stock::boolean
) AS named
ORDER BY rank
LIMIT 1

-- name: planned_quantity
-- How many of a resource the plan that counts sends to a need.
SELECT sum(line.quantity)::integer
FROM plan_assignment AS line
WHERE line.incident_id = :incident AND line.need_id = :need AND line.resource_id = :resource
  AND line.plan_id = (
      SELECT plan_incident.plan_id FROM plan_incident JOIN plan ON plan.id = plan_incident.plan_id
      WHERE plan_incident.incident_id = :incident AND plan_incident.state IN ('PROPOSED', 'APPROVED')
      ORDER BY plan.requested_at DESC, plan.id DESC LIMIT 1)
