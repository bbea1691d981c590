-- name: read_links_by_id
-- The links of these keys.
SELECT link.id, link.establishment_id, link.lender_id, link.region_code, link.kind, link.note, link.ended, link.synthetic, link.version,
       site.name AS establishment_name, site.finess AS establishment_finess, lender.name AS lender_name
FROM shared_fate_link AS link
JOIN establishment AS site ON site.id = link.establishment_id
JOIN lender ON lender.id = link.lender_id
WHERE link.id = ANY(:ids::uuid[])

-- name: read_links
-- One page of the links that hold, of a region or of a kind, by the name of the site, then of the lender.
SELECT link.id, link.establishment_id, link.lender_id, link.region_code, link.kind, link.note, link.ended, link.synthetic, link.version,
       site.name AS establishment_name, site.finess AS establishment_finess, lender.name AS lender_name
FROM shared_fate_link AS link
JOIN establishment AS site ON site.id = link.establishment_id
JOIN lender ON lender.id = link.lender_id
WHERE NOT link.ended
  AND (:region::text IS NULL OR link.region_code = :region)
  AND (:kind::text IS NULL OR link.kind = :kind)
  AND (:after_id::uuid IS NULL OR (site.name, lender.name, link.id) > (:after_site::text, :after_lender::text, :after_id::uuid))
ORDER BY site.name, lender.name, link.id
LIMIT :limit

-- name: read_links_of_lenders
-- The links of these lenders that hold, a hundred each at most.
SELECT link.id, link.establishment_id, link.lender_id, link.region_code, link.kind, link.note, link.ended, link.synthetic, link.version,
       site.name AS establishment_name, site.finess AS establishment_finess, lender.name AS lender_name
FROM shared_fate_link AS link
JOIN establishment AS site ON site.id = link.establishment_id
JOIN lender ON lender.id = link.lender_id
WHERE link.id IN (
    SELECT ranked.id
    FROM (SELECT kept.id, row_number() OVER (PARTITION BY kept.lender_id ORDER BY kept.id) AS place
          FROM shared_fate_link AS kept
          WHERE kept.lender_id = ANY(:ids::uuid[]) AND NOT kept.ended) AS ranked
    WHERE ranked.place <= 100)
ORDER BY link.id

-- name: read_links_of_establishments
-- The links of these sites that hold, a hundred each at most.
SELECT link.id, link.establishment_id, link.lender_id, link.region_code, link.kind, link.note, link.ended, link.synthetic, link.version,
       site.name AS establishment_name, site.finess AS establishment_finess, lender.name AS lender_name
FROM shared_fate_link AS link
JOIN establishment AS site ON site.id = link.establishment_id
JOIN lender ON lender.id = link.lender_id
WHERE link.id IN (
    SELECT ranked.id
    FROM (SELECT kept.id, row_number() OVER (PARTITION BY kept.establishment_id ORDER BY kept.id) AS place
          FROM shared_fate_link AS kept
          WHERE kept.establishment_id = ANY(:ids::uuid[]) AND NOT kept.ended) AS ranked
    WHERE ranked.place <= 100)
ORDER BY link.id

-- name: add_link
-- A new link.
INSERT INTO shared_fate_link (id, establishment_id, lender_id, region_code, kind, note, ended)
VALUES (:id, :establishment_id, :lender_id, :region, :kind, :note, :ended)

-- name: change_link
-- A link as it is told now, if nobody has changed it since this version.
UPDATE shared_fate_link SET kind = :kind, note = :note, ended = :ended
WHERE id = :id AND version = :version
