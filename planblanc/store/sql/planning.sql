-- name: read_incidents
-- The open incidents of the regions planned for, with the rungs that were opened for each.
SELECT incident.id, incident.region_code, incident.establishment_id, incident.exercise, incident.version,
       coalesce(opened.rungs, '{}') AS open_rungs
FROM incident
LEFT JOIN LATERAL (
    SELECT array_agg(rung ORDER BY rung) AS rungs FROM rung_authorisation
    WHERE rung_authorisation.incident_id = incident.id AND revoked_at IS NULL
) AS opened ON true
WHERE incident.region_code = ANY(:regions::text[])
  AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
  AND incident.exercise = :exercise
ORDER BY incident.id

-- name: read_needs
-- Their needs that are still to be met, with where the help is wanted.
SELECT need.id, need.request_id, need.incident_id, request.establishment_id,
       request.latitude, request.longitude, request.road_network_code, road_network.time_zone,
       request.department_code, request.region_code, region.zone_code,
       establishment.legal_entity_id, establishment.hospital_group_code, establishment.private_group,
       coalesce(competence.label, type.label, domain.label) AS label, need.kind, need.competence_code, need.least_level, need.equipment_type_code, need.service_domain_code,
       need.quantity, need.wanted_at, need.starts_at, need.ends_at, need.criticality,
       need.team, need.is_lead, need.pris_qualified, competence.pris_activity, need.version,
       coalesce(establishment.name, incident.unlisted_name, entity.name) AS victim
FROM need_line AS need
JOIN help_request AS request ON request.id = need.request_id
JOIN incident ON incident.id = need.incident_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
JOIN region ON region.code = request.region_code
JOIN road_network ON road_network.code = request.road_network_code
LEFT JOIN establishment ON establishment.id = request.establishment_id
LEFT JOIN competence ON competence.code = need.competence_code
LEFT JOIN equipment_type AS type ON type.code = need.equipment_type_code
LEFT JOIN service_domain AS domain ON domain.code = need.service_domain_code
WHERE need.incident_id = ANY(:incidents::uuid[])
  AND need.cancelled_at IS NULL
  AND need.ends_at > :at
  AND request.state IN ('TO_VERIFY', 'OPEN', 'COVERED')
ORDER BY need.id

-- name: read_struck
-- The sites that are victims, in whatever region: hit by an open incident, or named in its requests; all those of an entity
-- while nobody knows which is hit; those declared compromised.
WITH open_incident AS (
    SELECT id, establishment_id, legal_entity_id FROM incident
    WHERE state IN ('REPORTED', 'ACTIVE', 'STABILISED') AND exercise = :exercise
)
SELECT establishment_id FROM open_incident WHERE establishment_id IS NOT NULL
UNION
SELECT site.id FROM open_incident JOIN establishment AS site ON site.legal_entity_id = open_incident.legal_entity_id
WHERE open_incident.establishment_id IS NULL
UNION
SELECT request.establishment_id FROM open_incident JOIN help_request AS request ON request.incident_id = open_incident.id
WHERE request.establishment_id IS NOT NULL AND request.state IN ('TO_VERIFY', 'OPEN', 'COVERED')
UNION
SELECT id FROM establishment WHERE security_state = 'COMPROMISED'
ORDER BY establishment_id

-- name: read_lenders
-- Every lender that is active, or has something under way, with what its rung is told by.
SELECT lender.id, lender.name, lender.establishment_id, lender.people_floor, lender.synthetic, lender.version,
       lender.department_code, lender.region_code, region.zone_code,
       establishment.legal_entity_id, establishment.hospital_group_code, establishment.private_group,
       lender.pris_activities, coalesce(kept.codes, '{}') AS floor_codes, coalesce(kept.people, '{}') AS floor_people
FROM lender
JOIN region ON region.code = lender.region_code
LEFT JOIN establishment ON establishment.id = lender.establishment_id
LEFT JOIN (
    SELECT lender_id, array_agg(competence_code ORDER BY competence_code) AS codes, array_agg(people ORDER BY competence_code) AS people
    FROM lender_competence_floor GROUP BY lender_id
) AS kept ON kept.lender_id = lender.id
WHERE lender.active OR lender.id = ANY(:lenders::uuid[])
ORDER BY lender.id

