-- name: read_pool_health
-- What the pool that the actor sees holds, what is out of it, and what is past its day of confirmation.
WITH people AS (
    SELECT coalesce(sum(capacity), 0)::integer AS units, coalesce(sum(capacity) FILTER (WHERE on_call), 0)::integer AS on_call,
           coalesce(sum(capacity) FILTER (WHERE confirm_by < :today::date), 0)::integer AS to_confirm,
           count(*) FILTER (WHERE synthetic)::integer AS synthetic, min(confirm_by) AS oldest
    FROM responder
    WHERE active AND (:region::text IS NULL OR region_code = :region)
), things AS (
    SELECT coalesce(sum(greatest(quantity - floor, 0)), 0)::integer AS units,
           coalesce(sum(greatest(quantity - floor, 0)) FILTER (WHERE confirm_by < :today::date), 0)::integer AS to_confirm,
           count(*) FILTER (WHERE synthetic)::integer AS synthetic, min(confirm_by) AS oldest
    FROM equipment_stock
    WHERE active AND (:region::text IS NULL OR region_code = :region)
), away AS (
    SELECT coalesce(sum(held_quantity) FILTER (WHERE responder_id IS NOT NULL), 0)::integer AS people,
           coalesce(sum(held_quantity) FILTER (WHERE stock_id IS NOT NULL), 0)::integer AS things
    FROM engagement
    WHERE NOT exercise AND state IN ('ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED')
      AND (:region::text IS NULL OR lender_region_code = :region)
), contacts AS (
    SELECT count(*)::integer AS total, count(*) FILTER (WHERE last_tested_on IS NULL)::integer AS never_tested
    FROM contact_point
    WHERE :region::text IS NULL OR region_code = :region
)
SELECT people.units AS people, people.on_call AS people_on_call, away.people AS people_out, people.to_confirm AS people_to_confirm,
       things.units AS equipment, away.things AS equipment_out, things.to_confirm AS equipment_to_confirm,
       (SELECT count(*)::integer FROM lender WHERE active AND (:region::text IS NULL OR region_code = :region)) AS lenders,
       contacts.total AS contacts, contacts.never_tested AS contacts_never_tested, people.synthetic + things.synthetic AS synthetic,
       least(people.oldest, things.oldest) AS oldest_confirm_by
FROM people, things, away, contacts
