-- name: read_victim_by_finess
-- Where a site stands, and what the rung of its helpers is told by.
SELECT site.id, site.latitude, site.longitude, site.road_network_code, site.department_code, site.region_code, region.zone_code,
       site.legal_entity_id, site.hospital_group_code, site.private_group
FROM establishment AS site
JOIN region ON region.code = site.region_code
WHERE site.finess = :finess

-- name: read_zone_of_department
-- The region and the zone of a department, for a place that is no site.
SELECT department.region_code, region.zone_code
FROM department
JOIN region ON region.code = department.region_code
WHERE department.code = :code

-- name: read_nearest_responders
-- The responders of one competence around a point, the nearest first by the index of its lane, with all that a choice asks.
SELECT responder.id, responder.lender_id, lender.name AS lender_name, responder.label, responder.commune,
       responder.latitude, responder.longitude, responder.road_network_code, road_network.time_zone,
       lender.department_code, lender.region_code, region.zone_code,
       site.legal_entity_id, site.hospital_group_code, site.private_group,
       EXISTS (SELECT FROM region_adjacency AS pair
               WHERE pair.region_code = :victim_region AND pair.neighbour_code = lender.region_code) AS touches,
       responder.capacity AS units, coalesce(promised.quantity, 0)::integer AS promised, lender.people_floor AS floor,
       coalesce(responder.alert_minutes, delay.alert_minutes_day) AS alert_by_day,
       coalesce(responder.alert_minutes, delay.alert_minutes_night) AS alert_by_night,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_day) AS preparation_by_day,
       coalesce(responder.preparation_minutes, delay.preparation_minutes_night) AS preparation_by_night,
       delay.confirmed OR num_nulls(responder.alert_minutes, responder.preparation_minutes) = 0 AS delays_confirmed,
       crossing.overhead_minutes, crossing.flight_minutes, crossing.confirmed AS crossing_confirmed,
       responder.confirm_by, responder.active AND lender.active AS active, responder.synthetic,
       lender.establishment_id IS NOT NULL AND (lender.establishment_id = :victim::uuid OR site.security_state = 'COMPROMISED'
           OR EXISTS (SELECT FROM incident WHERE incident.establishment_id = lender.establishment_id AND NOT incident.exercise
                      AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED'))) AS is_victim,
       EXISTS (SELECT FROM shared_fate_link AS link
               WHERE link.lender_id = lender.id AND link.establishment_id = :victim::uuid AND NOT link.ended) AS shares_fate,
       near.level, near.expires_on, responder.longest_days,
       around.people AS around, around.promised AS around_promised,
       calendar.kinds, calendar.starts, calendar.ends, calendar.froms, calendar.tos, calendar.days
FROM (
    SELECT held.responder_id, held.competence_number, held.level, held.expires_on
    FROM responder_competence AS held
    ORDER BY held.spot <-> point(:longitude::double precision * 0.7 + 1000 * :number::integer, :latitude::double precision)
    LIMIT :most
) AS near
JOIN responder ON responder.id = near.responder_id
JOIN lender ON lender.id = responder.lender_id
JOIN region ON region.code = lender.region_code
JOIN road_network ON road_network.code = responder.road_network_code
JOIN person_delay AS delay ON delay.kind = CASE WHEN responder.on_call THEN 'ON_CALL' ELSE 'ON_DUTY' END
LEFT JOIN establishment AS site ON site.id = lender.establishment_id
LEFT JOIN LATERAL (
    SELECT link.overhead_minutes, link.flight_minutes, link.confirmed
    FROM network_travel AS link
    WHERE (link.from_code = responder.road_network_code AND link.to_code = :victim_network)
       OR (link.from_code = :victim_network AND link.to_code = responder.road_network_code)
    ORDER BY link.from_code = responder.road_network_code DESC
    LIMIT 1
) AS crossing ON true
LEFT JOIN LATERAL (
    SELECT sum(held.quantity) AS quantity
    FROM engagement AS held
    WHERE held.responder_id = responder.id AND NOT held.exercise AND held.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
      AND held.starts_at < :ends_at AND held.ends_at > :starts_at
) AS promised ON true
CROSS JOIN LATERAL (
    SELECT coalesce(sum(mate.capacity), 0)::integer AS people,
           coalesce(sum((SELECT sum(away.quantity) FROM engagement AS away
                         WHERE away.responder_id = mate.id AND NOT away.exercise
                           AND away.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED')
                           AND away.starts_at < :ends_at AND away.ends_at > :starts_at)), 0)::integer AS promised
    FROM responder AS mate
    WHERE mate.lender_id = responder.lender_id AND mate.active
      AND mate.latitude = responder.latitude AND mate.longitude = responder.longitude
) AS around
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(line.kind), '{}') AS kinds, coalesce(array_agg(line.starts_at), '{}') AS starts,
           coalesce(array_agg(line.ends_at), '{}') AS ends, coalesce(array_agg(line.daily_from), '{}') AS froms,
           coalesce(array_agg(line.daily_to), '{}') AS tos, coalesce(array_agg(line.weekdays), '{}') AS days
    FROM availability AS line
    WHERE line.responder_id = responder.id AND line.starts_at < :ends_at AND line.ends_at > :called_at
) AS calendar
WHERE near.competence_number = :number::integer