-- name: read_responders
-- The people who hold a competence that is wanted, with the delays that hold by day and by night; and those who are engaged
-- for these needs, though they hold it no more or were taken off the pool: a plan sees whom it leaves where they are. Of what
-- they hold besides, the competences of which their lender keeps some people are told too.
SELECT responder.id, responder.lender_id, responder.label, responder.commune, responder.capacity,
       responder.latitude, responder.longitude, responder.road_network_code, road_network.time_zone,
       coalesce(responder.alert_minutes, delay.alert_minutes_day) AS alert_minutes_day,
       coalesce(responder.alert_minutes, delay.alert_minutes_night) AS alert_minutes_night,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_day) AS preparation_minutes_day,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_night) AS preparation_minutes_night,
       delay.confirmed OR num_nulls(responder.alert_minutes, responder.preparation_minutes) = 0 AS delays_confirmed,
       responder.longest_days, responder.confirm_by, responder.synthetic, responder.version,
       responder.active AND lender.active AS active, held.codes, held.levels
FROM (
    SELECT responder_id, array_agg(competence_code ORDER BY competence_code) AS codes,
           array_agg(level ORDER BY competence_code) AS levels
    FROM (
        SELECT responder_id, competence_code, level FROM responder_competence
        WHERE competence_code = ANY(:competences::text[]) AND (expires_on IS NULL OR expires_on >= :today::date)
        UNION ALL
        SELECT besides.responder_id, besides.competence_code, besides.level
        FROM lender_competence_floor AS kept
        JOIN responder_competence AS besides
            ON besides.lender_id = kept.lender_id AND besides.competence_code = kept.competence_code
        WHERE NOT kept.competence_code = ANY(:competences::text[])
          AND (besides.expires_on IS NULL OR besides.expires_on >= :today::date)
    ) AS one_by_one
    GROUP BY responder_id
    HAVING bool_or(competence_code = ANY(:competences::text[]))
    UNION ALL
    SELECT engaged.id, '{}', '{}' FROM unnest(:engaged::uuid[]) AS engaged (id)
    WHERE NOT EXISTS (
        SELECT FROM responder_competence AS kept
        WHERE kept.responder_id = engaged.id AND kept.competence_code = ANY(:competences::text[])
          AND (kept.expires_on IS NULL OR kept.expires_on >= :today::date))
) AS held
JOIN responder ON responder.id = held.responder_id
JOIN lender ON lender.id = responder.lender_id
JOIN road_network ON road_network.code = responder.road_network_code
JOIN person_delay AS delay ON delay.kind = CASE WHEN responder.on_call THEN 'ON_CALL' ELSE 'ON_DUTY' END
WHERE responder.active AND lender.active OR responder.id = ANY(:engaged::uuid[])
ORDER BY responder.id

-- name: read_hours
-- The calendars of those people, as far as the needs reach; lines that are equal are told once, with all whose they are.
SELECT array_agg(availability.responder_id) AS responders, availability.kind, availability.starts_at, availability.ends_at,
       availability.daily_from, availability.daily_to, availability.weekdays
FROM availability
WHERE availability.responder_id = ANY(:responders::uuid[])
  AND availability.ends_at > :at AND availability.starts_at < :horizon
GROUP BY availability.kind, availability.starts_at, availability.ends_at,
         availability.daily_from, availability.daily_to, availability.weekdays
ORDER BY availability.starts_at, availability.ends_at, availability.kind, availability.daily_from, availability.daily_to,
         availability.weekdays

-- name: read_others
-- How many people of each place that keeps a floor hold nothing that is wanted, and are not away already.
SELECT responder.lender_id, responder.latitude, responder.longitude,
       sum(greatest(0, responder.capacity - coalesce(away.quantity, 0)))::integer AS people
FROM responder
JOIN lender ON lender.id = responder.lender_id
LEFT JOIN LATERAL (
    SELECT sum(engagement.quantity) AS quantity FROM engagement
    WHERE engagement.responder_id = responder.id
      AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED') AND engagement.ends_at > :at
      AND engagement.exercise = :exercise
) AS away ON true
WHERE responder.active AND lender.people_floor > 0 AND responder.id <> ALL(:responders::uuid[])
GROUP BY responder.lender_id, responder.latitude, responder.longitude

