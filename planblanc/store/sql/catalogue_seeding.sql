-- Reference facts from files (the catalogues): each statement takes rows as JSON, touches only those that differ, and counts.

-- name: put_service_domain
-- Add service domains or change them; count both.
WITH written AS (
    INSERT INTO service_domain AS kept (code, label, rank)
    SELECT code, label, rank
    FROM jsonb_populate_recordset(NULL::service_domain, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (label, rank) =
        (excluded.label, excluded.rank)
    WHERE (kept.label, kept.rank)
        IS DISTINCT FROM (excluded.label, excluded.rank)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_competence
-- Add competences or change them; count both.
WITH written AS (
    INSERT INTO competence AS kept (code, number, family, label, description, pris_activity, ecsf_role)
    SELECT code, number, family, label, description, pris_activity, ecsf_role
    FROM jsonb_populate_recordset(NULL::competence, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (number, family, label, description, pris_activity, ecsf_role) =
        (excluded.number, excluded.family, excluded.label, excluded.description, excluded.pris_activity,
         excluded.ecsf_role)
    WHERE (kept.number, kept.family, kept.label, kept.description, kept.pris_activity, kept.ecsf_role)
        IS DISTINCT FROM (excluded.number, excluded.family, excluded.label, excluded.description,
                          excluded.pris_activity, excluded.ecsf_role)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_equipment_type
-- Add types of equipment or change them; count both.
WITH written AS (
    INSERT INTO equipment_type AS kept (code, number, label, unit, indivisible, holds_data, alert_minutes_day,
                        alert_minutes_night, preparation_minutes_day,
                        preparation_minutes_night, delays_confirmed)
    SELECT code, number, label, unit, indivisible, holds_data, alert_minutes_day, alert_minutes_night,
           preparation_minutes_day, preparation_minutes_night, delays_confirmed
    FROM jsonb_populate_recordset(NULL::equipment_type, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (number, label, unit, indivisible, holds_data, alert_minutes_day, alert_minutes_night,
         preparation_minutes_day, preparation_minutes_night, delays_confirmed) =
        (excluded.number, excluded.label, excluded.unit, excluded.indivisible, excluded.holds_data,
         excluded.alert_minutes_day, excluded.alert_minutes_night, excluded.preparation_minutes_day,
         excluded.preparation_minutes_night, excluded.delays_confirmed)
    WHERE (kept.number, kept.label, kept.unit, kept.indivisible, kept.holds_data, kept.alert_minutes_day,
           kept.alert_minutes_night, kept.preparation_minutes_day, kept.preparation_minutes_night,
           kept.delays_confirmed)
        IS DISTINCT FROM (excluded.number, excluded.label, excluded.unit, excluded.indivisible,
                          excluded.holds_data, excluded.alert_minutes_day,
                          excluded.alert_minutes_night,
                          excluded.preparation_minutes_day,
                          excluded.preparation_minutes_night,
                          excluded.delays_confirmed)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_equipment_substitute
-- Add substitutes of a type; count both.
WITH written AS (
    INSERT INTO equipment_substitute AS kept (type_code, substitute_code)
    SELECT type_code, substitute_code
    FROM jsonb_populate_recordset(NULL::equipment_substitute, :rows)
    ON CONFLICT DO NOTHING
    RETURNING true AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_working_time
-- Add the working time that nobody may be asked to exceed, or change it; count both.
WITH written AS (
    INSERT INTO working_time AS kept (code, rest_minutes, week_minutes, longest_run_days, handover_minutes, confirmed)
    SELECT code, rest_minutes, week_minutes, longest_run_days, handover_minutes, confirmed
    FROM jsonb_populate_recordset(NULL::working_time, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (rest_minutes, week_minutes, longest_run_days, handover_minutes, confirmed) =
        (excluded.rest_minutes, excluded.week_minutes, excluded.longest_run_days, excluded.handover_minutes, excluded.confirmed)
    WHERE (kept.rest_minutes, kept.week_minutes, kept.longest_run_days, kept.handover_minutes, kept.confirmed)
        IS DISTINCT FROM (excluded.rest_minutes, excluded.week_minutes, excluded.longest_run_days,
                          excluded.handover_minutes, excluded.confirmed)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_person_delay
-- Add default delays of people or change them; count both.
WITH written AS (
    INSERT INTO person_delay AS kept (kind, alert_minutes_day, alert_minutes_night, preparation_minutes_day,
                        preparation_minutes_night, confirmed)
    SELECT kind, alert_minutes_day, alert_minutes_night, preparation_minutes_day, preparation_minutes_night,
           confirmed
    FROM jsonb_populate_recordset(NULL::person_delay, :rows)
    ON CONFLICT (kind) DO UPDATE SET
        (alert_minutes_day, alert_minutes_night, preparation_minutes_day, preparation_minutes_night, confirmed) =
        (excluded.alert_minutes_day, excluded.alert_minutes_night, excluded.preparation_minutes_day,
         excluded.preparation_minutes_night, excluded.confirmed)
    WHERE (kept.alert_minutes_day, kept.alert_minutes_night, kept.preparation_minutes_day,
           kept.preparation_minutes_night, kept.confirmed)
        IS DISTINCT FROM (excluded.alert_minutes_day, excluded.alert_minutes_night,
                          excluded.preparation_minutes_day,
                          excluded.preparation_minutes_night, excluded.confirmed)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_incident_category
-- Add categories of incidents or change them; count both.
WITH written AS (
    INSERT INTO incident_category AS kept (code, label, origin)
    SELECT code, label, origin
    FROM jsonb_populate_recordset(NULL::incident_category, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (label, origin) =
        (excluded.label, excluded.origin)
    WHERE (kept.label, kept.origin)
        IS DISTINCT FROM (excluded.label, excluded.origin)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_ready_pack
-- Add packs or change them; count both.
WITH written AS (
    INSERT INTO ready_pack AS kept (code, label, description)
    SELECT code, label, description
    FROM jsonb_populate_recordset(NULL::ready_pack, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (label, description) =
        (excluded.label, excluded.description)
    WHERE (kept.label, kept.description)
        IS DISTINCT FROM (excluded.label, excluded.description)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_ready_pack_line
-- Add lines of packs or change them; count both.
WITH written AS (
    INSERT INTO ready_pack_line AS kept (pack_code, position, kind, competence_code, least_level, equipment_type_code,
                        service_domain_code, only_if_service, quantity_base,
                        quantity_per_100_beds, quantity_least, quantity_most, wanted_by,
                        window_hours, criticality)
    SELECT pack_code, position, kind, competence_code, least_level, equipment_type_code, service_domain_code,
           only_if_service, quantity_base, quantity_per_100_beds, quantity_least, quantity_most,
           wanted_by, window_hours, criticality
    FROM jsonb_populate_recordset(NULL::ready_pack_line, :rows)
    ON CONFLICT (pack_code, position) DO UPDATE SET
        (kind, competence_code, least_level, equipment_type_code, service_domain_code, only_if_service,
         quantity_base, quantity_per_100_beds, quantity_least, quantity_most, wanted_by, window_hours,
         criticality) =
        (excluded.kind, excluded.competence_code, excluded.least_level, excluded.equipment_type_code,
         excluded.service_domain_code, excluded.only_if_service, excluded.quantity_base,
         excluded.quantity_per_100_beds, excluded.quantity_least, excluded.quantity_most,
         excluded.wanted_by, excluded.window_hours, excluded.criticality)
    WHERE (kept.kind, kept.competence_code, kept.least_level, kept.equipment_type_code,
           kept.service_domain_code, kept.only_if_service, kept.quantity_base,
           kept.quantity_per_100_beds, kept.quantity_least, kept.quantity_most, kept.wanted_by,
           kept.window_hours, kept.criticality)
        IS DISTINCT FROM (excluded.kind, excluded.competence_code, excluded.least_level,
                          excluded.equipment_type_code, excluded.service_domain_code,
                          excluded.only_if_service, excluded.quantity_base,
                          excluded.quantity_per_100_beds, excluded.quantity_least,
                          excluded.quantity_most, excluded.wanted_by,
                          excluded.window_hours, excluded.criticality)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_procedure
-- Add procedures or change them; count both.
WITH written AS (
    INSERT INTO procedure AS kept (id, code, edition, title, kind, service_domain_code, scope, business_owner,
                                   published_by, review_on, body, sources, published, rank, search_text, synthetic)
    SELECT id, code, edition, title, kind, service_domain_code, scope, business_owner, published_by, review_on, body,
           sources, published, rank, search_text, synthetic
    FROM jsonb_populate_recordset(NULL::procedure, :rows)
    ON CONFLICT (id) DO UPDATE SET
        (code, edition, title, kind, service_domain_code, scope, business_owner, published_by, review_on, body,
         sources, published, rank, search_text, synthetic) =
        (excluded.code, excluded.edition, excluded.title, excluded.kind, excluded.service_domain_code, excluded.scope,
         excluded.business_owner, excluded.published_by, excluded.review_on, excluded.body, excluded.sources,
         excluded.published, excluded.rank, excluded.search_text, excluded.synthetic)
    WHERE (kept.code, kept.edition, kept.title, kept.kind, kept.service_domain_code, kept.scope, kept.business_owner,
           kept.published_by, kept.review_on, kept.body, kept.sources, kept.published, kept.rank, kept.search_text,
           kept.synthetic)
        IS DISTINCT FROM (excluded.code, excluded.edition, excluded.title, excluded.kind, excluded.service_domain_code,
                          excluded.scope, excluded.business_owner, excluded.published_by, excluded.review_on,
                          excluded.body, excluded.sources, excluded.published, excluded.rank, excluded.search_text,
                          excluded.synthetic)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written;

-- name: put_obligation_template
-- Add obligations of the law or change them; count both. What an administrator decided stays.
WITH written AS (
    INSERT INTO obligation_template AS kept (code, rank, label, authority, legal_basis, applies_if, portal, phone, if_portal_down, anchor, after_code, limit_hours,
        limit_months, in_phases, met_by_portal, origin, confirmed, enabled)
    SELECT code, rank, label, authority, legal_basis, applies_if, portal, phone, if_portal_down, anchor, after_code, limit_hours,
           limit_months, in_phases, met_by_portal, origin, confirmed, enabled
    FROM jsonb_populate_recordset(NULL::obligation_template, :rows)
    ON CONFLICT (code) DO UPDATE SET
        (rank, label, authority, legal_basis, applies_if, portal, phone, if_portal_down, anchor, after_code, limit_hours,
         limit_months, in_phases, met_by_portal, origin, confirmed, enabled) =
        (excluded.rank, excluded.label, excluded.authority, excluded.legal_basis, excluded.applies_if, excluded.portal,
         excluded.phone, excluded.if_portal_down, excluded.anchor, excluded.after_code, excluded.limit_hours,
         excluded.limit_months, excluded.in_phases, excluded.met_by_portal, excluded.origin, excluded.confirmed,
         CASE WHEN kept.decided_by IS NULL THEN excluded.enabled ELSE kept.enabled END)
    WHERE (kept.rank, kept.label, kept.authority, kept.legal_basis, kept.applies_if, kept.portal, kept.phone,
           kept.if_portal_down, kept.anchor, kept.after_code, kept.limit_hours, kept.limit_months, kept.in_phases,
           kept.met_by_portal, kept.origin, kept.confirmed, kept.enabled)
        IS DISTINCT FROM (excluded.rank, excluded.label, excluded.authority, excluded.legal_basis, excluded.applies_if, excluded.portal,
                          excluded.phone, excluded.if_portal_down, excluded.anchor, excluded.after_code, excluded.limit_hours,
                          excluded.limit_months, excluded.in_phases, excluded.met_by_portal, excluded.origin, excluded.confirmed,
                          CASE WHEN kept.decided_by IS NULL THEN excluded.enabled ELSE kept.enabled END)
    RETURNING xmax = 0 AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS changed
FROM written
