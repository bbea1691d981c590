-- name: append_lines
-- Chains and stores the lines of a transaction, heads locked last.
SELECT planblanc.append_log(
    :kinds::text[], :keys::text[], :lines::bytea[], :salts::bytea[], :bodies::text[], :at::timestamptz)