-- name: read_skilled_others
-- How many of those who are not read hold a competence of which their place keeps some people, and are not away already.
SELECT responder.lender_id, responder.latitude, responder.longitude, kept.competence_code,
       sum(greatest(0, responder.capacity - coalesce(away.quantity, 0)))::integer AS people
FROM lender_competence_floor AS kept
JOIN responder_competence AS held ON held.lender_id = kept.lender_id AND held.competence_code = kept.competence_code
    AND (held.expires_on IS NULL OR held.expires_on >= :today::date)
JOIN responder ON responder.id = held.responder_id
LEFT JOIN LATERAL (
    SELECT sum(engagement.quantity) AS quantity FROM engagement
    WHERE engagement.responder_id = responder.id
      AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED') AND engagement.ends_at > :at
      AND engagement.exercise = :exercise
) AS away ON true
WHERE responder.active AND responder.id <> ALL(:responders::uuid[])
GROUP BY responder.lender_id, responder.latitude, responder.longitude, kept.competence_code

-- name: read_stocks
-- The things of a type that is wanted, or that may serve in its place, and those that are engaged for these needs; nothing
-- more leaves a stock that was taken off the pool, and what left and never came is not there either.
SELECT stock.id, stock.lender_id, stock.equipment_type_code, type.label, stock.commune,
       greatest(0, stock.quantity - coalesce(astray.quantity, 0))::integer AS quantity,
       CASE WHEN stock.active AND lender.active THEN stock.floor ELSE stock.quantity END AS floor,
       stock.latitude, stock.longitude, stock.road_network_code, road_network.time_zone,
       coalesce(stock.alert_minutes, type.alert_minutes_day) AS alert_minutes_day,
       coalesce(stock.alert_minutes, type.alert_minutes_night) AS alert_minutes_night,
       coalesce(stock.preparation_minutes, type.preparation_minutes_day) AS preparation_minutes_day,
       coalesce(stock.preparation_minutes, type.preparation_minutes_night) AS preparation_minutes_night,
       type.delays_confirmed OR num_nulls(stock.alert_minutes, stock.preparation_minutes) = 0 AS delays_confirmed,
       stock.confirm_by, stock.synthetic, stock.version
FROM equipment_stock AS stock
JOIN lender ON lender.id = stock.lender_id
JOIN equipment_type AS type ON type.code = stock.equipment_type_code
JOIN road_network ON road_network.code = stock.road_network_code
LEFT JOIN (
    SELECT loan.stock_id, sum(loan.quantity) AS quantity
    FROM loan JOIN engagement ON engagement.id = loan.engagement_id
    WHERE loan.state = 'OUT' AND NOT loan.exercise AND NOT engagement.awaits_more
    GROUP BY loan.stock_id
) AS astray ON astray.stock_id = stock.id
WHERE stock.active AND lender.active AND stock.quantity > 0 AND stock.equipment_type_code = ANY(:types::text[])
   OR stock.id = ANY(:engaged::uuid[])
ORDER BY stock.id

-- name: read_promises
-- The engagements that hold a resource now or later, whoever they are for, a turn of relief with the rest after it; an exercise
-- holds only within exercises. Who fell ill is held, and serves no need.
SELECT CASE WHEN engagement.end_kind IS DISTINCT FROM 'SICK' THEN engagement.need_id END AS need_id, coalesce(engagement.responder_id, engagement.stock_id) AS resource_id,
       engagement.held_quantity AS quantity, engagement.state, engagement.starts_at, coalesce(engagement.rests_until, engagement.ends_at) AS ends_at,
       engagement.version, engagement.id, engagement.incident_id, competence.pris_activity
FROM engagement
LEFT JOIN need_line AS need ON need.id = engagement.need_id
LEFT JOIN competence ON competence.code = need.competence_code
WHERE engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
  AND engagement.exercise = :exercise AND engagement.held_quantity > 0
  AND (coalesce(engagement.rests_until, engagement.ends_at) > :at OR engagement.stock_id IS NOT NULL)
ORDER BY engagement.id

