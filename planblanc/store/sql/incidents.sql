-- name: read_incidents
-- These incidents, each with its victim.
SELECT incident.id, incident.region_code, incident.department_code, incident.source, incident.state, incident.category_code,
       incident.origin, incident.severity, incident.summary, incident.occurred_at, incident.observed_at, incident.awareness_at,
       incident.declared_at, incident.exercise, incident.tlp, incident.common_cause, incident.common_cause_id, incident.national_number,
       incident.national_revision, incident.declaration, incident.officer_id, incident.officer_name, incident.taken_charge_at,
       incident.merged_into_id, incident.closed_at, incident.closing_reason, incident.version,
       incident.unlisted_name, incident.unlisted_town, incident.unlisted_finess,
       incident.establishment_id, site.finess AS site_finess, site.name AS site_name, site.commune AS site_commune,
       site.department_code AS site_department, site.legal_entity_id AS site_entity_id, site.security_state AS site_security_state,
       incident.legal_entity_id, entity.finess AS entity_finess, entity.name AS entity_name
FROM incident
LEFT JOIN establishment AS site ON site.id = incident.establishment_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
WHERE incident.id = ANY(:ids::uuid[])

-- name: page_incidents
-- The incidents that match, the last declared first, after a cursor.
SELECT incident.id, incident.region_code, incident.department_code, incident.source, incident.state, incident.category_code,
       incident.origin, incident.severity, incident.summary, incident.occurred_at, incident.observed_at, incident.awareness_at,
       incident.declared_at, incident.exercise, incident.tlp, incident.common_cause, incident.common_cause_id, incident.national_number,
       incident.national_revision, incident.declaration, incident.officer_id, incident.officer_name, incident.taken_charge_at,
       incident.merged_into_id, incident.closed_at, incident.closing_reason, incident.version,
       incident.unlisted_name, incident.unlisted_town, incident.unlisted_finess,
       incident.establishment_id, site.finess AS site_finess, site.name AS site_name, site.commune AS site_commune,
       site.department_code AS site_department, site.legal_entity_id AS site_entity_id, site.security_state AS site_security_state,
       incident.legal_entity_id, entity.finess AS entity_finess, entity.name AS entity_name
FROM incident
LEFT JOIN establishment AS site ON site.id = incident.establishment_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
WHERE (:region::text IS NULL OR incident.region_code = :region)
  AND (:states::text[] IS NULL OR incident.state = ANY(:states::text[]))
  AND (:exercise::boolean IS NULL OR incident.exercise = :exercise)
  AND (:establishment::uuid IS NULL OR incident.establishment_id = :establishment)
  AND (:after_id::uuid IS NULL OR (incident.declared_at, incident.id) < (:after_declared_at::timestamptz, :after_id::uuid))
ORDER BY incident.declared_at DESC, incident.id DESC
LIMIT :limit

-- name: list_declared_around
-- The open incidents of these regions declared in a span of time: among them, a second report of the same event.
SELECT incident.id, incident.region_code, incident.department_code, incident.source, incident.state, incident.category_code,
       incident.origin, incident.severity, incident.summary, incident.occurred_at, incident.observed_at, incident.awareness_at,
       incident.declared_at, incident.exercise, incident.tlp, incident.common_cause, incident.common_cause_id, incident.national_number,
       incident.national_revision, incident.declaration, incident.officer_id, incident.officer_name, incident.taken_charge_at,
       incident.merged_into_id, incident.closed_at, incident.closing_reason, incident.version,
       incident.unlisted_name, incident.unlisted_town, incident.unlisted_finess,
       incident.establishment_id, site.finess AS site_finess, site.name AS site_name, site.commune AS site_commune,
       site.department_code AS site_department, site.legal_entity_id AS site_entity_id, site.security_state AS site_security_state,
       incident.legal_entity_id, entity.finess AS entity_finess, entity.name AS entity_name
FROM incident
LEFT JOIN establishment AS site ON site.id = incident.establishment_id
LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
WHERE incident.region_code = ANY(:regions::text[])
  AND incident.declared_at BETWEEN :since AND :until
  AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
ORDER BY incident.declared_at, incident.id
LIMIT 500

-- name: list_of_causes
-- The incidents of these declarations of one cause, by the key of their declaration.
SELECT incident.id, incident.common_cause_id
FROM incident
LEFT JOIN establishment ON establishment.id = incident.establishment_id
WHERE incident.common_cause_id = ANY(:causes::uuid[])
ORDER BY incident.common_cause_id, incident.region_code, establishment.name, incident.id
LIMIT 1000

-- name: find_by_number
-- The incident that bears a national number.
SELECT id FROM incident WHERE national_number = :number

-- name: hold_incident
-- Holds an incident until the end of the transaction: whoever changes it waits here for the one before. Rows that only point to it do not
-- wait: an engagement that is changed twice in one answer looks at its incident again, and would wait for an approval that waits for it.
SELECT id FROM incident WHERE id = :id FOR NO KEY UPDATE

-- name: add_incident
-- Keeps a new incident.
INSERT INTO incident (id, region_code, department_code, establishment_id, legal_entity_id, unlisted_name, unlisted_town, unlisted_finess,
    national_number, national_revision, source, state, category_code, origin, severity, summary, occurred_at, observed_at,
    awareness_at, declared_at, exercise, tlp, common_cause, common_cause_id, declaration, officer_id, officer_name, taken_charge_at,
    merged_into_id, closed_at, closing_reason)
VALUES (:id, :region_code, :department_code, :establishment_id, :legal_entity_id, :unlisted_name, :unlisted_town, :unlisted_finess,
    :national_number, :national_revision, :source, :state, :category_code, :origin, :severity, :summary, :occurred_at, :observed_at,
    :awareness_at, :declared_at, :exercise, :tlp, :common_cause, :common_cause_id, :declaration::jsonb, :officer_id, :officer_name, :taken_charge_at,
    :merged_into_id, :closed_at, :closing_reason)

-- name: save_incident
-- Writes an incident as it now stands, if nobody changed it since it was read.
UPDATE incident SET
    region_code = :region_code, department_code = :department_code, establishment_id = :establishment_id,
    legal_entity_id = :legal_entity_id, unlisted_name = :unlisted_name, unlisted_town = :unlisted_town,
    unlisted_finess = :unlisted_finess, national_number = :national_number, national_revision = :national_revision,
    source = :source, state = :state, category_code = :category_code, origin = :origin, severity = :severity, summary = :summary,
    occurred_at = :occurred_at, observed_at = :observed_at, awareness_at = :awareness_at, declared_at = :declared_at,
    exercise = :exercise, tlp = :tlp, common_cause = :common_cause, common_cause_id = :common_cause_id, declaration = :declaration::jsonb,
    officer_id = :officer_id, officer_name = :officer_name, taken_charge_at = :taken_charge_at,
    merged_into_id = :merged_into_id, closed_at = :closed_at, closing_reason = :closing_reason
WHERE id = :id AND version = :version

-- name: add_contact
-- Keeps somebody to call back.
INSERT INTO incident_contact (id, incident_id, region_code, name, position, phone_sealed)
VALUES (:id, :incident_id, :region_code, :name, :position, :phone_sealed)

-- name: list_contacts
-- Whom to call back for these incidents.
SELECT id, incident_id, name, position, phone, phone_sealed FROM incident_contact
WHERE incident_id = ANY(:incidents::uuid[])
ORDER BY incident_id, name, id
LIMIT 1000

-- name: move_contacts
-- Gives the contacts of a merged report to the incident that is kept.
UPDATE incident_contact SET incident_id = :kept WHERE incident_id = :merged
