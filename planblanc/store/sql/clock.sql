-- name: read_crisis_offset
-- By how many seconds a demonstration's crisis runs behind the real clock; no row on any other database.
SELECT (value ->> 'crisis_offset_seconds')::double precision AS seconds FROM setting WHERE key = 'demonstration'
