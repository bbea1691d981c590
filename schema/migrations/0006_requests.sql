-- What the victim asks for, line by line, and the call-backs that verify it.

CREATE TABLE planblanc.help_request (
    id               uuid PRIMARY KEY,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    establishment_id uuid,                          -- the site where help is wanted; empty when unlisted
    latitude         double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude        double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    position_assumed boolean NOT NULL,              -- the commune's or the department's centre, for want of better
    road_network_code text NOT NULL REFERENCES planblanc.road_network,
    department_code  text NOT NULL,
    state            text NOT NULL CHECK (state IN ('TO_VERIFY', 'OPEN', 'COVERED', 'CLOSED', 'CANCELLED')),
        -- TO_VERIFY → OPEN → COVERED → CLOSED; COVERED ↔ OPEN; any but CLOSED → CANCELLED
    channel          text NOT NULL CHECK (channel IN ('API', 'PHONE', 'CONSOLE', 'PORTAL', 'LINK', 'SYSTEM')),
    asked_by         uuid NOT NULL,
    asked_name       text NOT NULL,
    on_behalf_of     text,
    asked_at         timestamptz NOT NULL,
    note             text NOT NULL DEFAULT '',
    cancelled_reason text,
    version          integer NOT NULL DEFAULT 1,
    UNIQUE (id, incident_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code),
    FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department (code, region_code)
);
CREATE INDEX help_request_by_incident ON planblanc.help_request (incident_id, asked_at, id);

-- The number on which to call back: apart, since fewer people read it.
CREATE TABLE planblanc.help_request_contact (
    request_id  uuid PRIMARY KEY,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    phone       text NOT NULL CHECK (phone <> ''),
    -- when two reports are merged, the request moves to the kept incident, and this follows it
    FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request (id, incident_id) ON UPDATE CASCADE,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);

CREATE TABLE planblanc.need_line (
    id                  uuid PRIMARY KEY,
    request_id          uuid NOT NULL,
    incident_id         uuid NOT NULL,
    region_code         text NOT NULL,
    position            integer NOT NULL,
    kind                text NOT NULL CHECK (kind IN ('RESPONDER', 'EQUIPMENT', 'PROCEDURE')),
    competence_code     text REFERENCES planblanc.competence,
    least_level         integer CHECK (least_level BETWEEN 1 AND 3),
    equipment_type_code text REFERENCES planblanc.equipment_type,
    service_domain_code text REFERENCES planblanc.service_domain,
    quantity            integer NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    wanted_by           text NOT NULL CHECK (wanted_by IN ('DEL0', 'ASAP', '30M', '45M', '1H', '2H', '4H', '8H', '12H', '24H', 'RDV')),
    wanted_at           timestamptz,                -- the hour that the code means; empty: no bound
    starts_at           timestamptz NOT NULL,
    ends_at             timestamptz NOT NULL,
    criticality         text NOT NULL CHECK (criticality IN ('VITAL', 'HIGH', 'NORMAL')),
    assumed             text[] NOT NULL DEFAULT '{}',  -- the fields filled by a default because the caller did not know
    pack_code           text REFERENCES planblanc.ready_pack,
    note                text NOT NULL DEFAULT '',
    cancelled_at        timestamptz,
    version             integer NOT NULL DEFAULT 1,
    UNIQUE (id, incident_id),
    UNIQUE (request_id, position),
    CHECK (ends_at > starts_at),
    CHECK (wanted_by <> 'RDV' OR wanted_at IS NOT NULL),
    CHECK (CASE kind WHEN 'RESPONDER' THEN competence_code IS NOT NULL AND least_level IS NOT NULL
                     WHEN 'EQUIPMENT' THEN equipment_type_code IS NOT NULL
                     ELSE service_domain_code IS NOT NULL END),
    -- when two reports are merged, the request moves to the kept incident, and this follows it
    FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request (id, incident_id) ON UPDATE CASCADE,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX need_line_by_request ON planblanc.need_line (request_id, position);
CREATE INDEX need_line_open ON planblanc.need_line (region_code, incident_id) WHERE cancelled_at IS NULL;

CREATE TABLE planblanc.call_back (
    id          uuid PRIMARY KEY,
    request_id  uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    number      text NOT NULL CHECK (number <> ''),
    number_from text NOT NULL CHECK (number_from IN ('DIRECTORY', 'CALLER', 'PORTAL')),
    reached     text NOT NULL CHECK (reached <> ''),     -- who answered, by function
    confirmed   boolean NOT NULL,
    made_by     uuid NOT NULL,
    made_name   text NOT NULL,
    made_at     timestamptz NOT NULL,
    note        text NOT NULL DEFAULT '',
    -- when two reports are merged, the request moves to the kept incident, and this follows it
    FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request (id, incident_id) ON UPDATE CASCADE,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX call_back_by_request ON planblanc.call_back (request_id, made_at);

-- An organisation that shares the victim's fate, declared clean by a person for one incident.
CREATE TABLE planblanc.clean_attestation (
    id            uuid PRIMARY KEY,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    lender_id     uuid NOT NULL REFERENCES planblanc.lender,
    reason        text NOT NULL CHECK (reason <> ''),
    attested_by   uuid NOT NULL,
    attested_name text NOT NULL,
    attested_at   timestamptz NOT NULL,
    UNIQUE (incident_id, lender_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['help_request', 'help_request_contact', 'need_line', 'call_back', 'clean_attestation']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['help_request', 'need_line']
    LOOP
        EXECUTE format('GRANT UPDATE ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY handler_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))', part);
        EXECUTE format('CREATE POLICY handler_updates ON planblanc.%I FOR UPDATE TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))
            WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))', part);
        EXECUTE format('CREATE POLICY follower_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]))', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['call_back', 'clean_attestation']
    LOOP
        EXECUTE format('CREATE POLICY coordinator_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))', part);
        EXECUTE format('CREATE POLICY coordinator_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))', part);
    END LOOP;
END $$;
CREATE POLICY handler_inserts ON planblanc.help_request_contact FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));
CREATE POLICY handler_reads ON planblanc.help_request_contact FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));

-- What may come from an attacker is opened by a call-back that confirms it, whoever writes: the victim reads and writes none.
CREATE FUNCTION planblanc.require_call_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM call_back WHERE request_id = NEW.id AND confirmed) THEN
        RAISE EXCEPTION 'request % is not verified', NEW.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER require_call_back AFTER UPDATE OF state ON planblanc.help_request FOR EACH ROW
    WHEN (OLD.state = 'TO_VERIFY' AND NEW.state IN ('OPEN', 'COVERED')) EXECUTE FUNCTION planblanc.require_call_back();
