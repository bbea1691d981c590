-- name: list_awaited
-- The open incidents that somebody or something is confirmed for, and whose victim was told nothing of late.
SELECT DISTINCT incident.id, incident.region_code
FROM engagement JOIN incident ON incident.id = engagement.incident_id
WHERE engagement.state IN ('ALERTED', 'DEPARTED', 'ARRIVED') AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
  AND NOT EXISTS (SELECT FROM arrival_digest AS last WHERE last.incident_id = incident.id AND last.told_at > :before)
ORDER BY incident.id
LIMIT 200

-- name: list_arrivals
-- What is confirmed, on its way or there, by lender and kind, without persons.
SELECT engagement.state, kind.label AS kind, sum(engagement.quantity)::integer AS quantity, lender.name AS lender,
       min(engagement.eta_at) AS expected_at
FROM engagement
JOIN lender ON lender.id = engagement.lender_id
LEFT JOIN equipment_stock AS stock ON stock.id = engagement.stock_id
LEFT JOIN equipment_type AS kind ON kind.code = stock.equipment_type_code
WHERE engagement.incident_id = :incident_id AND engagement.state IN ('ALERTED', 'DEPARTED', 'ARRIVED')
GROUP BY engagement.state, kind.label, lender.id, lender.name
ORDER BY min(engagement.eta_at) NULLS LAST, lender.name, kind.label NULLS FIRST

-- name: tell_arrivals
-- What the victim is told now, if it is something else than the last time, and long enough after: one worker alone gets the number.
INSERT INTO arrival_digest AS last (incident_id, region_code, number, told, told_at)
VALUES (:incident_id, :region, 1, :told, :now)
ON CONFLICT (incident_id) DO UPDATE SET number = last.number + 1, told = excluded.told, told_at = excluded.told_at
WHERE last.told <> excluded.told AND last.told_at <= :before
RETURNING number

-- name: list_waiting_digests
-- Digests of an incident that were not delivered yet: a newer one takes their place.
SELECT id FROM notice WHERE incident_id = :incident_id AND kind = 'ARRIVALS' AND state = 'PENDING' FOR UPDATE SKIP LOCKED
