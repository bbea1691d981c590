-- name: read_sites
-- The establishments of a region, each with its size and the services that it declares.
SELECT site.id, site.finess, site.name, site.commune, site.latitude, site.longitude, site.road_network_code, road_network.time_zone,
       site.department_code, site.region_code, region.zone_code, site.legal_entity_id, site.hospital_group_code, site.private_group,
       site.beds, coalesce(run.services, '{}') AS services
FROM establishment AS site
JOIN region ON region.code = site.region_code
JOIN road_network ON road_network.code = site.road_network_code
LEFT JOIN LATERAL (
    SELECT array_agg(service_domain_code ORDER BY service_domain_code) AS services FROM establishment_service
    WHERE establishment_service.establishment_id = site.id
) AS run ON true
WHERE site.region_code = :region
ORDER BY site.finess

-- name: read_lenders
-- The lenders of a region that are active, with what their rung is told by.
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
WHERE lender.active AND lender.region_code = :region
ORDER BY lender.id

-- name: read_responders
-- All the people of a region's lenders, with what they can do and the delays that hold by day and by night; never a name.
SELECT responder.id, responder.lender_id, responder.commune, responder.capacity,
       CASE WHEN responder.named THEN 'Intervenant' ELSE responder.label END AS label,
       responder.latitude, responder.longitude, responder.road_network_code, road_network.time_zone,
       coalesce(responder.alert_minutes, delay.alert_minutes_day) AS alert_minutes_day,
       coalesce(responder.alert_minutes, delay.alert_minutes_night) AS alert_minutes_night,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_day) AS preparation_minutes_day,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_night) AS preparation_minutes_night,
       delay.confirmed OR num_nulls(responder.alert_minutes, responder.preparation_minutes) = 0 AS delays_confirmed,
       responder.longest_days, responder.confirm_by, responder.synthetic, responder.version,
       coalesce(held.codes, '{}') AS codes, coalesce(held.levels, '{}') AS levels
FROM responder
JOIN lender ON lender.id = responder.lender_id
JOIN road_network ON road_network.code = responder.road_network_code
JOIN person_delay AS delay ON delay.kind = CASE WHEN responder.on_call THEN 'ON_CALL' ELSE 'ON_DUTY' END
LEFT JOIN LATERAL (
    SELECT array_agg(competence_code ORDER BY competence_code) AS codes, array_agg(level ORDER BY competence_code) AS levels
    FROM responder_competence
    WHERE responder_id = responder.id AND (expires_on IS NULL OR expires_on >= :today::date)
) AS held ON true
WHERE responder.active AND lender.active AND lender.region_code = :region
ORDER BY responder.id

-- name: read_stocks
-- The things of a region's lenders of these types.
SELECT stock.id, stock.lender_id, stock.equipment_type_code, type.label, stock.commune, stock.quantity, stock.floor,
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
WHERE stock.active AND lender.active AND stock.quantity > 0 AND lender.region_code = :region
  AND stock.equipment_type_code = ANY(:types::text[])
ORDER BY stock.id

-- name: read_usual_person
-- The delays of somebody who is on call, by day and by night.
SELECT alert_minutes_day, alert_minutes_night, preparation_minutes_day, preparation_minutes_night, confirmed AS delays_confirmed,
       :time_zone::text AS time_zone
FROM person_delay WHERE kind = 'ON_CALL'

-- name: read_usual_things
-- The delays of things of these types, by day and by night.
SELECT code, alert_minutes_day, alert_minutes_night, preparation_minutes_day, preparation_minutes_night, delays_confirmed,
       :time_zone::text AS time_zone
FROM equipment_type WHERE code = ANY(:types::text[]) ORDER BY code
