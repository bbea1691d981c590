-- name: list_effects
-- How often each marked text has had its effect: in a note, a request, an incident.
SELECT marked.text, count(*) AS times
FROM (
    SELECT kept.body AS text
    FROM log_text AS kept
    JOIN log_entry AS entry ON entry.kind = kept.kind AND entry.key = kept.key AND entry.sequence = kept.sequence
    WHERE position(convert_to('"log.written"', 'UTF8') IN entry.line) > 0
    UNION ALL
    SELECT note FROM help_request
    UNION ALL
    SELECT unlisted_name FROM incident
) AS marked (text)
WHERE marked.text = ANY(:texts::text[])
GROUP BY marked.text

-- name: count_unwritten
-- Mutations that left no line in the main courante: no line was committed with their key.
SELECT count(*) FROM idempotency_key AS done
WHERE NOT EXISTS (SELECT FROM log_entry AS entry WHERE entry.xmin = done.xmin)

-- name: count_keys
-- Mutations that were committed, by their keys.
SELECT count(*) FROM idempotency_key WHERE key = ANY(:keys::text[]) AND reference IS NOT NULL

-- name: count_pending
-- Facts without a final state.
SELECT count(*) FROM outbox WHERE state = 'PENDING'

-- name: is_relayed
-- Whether any fact was brought to its end since a moment, or none is left to bring.
SELECT EXISTS (SELECT FROM outbox WHERE settled_at > :since) OR NOT EXISTS (SELECT FROM outbox WHERE state = 'PENDING')

-- name: list_chains
-- Every chain, with its head.
SELECT kind, key, sequence, hash FROM log_chain ORDER BY kind, key

-- name: list_lines
-- The lines of a chain, from the first.
SELECT sequence, line, hash FROM log_entry WHERE kind = :kind AND key = :key ORDER BY sequence

-- name: count_double_bookings
-- Pairs of promises that hold the same unit of the same resource at the same time.
SELECT count(*)
FROM engagement_unit AS one
JOIN engagement_unit AS two
    ON one.resource_id = two.resource_id AND one.unit_number = two.unit_number AND one.engagement_id < two.engagement_id
    AND one.holds AND two.holds AND one.during && two.during

-- name: list_scarce
-- Resources of a region of which there is little, half of them people, to be fought for.
(SELECT responder.id, true AS is_person, responder.lender_id, lender.name AS lender_name, lender.region_code, responder.label, responder.commune
 FROM responder
 JOIN lender ON lender.id = responder.lender_id
 WHERE responder.active AND responder.region_code = :region AND responder.capacity BETWEEN 1 AND 3 AND lender.people_floor = 0
 ORDER BY responder.id LIMIT :most::integer / 2)
UNION ALL
(SELECT stock.id, false, stock.lender_id, lender.name, lender.region_code, stock.equipment_type_code, lender.commune
 FROM equipment_stock AS stock
 JOIN lender ON lender.id = stock.lender_id
 WHERE stock.active AND stock.region_code = :region AND stock.quantity - stock.floor BETWEEN 1 AND 3
 ORDER BY stock.id LIMIT :most::integer - :most::integer / 2)

-- name: drop_exclusion
-- Takes the wall away: what remains is to look, then to write.
ALTER TABLE planblanc.engagement_unit DROP CONSTRAINT IF EXISTS no_unit_in_two_places

-- name: forget_turns
-- The look waits for nobody's turn any more.
DO $$ BEGIN
    SET LOCAL ROLE planblanc_definer;
    EXECUTE regexp_replace(
        pg_get_functiondef('planblanc.free_units'::regproc), 'PERFORM pg_advisory_xact_lock[^;]*;', '');
END $$
