-- name: add_call_back
-- Keeps a call-back: which number, who answered, and what came of it.
INSERT INTO call_back (id, request_id, incident_id, region_code, number_sealed, number_from, reached, confirmed, made_by, made_name, made_at, note)
VALUES (:id, :request_id, :incident_id, :region_code, :number_sealed, :number_from, :reached, :confirmed, :made_by, :made_name, :made_at, :note)

-- name: list_call_backs
-- The call-backs of these requests, in the order they were made.
SELECT id, request_id, number, number_sealed, number_from, reached, confirmed, made_name, made_at, note
FROM call_back
WHERE request_id = ANY(:requests::uuid[])
ORDER BY request_id, made_at, id
LIMIT 2000
