-- name: read_stocks
-- One page of the stocks that the actor may see, by key.
SELECT id, lender_id, region_code, equipment_type_code, quantity, floor, place, commune, latitude, longitude, road_network_code,
       alert_minutes, preparation_minutes, confirm_by, active, synthetic, version
FROM equipment_stock
WHERE id = ANY((SELECT planblanc.search_stocks(:region::text, :department::text, :lender::uuid, :equipment_type::text,
    :patterns::text[], :synthetic::boolean, :or_inactive::boolean, :due_on::date, :after_id::uuid, :limit::integer))::uuid[])
ORDER BY id

-- name: read_stocks_by_id
-- The stocks of these keys.
SELECT id, lender_id, region_code, equipment_type_code, quantity, floor, place, commune, latitude, longitude, road_network_code,
       alert_minutes, preparation_minutes, confirm_by, active, synthetic, version
FROM equipment_stock
WHERE id = ANY(:ids::uuid[])

-- name: read_stocks_of_lender
-- The stocks of a lender, those of old too: one that comes back keeps its key.
SELECT id, lender_id, region_code, equipment_type_code, quantity, floor, place, commune, latitude, longitude, road_network_code,
       alert_minutes, preparation_minutes, confirm_by, active, synthetic, version
FROM equipment_stock
WHERE lender_id = :lender
ORDER BY active, id

-- name: add_stock
-- A new stock.
INSERT INTO equipment_stock (id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place, commune,
    latitude, longitude, road_network_code, alert_minutes, preparation_minutes, confirm_by, active)
SELECT :id, :lender_id, :region, type.code, type.number, :quantity, :floor, :place, :commune, :latitude, :longitude, :network,
    :alert_minutes, :preparation_minutes, :confirm_by, :active
FROM equipment_type AS type
WHERE type.code = :equipment_type

-- name: change_stock
-- A stock as it is described now, if nobody has changed it since this version.
UPDATE equipment_stock SET
    quantity = :quantity, floor = :floor, place = :place, commune = :commune, latitude = :latitude, longitude = :longitude,
    road_network_code = :network, alert_minutes = :alert_minutes, preparation_minutes = :preparation_minutes, confirm_by = :confirm_by,
    active = :active
WHERE id = :id AND version = :version

-- name: confirm_stock
-- A stock was confirmed until this day, if nobody has changed it since this version.
UPDATE equipment_stock SET confirm_by = :confirm_by
WHERE id = :id AND version = :version

-- name: confirm_stocks
-- These stocks were confirmed until this day.
UPDATE equipment_stock SET confirm_by = :confirm_by
WHERE id = ANY(:ids::uuid[])
