-- name: add_note
-- Keeps a note of the shift.
INSERT INTO shift_note (id, incident_id, region_code, text, written_by, written_name, written_at)
VALUES (:id, :incident_id, :region_code, :text, :written_by, :written_name, :written_at)

-- name: list_notes
-- The notes of these incidents, the last one first.
SELECT id, incident_id, text, written_by, written_name, written_at
FROM shift_note
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY written_at DESC, id DESC
LIMIT 500
