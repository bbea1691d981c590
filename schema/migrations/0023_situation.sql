-- How the crisis stands and what changed: states of services over time, links cut and restored, national support, notes of a shift,
-- one cause with many victims, and the situation reports that were issued.

-- Every state that was ever told of a service: the recovery curve is drawn from these.
CREATE TABLE planblanc.incident_service_state (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    incident_id         uuid NOT NULL,
    region_code         text NOT NULL,
    service_domain_code text NOT NULL REFERENCES planblanc.service_domain,
    state               text NOT NULL CHECK (state IN ('OPEN', 'DEGRADED', 'CLOSED', 'DIVERTED', 'UNKNOWN')),
    since               timestamptz NOT NULL,
    told_at             timestamptz NOT NULL,
    reassess_at         timestamptz,
    note                text NOT NULL DEFAULT '',
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX service_state_by_incident ON planblanc.incident_service_state (incident_id, service_domain_code, since, told_at);

-- For which re-assessment somebody was reminded: each one is asked for once.
ALTER TABLE planblanc.incident_service ADD COLUMN reminded_for timestamptz;
CREATE INDEX incident_service_to_reassess ON planblanc.incident_service (reassess_at)
    WHERE reassess_at IS NOT NULL AND reminded_for IS DISTINCT FROM reassess_at;

-- A link between the victim and a partner: cut to protect either of the two, restored once somebody attested that it may be.
CREATE TABLE planblanc.partner_link (
    id            uuid PRIMARY KEY,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    partner       text NOT NULL CHECK (partner <> ''),
    lender_id     uuid REFERENCES planblanc.lender,          -- where the partner is a lender of the pool
    kind          text NOT NULL CHECK (kind IN ('NETWORK', 'DIRECTORY', 'MAIL', 'APPLICATION', 'REMOTE_ACCESS', 'HOSTING', 'OTHER')),
    description   text NOT NULL DEFAULT '',
    cut_at        timestamptz NOT NULL,
    cut_by        text NOT NULL CHECK (cut_by IN ('VICTIM', 'PARTNER')),
    cut_name      text NOT NULL,                             -- who recorded it
    restored_at   timestamptz CHECK (restored_at >= cut_at), -- CUT → RESTORED
    attested_by   text CHECK (attested_by <> ''),
    attestation   text CHECK (attestation <> ''),
    restored_name text,
    version       integer NOT NULL DEFAULT 1,
    CHECK (num_nonnulls(restored_at, attested_by, attestation, restored_name) IN (0, 4)),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX partner_link_by_incident ON planblanc.partner_link (incident_id, cut_at, id);

-- A clean attestation may rest on a link that was restored, and be taken back.
ALTER TABLE planblanc.clean_attestation
    ADD COLUMN partner_link_id uuid,
    ADD COLUMN revoked_by      uuid,
    ADD COLUMN revoked_name    text,
    ADD COLUMN revoked_at      timestamptz CHECK (revoked_at >= attested_at),
    ADD COLUMN revoked_reason  text,
    ADD FOREIGN KEY (partner_link_id) REFERENCES planblanc.partner_link,
    DROP CONSTRAINT clean_attestation_incident_id_lender_id_key;
CREATE UNIQUE INDEX clean_attestation_stands_once ON planblanc.clean_attestation (incident_id, lender_id) WHERE revoked_at IS NULL;
GRANT UPDATE (revoked_by, revoked_name, revoked_at, revoked_reason) ON planblanc.clean_attestation TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.clean_attestation FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- What CERT Santé was asked for and did.
CREATE TABLE planblanc.national_support (
    id            uuid PRIMARY KEY,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('ADVICE', 'INVESTIGATION', 'REMEDIATION')),
    requested_at  timestamptz NOT NULL,
    accepted_at   timestamptz CHECK (accepted_at >= requested_at),
    started_at    timestamptz CHECK (started_at >= accepted_at),
    ended_at      timestamptz CHECK (ended_at >= coalesce(started_at, requested_at)),
    note          text NOT NULL DEFAULT '',
    recorded_name text NOT NULL,
    version       integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE UNIQUE INDEX national_support_runs_once ON planblanc.national_support (incident_id, kind) WHERE ended_at IS NULL;
CREATE INDEX national_support_by_incident ON planblanc.national_support (incident_id, requested_at, id);

-- What the officer in charge notes through the shift, for whoever comes next.
CREATE TABLE planblanc.shift_note (
    id           uuid PRIMARY KEY,
    incident_id  uuid NOT NULL,
    region_code  text NOT NULL,
    text         text NOT NULL CHECK (text <> ''),
    written_by   uuid NOT NULL,
    written_name text NOT NULL,
    written_at   timestamptz NOT NULL,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX shift_note_by_incident ON planblanc.shift_note (incident_id, written_at, id);

-- One provider, many victims: the incidents of one declaration bear one key, each in its region.
ALTER TABLE planblanc.incident ADD COLUMN common_cause_id uuid;
CREATE INDEX incident_by_common_cause ON planblanc.incident (common_cause_id) WHERE common_cause_id IS NOT NULL;

-- What was told at one moment of an incident, or of a region: kept as it was, numbered without a gap, each with the hash of its bytes.
CREATE TABLE planblanc.situation_report (
    id          uuid PRIMARY KEY,
    incident_id uuid,                               -- empty: of the whole region
    region_code text NOT NULL REFERENCES planblanc.region,
    exercise    boolean NOT NULL,
    number      integer NOT NULL CHECK (number >= 1),
    issued_by   uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at   timestamptz NOT NULL,
    content     bytea NOT NULL,                     -- RFC 8785 bytes: these are hashed, never re-serialised
    sha256      bytea NOT NULL CHECK (sha256 = sha256(content)),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE UNIQUE INDEX situation_report_numbered ON planblanc.situation_report (region_code, exercise, incident_id, number) NULLS NOT DISTINCT;
CREATE INDEX situation_report_by_incident ON planblanc.situation_report (incident_id, number DESC) WHERE incident_id IS NOT NULL;

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['incident_service_state', 'partner_link', 'national_support', 'shift_note', 'situation_report']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['partner_link', 'national_support']
    LOOP
        EXECUTE format('CREATE POLICY follower_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]))', part);
    END LOOP;
END $$;
CALL planblanc.worker_writes('planblanc.incident_service_state');

CREATE POLICY watcher_reads ON planblanc.incident_service_state FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.visible_incidents())::uuid[]));
CREATE POLICY handler_inserts ON planblanc.incident_service_state FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));

