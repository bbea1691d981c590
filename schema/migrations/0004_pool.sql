-- The pool: who lends, what and whom, from where, when, and by which contact.

CREATE TABLE planblanc.lender (
    id                uuid PRIMARY KEY,
    code              text NOT NULL UNIQUE,      -- FINESS ET when it is an establishment, else a slug
    name              text NOT NULL CHECK (name <> ''),
    kind              text NOT NULL CHECK (kind IN ('ESTABLISHMENT', 'GRADES', 'LOCAL_AUTHORITY', 'COMPANY', 'PRIS_COMPANY', 'STATE')),
    establishment_id  uuid UNIQUE,
    commune           text NOT NULL,
    department_code   text NOT NULL,
    region_code       text NOT NULL,
    latitude          double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude         double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    road_network_code text NOT NULL REFERENCES planblanc.road_network,
    people_floor      integer NOT NULL DEFAULT 0 CHECK (people_floor >= 0),   -- people who stay, per place
    synthetic         boolean NOT NULL DEFAULT false,
    active            boolean NOT NULL DEFAULT true,
    search_text       text NOT NULL,
    version           integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code),
    FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department (code, region_code),
    CHECK ((kind = 'ESTABLISHMENT') = (establishment_id IS NOT NULL))
);
CREATE INDEX lender_by_region ON planblanc.lender (region_code, id);

-- Organisations that fall together; each side is a lender or an establishment, by key.
CREATE TABLE planblanc.shared_fate_link (
    id               uuid PRIMARY KEY,
    establishment_id uuid NOT NULL REFERENCES planblanc.establishment,
    lender_id        uuid NOT NULL,
    region_code      text NOT NULL,              -- the lender's
    kind             text NOT NULL CHECK (kind IN ('DIRECTORY', 'HOSTING', 'NETWORK', 'SUPPLIER')),
    note             text NOT NULL DEFAULT '',
    ended            boolean NOT NULL DEFAULT false,
    synthetic        boolean NOT NULL DEFAULT false,
    version          integer NOT NULL DEFAULT 1,
    UNIQUE (establishment_id, lender_id, kind),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code)
);
CREATE INDEX shared_fate_by_lender ON planblanc.shared_fate_link (lender_id);

-- One person, or unnamed capacity of several; no phone number here.
CREATE TABLE planblanc.responder (
    id                   uuid PRIMARY KEY,
    lender_id            uuid NOT NULL,
    region_code          text NOT NULL,
    label                text NOT NULL CHECK (label <> ''),
    named                boolean NOT NULL,        -- a person by consent, or unnamed capacity
    capacity             integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
    commune              text NOT NULL,
    latitude             double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude            double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    road_network_code    text NOT NULL REFERENCES planblanc.road_network,
    on_call              boolean NOT NULL,
    alert_minutes        integer CHECK (alert_minutes BETWEEN 0 AND 10080),        -- empty: the default of person_delay
    preparation_minutes  integer CHECK (preparation_minutes BETWEEN 0 AND 10080),
    longest_days         integer NOT NULL DEFAULT 14 CHECK (longest_days BETWEEN 1 AND 365),
    confirm_by           date,
    active               boolean NOT NULL DEFAULT true,
    synthetic            boolean NOT NULL DEFAULT false,
    version              integer NOT NULL DEFAULT 1,
    UNIQUE (id, lender_id),
    CHECK (NOT named OR capacity = 1),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code)
);
CREATE INDEX responder_by_lender ON planblanc.responder (lender_id, id);
CREATE INDEX responder_by_region ON planblanc.responder (region_code, id) INCLUDE (lender_id);

CREATE TABLE planblanc.responder_competence (
    responder_id      uuid NOT NULL,
    lender_id         uuid NOT NULL,
    competence_code   text NOT NULL,
    competence_number integer NOT NULL,
    level             integer NOT NULL CHECK (level BETWEEN 1 AND 3),
    evidence          text NOT NULL DEFAULT '',
    expires_on        date,
    latitude          double precision NOT NULL,
    longitude         double precision NOT NULL,
    -- one lane of 1000 degrees a competence, so that one GiST index finds the nearest of that competence alone
    spot              point GENERATED ALWAYS AS (point(longitude * 0.7 + 1000 * competence_number, latitude)) STORED,
    PRIMARY KEY (responder_id, competence_code),
    FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder (id, lender_id) ON DELETE CASCADE,
    FOREIGN KEY (competence_code, competence_number) REFERENCES planblanc.competence (code, number)
);
CREATE INDEX responder_competence_nearest ON planblanc.responder_competence USING gist (spot);
CREATE INDEX responder_competence_by_code ON planblanc.responder_competence (competence_code, level);

