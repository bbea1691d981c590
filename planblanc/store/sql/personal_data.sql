-- name: list_rows
-- The rows that name a person, each with its table.
SELECT source, told FROM rows_about(:pattern) ORDER BY source

-- name: erase_words
-- Puts other words in the place of a person, wherever it is named.
SELECT source, changed FROM erase_words(:pattern, :replacement)

-- name: list_journal_texts
-- What people typed in the journal that names a person, by line.
SELECT kind, key, sequence, body FROM log_text WHERE body ~* :pattern ORDER BY kind, key, sequence

-- name: count_sealed_lines
-- In how many sealed lines of the journal, which nobody changes, a person stands as the author of an act.
SELECT count(*) FROM log_entry WHERE convert_from(line, 'UTF8') ~* :pattern

-- name: count_reports
-- In how many situation reports, kept as they were issued, a person stands.
SELECT count(*) FROM situation_report WHERE convert_from(content, 'UTF8') ~* :pattern

-- name: list_named
-- The persons of the pool of this name or this key.
SELECT id, label, lender_id FROM responder WHERE named AND (id = :id::uuid OR label ~* :pattern) ORDER BY id

-- name: list_of_responders
-- All that is kept on responders by their key: one kind of row a line.
SELECT 'responder' AS source, to_jsonb(kept) AS told FROM responder AS kept WHERE kept.id = ANY(:ids::uuid[])
UNION ALL SELECT 'responder_competence', to_jsonb(kept) FROM responder_competence AS kept WHERE kept.responder_id = ANY(:ids::uuid[])
UNION ALL SELECT 'availability', to_jsonb(kept) FROM availability AS kept WHERE kept.responder_id = ANY(:ids::uuid[])
UNION ALL SELECT 'engagement', to_jsonb(kept) FROM engagement AS kept WHERE kept.responder_id = ANY(:ids::uuid[])
UNION ALL SELECT 'phone_reveal', to_jsonb(kept) FROM phone_reveal AS kept WHERE kept.responder_id = ANY(:ids::uuid[])

-- name: count_engaged
-- How many of these responders are engaged now.
SELECT count(DISTINCT responder_id) FROM engagement
WHERE responder_id = ANY(:ids::uuid[]) AND state NOT IN ('COMPLETED', 'RETURNED', 'CANCELLED', 'REFUSED')

-- name: forget_responders
-- What is left of persons of the pool: a key that past engagements refer to, at the place of their lender.
UPDATE responder AS gone SET label = :replacement, active = false, on_call = false, confirm_by = NULL,
    commune = lender.commune, latitude = lender.latitude, longitude = lender.longitude
FROM lender WHERE lender.id = gone.lender_id AND gone.id = ANY(:ids::uuid[])

-- name: forget_competences
-- What these persons could do, and by which evidence.
DELETE FROM responder_competence WHERE responder_id = ANY(:ids::uuid[])

-- name: forget_calendars
-- When these persons could come.
DELETE FROM availability WHERE responder_id = ANY(:ids::uuid[])

-- name: forget_phones
-- The numbers of these persons.
DELETE FROM responder_phone WHERE responder_id = ANY(:ids::uuid[])

-- name: forget_reveals
-- Who asked for the numbers of these persons.
DELETE FROM phone_reveal WHERE responder_id = ANY(:ids::uuid[])

-- name: list_contact_names
-- The contacts of incidents of this name.
SELECT id FROM incident_contact WHERE name ~* :pattern

-- name: forget_contacts
-- Contacts of incidents.
DELETE FROM incident_contact WHERE id = ANY(:ids::uuid[])

-- name: forget_callers
-- The numbers on which to call back about requests.
DELETE FROM help_request_contact WHERE request_id = ANY(:ids::uuid[])

-- name: forget_called
-- The numbers of call-backs: the register keeps the rest.
UPDATE call_back SET number = NULL, number_sealed = NULL WHERE id = ANY(:ids::uuid[])

-- name: forget_addresses
-- The addresses of notices, once they are sent or not.
DELETE FROM notification_address WHERE notification_id = ANY(:ids::uuid[])

-- name: list_message_keys
-- The messages of the portal.
SELECT id, body, sealed FROM inbox WHERE id > :after ORDER BY id LIMIT :limit

-- name: put_message
-- A message of the portal as it is kept from now on; its mark stays that of what came.
UPDATE inbox SET body = :body, sealed = true WHERE id = :id