-- name: read_refusals
-- What was asked of a resource and refused, or that a person called off: not proposed again for that need, and no more of it when its
-- lender gave a part; who fell ill, for none of the incident.
SELECT engagement.need_id, coalesce(engagement.responder_id, engagement.stock_id) AS resource_id
FROM engagement
WHERE (engagement.state = 'REFUSED' OR engagement.end_kind IN ('CANCELLED', 'RECALLED'))
  AND engagement.need_id IS NOT NULL AND engagement.incident_id = ANY(:incidents::uuid[])
UNION
SELECT engagement.need_id, coalesce(engagement.responder_id, engagement.stock_id)
FROM engagement JOIN solicitation_line AS line ON line.engagement_id = engagement.id
WHERE line.answer = 'PARTIAL' AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED')
  AND engagement.need_id IS NOT NULL AND engagement.incident_id = ANY(:incidents::uuid[])
UNION
SELECT need.id, engagement.responder_id
FROM engagement JOIN need_line AS need ON need.incident_id = engagement.incident_id
WHERE engagement.end_kind = 'SICK' AND engagement.incident_id = ANY(:incidents::uuid[])
ORDER BY need_id, resource_id

-- name: read_withheld
-- Units that a lender kept when it gave a part: while that part stands, they are proposed to nobody.
SELECT coalesce(engagement.responder_id, engagement.stock_id) AS resource_id, sum(line.asked - line.offered)::integer AS units
FROM solicitation_line AS line
JOIN engagement ON engagement.id = line.engagement_id
WHERE line.answer = 'PARTIAL' AND engagement.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED')
  AND engagement.exercise = :exercise AND engagement.ends_at > :at
GROUP BY coalesce(engagement.responder_id, engagement.stock_id)
ORDER BY 1

-- name: read_shared_fates
-- Who falls together with the victims, whichever of the two a link names first.
SELECT establishment_id, lender_id FROM shared_fate_link
WHERE NOT ended AND establishment_id = ANY(:establishments::uuid[])
UNION
SELECT victim.establishment_id, mate.id
FROM shared_fate_link AS link
JOIN lender AS victim ON victim.id = link.lender_id
JOIN lender AS mate ON mate.establishment_id = link.establishment_id
WHERE NOT link.ended AND victim.establishment_id = ANY(:establishments::uuid[])
ORDER BY establishment_id, lender_id

-- name: read_attestations
-- Who was declared clean all the same, for which incident.
SELECT incident_id, lender_id FROM clean_attestation
WHERE incident_id = ANY(:incidents::uuid[]) AND revoked_at IS NULL
ORDER BY incident_id, lender_id

-- name: read_lowered
-- The floors that were lowered for these incidents and not given back; nothing more leaves a stock that was taken off the pool.
SELECT made.id, made.incident_id, made.lender_id, made.competence_code, made.stock_id, made.floor
FROM floor_override AS made
JOIN lender ON lender.id = made.lender_id AND lender.active
LEFT JOIN equipment_stock AS stock ON stock.id = made.stock_id
WHERE made.incident_id = ANY(:incidents::uuid[]) AND made.revoked_at IS NULL AND (made.stock_id IS NULL OR stock.active)
ORDER BY made.id

-- name: read_substitutes
-- Which types may serve in place of those that are wanted.
SELECT type_code, substitute_code FROM equipment_substitute
WHERE type_code = ANY(:types::text[])
ORDER BY type_code, substitute_code

-- name: read_adjacency
-- Which regions touch by road.
SELECT region_code, neighbour_code FROM region_adjacency

-- name: read_links
-- How long from one road network to another.
SELECT from_code, to_code, overhead_minutes, flight_minutes, confirmed FROM network_travel ORDER BY from_code, to_code

-- name: read_pool_versions
-- The versions that the pool's rows have now, to be compared with those a plan was computed from.
SELECT 'lender' AS kind, id, version FROM lender WHERE id = ANY(:lenders::uuid[])
UNION ALL
SELECT 'responder', id, version FROM responder WHERE id = ANY(:responders::uuid[])
UNION ALL
SELECT 'stock', id, version FROM equipment_stock WHERE id = ANY(:stocks::uuid[])