-- When a responder can be asked: one window, or hours of the day that come again (in the time zone of its place).
CREATE TABLE planblanc.availability (
    id           uuid PRIMARY KEY,
    responder_id uuid NOT NULL,
    lender_id    uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('WINDOW', 'DAILY', 'ABSENCE')),
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    daily_from   time,
    daily_to     time,
    weekdays     integer NOT NULL DEFAULT 127 CHECK (weekdays BETWEEN 1 AND 127),  -- bit 0 is Monday
    version      integer NOT NULL DEFAULT 1,
    CHECK (ends_at > starts_at),
    CHECK ((kind = 'DAILY') = (daily_from IS NOT NULL AND daily_to IS NOT NULL)),
    FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder (id, lender_id) ON DELETE CASCADE
);
CREATE INDEX availability_by_responder ON planblanc.availability (responder_id, ends_at);

CREATE TABLE planblanc.equipment_stock (
    id                          uuid PRIMARY KEY,
    lender_id                   uuid NOT NULL,
    region_code                 text NOT NULL,
    equipment_type_code         text NOT NULL,
    equipment_type_number       integer NOT NULL,
    quantity                    integer NOT NULL CHECK (quantity BETWEEN 0 AND 100000),
    floor                       integer NOT NULL CHECK (floor >= 0),     -- what the lender keeps
    place                       text NOT NULL,
    commune                     text NOT NULL,
    latitude                    double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude                   double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    road_network_code           text NOT NULL REFERENCES planblanc.road_network,
    alert_minutes               integer CHECK (alert_minutes BETWEEN 0 AND 10080),        -- empty: the type's
    preparation_minutes         integer CHECK (preparation_minutes BETWEEN 0 AND 10080),
    confirm_by                  date,
    active                      boolean NOT NULL DEFAULT true,
    synthetic                   boolean NOT NULL DEFAULT false,
    version                     integer NOT NULL DEFAULT 1,
    spot                        point GENERATED ALWAYS AS (point(longitude * 0.7 + 1000 * equipment_type_number, latitude)) STORED,
    UNIQUE (id, lender_id),
    UNIQUE (lender_id, place, equipment_type_code),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code),
    FOREIGN KEY (equipment_type_code, equipment_type_number) REFERENCES planblanc.equipment_type (code, number)
);
CREATE INDEX equipment_stock_nearest ON planblanc.equipment_stock USING gist (spot);
CREATE INDEX equipment_stock_by_lender ON planblanc.equipment_stock (lender_id, id);
CREATE INDEX equipment_stock_by_region ON planblanc.equipment_stock (region_code, id) INCLUDE (lender_id);

-- Off the victim's network: at least two ways each, with the day each was last tried.
CREATE TABLE planblanc.contact_point (
    id               uuid PRIMARY KEY,
    lender_id        uuid,
    establishment_id uuid,
    region_code      text NOT NULL,
    label            text NOT NULL CHECK (label <> ''),     -- "Astreinte de direction"
    channel          text NOT NULL CHECK (channel IN ('PHONE', 'SMS', 'MAIL', 'RADIO', 'SATELLITE')),
    address          text NOT NULL CHECK (address <> ''),
    rank             integer NOT NULL DEFAULT 1 CHECK (rank BETWEEN 1 AND 99),
    last_tested_on   date,
    synthetic        boolean NOT NULL DEFAULT false,
    version          integer NOT NULL DEFAULT 1,
    CHECK ((lender_id IS NULL) <> (establishment_id IS NULL)),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX contact_point_by_lender ON planblanc.contact_point (lender_id);
CREATE INDEX contact_point_by_establishment ON planblanc.contact_point (establishment_id);

-- Degraded-mode procedures and reflex sheets: the national ones belong to everybody.
CREATE TABLE planblanc.procedure (
    id                  uuid PRIMARY KEY,
    code                text NOT NULL,
    version             integer NOT NULL DEFAULT 1,
    edition             text NOT NULL,
    title               text NOT NULL CHECK (title <> ''),
    kind                text NOT NULL CHECK (kind IN ('REFLEX', 'DEGRADED')),
    service_domain_code text NOT NULL REFERENCES planblanc.service_domain,
    scope               text NOT NULL CHECK (scope IN ('ESTABLISHMENT', 'GROUP', 'REGION', 'NATIONAL')),
    establishment_id    uuid REFERENCES planblanc.establishment,
    hospital_group_code text REFERENCES planblanc.hospital_group,
    region_code         text REFERENCES planblanc.region,   -- empty for the nation
    business_owner      text NOT NULL,
    published_by        text NOT NULL,
    review_on           date,
    last_exercised_on   date,
    body                text NOT NULL CHECK (length(body) BETWEEN 1 AND 200000),
    sources             jsonb NOT NULL DEFAULT '[]',
    published           boolean NOT NULL DEFAULT true,
    rank                integer NOT NULL DEFAULT 100,
    search_text         text NOT NULL,
    synthetic           boolean NOT NULL DEFAULT false,
    -- beside the published one stands its draft, until it takes its place
    UNIQUE NULLS NOT DISTINCT (code, establishment_id, hospital_group_code, region_code, published),
    CHECK ((scope = 'ESTABLISHMENT') = (establishment_id IS NOT NULL)),
    CHECK ((scope = 'GROUP') = (hospital_group_code IS NOT NULL)),
    CHECK ((scope = 'NATIONAL') = (region_code IS NULL)),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX procedure_by_domain ON planblanc.procedure (service_domain_code);

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['lender', 'shared_fate_link', 'responder', 'responder_competence', 'availability',
        'equipment_stock', 'contact_point', 'procedure']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', guarded)::regclass);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON planblanc.%I TO planblanc_app', guarded);
    END LOOP;
END $$;

-- A policy on large tables asks arrays that stay short, regions first, so that the query's own index is used and each row is
-- told quickly; where a row has no region, a set that is hashed once.

-- The lenders that are the actor's own.
CREATE FUNCTION planblanc.lent_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM lender
    WHERE id = ANY((SELECT own_lenders())::uuid[]) OR establishment_id = ANY((SELECT lending_establishments())::uuid[])
$$;
CALL planblanc.entrust('planblanc.lent_lenders()');

-- The lenders whose people and things the actor keeps or plans with, persons included.
CREATE FUNCTION planblanc.managed_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM lender
    WHERE region_code = ANY((SELECT managed_regions())::text[]) OR id = ANY((SELECT lent_lenders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.managed_lenders()');

-- Those whose people and things the actor describes: a duty director releases them, and describes nothing.
CREATE FUNCTION planblanc.kept_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() = 'DUTY_DIRECTOR' THEN '{}' ELSE managed_lenders() END $$;
CALL planblanc.entrust('planblanc.kept_lenders()');

CREATE POLICY manager_inserts ON planblanc.lender FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[]));
CREATE POLICY manager_updates ON planblanc.lender FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_lenders())::uuid[]))
    WITH CHECK (id = ANY((SELECT planblanc.kept_lenders())::uuid[]));

