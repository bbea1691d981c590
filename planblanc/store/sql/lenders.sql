-- name: read_lenders
-- One page of the lenders that the actor may see, by code.
SELECT id, code, name, kind, establishment_id, commune, department_code, region_code, latitude, longitude, road_network_code,
       people_floor, pris_activities, synthetic, active, version,
       coalesce((SELECT jsonb_agg(jsonb_build_object('competence', kept.competence_code, 'people', kept.people)
                                  ORDER BY kept.competence_code)
                 FROM lender_competence_floor AS kept WHERE kept.lender_id = lender.id), '[]') AS competence_floors
FROM lender
WHERE id = ANY((SELECT planblanc.search_lenders(:region::text, :department::text, :kind::text, :patterns::text[],
    :synthetic::boolean, :or_inactive::boolean, :after_code::text, :limit::integer))::uuid[])
ORDER BY code

-- name: read_lenders_by_id
-- The lenders of these keys.
SELECT id, code, name, kind, establishment_id, commune, department_code, region_code, latitude, longitude, road_network_code,
       people_floor, pris_activities, synthetic, active, version,
       coalesce((SELECT jsonb_agg(jsonb_build_object('competence', kept.competence_code, 'people', kept.people)
                                  ORDER BY kept.competence_code)
                 FROM lender_competence_floor AS kept WHERE kept.lender_id = lender.id), '[]') AS competence_floors
FROM lender
WHERE id = ANY(:ids::uuid[])

-- name: count_pools
-- How many active people and things of these lenders the actor may see.
SELECT lender.id,
       (SELECT coalesce(sum(capacity), 0) FROM responder WHERE responder.lender_id = lender.id AND responder.active)::integer AS people,
       (SELECT coalesce(sum(quantity), 0) FROM equipment_stock AS stock WHERE stock.lender_id = lender.id AND stock.active)::integer
           AS things
FROM lender
WHERE lender.id = ANY(:ids::uuid[])

-- name: add_lender
-- A new lender.
INSERT INTO lender (id, code, name, kind, establishment_id, commune, department_code, region_code, latitude, longitude,
    road_network_code, people_floor, pris_activities, active, search_text)
VALUES (:id, :code, :name, :kind, :establishment_id, :commune, :department, :region, :latitude, :longitude, :network,
    :people_floor, :pris_activities::text[], :active, :search_text)

-- name: change_lender
-- A lender as it is described now, if nobody has changed it since this version.
UPDATE lender SET
    name = :name, commune = :commune, department_code = :department, latitude = :latitude, longitude = :longitude,
    road_network_code = :network, people_floor = :people_floor, pris_activities = :pris_activities::text[],
    active = :active, search_text = :search_text
WHERE id = :id AND version = :version

-- name: keep_floor
-- How many people who hold a competence a lender keeps; whoever saves the lender has seen its version.
INSERT INTO lender_competence_floor (id, lender_id, region_code, competence_code, people)
VALUES (:id, :lender, :region, :competence, :people)
ON CONFLICT (lender_id, competence_code) DO UPDATE SET people = excluded.people

-- name: drop_floors
-- The floors that a lender keeps no more.
DELETE FROM lender_competence_floor WHERE lender_id = :lender AND NOT competence_code = ANY(:kept::text[])
