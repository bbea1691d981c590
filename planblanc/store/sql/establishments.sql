-- name: read_establishments
-- One page of sites, by FINESS number, under the filters that are given.
SELECT id, finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code, commune, postal_code,
       hospital_group_code, group_synthetic, private_group, latitude, longitude, position_source, position_precision, road_network_code,
       beds, intensive_care_beds, samu_seat, security_state, mail_domains, version
FROM establishment
WHERE (:region::text IS NULL OR region_code = :region)
  AND (:department::text IS NULL OR department_code = :department)
  AND (:hospital_group::text IS NULL OR hospital_group_code = :hospital_group)
  AND (:service::text IS NULL OR id IN (SELECT establishment_id FROM establishment_service WHERE service_domain_code = :service))
  AND (:patterns::text[] IS NULL OR search_text LIKE ALL (:patterns))
  AND (:after_finess::text IS NULL OR finess > :after_finess)
ORDER BY finess
LIMIT :limit

-- name: suggest_establishments
-- The sites that somebody may mean, the likeliest first, with how much of what was said is found there.
SELECT site.id, site.finess, site.legal_entity_id, site.name, site.category, site.sector, site.department_code, site.region_code,
       site.commune_code, site.commune, site.postal_code, site.hospital_group_code, site.group_synthetic, site.private_group, site.latitude,
       site.longitude, site.position_source, site.position_precision, site.road_network_code, site.beds, site.intensive_care_beds,
       site.samu_seat, site.security_state, site.mail_domains, site.version, found.likeness
FROM planblanc.search_establishments(:said, :near_region, :limit) WITH ORDINALITY AS found (id, likeness, place)
JOIN establishment AS site ON site.id = found.id
ORDER BY found.place

-- name: read_establishments_by_id
-- The sites of these keys.
SELECT id, finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code, commune, postal_code,
       hospital_group_code, group_synthetic, private_group, latitude, longitude, position_source, position_precision, road_network_code,
       beds, intensive_care_beds, samu_seat, security_state, mail_domains, version
FROM establishment
WHERE id = ANY(:ids::uuid[])

-- name: read_sites_of_entities
-- The sites of these legal entities, a hundred each at most.
SELECT id, finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code, commune, postal_code,
       hospital_group_code, group_synthetic, private_group, latitude, longitude, position_source, position_precision, road_network_code,
       beds, intensive_care_beds, samu_seat, security_state, mail_domains, version
FROM establishment
WHERE id IN (
    SELECT ranked.id
    FROM (SELECT site.id, row_number() OVER (PARTITION BY site.legal_entity_id ORDER BY site.finess) AS place
          FROM establishment AS site
          WHERE site.legal_entity_id = ANY(:ids::uuid[])) AS ranked
    WHERE ranked.place <= 100)
ORDER BY finess

-- name: read_services
-- The services that these sites run, in the order in which they are told.
SELECT service.establishment_id, domain.code, domain.label, domain.rank
FROM establishment_service AS service
JOIN service_domain AS domain ON domain.code = service.service_domain_code
WHERE service.establishment_id = ANY(:ids::uuid[])
ORDER BY domain.rank

-- name: read_entities
-- The legal entities of these keys.
SELECT id, finess, name
FROM legal_entity
WHERE id = ANY(:ids::uuid[])

-- name: add_entity
-- A legal entity that is not known yet; one that is stays as it is.
INSERT INTO legal_entity (id, finess, name) VALUES (:id, :finess, :name)
ON CONFLICT (id) DO NOTHING

-- name: add_establishment
-- A new site.
INSERT INTO establishment (id, finess, legal_entity_id, name, category, sector, department_code, region_code, commune_code, commune,
    postal_code, hospital_group_code, group_synthetic, private_group, latitude, longitude, position_source, position_precision,
    road_network_code, beds, intensive_care_beds, samu_seat, security_state, search_text, mail_domains)
VALUES (:id, :finess, :legal_entity_id, :name, :category, :sector, :department, :region, :commune_code, :commune, :postal_code,
    :hospital_group, :group_is_synthetic, :private_group, :latitude, :longitude, :position_source, :position_precision, :network,
    :beds, :intensive_care_beds, :samu_seat, :security_state, :search_text, :mail_domains::text[])

-- name: change_establishment
-- A site as it is described now, if nobody has changed it since this version.
UPDATE establishment SET
    legal_entity_id = :legal_entity_id, name = :name, category = :category, sector = :sector, department_code = :department,
    commune_code = :commune_code, commune = :commune, postal_code = :postal_code, hospital_group_code = :hospital_group,
    group_synthetic = :group_is_synthetic, private_group = :private_group, latitude = :latitude, longitude = :longitude,
    position_source = :position_source, position_precision = :position_precision, road_network_code = :network, beds = :beds,
    intensive_care_beds = :intensive_care_beds, samu_seat = :samu_seat, search_text = :search_text,
    mail_domains = :mail_domains::text[]
WHERE id = :id AND version = :version

-- name: drop_services
-- The services that a site no longer runs.
DELETE FROM establishment_service
WHERE establishment_id = :id AND service_domain_code <> ALL(:codes::text[])

-- name: add_services
-- The services that a site runs, those that it ran already apart.
INSERT INTO establishment_service (establishment_id, service_domain_code)
SELECT :id, code FROM unnest(:codes::text[]) AS run (code)
ON CONFLICT DO NOTHING