CREATE POLICY manager_reads ON planblanc.responder FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[]));
CREATE POLICY manager_reads ON planblanc.responder_competence FOR SELECT TO planblanc_app
    USING (lender_id IN (SELECT unnest(planblanc.managed_lenders())));
CREATE POLICY manager_reads ON planblanc.availability FOR SELECT TO planblanc_app
    USING (lender_id IN (SELECT unnest(planblanc.managed_lenders())));

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['responder', 'responder_competence', 'availability', 'equipment_stock']
    LOOP
        EXECUTE format('CREATE POLICY manager_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]))', kept);
        EXECUTE format('CREATE POLICY manager_updates ON planblanc.%I FOR UPDATE TO planblanc_app
            USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]))
            WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]))', kept);
        EXECUTE format('CREATE POLICY manager_deletes ON planblanc.%I FOR DELETE TO planblanc_app
            USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]))', kept);
    END LOOP;
END $$;

-- Links and contacts are read and kept by the coordinators and managers of the region, and by whom they concern.
CREATE POLICY manager_reads ON planblanc.shared_fate_link FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[]));
CREATE POLICY manager_inserts ON planblanc.shared_fate_link FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[]));
CREATE POLICY manager_updates ON planblanc.shared_fate_link FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[]));

CREATE FUNCTION planblanc.kept_contacts() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM contact_point
    WHERE region_code = ANY((SELECT managed_regions())::text[]) OR lender_id = ANY((SELECT kept_lenders())::uuid[])
       OR establishment_id = ANY((SELECT kept_establishments())::uuid[])
$$;
CALL planblanc.entrust('planblanc.kept_contacts()');

CREATE POLICY keeper_reads ON planblanc.contact_point FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_contacts())::uuid[]));
CREATE POLICY keeper_inserts ON planblanc.contact_point FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[]));
CREATE POLICY keeper_updates ON planblanc.contact_point FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_contacts())::uuid[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[]));

-- A published procedure is for everybody: nobody should look for it at night. Its keepers see drafts.
CREATE POLICY everybody_reads ON planblanc.procedure FOR SELECT TO planblanc_app
    USING ((published AND (SELECT planblanc.has_actor()))
        OR region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
        OR (scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'));
CREATE POLICY keeper_inserts ON planblanc.procedure FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
        OR (scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'));
CREATE POLICY keeper_updates ON planblanc.procedure FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
        OR (scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'))
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
        OR (scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'));
CREATE POLICY keeper_deletes ON planblanc.procedure FOR DELETE TO planblanc_app
    USING (NOT published AND (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
        OR (scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR')));
