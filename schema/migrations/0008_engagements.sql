-- Who and what is promised to whom: units of a resource are rows, and no unit is in two places at once.

-- btree_gist is not everywhere: ranges of keys and numbers give the exclusion constraint the same power.
CREATE TYPE planblanc.uuidrange AS RANGE (SUBTYPE = uuid);

CREATE TABLE planblanc.engagement (
    id                 uuid PRIMARY KEY,
    incident_id        uuid NOT NULL,
    region_code        text NOT NULL,           -- the incident's
    need_id            uuid NOT NULL,
    assignment_id      uuid NOT NULL UNIQUE,
    responder_id       uuid REFERENCES planblanc.responder,
    stock_id           uuid REFERENCES planblanc.equipment_stock,
    resource_id        uuid NOT NULL GENERATED ALWAYS AS (coalesce(responder_id, stock_id)) STORED,
    lender_id          uuid NOT NULL REFERENCES planblanc.lender,
    lender_region_code text NOT NULL REFERENCES planblanc.region,
    quantity           integer NOT NULL CHECK (quantity >= 1),
    starts_at          timestamptz NOT NULL,
    ends_at            timestamptz NOT NULL CHECK (ends_at > starts_at),
    state              text NOT NULL CHECK (state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED', 'RETURNED', 'REFUSED', 'CANCELLED')),
        -- PROPOSED → ALERTED → DEPARTED → ARRIVED → COMPLETED → RETURNED, steps may be skipped; CANCELLED only before ARRIVED
    exercise           boolean NOT NULL,
    version            integer NOT NULL DEFAULT 1,
    UNIQUE (id, incident_id, resource_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    -- only what a plan counted on is promised, by whoever lends it
    FOREIGN KEY (assignment_id, lender_id, resource_id) REFERENCES planblanc.plan_assignment (id, lender_id, resource_id),
    FOREIGN KEY (need_id, incident_id) REFERENCES planblanc.need_line (id, incident_id),
    CHECK (num_nonnulls(responder_id, stock_id) = 1)
);
CREATE INDEX engagement_by_incident ON planblanc.engagement (incident_id, id);
CREATE INDEX engagement_by_lender ON planblanc.engagement (lender_id, id);
CREATE INDEX engagement_holding ON planblanc.engagement (ends_at)
    WHERE state IN ('PROPOSED', 'ALERTED', 'DEPARTED', 'ARRIVED', 'COMPLETED');

CREATE TABLE planblanc.engagement_unit (
    engagement_id uuid NOT NULL,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    resource_id   uuid NOT NULL,                -- the responder's or the stock's
    unit_number   integer NOT NULL CHECK (unit_number >= 1),
    during        tstzrange NOT NULL CHECK (NOT isempty(during)),
    holds         boolean NOT NULL,             -- false once refused, cancelled or returned, and for an exercise
    PRIMARY KEY (engagement_id, unit_number),
    FOREIGN KEY (engagement_id, incident_id, resource_id) REFERENCES planblanc.engagement (id, incident_id, resource_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CONSTRAINT no_unit_in_two_places EXCLUDE USING gist (
        planblanc.uuidrange(resource_id, resource_id, '[]') WITH &&,
        int4range(unit_number, unit_number, '[]') WITH &&,
        during WITH &&
    ) WHERE (holds)
);

CALL planblanc.guard('planblanc.engagement');
CALL planblanc.guard('planblanc.engagement_unit');
CALL planblanc.worker_writes('planblanc.engagement');
CALL planblanc.worker_writes('planblanc.engagement_unit');

GRANT SELECT, INSERT ON planblanc.engagement, planblanc.engagement_unit TO planblanc_app;
GRANT UPDATE (state, quantity, starts_at, ends_at) ON planblanc.engagement TO planblanc_app;
GRANT UPDATE (holds, during) ON planblanc.engagement_unit TO planblanc_app;

-- Read by who follows the incident, and by who keeps the lender that is asked.
CREATE FUNCTION planblanc.followed_engagements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM engagement
    WHERE incident_id = ANY((SELECT followed_incidents())::uuid[]) OR lender_id = ANY((SELECT managed_lenders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.followed_engagements()');

CREATE POLICY follower_reads ON planblanc.engagement FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.followed_engagements())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.engagement FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND lender_id = ANY((SELECT planblanc.visible_lenders())::uuid[]));
CREATE POLICY coordinator_updates ON planblanc.engagement FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY follower_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.engagement_unit FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY coordinator_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- How many people of a responder's place may still leave in a window: all who are active, less the floor and those who are promised.
CREATE FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT (sum(mate.capacity - (
               SELECT count(*) FROM engagement_unit AS held
               WHERE held.holds AND held.during && wanted_window
                 AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(mate.id, mate.id, '[]')))
           - max(lender.people_floor))::integer
    FROM responder AS wanted
    JOIN lender ON lender.id = wanted.lender_id
    JOIN responder AS mate ON mate.lender_id = wanted.lender_id AND mate.active
        AND mate.latitude = wanted.latitude AND mate.longitude = wanted.longitude
    WHERE wanted.id = wanted_responder AND cardinality(coordinated_regions()) > 0
      AND wanted.lender_id = ANY((SELECT visible_lenders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.people_to_spare(uuid, tstzrange)');

-- Which units of a resource are free in a window: capacity, or stock above its floor, less what is held. No more than numbers come out.
-- A unit beyond what is there now is still promised: when a stock turns out smaller, one of those that are there is to go for it.
-- People of one lender are promised one approval after the other, so that two never take the same place below its floor.
CREATE FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer) RETURNS SETOF integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    whose uuid := (SELECT lender_id FROM responder WHERE id = wanted_resource AND active);
    most integer := wanted_units;
    owned integer := coalesce(
        (SELECT capacity FROM responder WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        (SELECT quantity - floor FROM equipment_stock
         WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        0);
    promised integer := (
        SELECT count(DISTINCT held.unit_number) FROM engagement_unit AS held
        WHERE held.holds AND held.during && wanted_window
          AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]'));
BEGIN
    most := least(wanted_units, greatest(0, owned - promised));
    IF whose IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('planblanc/people/' || whose, 0));
        most := least(most, greatest(0, people_to_spare(wanted_resource, wanted_window)));
    END IF;
    RETURN QUERY
    SELECT unit
    FROM generate_series(1, owned) AS unit
    WHERE cardinality(coordinated_regions()) > 0
      AND NOT EXISTS (
          SELECT FROM engagement_unit AS held
          WHERE held.holds AND held.unit_number = unit
            AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]')
            AND held.during && wanted_window)
    ORDER BY unit
    LIMIT most;
END $$;
CALL planblanc.entrust('planblanc.free_units(uuid, tstzrange, integer)');
