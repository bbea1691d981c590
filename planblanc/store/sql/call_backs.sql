-- name: add_call_back
-- Keeps a call-back: which number, who answered, and what came of it.
INSERT INTO call_back (id, request_id, incident_id, establishment_id, region_code, purpose, contact_version_id, number_sealed, number_from,
                       reached, confirmed, made_by, made_name, made_at, note)
VALUES (:id, :request_id, :incident_id, :establishment_id, :region_code, :purpose, :contact_version_id, :number_sealed, :number_from,
        :reached, :confirmed, :made_by, :made_name, :made_at, :note)

-- name: list_call_backs
-- The call-backs of these requests, in the order they were made.
SELECT id, request_id, number, number_sealed, number_from, reached, confirmed, made_name, made_at, note, purpose, contact_version_id
FROM call_back
WHERE request_id = ANY(:requests::uuid[])
ORDER BY request_id, made_at, id
LIMIT 2000

-- name: list_call_backs_of_sites
-- The call-backs of these sites, the last one first, fifty each at most.
SELECT id, establishment_id, number, number_sealed, number_from, reached, confirmed, made_name, made_at, note, purpose, contact_version_id
FROM (SELECT kept.*, row_number() OVER (PARTITION BY kept.establishment_id ORDER BY kept.made_at DESC, kept.id) AS place
      FROM call_back AS kept
      WHERE kept.establishment_id = ANY(:sites::uuid[])) AS ranked
WHERE place <= 50
ORDER BY made_at DESC, id

-- name: read_call_backs
-- The call-backs of these keys.
SELECT id, number, number_sealed, number_from, reached, confirmed, made_name, made_at, note, purpose, contact_version_id
FROM call_back
WHERE id = ANY(:ids::uuid[])
