-- What happened to whom, who is in charge, and what is open to help.

CREATE TABLE planblanc.incident (
    id                 uuid PRIMARY KEY,
    region_code        text NOT NULL REFERENCES planblanc.region,
    department_code    text,
    establishment_id   uuid,
    legal_entity_id    uuid REFERENCES planblanc.legal_entity,
    unlisted_name      text,
    unlisted_town      text,
    unlisted_finess    text CHECK (unlisted_finess ~ '^[0-9][0-9AB][0-9]{7}$'),  -- as given, though the reference data do not hold it
    national_number    text UNIQUE,
    national_revision  integer CHECK (national_revision >= 0),
    source             text NOT NULL CHECK (source IN ('PHONE', 'PORTAL', 'ESTABLISHMENT', 'CONSOLE')),
    state              text NOT NULL CHECK (state IN ('REPORTED', 'ACTIVE', 'STABILISED', 'CLOSED', 'DISMISSED', 'MERGED')),
        -- REPORTED → ACTIVE → STABILISED → CLOSED; REPORTED, ACTIVE → DISMISSED, MERGED; STABILISED ↔ ACTIVE
    category_code      text NOT NULL DEFAULT 'UNKNOWN' REFERENCES planblanc.incident_category,
    origin             text NOT NULL CHECK (origin IN ('MALICIOUS', 'NOT_MALICIOUS', 'UNKNOWN')),
    severity           text NOT NULL CHECK (severity IN ('MINOR', 'MODERATE', 'MAJOR', 'CRITICAL', 'UNKNOWN')),
    summary            text NOT NULL DEFAULT '',
    occurred_at        timestamptz,
    observed_at        timestamptz,
    awareness_at       timestamptz,
    declared_at        timestamptz NOT NULL,
    exercise           boolean NOT NULL DEFAULT false,
    tlp                text NOT NULL DEFAULT 'AMBER' CHECK (tlp IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED')),
    common_cause       text,                        -- one provider, many victims
    declaration        jsonb,                       -- the sections of the official declaration, as last revised
    officer_id         uuid,
    officer_name       text,
    taken_charge_at    timestamptz,
    merged_into_id     uuid REFERENCES planblanc.incident,
    closed_at          timestamptz,
    closing_reason     text,
    version            integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code),
    FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department (code, region_code),
    CHECK (establishment_id IS NOT NULL OR legal_entity_id IS NOT NULL OR unlisted_name IS NOT NULL),
    CHECK ((state = 'MERGED') = (merged_into_id IS NOT NULL)),
    CHECK ((officer_id IS NULL) = (taken_charge_at IS NULL))
);
CREATE INDEX incident_by_region ON planblanc.incident (region_code, declared_at DESC, id DESC);
CREATE INDEX incident_by_establishment ON planblanc.incident (establishment_id);
CREATE INDEX incident_open ON planblanc.incident (region_code) WHERE state IN ('REPORTED', 'ACTIVE', 'STABILISED');
CALL planblanc.guard('planblanc.incident');

-- The entities of the actor's own sites: a director declares for the entity.
CREATE FUNCTION planblanc.own_legal_entities() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(legal_entity_id), '{}') FROM establishment
    WHERE id = ANY((SELECT own_establishments())::uuid[]) AND legal_entity_id IS NOT NULL
$$;
CALL planblanc.entrust('planblanc.own_legal_entities()');

CREATE FUNCTION planblanc.own_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT region_code), '{}') FROM establishment
    WHERE id = ANY((SELECT own_establishments())::uuid[]) OR legal_entity_id = ANY((SELECT own_legal_entities())::uuid[])
$$;
CALL planblanc.entrust('planblanc.own_regions()');

-- What the actor reads of incidents: those of its regions, those of its own sites.
CREATE FUNCTION planblanc.visible_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM incident
    WHERE region_code = ANY((SELECT watched_regions())::text[]) OR establishment_id = ANY((SELECT own_establishments())::uuid[])
       OR legal_entity_id = ANY((SELECT own_legal_entities())::uuid[])
$$;

-- Whose requests and plans the actor reads: not the SAMU, which reads the state of services.
CREATE FUNCTION planblanc.followed_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() = 'SAMU' THEN '{}' ELSE visible_incidents() END $$;

-- Whose persons, phone numbers and needs the actor handles: no national reader.
CREATE FUNCTION planblanc.handled_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() IN ('SAMU', 'NATIONAL_READER') THEN '{}' ELSE visible_incidents() END $$;

-- Whose crisis the actor conducts.
CREATE FUNCTION planblanc.coordinated_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT coalesce(array_agg(id), '{}') FROM incident WHERE region_code = ANY((SELECT coordinated_regions())::text[]) $$;

CALL planblanc.entrust('planblanc.visible_incidents()');
CALL planblanc.entrust('planblanc.followed_incidents()');
CALL planblanc.entrust('planblanc.handled_incidents()');
CALL planblanc.entrust('planblanc.coordinated_incidents()');

GRANT SELECT, INSERT, UPDATE ON planblanc.incident TO planblanc_app;
CREATE POLICY watcher_reads ON planblanc.incident FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.visible_incidents())::uuid[]));
-- A site declares for itself or for its entity, where the entity has one of its sites; never under the name of another.
CREATE POLICY declarer_inserts ON planblanc.incident FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR ((establishment_id IS NULL OR establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[]))
            AND (legal_entity_id IS NULL OR legal_entity_id = ANY((SELECT planblanc.own_legal_entities())::uuid[]))
            AND num_nonnulls(establishment_id, legal_entity_id) > 0
            AND region_code = ANY((SELECT planblanc.own_regions())::text[])));
