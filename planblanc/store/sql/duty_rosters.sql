-- name: list_on_duty
-- Who is on duty for a region at a moment, who is called first first.
SELECT id, rank, label, starts_at, ends_at, contacts FROM duty_turn
WHERE region_code = :region AND starts_at <= :now AND ends_at > :now
ORDER BY rank, starts_at, id
LIMIT 20

-- name: list_regions_on_duty
-- The regions where somebody is on duty at a moment.
SELECT DISTINCT region_code FROM duty_turn WHERE starts_at <= :now AND ends_at > :now ORDER BY region_code

-- name: read_rosters
-- The rosters of these regions.
SELECT region_code, escalate_minutes, saved_name, saved_at, version FROM duty_roster WHERE region_code = ANY(:regions::text[])

-- name: hold_roster
-- Holds a region's roster until the end of the transaction.
SELECT region_code FROM duty_roster WHERE region_code = :region FOR UPDATE

-- name: list_turns
-- The turns of a region that are not over at a moment, the first to begin first.
SELECT id, rank, label, starts_at, ends_at, contacts FROM duty_turn
WHERE region_code = :region AND ends_at > :now
ORDER BY starts_at, rank, id
LIMIT :limit

-- name: add_roster
-- The first roster of a region.
INSERT INTO duty_roster (region_code, escalate_minutes, saved_name, saved_at) VALUES (:region, :escalate_minutes, :saved_name, :saved_at)

-- name: change_roster
-- A roster as it is told now, if nobody has changed it since this version.
UPDATE duty_roster SET escalate_minutes = :escalate_minutes, saved_name = :saved_name, saved_at = :saved_at
WHERE region_code = :region AND version = :version

-- name: end_turns
-- Who was on duty until now stays known.
UPDATE duty_turn SET ends_at = :now WHERE region_code = :region AND starts_at < :now AND ends_at > :now

-- name: remove_turns
-- Turns that have not begun are replaced.
DELETE FROM duty_turn WHERE region_code = :region AND starts_at >= :now

-- name: add_turn
-- A turn of duty.
INSERT INTO duty_turn (id, region_code, rank, label, starts_at, ends_at, contacts)
VALUES (:id, :region, :rank, :label, :starts_at, :ends_at, :contacts::jsonb)
