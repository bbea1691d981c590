-- name: list_incident_contact
-- Values of a column that is sealed, by key, with those that are still in clear.
SELECT id AS key, phone AS clear, phone_sealed AS sealed FROM incident_contact WHERE id > :after ORDER BY id LIMIT :limit FOR UPDATE

-- name: seal_incident_contact
-- A value sealed with the key of today; nothing of it stays in clear.
UPDATE incident_contact SET phone = NULL, phone_sealed = :sealed WHERE id = :key

-- name: list_help_request_contact
-- Values of a column that is sealed, by key, with those that are still in clear.
SELECT request_id AS key, phone AS clear, phone_sealed AS sealed FROM help_request_contact WHERE request_id > :after ORDER BY request_id LIMIT :limit FOR UPDATE

-- name: seal_help_request_contact
-- A value sealed with the key of today; nothing of it stays in clear.
UPDATE help_request_contact SET phone = NULL, phone_sealed = :sealed WHERE request_id = :key

-- name: list_notification_address
-- Values of a column that is sealed, by key, with those that are still in clear.
SELECT notification_id AS key, address AS clear, address_sealed AS sealed FROM notification_address WHERE notification_id > :after ORDER BY notification_id LIMIT :limit FOR UPDATE

-- name: seal_notification_address
-- A value sealed with the key of today; nothing of it stays in clear.
UPDATE notification_address SET address = NULL, address_sealed = :sealed WHERE notification_id = :key

-- name: list_webhook_secret
-- Values of a column that is sealed, by key, with those that are still in clear.
SELECT id AS key, secret AS clear, secret_sealed AS sealed FROM webhook_secret WHERE id > :after ORDER BY id LIMIT :limit FOR UPDATE

-- name: seal_webhook_secret
-- A value sealed with the key of today; nothing of it stays in clear.
UPDATE webhook_secret SET secret = NULL, secret_sealed = :sealed WHERE id = :key

-- name: list_call_back
-- Values of a column that is sealed, by key, with those that are still in clear; what is erased has neither.
SELECT id AS key, number AS clear, number_sealed AS sealed FROM call_back
WHERE id > :after AND num_nonnulls(number, number_sealed) = 1 ORDER BY id LIMIT :limit FOR UPDATE

-- name: seal_call_back
-- A value sealed with the key of today; nothing of it stays in clear.
UPDATE call_back SET number = NULL, number_sealed = :sealed WHERE id = :key

-- name: list_inbox
-- The messages of the portal that were not emptied, by key, with those that are still in clear.
SELECT id AS key, CASE WHEN NOT sealed THEN body END AS clear, CASE WHEN sealed THEN body END AS sealed FROM inbox
WHERE id > :after AND body <> '' ORDER BY id LIMIT :limit FOR UPDATE

-- name: seal_inbox
-- A message sealed with the key of today.
UPDATE inbox SET body = :sealed, sealed = true WHERE id = :key

-- name: list_responder_phone
-- The numbers of responders, by key; none was ever in clear.
SELECT responder_id AS key, NULL::text AS clear, phone_sealed AS sealed FROM responder_phone
WHERE responder_id > :after ORDER BY responder_id LIMIT :limit FOR UPDATE

-- name: seal_responder_phone
-- A number sealed with the key of today.
UPDATE responder_phone SET phone_sealed = :sealed WHERE responder_id = :key