-- The victim may hold its incident open while it acts (FOR UPDATE); changing it is the coordinators'.
CREATE POLICY coordinator_updates ON planblanc.incident FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.handled_incidents())::uuid[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CALL planblanc.worker_writes('planblanc.incident');

-- Who declared, and the mobile on which to call back: apart, since fewer people read it.
CREATE TABLE planblanc.incident_contact (
    id          uuid PRIMARY KEY,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    name        text NOT NULL,
    position    text NOT NULL DEFAULT '',
    phone       text NOT NULL,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX incident_contact_by_incident ON planblanc.incident_contact (incident_id);

-- The state of each service of the victim, as last said.
CREATE TABLE planblanc.incident_service (
    incident_id         uuid NOT NULL,
    region_code         text NOT NULL,
    service_domain_code text NOT NULL REFERENCES planblanc.service_domain,
    state               text NOT NULL CHECK (state IN ('OPEN', 'DEGRADED', 'CLOSED', 'DIVERTED', 'UNKNOWN')),
    since               timestamptz NOT NULL,
    reassess_at         timestamptz,
    note                text NOT NULL DEFAULT '',
    version             integer NOT NULL DEFAULT 1,
    PRIMARY KEY (incident_id, service_domain_code),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);

CREATE TABLE planblanc.plan_blanc_activation (
    id             uuid PRIMARY KEY,
    incident_id    uuid NOT NULL,
    region_code    text NOT NULL,
    level          text NOT NULL CHECK (level IN ('TENSION', 'PLAN_BLANC', 'UNKNOWN')),
    digital_annex  boolean NOT NULL,
    decided_by     text NOT NULL,
    decided_at     timestamptz NOT NULL,
    informed       text[] NOT NULL DEFAULT '{}',    -- ARS, PREFET, SAMU
    ended_at       timestamptz CHECK (ended_at > decided_at),
    version        integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX plan_blanc_by_incident ON planblanc.plan_blanc_activation (incident_id);

-- A wider rung of the ladder, opened for one incident by someone who may, with a reason.
CREATE TABLE planblanc.rung_authorisation (
    id              uuid PRIMARY KEY,
    incident_id     uuid NOT NULL,
    region_code     text NOT NULL,
    rung            text NOT NULL CHECK (rung IN ('ADJACENT_REGION', 'ZONE', 'NATIONAL', 'EU')),
    reason          text NOT NULL CHECK (reason <> ''),
    authorised_by   uuid NOT NULL,
    authorised_name text NOT NULL,
    authorised_at   timestamptz NOT NULL,
    revoked_by      uuid,
    revoked_name    text,
    revoked_at      timestamptz CHECK (revoked_at >= authorised_at),
    revoked_reason  text,
    version         integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE UNIQUE INDEX rung_open_once ON planblanc.rung_authorisation (incident_id, rung) WHERE revoked_at IS NULL;

-- The officer in charge hands over; the other reads, then accepts.
CREATE TABLE planblanc.hand_over (
    id          uuid PRIMARY KEY,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    from_id     uuid NOT NULL,
    from_name   text NOT NULL,
    to_id       uuid,                              -- empty until somebody accepts
    to_name     text NOT NULL,
    note        text NOT NULL CHECK (note <> ''),
    offered_at  timestamptz NOT NULL,
    accepted_at timestamptz CHECK (accepted_at >= offered_at),
    version     integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE UNIQUE INDEX hand_over_pending_once ON planblanc.hand_over (incident_id) WHERE accepted_at IS NULL;

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['incident_contact', 'incident_service', 'plan_blanc_activation', 'rung_authorisation', 'hand_over']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['rung_authorisation', 'hand_over', 'plan_blanc_activation']
    LOOP
        EXECUTE format('CREATE POLICY follower_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]))', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['incident_contact', 'incident_service', 'plan_blanc_activation']
    LOOP
        EXECUTE format('GRANT UPDATE ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['incident_contact', 'incident_service', 'plan_blanc_activation']
    LOOP
        EXECUTE format('CREATE POLICY handler_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))', part);
        EXECUTE format('CREATE POLICY handler_updates ON planblanc.%I FOR UPDATE TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))
            WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))', part);
    END LOOP;
END $$;

CREATE POLICY coordinator_inserts ON planblanc.hand_over FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
GRANT UPDATE (to_id, to_name, accepted_at) ON planblanc.hand_over TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.hand_over FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- An open rung shows the lenders of others: it is opened, and closed, by who has the power to. As domain/perimeter.py says it.
CREATE FUNCTION planblanc.authorising() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE actor_role()
        WHEN 'ARS_COORDINATOR' THEN '{ADJACENT_REGION}'
        WHEN 'ZONE_COORDINATOR' THEN '{ADJACENT_REGION,ZONE}'
        WHEN 'NATIONAL_COORDINATOR' THEN '{ADJACENT_REGION,ZONE,NATIONAL,EU}'
        ELSE '{}' END::text[]
$$;
CREATE POLICY authoriser_inserts ON planblanc.rung_authorisation FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND rung = ANY((SELECT planblanc.authorising())::text[]));
GRANT UPDATE (revoked_by, revoked_name, revoked_at, revoked_reason) ON planblanc.rung_authorisation TO planblanc_app;
CREATE POLICY authoriser_updates ON planblanc.rung_authorisation FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND rung = ANY((SELECT planblanc.authorising())::text[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND rung = ANY((SELECT planblanc.authorising())::text[]));

CREATE POLICY handler_reads ON planblanc.incident_contact FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));
CREATE POLICY watcher_reads ON planblanc.incident_service FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.visible_incidents())::uuid[]));
