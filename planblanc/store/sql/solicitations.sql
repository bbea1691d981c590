-- name: read_solicitations
-- The solicitations of these keys.
SELECT id, incident_id, region_code, lender_id, lender_region_code, lender_name, lender_commune, victim_name, victim_commune,
       exercise, tlp, issued_by, issued_name, issued_at
FROM solicitation
WHERE id = ANY(:ids::uuid[])

-- name: list_of_incident
-- What each lender is asked for one incident, the first asked first.
SELECT id, incident_id, region_code, lender_id, lender_region_code, lender_name, lender_commune, victim_name, victim_commune,
       exercise, tlp, issued_by, issued_name, issued_at
FROM solicitation
WHERE incident_id = :incident
ORDER BY issued_at, id
LIMIT :limit

-- name: list_waiting
-- What the lenders of a region's open incidents still have to answer, the first asked first.
SELECT solicitation.id, solicitation.incident_id, solicitation.region_code, solicitation.lender_id, solicitation.lender_region_code,
       solicitation.lender_name, solicitation.lender_commune, solicitation.victim_name, solicitation.victim_commune,
       solicitation.exercise, solicitation.tlp, solicitation.issued_by, solicitation.issued_name, solicitation.issued_at
FROM incident
JOIN solicitation ON solicitation.incident_id = incident.id
WHERE incident.region_code = :region AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
  AND EXISTS (
      SELECT FROM solicitation_line AS line JOIN engagement ON engagement.id = line.engagement_id
      WHERE line.solicitation_id = solicitation.id AND line.answer IN ('PENDING', 'DEFERRED') AND engagement.state = 'PROPOSED')
ORDER BY solicitation.issued_at, solicitation.id
LIMIT :limit

-- name: list_solicitations
-- A page of what the actor may read, the latest asked first.
SELECT id, incident_id, region_code, lender_id, lender_region_code, lender_name, lender_commune, victim_name, victim_commune,
       exercise, tlp, issued_by, issued_name, issued_at
FROM solicitation
WHERE (:incident::uuid IS NULL OR incident_id = :incident)
  AND (:before_id::uuid IS NULL OR (issued_at, id) < (:before_at::timestamptz, :before_id))
ORDER BY issued_at DESC, id DESC
LIMIT :limit

-- name: list_lines
-- The lines of these solicitations, each with where its engagement stands, the most urgent first.
SELECT line.engagement_id, line.solicitation_id, line.incident_id, line.region_code, line.lender_id, line.label, line.asked,
       line.criticality, line.wanted_at, line.starts_at, line.ends_at, line.travel_minutes, line.answer, line.due_at,
       line.escalations, line.offered, line.reason, line.preauthorised, line.answered_at, line.answered_by, line.answered_name,
       line.answered_for, line.channel, line.consent, line.consent_at, line.consent_name, line.version, engagement.state
FROM solicitation_line AS line
JOIN engagement ON engagement.id = line.engagement_id
WHERE line.solicitation_id = ANY(:solicitations::uuid[])
ORDER BY array_position('{VITAL,HIGH,NORMAL}', line.criticality), line.starts_at, line.label, line.engagement_id

-- name: read_ways
-- How many minutes these engagements take to be on site, as their lenders were asked.
SELECT engagement_id, travel_minutes FROM ways_of(:engagements::uuid[])

-- name: read_line
-- The line of one engagement, with where the engagement stands.
SELECT line.engagement_id, line.solicitation_id, line.incident_id, line.region_code, line.lender_id, line.label, line.asked,
       line.criticality, line.wanted_at, line.starts_at, line.ends_at, line.travel_minutes, line.answer, line.due_at,
       line.escalations, line.offered, line.reason, line.preauthorised, line.answered_at, line.answered_by, line.answered_name,
       line.answered_for, line.channel, line.consent, line.consent_at, line.consent_name, line.version, engagement.state
FROM solicitation_line AS line
JOIN engagement ON engagement.id = line.engagement_id
WHERE line.engagement_id = :engagement

-- name: hold_engagements
-- Holds the engagements of one solicitation, in a fixed order, until the transaction ends: before its lines, as an approval does.
SELECT engagement.id FROM solicitation_line AS line JOIN engagement ON engagement.id = line.engagement_id
WHERE line.solicitation_id = :solicitation ORDER BY engagement.id FOR UPDATE OF engagement

-- name: hold_lines
-- Holds the lines of one solicitation, in a fixed order, until the transaction ends.
SELECT engagement_id FROM solicitation_line WHERE solicitation_id = :solicitation ORDER BY engagement_id FOR UPDATE

-- name: hold_line
-- Holds the line of one engagement until the transaction ends.
SELECT solicitation_id FROM solicitation_line WHERE engagement_id = :engagement FOR UPDATE

