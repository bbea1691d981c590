-- name: read_sites
-- The sites that a roster relieves, where each stands, and the rungs that were opened for its incident.
SELECT relief_site.establishment_id, relief_site.incident_id, incident.version, incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED') AS is_open,
       site.latitude, site.longitude, site.road_network_code, road_network.time_zone,
       site.department_code, site.region_code, region.zone_code,
       site.legal_entity_id, site.hospital_group_code, site.private_group,
       coalesce(opened.rungs, '{}') AS open_rungs
FROM relief_site
JOIN incident ON incident.id = relief_site.incident_id
JOIN establishment AS site ON site.id = relief_site.establishment_id
JOIN region ON region.code = site.region_code
JOIN road_network ON road_network.code = site.road_network_code
LEFT JOIN LATERAL (
    SELECT array_agg(rung ORDER BY rung) AS rungs FROM rung_authorisation
    WHERE rung_authorisation.incident_id = incident.id AND revoked_at IS NULL
) AS opened ON true
WHERE relief_site.roster_id = :roster
ORDER BY relief_site.position

-- name: read_relievers
-- The people who hold a competence that is wanted in a crew, wherever they are; of what they hold besides, the competences of which
-- their lender keeps some people are told too.
SELECT responder.id, responder.lender_id, responder.label, responder.named, responder.commune, responder.capacity,
       responder.latitude, responder.longitude, responder.road_network_code, road_network.time_zone,
       responder.confirm_by, responder.version, held.codes, held.levels
FROM (
    SELECT holds.responder_id, array_agg(holds.competence_code ORDER BY holds.competence_code) AS codes,
           array_agg(holds.level ORDER BY holds.competence_code) AS levels
    FROM responder_competence AS holds
    LEFT JOIN lender_competence_floor AS kept ON kept.lender_id = holds.lender_id AND kept.competence_code = holds.competence_code
    WHERE (holds.competence_code = ANY(:competences::text[]) OR kept.lender_id IS NOT NULL)
      AND (holds.expires_on IS NULL OR holds.expires_on >= :today::date)
    GROUP BY holds.responder_id
    HAVING bool_or(holds.competence_code = ANY(:competences::text[]))
) AS held
JOIN responder ON responder.id = held.responder_id
JOIN lender ON lender.id = responder.lender_id
JOIN road_network ON road_network.code = responder.road_network_code
WHERE responder.active AND lender.active
ORDER BY responder.id

-- name: read_stays
-- Where these people are promised from some days before until the end: for a need, or in a crew of another roster, with the rest after it.
SELECT engagement.id, engagement.responder_id, engagement.quantity, engagement.incident_id, engagement.starts_at, engagement.ends_at,
       coalesce(engagement.rests_until, engagement.ends_at) AS busy_until,
       coalesce(turn.establishment_id, request.establishment_id) AS establishment_id, turn.roster_id, turn.unit_number,
       shift.is_night, engagement.version
FROM engagement
LEFT JOIN need_line AS need ON need.id = engagement.need_id
LEFT JOIN help_request AS request ON request.id = need.request_id
LEFT JOIN relief_turn AS turn ON turn.id = engagement.turn_id
LEFT JOIN relief_shift AS shift ON shift.id = turn.shift_id
WHERE engagement.responder_id = ANY(:responders::uuid[]) AND engagement.exercise = :exercise
  AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
  AND coalesce(engagement.rests_until, engagement.ends_at) > :since AND engagement.starts_at < :until
ORDER BY engagement.starts_at, engagement.id

-- name: read_replaced
-- The engagements of rosters that this one would replace: those of the same sites, from its first day on.
SELECT engagement.id
FROM engagement
JOIN relief_turn AS turn ON turn.id = engagement.turn_id
JOIN relief_site AS own ON own.roster_id = :roster AND own.establishment_id = turn.establishment_id
WHERE turn.roster_id <> :roster AND engagement.starts_at >= :since AND engagement.exercise = :exercise
  AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED')
ORDER BY engagement.id

-- name: read_refusals
-- Who refused to come and relieve for these incidents: not asked again.
SELECT DISTINCT incident_id, responder_id FROM engagement
WHERE state = 'REFUSED' AND turn_id IS NOT NULL AND incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, responder_id