-- name: read_nearest_stocks
-- The stocks of one type, and of what may serve in its place, around a point, the nearest first by the index of their lanes.
SELECT stock.id, stock.lender_id, lender.name AS lender_name, type.label, stock.commune,
       stock.latitude, stock.longitude, stock.road_network_code, road_network.time_zone,
       lender.department_code, lender.region_code, region.zone_code,
       site.legal_entity_id, site.hospital_group_code, site.private_group,
       EXISTS (SELECT FROM region_adjacency AS pair
               WHERE pair.region_code = :victim_region AND pair.neighbour_code = lender.region_code) AS touches,
       stock.quantity AS units, coalesce(promised.quantity, 0)::integer AS promised, stock.floor,
       coalesce(stock.alert_minutes, type.alert_minutes_day) AS alert_by_day,
       coalesce(stock.alert_minutes, type.alert_minutes_night) AS alert_by_night,
       coalesce(stock.preparation_minutes, type.preparation_minutes_day) AS preparation_by_day,
       coalesce(stock.preparation_minutes, type.preparation_minutes_night) AS preparation_by_night,
       type.delays_confirmed OR num_nulls(stock.alert_minutes, stock.preparation_minutes) = 0 AS delays_confirmed,
       crossing.overhead_minutes, crossing.flight_minutes, crossing.confirmed AS crossing_confirmed,
       stock.confirm_by, stock.active AND lender.active AS active, stock.synthetic,
       lender.establishment_id IS NOT NULL AND (lender.establishment_id = :victim::uuid OR site.security_state = 'COMPROMISED'
           OR EXISTS (SELECT FROM incident WHERE incident.establishment_id = lender.establishment_id AND NOT incident.exercise
                      AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED'))) AS is_victim,
       EXISTS (SELECT FROM shared_fate_link AS link
               WHERE link.lender_id = lender.id AND link.establishment_id = :victim::uuid AND NOT link.ended) AS shares_fate,
       lane.number <> :number::integer AS is_substitute
FROM unnest(:numbers::integer[]) AS lane (number)
CROSS JOIN LATERAL (
    SELECT kept.id, kept.equipment_type_number
    FROM equipment_stock AS kept
    ORDER BY kept.spot <-> point(:longitude::double precision * 0.7 + 1000 * lane.number, :latitude::double precision)
    LIMIT :most
) AS near
JOIN equipment_stock AS stock ON stock.id = near.id
JOIN equipment_type AS type ON type.code = stock.equipment_type_code
JOIN lender ON lender.id = stock.lender_id
JOIN region ON region.code = lender.region_code
JOIN road_network ON road_network.code = stock.road_network_code
LEFT JOIN establishment AS site ON site.id = lender.establishment_id
LEFT JOIN LATERAL (
    SELECT link.overhead_minutes, link.flight_minutes, link.confirmed
    FROM network_travel AS link
    WHERE (link.from_code = stock.road_network_code AND link.to_code = :victim_network)
       OR (link.from_code = :victim_network AND link.to_code = stock.road_network_code)
    ORDER BY link.from_code = stock.road_network_code DESC
    LIMIT 1
) AS crossing ON true
LEFT JOIN LATERAL (
    SELECT sum(held.quantity) AS quantity
    FROM engagement AS held
    WHERE held.stock_id = stock.id AND NOT held.exercise AND held.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
) AS promised ON true
WHERE near.equipment_type_number = lane.number
