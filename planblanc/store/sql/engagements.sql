-- name: list_held
-- The engagements of one incident that a need has, a plan's or in the place of one, and that hold a resource, locked in a fixed order.
SELECT id, need_id, coalesce(responder_id, stock_id) AS resource_id, held_quantity AS quantity, state,
       stock_id IS NOT NULL AND state = 'DEPARTED' AS is_out
FROM engagement
WHERE incident_id = :incident AND need_id IS NOT NULL AND held_quantity > 0
  AND state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
ORDER BY id FOR UPDATE

-- name: read_held
-- The same, to be told what an approval would change: nothing is held.
SELECT id, need_id, coalesce(responder_id, stock_id) AS resource_id, held_quantity AS quantity, state,
       stock_id IS NOT NULL AND state = 'DEPARTED' AS is_out
FROM engagement
WHERE incident_id = :incident AND need_id IS NOT NULL AND held_quantity > 0
  AND state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
ORDER BY id

-- name: list_movable
-- The engagements of one incident that have not arrived, of plans and of rosters, locked in a fixed order; not the things that have
-- left: they are lent until they are back.
SELECT id FROM engagement
WHERE incident_id = :incident AND (state IN ('PROPOSED', 'ALERTED') OR state = 'DEPARTED' AND stock_id IS NULL)
ORDER BY id FOR UPDATE

-- name: list_said_no
-- Of these resources for these needs, pair by pair, those whose lenders refused, gave but a part, or were told to come no more; and
-- the people of whom one fell ill on this incident.
SELECT lender.name
FROM unnest(:needs::uuid[], :resources::uuid[]) AS wanted (need_id, resource_id)
JOIN engagement ON coalesce(engagement.responder_id, engagement.stock_id) = wanted.resource_id AND engagement.incident_id = :incident
JOIN lender ON lender.id = engagement.lender_id
LEFT JOIN solicitation_line AS line ON line.engagement_id = engagement.id
WHERE engagement.end_kind = 'SICK' AND engagement.responder_id IS NOT NULL
   OR engagement.need_id = wanted.need_id AND (engagement.state = 'REFUSED' OR engagement.end_kind IN ('CANCELLED', 'RECALLED')
      OR line.answer = 'PARTIAL' AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED'))
ORDER BY lender.name
LIMIT 1

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
RETURNING region_code, incident_id, id

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
