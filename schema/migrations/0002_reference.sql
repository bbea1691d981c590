-- Reference facts: zones, regions, departments, road networks, groups of hospitals, catalogues.

CREATE TABLE planblanc.defence_zone (
    code text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE planblanc.region (
    code             text PRIMARY KEY CHECK (code ~ '^[0-9]{2}$'),   -- INSEE
    name             text NOT NULL,
    ars_name         text NOT NULL,
    grades_name      text,
    grades_confirmed boolean NOT NULL,
    zone_code        text NOT NULL REFERENCES planblanc.defence_zone
);

CREATE TABLE planblanc.department (
    code          text PRIMARY KEY,                                   -- INSEE: 40, 2A, 974
    finess_prefix text NOT NULL,                                      -- FINESS: 40, 2A, 9D
    name          text NOT NULL,
    region_code   text NOT NULL REFERENCES planblanc.region,
    UNIQUE (code, region_code)
);

CREATE TABLE planblanc.region_adjacency (
    region_code   text NOT NULL REFERENCES planblanc.region,
    neighbour_code text NOT NULL REFERENCES planblanc.region,
    PRIMARY KEY (region_code, neighbour_code),
    CHECK (region_code <> neighbour_code)
);

CREATE TABLE planblanc.road_network (
    code      text PRIMARY KEY,
    name      text NOT NULL,
    time_zone text NOT NULL
);

-- Between two networks there is no road: a fixed door-to-door overhead, and the flight.
CREATE TABLE planblanc.network_travel (
    from_code        text NOT NULL REFERENCES planblanc.road_network,
    to_code          text NOT NULL REFERENCES planblanc.road_network,
    overhead_minutes integer NOT NULL CHECK (overhead_minutes >= 0),
    flight_minutes   integer NOT NULL CHECK (flight_minutes >= 0),
    confirmed        boolean NOT NULL,
    PRIMARY KEY (from_code, to_code)
);

CREATE TABLE planblanc.hospital_group (
    code        text PRIMARY KEY,
    short_name  text NOT NULL,
    name        text NOT NULL,
    region_code text NOT NULL REFERENCES planblanc.region
);

CREATE TABLE planblanc.service_domain (
    code  text PRIMARY KEY,
    label text NOT NULL,
    rank  integer NOT NULL
);

CREATE TABLE planblanc.competence (
    code          text PRIMARY KEY,
    number        integer NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 999),  -- its lane in the index of nearest resources
    family        text NOT NULL,
    label         text NOT NULL,
    description   text NOT NULL,
    pris_activity text CHECK (pris_activity IN ('REC', 'INV', 'CODE', 'PCI', 'CRISE')),
    ecsf_role     text,
    UNIQUE (code, number)
);

CREATE TABLE planblanc.equipment_type (
    code                      text PRIMARY KEY,
    number                    integer NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 999),
    label                     text NOT NULL,
    unit                      text NOT NULL,
    indivisible               boolean NOT NULL,
    holds_data                boolean NOT NULL,
    alert_minutes_day         integer NOT NULL CHECK (alert_minutes_day >= 0),
    alert_minutes_night       integer NOT NULL CHECK (alert_minutes_night >= 0),
    preparation_minutes_day   integer NOT NULL CHECK (preparation_minutes_day >= 0),
    preparation_minutes_night integer NOT NULL CHECK (preparation_minutes_night >= 0),
    delays_confirmed          boolean NOT NULL,
    UNIQUE (code, number)
);

CREATE TABLE planblanc.equipment_substitute (
    type_code       text NOT NULL REFERENCES planblanc.equipment_type,
    substitute_code text NOT NULL REFERENCES planblanc.equipment_type,
    PRIMARY KEY (type_code, substitute_code),
    CHECK (type_code <> substitute_code)
);

-- Alert and preparation of people, where a responder has none of its own.
CREATE TABLE planblanc.person_delay (
    kind                      text PRIMARY KEY CHECK (kind IN ('ON_CALL', 'ON_DUTY', 'OFF_DUTY')),
    alert_minutes_day         integer NOT NULL CHECK (alert_minutes_day >= 0),
    alert_minutes_night       integer NOT NULL CHECK (alert_minutes_night >= 0),
    preparation_minutes_day   integer NOT NULL CHECK (preparation_minutes_day >= 0),
    preparation_minutes_night integer NOT NULL CHECK (preparation_minutes_night >= 0),
    confirmed                 boolean NOT NULL
);

