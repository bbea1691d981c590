-- name: page_entries
-- The lines of a chain in their order, after a number; of some kinds alone, or of some numbers, where these are said.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body,
       ARRAY(SELECT later.sequence FROM log_entry AS later WHERE later.kind = entry.kind AND later.key = entry.key
             AND later.corrects = entry.sequence ORDER BY later.sequence) AS corrected_by
FROM log_entry AS entry
LEFT JOIN log_text AS kept ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence
WHERE entry.kind = :kind AND entry.key = :key AND entry.sequence > :after
  AND (:kinds::text[] IS NULL OR entry.line_kind = ANY(:kinds::text[]))
  AND (:found::bigint[] IS NULL OR entry.sequence = ANY(:found::bigint[]))
ORDER BY entry.sequence
LIMIT :limit

-- name: page_entries_back
-- The lines of a chain, the last ones first, before a number; of some kinds alone, or of some numbers, where these are said.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body,
       ARRAY(SELECT later.sequence FROM log_entry AS later WHERE later.kind = entry.kind AND later.key = entry.key
             AND later.corrects = entry.sequence ORDER BY later.sequence) AS corrected_by
FROM log_entry AS entry
LEFT JOIN log_text AS kept ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence
WHERE entry.kind = :kind AND entry.key = :key AND (:before::bigint IS NULL OR entry.sequence < :before)
  AND (:kinds::text[] IS NULL OR entry.line_kind = ANY(:kinds::text[]))
  AND (:found::bigint[] IS NULL OR entry.sequence = ANY(:found::bigint[]))
ORDER BY entry.sequence DESC
LIMIT :limit

-- name: list_latest
-- The last lines of these incidents' chains, the latest first.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body,
       ARRAY(SELECT later.sequence FROM log_entry AS later WHERE later.kind = entry.kind AND later.key = entry.key
             AND later.corrects = entry.sequence ORDER BY later.sequence) AS corrected_by
FROM unnest(:keys::text[]) AS wanted (key)
CROSS JOIN LATERAL (
    SELECT log_entry.kind, log_entry.key, log_entry.sequence, log_entry.recorded_at, log_entry.line, log_entry.hash
    FROM log_entry
    WHERE log_entry.kind = 'INCIDENT' AND log_entry.key = wanted.key
    ORDER BY log_entry.sequence DESC
    LIMIT 20
) AS entry
LEFT JOIN log_text AS kept ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence
ORDER BY entry.key, entry.sequence DESC

-- name: find_entry
-- The line of a chain that holds this key, the latest first: it was just written, or is asked for again.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body,
       ARRAY(SELECT later.sequence FROM log_entry AS later WHERE later.kind = entry.kind AND later.key = entry.key
             AND later.corrects = entry.sequence ORDER BY later.sequence) AS corrected_by
FROM log_entry AS entry
LEFT JOIN log_text AS kept ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence
WHERE entry.kind = :kind AND entry.key = :key AND position(convert_to(:entry, 'UTF8') IN entry.line) > 0
ORDER BY entry.sequence DESC
LIMIT 1

-- name: read_entries
-- The lines at these places, of those that the reader may see.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body,
       ARRAY(SELECT later.sequence FROM log_entry AS later WHERE later.kind = entry.kind AND later.key = entry.key
             AND later.corrects = entry.sequence ORDER BY later.sequence) AS corrected_by
FROM unnest(:kinds::text[], :keys::text[], :sequences::bigint[]) AS wanted (kind, key, sequence)
JOIN log_entry AS entry ON entry.kind = wanted.kind AND entry.key = wanted.key AND entry.sequence = wanted.sequence
LEFT JOIN log_text AS kept ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence

-- name: search_entries
-- The numbers of the lines that hold these words, after a number.
SELECT planblanc.search_log(:kind, :key, :words, :kinds, :after, :limit) AS found

-- name: search_entries_back
-- The numbers of the lines that hold these words, the last ones first, before a number.
SELECT planblanc.search_log_back(:kind, :key, :words, :kinds, :before, :limit) AS found

-- name: erase_texts
-- Takes away what people typed in these lines; the numbers of those that had any.
SELECT planblanc.erase_log_text(:kind, :key, :sequences) AS erased

-- name: read_length
-- How many lines a chain has.
SELECT sequence FROM log_chain WHERE kind = :kind AND key = :key

-- name: list_whole
-- Every line of a chain up to its end, with the texts of people and their salts, or without.
SELECT entry.kind, entry.key, entry.sequence, entry.recorded_at, entry.line, entry.hash, kept.body, kept.salt,
       '{}'::bigint[] AS corrected_by
FROM log_entry AS entry
LEFT JOIN log_text AS kept
    ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence AND :with_texts::boolean
WHERE entry.kind = :kind AND entry.key = :key AND entry.sequence <= :until
ORDER BY entry.sequence
