-- name: read_contacts_by_id
-- The contact points of these keys.
SELECT id, lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on, synthetic, version, on_own_network, function
FROM contact_point
WHERE id = ANY(:ids::uuid[])

-- name: read_contacts_of_lenders
-- The contact points of these lenders, in the order in which they are tried, a hundred each at most.
SELECT id, lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on, synthetic, version, on_own_network, function
FROM contact_point
WHERE id IN (
    SELECT ranked.id
    FROM (SELECT kept.id, row_number() OVER (PARTITION BY kept.lender_id ORDER BY kept.rank, kept.id) AS place
          FROM contact_point AS kept
          WHERE kept.lender_id = ANY(:ids::uuid[])) AS ranked
    WHERE ranked.place <= 100)
ORDER BY rank, id

-- name: read_contacts_of_establishments
-- The contact points of these sites, in the order in which they are tried, a hundred each at most.
SELECT id, lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on, synthetic, version, on_own_network, function
FROM contact_point
WHERE id IN (
    SELECT ranked.id
    FROM (SELECT kept.id, row_number() OVER (PARTITION BY kept.establishment_id ORDER BY kept.rank, kept.id) AS place
          FROM contact_point AS kept
          WHERE kept.establishment_id = ANY(:ids::uuid[])) AS ranked
    WHERE ranked.place <= 100)
ORDER BY rank, id

-- name: add_contact
-- A new contact point.
INSERT INTO contact_point (id, lender_id, establishment_id, region_code, label, channel, address, rank, last_tested_on,
                           on_own_network, function, saved_at, edit_id)
VALUES (:id, :lender_id, :establishment_id, :region, :label, :channel, :address, :rank, :last_tested_on, :on_own_network, :function,
        :saved_at, :edit_id)

-- name: change_contact
-- A contact point as it is told now, if nobody has changed it since this version.
UPDATE contact_point SET label = :label, channel = :channel, address = :address, rank = :rank, last_tested_on = :last_tested_on,
    on_own_network = :on_own_network, function = :function, saved_at = :saved_at, edit_id = :edit_id
WHERE id = :id AND version = :version
