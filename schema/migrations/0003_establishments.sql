-- Who can be a victim: legal entities, their sites, and the services these run.

CREATE TABLE planblanc.legal_entity (
    id     uuid PRIMARY KEY,
    finess text NOT NULL UNIQUE CHECK (finess ~ '^[0-9][0-9AB][0-9]{7}$'),
    name   text NOT NULL
);

CREATE TABLE planblanc.establishment (
    id                  uuid PRIMARY KEY,
    finess              text NOT NULL UNIQUE CHECK (finess ~ '^[0-9][0-9AB][0-9]{7}$'),
    legal_entity_id     uuid REFERENCES planblanc.legal_entity,
    name                text NOT NULL CHECK (name <> ''),
    category            text NOT NULL,                  -- FINESS category code
    sector              text NOT NULL,                  -- SAE category: CHR, PUB1, PRI2 …
    department_code     text NOT NULL,
    region_code         text NOT NULL,
    commune_code        text,
    commune             text NOT NULL,
    postal_code         text,
    hospital_group_code text REFERENCES planblanc.hospital_group,
    group_synthetic     boolean NOT NULL DEFAULT false,  -- the membership was invented for a demonstration
    private_group       text,
    latitude            double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude           double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    position_source     text NOT NULL,
    position_precision  text NOT NULL,
    road_network_code   text NOT NULL REFERENCES planblanc.road_network,
    beds                integer CHECK (beds >= 0),
    intensive_care_beds integer CHECK (intensive_care_beds >= 0),
    samu_seat           boolean NOT NULL DEFAULT false,
    security_state      text NOT NULL DEFAULT 'NORMAL'
        CHECK (security_state IN ('NORMAL', 'SUSPECT', 'COMPROMISED', 'RESTORED')),
        -- NORMAL → SUSPECT → COMPROMISED → RESTORED → NORMAL; SUSPECT → NORMAL
    search_text         text NOT NULL,                  -- name, commune, FINESS without accents, lower case
    version             integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department (code, region_code)
);
CREATE INDEX establishment_by_region ON planblanc.establishment (region_code, finess);
CREATE INDEX establishment_by_entity ON planblanc.establishment (legal_entity_id);
CREATE INDEX establishment_by_group ON planblanc.establishment (hospital_group_code);

CREATE TABLE planblanc.establishment_service (
    establishment_id    uuid NOT NULL REFERENCES planblanc.establishment,
    service_domain_code text NOT NULL REFERENCES planblanc.service_domain,
    PRIMARY KEY (establishment_id, service_domain_code)
);

CALL planblanc.guard_reference('planblanc.legal_entity');
CALL planblanc.guard_reference('planblanc.establishment');
CALL planblanc.guard_reference('planblanc.establishment_service');

GRANT INSERT ON planblanc.legal_entity TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.legal_entity FOR INSERT TO planblanc_app
    WITH CHECK (cardinality((SELECT planblanc.coordinated_regions())) > 0);

GRANT INSERT, UPDATE ON planblanc.establishment TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.establishment FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY coordinator_updates ON planblanc.establishment FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- The sites that an actor may describe: those of the regions that it coordinates.
CREATE FUNCTION planblanc.coordinated_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT coalesce(array_agg(id), '{}') FROM establishment WHERE region_code = ANY((SELECT coordinated_regions())::text[]) $$;
CALL planblanc.entrust('planblanc.coordinated_establishments()');

GRANT INSERT, DELETE ON planblanc.establishment_service TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.establishment_service FOR INSERT TO planblanc_app
    WITH CHECK (establishment_id = ANY((SELECT planblanc.coordinated_establishments())::uuid[]));
CREATE POLICY coordinator_deletes ON planblanc.establishment_service FOR DELETE TO planblanc_app
    USING (establishment_id = ANY((SELECT planblanc.coordinated_establishments())::uuid[]));
