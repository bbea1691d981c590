-- name: put_original
-- The file of a draft, in the place of the one before.
INSERT INTO procedure_original (procedure_id, file_name, media_type, size_bytes, sha256, content, added_name, added_at)
VALUES (:procedure, :file_name, :media_type, :size, :sha256, :content, :added_name, :added_at)
ON CONFLICT (procedure_id) DO UPDATE SET file_name = EXCLUDED.file_name, media_type = EXCLUDED.media_type,
    size_bytes = EXCLUDED.size_bytes, sha256 = EXCLUDED.sha256, content = EXCLUDED.content, added_name = EXCLUDED.added_name,
    added_at = EXCLUDED.added_at

-- name: read_originals
-- What is known of the files of these procedures, without their content.
SELECT procedure_id, file_name, media_type, size_bytes, sha256, added_name, added_at
FROM procedure_original WHERE procedure_id = ANY(:ids::uuid[])

-- name: read_content
-- The file itself.
SELECT file_name, media_type, content FROM procedure_original WHERE procedure_id = :procedure

-- name: drop_original
-- The file of an edition that another one replaces.
DELETE FROM procedure_original WHERE procedure_id = :procedure

-- name: move_original
-- The file of a draft, which becomes that of the published procedure.
UPDATE procedure_original SET procedure_id = :published WHERE procedure_id = :draft
