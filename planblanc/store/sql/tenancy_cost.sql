-- name: multiply_stocks
-- Each thing of the pool so many times more, elsewhere in its place.
INSERT INTO equipment_stock (id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place, commune,
    latitude, longitude, road_network_code, alert_minutes, preparation_minutes, confirm_by, active, synthetic)
SELECT md5(stock.id::text || ' ' || copy)::uuid, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor,
    place || ' ' || copy, commune, latitude, longitude, road_network_code, alert_minutes, preparation_minutes, confirm_by, active, synthetic
FROM equipment_stock AS stock, generate_series(1, :times::integer) AS copy

-- name: multiply_responders
-- Each responder of the pool so many times more.
INSERT INTO responder (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude, road_network_code, on_call,
    alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic)
SELECT md5(responder.id::text || ' ' || copy)::uuid, lender_id, region_code, label, named, capacity, commune, latitude, longitude,
    road_network_code, on_call, alert_minutes, preparation_minutes, longest_days, confirm_by, active, synthetic
FROM responder, generate_series(1, :times::integer) AS copy

-- name: multiply_competences
-- What the responders of `multiply_responders` can do: as those that they are copies of.
INSERT INTO responder_competence (responder_id, lender_id, competence_code, competence_number, level, evidence, expires_on, latitude,
    longitude)
SELECT md5(responder_id::text || ' ' || copy)::uuid, lender_id, competence_code, competence_number, level, evidence, expires_on, latitude,
    longitude
FROM responder_competence, generate_series(1, :times::integer) AS copy

-- name: multiply_calendars
-- When the responders of `multiply_responders` are there: as those that they are copies of.
INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at, daily_from, daily_to, weekdays)
SELECT md5(hours.id::text || ' ' || copy)::uuid, md5(responder_id::text || ' ' || copy)::uuid, lender_id, kind, starts_at, ends_at,
    daily_from, daily_to, weekdays
FROM availability AS hours, generate_series(1, :times::integer) AS copy

-- name: read_sizes
-- How many rows are searched, and whether policies hold for whoever asks.
SELECT (SELECT count(*) FROM equipment_stock) AS stocks, (SELECT count(*) FROM responder) AS responders,
       (SELECT count(*) FROM availability) AS calendars, (SELECT count(*) FROM responder_competence) AS competences,
       row_security_active('equipment_stock') AS under_policies

-- name: read_some_responders
-- The keys of a few responders of a region.
SELECT id FROM responder WHERE region_code = :region ORDER BY id LIMIT :limit

-- name: read_some_stocks
-- The keys of a few things of a region.
SELECT id FROM equipment_stock WHERE region_code = :region ORDER BY id LIMIT :limit

-- name: read_stocks
-- What `read_stocks` of the pool asks, by whoever is under no policy, in one query.
SELECT stock.id, stock.lender_id, stock.region_code, stock.equipment_type_code, stock.quantity, stock.floor, stock.place, stock.commune,
       stock.latitude, stock.longitude, stock.road_network_code, stock.alert_minutes, stock.preparation_minutes, stock.confirm_by,
       stock.active, stock.synthetic, stock.version
FROM equipment_stock AS stock
JOIN lender ON lender.id = stock.lender_id
JOIN (SELECT code, searchable(label) AS words FROM equipment_type OFFSET 0) AS type ON type.code = stock.equipment_type_code
WHERE (:region::text IS NULL OR stock.region_code = :region)
  AND (:department::text IS NULL OR lender.department_code = :department)
  AND (:lender::uuid IS NULL OR stock.lender_id = :lender)
  AND (:equipment_type::text IS NULL OR stock.equipment_type_code = :equipment_type)
  AND (:synthetic::boolean IS NULL OR stock.synthetic = :synthetic)
  AND (:or_inactive::boolean OR (stock.active AND lender.active))
  AND (:due_on::date IS NULL OR stock.confirm_by < :due_on)
  AND (:after_id::uuid IS NULL OR stock.id > :after_id)
  AND (:patterns::text[] IS NULL OR stock.search_text || ' ' || type.words || ' ' || lender.search_text LIKE ALL (:patterns))
ORDER BY stock.id
LIMIT :limit

-- name: read_responders
-- What `read_responders` of the pool asks, by whoever is under no policy, in one query.
SELECT responder.id, responder.lender_id, responder.region_code, responder.label, responder.named, responder.capacity, responder.commune,
       responder.latitude, responder.longitude, responder.road_network_code, responder.on_call, responder.alert_minutes,
       responder.preparation_minutes, responder.longest_days, responder.confirm_by, responder.active, responder.synthetic,
       responder.version
FROM responder
JOIN lender ON lender.id = responder.lender_id
JOIN road_network ON road_network.code = responder.road_network_code
WHERE (:region::text IS NULL OR responder.region_code = :region)
  AND (:department::text IS NULL OR lender.department_code = :department)
  AND (:lender::uuid IS NULL OR responder.lender_id = :lender)
  AND (:synthetic::boolean IS NULL OR responder.synthetic = :synthetic)
  AND (:or_inactive::boolean OR (responder.active AND lender.active))
  AND (:due_on::date IS NULL OR responder.confirm_by < :due_on)
  AND (:after_id::uuid IS NULL OR responder.id > :after_id)
  AND (:competence::text IS NULL OR EXISTS (
      SELECT FROM responder_competence held
      WHERE held.responder_id = responder.id AND held.competence_code = :competence
        AND held.level >= :least_level AND (held.expires_on IS NULL OR held.expires_on >= :today)))
  AND (:patterns::text[] IS NULL OR responder.search_text || ' ' || lender.search_text LIKE ALL (:patterns))
  AND (:free_from::timestamptz IS NULL OR is_available(responder.id, road_network.time_zone, :free_from, :free_until))
ORDER BY responder.id
LIMIT :limit