CREATE TABLE planblanc.incident_category (
    code   text PRIMARY KEY,
    label  text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('MALICIOUS', 'NOT_MALICIOUS', 'UNKNOWN'))
);

CREATE TABLE planblanc.ready_pack (
    code        text PRIMARY KEY,
    label       text NOT NULL,
    description text NOT NULL
);

CREATE TABLE planblanc.ready_pack_line (
    pack_code             text NOT NULL REFERENCES planblanc.ready_pack,
    position              integer NOT NULL,
    kind                  text NOT NULL CHECK (kind IN ('RESPONDER', 'EQUIPMENT', 'PROCEDURE')),
    competence_code       text REFERENCES planblanc.competence,
    least_level           integer CHECK (least_level BETWEEN 1 AND 3),
    equipment_type_code   text REFERENCES planblanc.equipment_type,
    service_domain_code   text REFERENCES planblanc.service_domain,
    only_if_service       text REFERENCES planblanc.service_domain,    -- the line counts only where this service is run
    quantity_base         integer NOT NULL CHECK (quantity_base >= 0),
    quantity_per_100_beds numeric(6, 2) NOT NULL CHECK (quantity_per_100_beds >= 0),
    quantity_least        integer NOT NULL CHECK (quantity_least >= 1),
    quantity_most         integer NOT NULL CHECK (quantity_most >= quantity_least),
    wanted_by             text NOT NULL,
    window_hours          integer NOT NULL CHECK (window_hours BETWEEN 1 AND 8760),
    criticality           text NOT NULL CHECK (criticality IN ('VITAL', 'HIGH', 'NORMAL')),
    PRIMARY KEY (pack_code, position),
    CHECK (CASE kind WHEN 'RESPONDER' THEN competence_code IS NOT NULL AND least_level IS NOT NULL
                     WHEN 'EQUIPMENT' THEN equipment_type_code IS NOT NULL
                     ELSE service_domain_code IS NOT NULL END)
);

DO $$
DECLARE
    reference text;
BEGIN
    FOREACH reference IN ARRAY ARRAY['defence_zone', 'region', 'department', 'region_adjacency', 'road_network', 'network_travel',
        'hospital_group', 'service_domain', 'competence', 'equipment_type', 'equipment_substitute', 'person_delay',
        'incident_category', 'ready_pack', 'ready_pack_line']
    LOOP
        CALL planblanc.guard_reference(format('planblanc.%I', reference)::regclass);
    END LOOP;
END $$;

-- Which regions the actor's scope holds; every region for the nation.
CREATE FUNCTION planblanc.scope_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN actor_role() IN ('NATIONAL_COORDINATOR', 'NATIONAL_READER')
                THEN (SELECT array_agg(code) FROM region)
                ELSE string_to_array(coalesce(current_setting('planblanc.regions', true), ''), ',') END
$$;

-- Where the actor conducts crises: takes calls, plans, approves.
CREATE FUNCTION planblanc.coordinated_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR')
                THEN scope_regions() ELSE '{}' END
$$;

-- Where the actor reads incidents and figures.
CREATE FUNCTION planblanc.watched_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'SAMU')
                THEN scope_regions() ELSE '{}' END
$$;

-- Where the actor keeps the pool true: the coordinators, and the GRADeS of a region.
CREATE FUNCTION planblanc.managed_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'RESOURCE_MANAGER')
                THEN scope_regions() ELSE '{}' END
$$;

-- Where the actor reads who lends and what: the coordinators, the GRADeS, and who reads figures.
CREATE FUNCTION planblanc.pool_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'RESOURCE_MANAGER')
                THEN scope_regions() ELSE '{}' END
$$;

CALL planblanc.entrust('planblanc.scope_regions()');
CALL planblanc.entrust('planblanc.pool_regions()');
CALL planblanc.entrust('planblanc.coordinated_regions()');
CALL planblanc.entrust('planblanc.watched_regions()');
CALL planblanc.entrust('planblanc.managed_regions()');
