-- name: list_held
-- The engagements of one incident that a need has, a plan's or in the place of one, and that hold a resource, locked in a fixed order.
SELECT id, need_id, coalesce(responder_id, stock_id) AS resource_id, held_quantity AS quantity, state
FROM engagement
WHERE incident_id = :incident AND need_id IS NOT NULL AND held_quantity > 0
  AND state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
ORDER BY id FOR UPDATE

-- name: free_units
-- The lowest units of a resource that nobody holds in the window, above the floor that holds for the plan of this line.
SELECT unit FROM free_units(:resource::uuid, tstzrange(:starts_at, :ends_at), :units::integer, :assignment::uuid) AS free (unit)

-- name: engage
-- One resource is promised to one need, to one turn of relief, or in the place of another: asked, not answered.
INSERT INTO engagement (id, incident_id, region_code, need_id, assignment_id, turn_id, replaces_id, responder_id, stock_id, lender_id,
    lender_region_code, quantity, starts_at, ends_at, rests_until, state, exercise, label)
VALUES (:id, :incident, :region, :need, :assignment, :turn, :replaces, :responder, :stock, :lender, :lender_region, :quantity,
    :starts_at, :ends_at, :rests_until, 'PROPOSED', :exercise, :label)

-- name: hold_units
-- Takes units in sorted order; those that somebody took meanwhile are not taken, and not returned.
INSERT INTO engagement_unit (engagement_id, incident_id, region_code, resource_id, unit_number, during, holds)
SELECT :engagement, :incident, :region, :resource, unit, tstzrange(:starts_at, :ends_at), :holds
FROM unnest(:units::integer[]) AS unit ORDER BY unit
ON CONFLICT DO NOTHING
RETURNING unit_number

-- name: withdraw
-- What the approved plan no longer asks for: cancelled before it arrived.
UPDATE engagement SET state = 'CANCELLED' WHERE id = ANY(:engagements::uuid[]) AND state IN ('PROPOSED', 'ALERTED', 'DEPARTED')

-- name: reduce
-- The approved plan keeps fewer units than were promised.
UPDATE engagement SET quantity = :quantity WHERE id = :id

-- name: release_units
-- Gives back the units of these engagements.
UPDATE engagement_unit SET holds = false WHERE engagement_id = ANY(:engagements::uuid[]) AND holds

-- name: release_above
-- Gives back the last units of one engagement, keeping so many.
UPDATE engagement_unit SET holds = false
WHERE engagement_id = :engagement AND holds AND unit_number NOT IN (
    SELECT unit_number FROM engagement_unit WHERE engagement_id = :engagement AND holds ORDER BY unit_number LIMIT :kept::integer)
