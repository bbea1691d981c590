-- name: add_activation
-- Keeps a plan blanc that was decided.
INSERT INTO plan_blanc_activation (id, incident_id, region_code, level, digital_annex, decided_by, decided_at, informed, ended_at)
VALUES (:id, :incident_id, :region_code, :level, :digital_annex, :decided_by, :decided_at, :informed, :ended_at)

-- name: end_running
-- Ends the plan that runs, as another one begins or it is said to be over.
UPDATE plan_blanc_activation SET ended_at = :at
WHERE incident_id = :incident AND ended_at IS NULL AND decided_at < :at

-- name: list_activations
-- The plans blancs of these incidents, in the order they were decided.
SELECT id, incident_id, level, digital_annex, decided_by, decided_at, informed, ended_at
FROM plan_blanc_activation
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, decided_at, id
LIMIT 2000

-- name: move_activations
-- Gives the plans blancs of a merged report to the incident that is kept.
UPDATE plan_blanc_activation SET incident_id = :kept WHERE incident_id = :merged
