-- name: list_rules
-- What is proposed, and to whom.
SELECT id, issuer, claim, pattern, role, scope, scope_key, label FROM access_rule ORDER BY claim, pattern, role, id LIMIT 2000

-- name: remove_rules
-- All of them, before those of a file take their place.
DELETE FROM access_rule

-- name: add_rule
-- One rule of the file.
INSERT INTO access_rule (id, issuer, claim, pattern, role, scope, scope_key, label, saved_at)
VALUES (:id, :issuer, :claim, :pattern, :role, :scope, :scope_key, :label, :saved_at)
