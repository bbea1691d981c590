-- name: list_waiting
-- What waits for a person among what the actor sees, kind by kind, the oldest first.
WITH opened AS (
    SELECT incident.id, coalesce(site.name, entity.name, incident.unlisted_name, '') AS victim, incident.exercise, incident.officer_id,
           incident.declared_at
    FROM incident
    LEFT JOIN establishment AS site ON site.id = incident.establishment_id
    LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
    WHERE (:region::text IS NULL OR incident.region_code = :region) AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
)
SELECT 'NOBODY_IN_CHARGE' AS kind, opened.id AS incident_id, opened.victim AS at_name, '' AS what, opened.declared_at AS since,
       1 AS units, opened.exercise
FROM opened WHERE opened.officer_id IS NULL
UNION ALL
SELECT 'HAND_OVER', opened.id, opened.victim, hand_over.from_name || ' → ' || hand_over.to_name, hand_over.offered_at, 1, opened.exercise
FROM opened JOIN hand_over ON hand_over.incident_id = opened.id WHERE hand_over.accepted_at IS NULL
UNION ALL
SELECT 'MESSAGE_TO_MATCH', NULL, '', coalesce(inbox.national_number, ''), inbox.received_at, 1, false
FROM inbox
WHERE inbox.state = 'TO_MATCH' AND inbox.incident_id IS NULL
  AND (:region::text IS NULL OR inbox.region_code IS NULL OR inbox.region_code = :region)
UNION ALL
SELECT 'REQUEST_TO_VERIFY', opened.id, opened.victim, help_request.asked_name, help_request.asked_at, 1, opened.exercise
FROM opened JOIN help_request ON help_request.incident_id = opened.id WHERE help_request.state = 'TO_VERIFY'
UNION ALL
SELECT 'PLAN_TO_APPROVE', opened.id, opened.victim, '', plan.computed_at, 1, opened.exercise
FROM opened
JOIN plan_incident AS part ON part.incident_id = opened.id
JOIN plan ON plan.id = part.plan_id
WHERE part.state = 'PROPOSED' AND plan.computed_at IS NOT NULL
  AND EXISTS (SELECT FROM plan_assignment AS line WHERE line.plan_id = part.plan_id AND line.incident_id = part.incident_id)
UNION ALL
SELECT 'CALL_PAST_DUE', opened.id, opened.victim, solicitation.lender_name, late.since, late.units, opened.exercise
FROM opened
JOIN solicitation ON solicitation.incident_id = opened.id
CROSS JOIN LATERAL (
    SELECT min(line.due_at) AS since, count(*)::integer AS units
    FROM solicitation_line AS line
    JOIN engagement ON engagement.id = line.engagement_id
    WHERE line.solicitation_id = solicitation.id AND line.answer IN ('PENDING', 'DEFERRED') AND line.due_at <= :now
      AND engagement.state = 'PROPOSED'
) AS late
WHERE late.units > 0
UNION ALL
SELECT 'REASSESSMENT_DUE', opened.id, opened.victim, '', min(service.reassess_at), count(*)::integer, opened.exercise
FROM opened JOIN incident_service AS service ON service.incident_id = opened.id
WHERE service.reassess_at <= :now
GROUP BY opened.id, opened.victim, opened.exercise
UNION ALL
SELECT 'OFFER_TO_DECIDE', help_offer.incident_id, coalesce(opened.victim, ''), help_offer.offerer, help_offer.offered_at, 1,
       coalesce(opened.exercise, false)
FROM help_offer LEFT JOIN opened ON opened.id = help_offer.incident_id
WHERE help_offer.state = 'RECEIVED' AND (:region::text IS NULL OR help_offer.region_code = :region)
UNION ALL
SELECT 'CONTACT_EDIT_TO_DECIDE', NULL, coalesce(lender.name, site.name, ''), edit.label, edit.asked_at, 1, false
FROM contact_edit AS edit
LEFT JOIN lender ON lender.id = edit.lender_id
LEFT JOIN establishment AS site ON site.id = edit.establishment_id
WHERE edit.state = 'PENDING' AND (:region::text IS NULL OR edit.region_code = :region)
UNION ALL
SELECT 'LOAN_OVERDUE', loan.incident_id, coalesce(site.name, entity.name, incident.unlisted_name, ''), min(loan.label), min(loan.due_at),
       sum(loan.quantity)::integer, loan.exercise
FROM loan
JOIN incident ON incident.id = loan.incident_id
LEFT JOIN establishment AS site ON site.id = incident.establishment_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
WHERE loan.state IN ('OUT', 'RECEIVED') AND loan.due_at < :now AND (:region::text IS NULL OR loan.region_code = :region)
GROUP BY loan.incident_id, site.name, entity.name, incident.unlisted_name, loan.exercise
ORDER BY kind, since, incident_id
LIMIT 2000
