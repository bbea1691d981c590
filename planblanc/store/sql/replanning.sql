-- name: changes_by_lender
-- How many more or fewer units a plan sends for one incident than are promised to it, lender by lender.
SELECT lender.name, sum(told.units)::integer AS units
FROM (
    SELECT line.lender_id, line.quantity AS units FROM plan_assignment AS line
    WHERE line.plan_id = :plan AND line.incident_id = :incident AND line.lender_id IS NOT NULL
    UNION ALL
    SELECT engagement.lender_id, -engagement.held_quantity FROM engagement
    WHERE engagement.incident_id = :incident AND engagement.need_id IS NOT NULL
      AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
) AS told
JOIN lender ON lender.id = told.lender_id
GROUP BY lender.id, lender.name
HAVING sum(told.units) <> 0
ORDER BY sum(told.units) DESC, lender.name

-- name: missing_units
-- How many units the plan leaves uncovered for one incident.
SELECT coalesce(sum(wanted - covered), 0)::integer FROM plan_need WHERE plan_id = :plan AND incident_id = :incident