-- name: list_open_of_incident
-- The solicitations of one incident that still wait for an answer: what is asked in addition joins them, for one call.
SELECT DISTINCT ON (line.lender_id) line.lender_id, line.solicitation_id
FROM solicitation_line AS line
JOIN engagement ON engagement.id = line.engagement_id AND engagement.state = 'PROPOSED'
WHERE line.incident_id = :incident AND line.answer IN ('PENDING', 'DEFERRED')
ORDER BY line.lender_id, line.solicitation_id

-- name: list_named
-- Which of these responders are persons that somebody must ask.
SELECT id FROM named_responders(:responders::uuid[]) AS named (id)

-- name: add_solicitation
-- A lender is to be asked.
INSERT INTO solicitation (id, incident_id, region_code, lender_id, lender_region_code, lender_name, lender_commune, victim_name,
    victim_commune, exercise, tlp, issued_by, issued_name, issued_at)
VALUES (:id, :incident, :region, :lender, :lender_region, :lender_name, :lender_commune, :victim_name, :victim_commune, :exercise,
    :tlp, :issued_by, :issued_name, :issued_at)

-- name: add_line
-- One engagement that it is asked for.
INSERT INTO solicitation_line (engagement_id, solicitation_id, incident_id, region_code, lender_id, label, asked, criticality,
    wanted_at, starts_at, ends_at, travel_minutes, answer, offered, preauthorised, due_at, consent, answered_at, answered_by,
    answered_name, channel)
VALUES (:engagement, :solicitation, :incident, :region, :lender, :label, :asked, :criticality, :wanted_at, :starts_at, :ends_at,
    :travel_minutes, :answer, :offered, :preauthorised, :due_at, :consent, :answered_at, :answered_by, :answered_name, :channel)

-- name: save_answer
-- What the lender said of one line, unless somebody wrote another answer meanwhile.
UPDATE solicitation_line SET answer = :answer, offered = :offered, reason = :reason, due_at = :due_at, escalations = :escalations,
    answered_at = :answered_at, answered_by = :answered_by, answered_name = :answered_name, answered_for = :answered_for, channel = :channel
WHERE engagement_id = :engagement AND version = :version

-- name: ask_for_fewer
-- A newer plan wants fewer of what was asked and has no answer yet.
UPDATE solicitation_line SET asked = :asked WHERE engagement_id = :engagement AND answer IN ('PENDING', 'DEFERRED')

-- name: save_consent
-- What the person said of one line, unless it changed meanwhile.
UPDATE solicitation_line SET consent = :consent, consent_at = :consent_at, consent_name = :consent_name
WHERE engagement_id = :engagement AND version = :version

-- name: list_overdue
-- The lines whose answer is overdue and that have not escalated as far as they go, the oldest first; those that another worker
-- looks at, or whose incident is held by an approval, are left for later.
SELECT line.engagement_id, line.solicitation_id, line.escalations
FROM solicitation_line AS line
JOIN incident ON incident.id = line.incident_id AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
WHERE line.answer IN ('PENDING', 'DEFERRED') AND line.due_at <= :at AND line.escalations < :most
  AND EXISTS (SELECT FROM engagement WHERE engagement.id = line.engagement_id AND engagement.state = 'PROPOSED')
ORDER BY line.solicitation_id, line.engagement_id
LIMIT :limit
FOR NO KEY UPDATE OF incident SKIP LOCKED
FOR UPDATE OF line SKIP LOCKED

-- name: escalate
-- One step further up, and when the next one comes.
UPDATE solicitation_line SET escalations = escalations + 1, due_at = :due_at WHERE engagement_id = ANY(:engagements::uuid[])

-- name: tell_lender_ars
-- Marks that the lender's own ARS was told; touches no row when it was before.
UPDATE solicitation SET ars_told_at = :at WHERE id = :id AND ars_told_at IS NULL

-- name: settle_coverage
-- Each live request of one incident, with whether every need that people or things can meet is promised by both consents: what
-- never came and nobody awaits, or who fell ill, meets nothing. A request without such a need is never covered.
SELECT request.id, request.state,
       coalesce(bool_and(met.quantity >= need.quantity), false) AS is_covered
FROM help_request AS request
LEFT JOIN need_line AS need ON need.request_id = request.id AND need.cancelled_at IS NULL AND need.kind <> 'PROCEDURE'
LEFT JOIN LATERAL (
    SELECT coalesce(sum(CASE WHEN engagement.awaits_more THEN engagement.quantity ELSE engagement.received_quantity END), 0) AS quantity
    FROM engagement
    WHERE engagement.need_id = need.id AND engagement.state IN ('ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED', 'RETURNED')
      AND engagement.end_kind IS DISTINCT FROM 'SICK'
) AS met ON true
WHERE request.incident_id = :incident AND request.state IN ('OPEN', 'COVERED')
GROUP BY request.id, request.state
ORDER BY request.id

-- name: move_request
-- A request is covered, or open again.
UPDATE help_request SET state = :state WHERE id = :id AND state = :was