-- When two reports are merged, the links of the one go with the other.
GRANT UPDATE (incident_id) ON planblanc.partner_link, planblanc.national_support TO planblanc_app;

-- Whoever handles the crisis says that a link is cut; that it may be restored is recorded by the region alone, since an attacker may
-- hold the victim's accounts.
GRANT UPDATE (restored_at, attested_by, attestation, restored_name) ON planblanc.partner_link TO planblanc_app;
CREATE POLICY handler_inserts ON planblanc.partner_link FOR INSERT TO planblanc_app
    WITH CHECK (restored_at IS NULL AND incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));
CREATE POLICY coordinator_updates ON planblanc.partner_link FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- Where the actor records what CERT Santé did: its own reader does, and whoever conducts the crisis.
CREATE FUNCTION planblanc.supported_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() = 'NATIONAL_READER' THEN visible_incidents() ELSE coordinated_incidents() END $$;
CALL planblanc.entrust('planblanc.supported_incidents()');
GRANT UPDATE (accepted_at, started_at, ended_at, note, recorded_name) ON planblanc.national_support TO planblanc_app;
CREATE POLICY supporter_inserts ON planblanc.national_support FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.supported_incidents())::uuid[]));
CREATE POLICY supporter_updates ON planblanc.national_support FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.supported_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.supported_incidents())::uuid[]));

CREATE POLICY coordinator_reads ON planblanc.shift_note FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.shift_note FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- The report of an incident is read by who follows it; that of a region names every victim: by its coordinators and the nation.
CREATE POLICY follower_reads ON planblanc.situation_report FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[])
        OR (incident_id IS NULL AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
        OR (incident_id IS NULL AND (SELECT planblanc.actor_role()) = 'NATIONAL_READER'));
CREATE POLICY coordinator_inserts ON planblanc.situation_report FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        AND (incident_id IS NULL OR incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])));
