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

-- name: read_competence_lane
-- The lane of the index that holds a competence.
SELECT number FROM competence WHERE code = :code

-- name: read_lanes
-- The lanes of the index that hold these competences and these types of equipment, with what people call them.
SELECT 'RESPONDER' AS kind, code, number, label FROM competence WHERE code = ANY(:competences::text[])
UNION ALL
SELECT 'EQUIPMENT', code, number, label FROM equipment_type WHERE code = ANY(:equipment_types::text[])

-- name: read_equipment_lanes
-- The lanes of the index that hold a type, and then what may serve in its place.
SELECT type.number
FROM equipment_type AS type
LEFT JOIN equipment_substitute AS pair ON pair.type_code = :code AND pair.substitute_code = type.code
WHERE type.code = :code OR pair.substitute_code IS NOT NULL
ORDER BY type.code <> :code, type.number

-- name: read_nearest_responders
-- The responders of these competences around a point, found by the index of their lanes, with all that a choice asks.
WITH near AS MATERIALIZED (
    SELECT responder.id, responder.lender_id
    FROM responder
    WHERE responder.id = ANY((
        SELECT array_agg(found.id)
        FROM unnest(:numbers::integer[]) AS lane (number)
        CROSS JOIN LATERAL unnest(
            planblanc.nearest_responders(lane.number, :longitude::double precision, :latitude::double precision, :most)) AS found (id))::uuid[])
), around AS MATERIALIZED (
    SELECT mate.lender_id, mate.latitude, mate.longitude, sum(mate.capacity)::integer AS people,
           coalesce(sum((SELECT sum(away.quantity) FROM engagement AS away
                         WHERE away.responder_id = mate.id AND NOT away.exercise
                           AND away.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED')
                           AND away.starts_at < :ends_at AND away.ends_at > :starts_at)), 0)::integer AS promised
    FROM responder AS mate
    WHERE mate.active AND mate.lender_id IN (SELECT near.lender_id FROM near)
    GROUP BY mate.lender_id, mate.latitude, mate.longitude
)
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
       coalesce(there.overhead_minutes, back.overhead_minutes) AS overhead_minutes,
       coalesce(there.flight_minutes, back.flight_minutes) AS flight_minutes,
       coalesce(there.confirmed, back.confirmed) AS crossing_confirmed,
       responder.confirm_by, responder.active AND lender.active AS active, responder.synthetic,
       lender.establishment_id IS NOT NULL AND (lender.establishment_id = :victim::uuid OR site.security_state = 'COMPROMISED'
           OR EXISTS (SELECT FROM incident WHERE incident.establishment_id = lender.establishment_id AND NOT incident.exercise
                      AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED'))) AS is_victim,
       EXISTS (SELECT FROM shared_fate_link AS link
               WHERE link.lender_id = lender.id AND link.establishment_id = :victim::uuid AND NOT link.ended) AS shares_fate,
       held.competence_number AS lane, held.level, held.expires_on, responder.longest_days,
       coalesce(around.people, 0) AS around, coalesce(around.promised, 0) AS around_promised,
       calendar.kinds, calendar.starts, calendar.ends, calendar.froms, calendar.tos, calendar.days
FROM near
JOIN responder ON responder.id = near.id
JOIN responder_competence AS held ON held.responder_id = near.id AND held.competence_number = ANY(:numbers::integer[])
JOIN lender ON lender.id = responder.lender_id
JOIN region ON region.code = lender.region_code
JOIN road_network ON road_network.code = responder.road_network_code
JOIN person_delay AS delay ON delay.kind = CASE WHEN responder.on_call THEN 'ON_CALL' ELSE 'ON_DUTY' END
LEFT JOIN establishment AS site ON site.id = lender.establishment_id
LEFT JOIN network_travel AS there ON there.from_code = responder.road_network_code AND there.to_code = :victim_network
LEFT JOIN network_travel AS back ON back.from_code = :victim_network AND back.to_code = responder.road_network_code
LEFT JOIN around ON around.lender_id = responder.lender_id
    AND around.latitude = responder.latitude AND around.longitude = responder.longitude
LEFT JOIN LATERAL (
    SELECT sum(busy.quantity) AS quantity
    FROM engagement AS busy
    WHERE busy.responder_id = responder.id AND NOT busy.exercise AND busy.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
      AND busy.starts_at < :ends_at AND busy.ends_at > :starts_at
) AS promised ON true
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(line.kind), '{}') AS kinds, coalesce(array_agg(line.starts_at), '{}') AS starts,
           coalesce(array_agg(line.ends_at), '{}') AS ends, coalesce(array_agg(line.daily_from), '{}') AS froms,
           coalesce(array_agg(line.daily_to), '{}') AS tos, coalesce(array_agg(line.weekdays), '{}') AS days
    FROM availability AS line
    WHERE line.responder_id = responder.id AND line.starts_at < :ends_at AND line.ends_at > :called_at
) AS calendar

-- name: read_nearest_stocks
-- The stocks of one type, and of what may serve in its place, around a point, found by the index of their lanes.
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
       coalesce(there.overhead_minutes, back.overhead_minutes) AS overhead_minutes,
       coalesce(there.flight_minutes, back.flight_minutes) AS flight_minutes,
       coalesce(there.confirmed, back.confirmed) AS crossing_confirmed,
       stock.confirm_by, stock.active AND lender.active AS active, stock.synthetic,
       lender.establishment_id IS NOT NULL AND (lender.establishment_id = :victim::uuid OR site.security_state = 'COMPROMISED'
           OR EXISTS (SELECT FROM incident WHERE incident.establishment_id = lender.establishment_id AND NOT incident.exercise
                      AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED'))) AS is_victim,
       EXISTS (SELECT FROM shared_fate_link AS link
               WHERE link.lender_id = lender.id AND link.establishment_id = :victim::uuid AND NOT link.ended) AS shares_fate,
       stock.equipment_type_number AS lane, stock.equipment_type_number <> :number::integer AS is_substitute
FROM equipment_stock AS stock
JOIN equipment_type AS type ON type.code = stock.equipment_type_code
JOIN lender ON lender.id = stock.lender_id
JOIN region ON region.code = lender.region_code
JOIN road_network ON road_network.code = stock.road_network_code
LEFT JOIN establishment AS site ON site.id = lender.establishment_id
LEFT JOIN network_travel AS there ON there.from_code = stock.road_network_code AND there.to_code = :victim_network
LEFT JOIN network_travel AS back ON back.from_code = :victim_network AND back.to_code = stock.road_network_code
LEFT JOIN LATERAL (
    SELECT sum(busy.held_quantity) AS quantity
    FROM engagement AS busy
    WHERE busy.stock_id = stock.id AND NOT busy.exercise AND busy.state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
) AS promised ON true
WHERE stock.id = ANY((
    SELECT array_agg(found.id)
    FROM unnest(:numbers::integer[]) AS lane (number)
    CROSS JOIN LATERAL unnest(
        planblanc.nearest_stocks(lane.number, :longitude::double precision, :latitude::double precision, :most)) AS found (id))::uuid[])
