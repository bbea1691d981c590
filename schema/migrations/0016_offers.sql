-- Help that nobody asked for: who offers what, and what was made of it.

CREATE TABLE planblanc.help_offer (
    id                  uuid PRIMARY KEY,
    region_code         text NOT NULL REFERENCES planblanc.region,  -- whose ARS decides
    incident_id         uuid,                       -- empty: for whoever needs it
    lender_id           uuid REFERENCES planblanc.lender,
    offerer             text NOT NULL CHECK (offerer <> ''),        -- the organisation, known as a lender or not
    kind                text NOT NULL CHECK (kind IN ('RESPONDER', 'EQUIPMENT')),
    competence_code     text REFERENCES planblanc.competence,
    level               integer CHECK (level BETWEEN 1 AND 3),
    equipment_type_code text REFERENCES planblanc.equipment_type,
    quantity            integer NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    starts_at           timestamptz NOT NULL,
    ends_at             timestamptz NOT NULL CHECK (ends_at > starts_at),
    note                text NOT NULL DEFAULT '',
    channel             text NOT NULL CHECK (channel IN ('API', 'PHONE', 'CONSOLE', 'PORTAL', 'LINK', 'SYSTEM')),
    offered_by          uuid NOT NULL,
    offered_name        text NOT NULL,
    offered_for         text,                       -- who spoke, by function, when an officer wrote it down
    offered_at          timestamptz NOT NULL,
    state               text NOT NULL CHECK (state IN ('RECEIVED', 'ACCEPTED', 'DECLINED')),
        -- RECEIVED → ACCEPTED | DECLINED
    decided_by          uuid,
    decided_name        text,
    decided_at          timestamptz,
    reason              text NOT NULL DEFAULT '',
    resource_id         uuid,                       -- what it became in the pool, once accepted
    version             integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CHECK (CASE kind WHEN 'RESPONDER' THEN num_nulls(competence_code, level) = 0 AND equipment_type_code IS NULL
                     ELSE equipment_type_code IS NOT NULL AND num_nonnulls(competence_code, level) = 0 END),
    CHECK ((state = 'RECEIVED') = (decided_at IS NULL)),
    CHECK ((state = 'ACCEPTED') = (resource_id IS NOT NULL))
);
CREATE INDEX help_offer_by_region ON planblanc.help_offer (region_code, offered_at DESC, id DESC);
CREATE INDEX help_offer_by_incident ON planblanc.help_offer (incident_id) WHERE incident_id IS NOT NULL;
CALL planblanc.guard('planblanc.help_offer');
GRANT SELECT, INSERT ON planblanc.help_offer TO planblanc_app;
GRANT UPDATE (incident_id, state, decided_by, decided_name, decided_at, reason, resource_id) ON planblanc.help_offer TO planblanc_app;

-- Read and decided by the region's coordinators; read and made by the lender, for a crisis that it is asked for or for none in particular.
CREATE POLICY party_reads ON planblanc.help_offer FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[]));
CREATE POLICY party_inserts ON planblanc.help_offer FOR INSERT TO planblanc_app
    WITH CHECK (state = 'RECEIVED'
        AND (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
            OR (lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[])
                AND (incident_id IS NULL OR incident_id = ANY((SELECT planblanc.answered_incidents())::uuid[])))));
CREATE POLICY coordinator_updates ON planblanc.help_offer FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
