-- name: put_phone
-- The number of a responder, as it is told now; whoever writes it may not read it, so that no conflict can be looked at.
WITH changed AS (
    UPDATE responder_phone SET phone_sealed = :phone_sealed, saved_name = :saved_name, saved_at = :now
    WHERE responder_id = :responder RETURNING responder_id)
INSERT INTO responder_phone (responder_id, lender_id, phone_sealed, saved_name, saved_at)
SELECT :responder, :lender, :phone_sealed, :saved_name, :now WHERE NOT EXISTS (SELECT FROM changed)

-- name: drop_phone
-- The number of a responder is kept no longer.
DELETE FROM responder_phone WHERE responder_id = :responder

-- name: list_known
-- Of these responders, those whose number is known, to who may ask for it.
SELECT known AS id FROM responders_with_phone(:ids::uuid[]) AS known

-- name: read_reachable
-- Whether the actor may ask for the number of a responder.
SELECT :responder::uuid = ANY(reachable_responders()) AS is_reachable

-- name: read_engaged_lender
-- Which lender has engaged this responder in an incident.
SELECT lender_id FROM engagement WHERE responder_id = :responder AND incident_id = :incident ORDER BY id LIMIT 1

-- name: read_keeping_lender
-- Which lender keeps the number of a responder.
SELECT lender_id FROM responder_phone WHERE responder_id = :responder

-- name: hold_asking
-- Makes the demands of one actor follow one another, so that they are counted.
SELECT pg_advisory_xact_lock(hashtextextended(:actor::text, 31))

-- name: count_asked
-- How many numbers an actor has asked for within the last hour of the real clock.
SELECT count(*) FROM phone_reveal WHERE revealed_by = :actor AND asked_at > now() - interval '1 hour'

-- name: add_reveal
-- Somebody asks for a number.
INSERT INTO phone_reveal (id, responder_id, lender_id, incident_id, revealed_by, revealed_name, revealed_role, motive, revealed_at)
VALUES (:id, :responder, :lender, :incident, :revealed_by, :revealed_name, :revealed_role, :motive, :revealed_at)

-- name: read_reveal
-- A demand, with the number while it is shown to whoever made it.
SELECT id, responder_id, incident_id, revealed_name, revealed_role, motive, revealed_at, revealed_phone(id) AS phone_sealed
FROM phone_reveal WHERE id = :id

-- name: page_reveals
-- Who asked for the number of a responder, the last first.
SELECT id, responder_id, incident_id, revealed_name, revealed_role, motive, revealed_at
FROM phone_reveal
WHERE responder_id = :responder AND (:after_id::uuid IS NULL OR (revealed_at, id) < (:after_at::timestamptz, :after_id))
ORDER BY revealed_at DESC, id DESC
LIMIT :limit

-- name: read_own
-- What is kept on the holder of a link to an engagement.
SELECT engagement.responder_id, coalesce(line.label, engagement.label, '') AS label, own_phone() AS phone_sealed
FROM engagement LEFT JOIN solicitation_line AS line ON line.engagement_id = engagement.id
WHERE engagement.id = :engagement AND engagement.responder_id = linked_responder()
