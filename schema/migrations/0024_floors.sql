-- A lender's floor may be lowered for one incident, by a coordinator of its region, with a reason, until it is taken back.

CREATE TABLE planblanc.floor_override (
    id                 uuid PRIMARY KEY,
    incident_id        uuid NOT NULL,
    region_code        text NOT NULL,           -- the incident's
    lender_id          uuid NOT NULL,
    lender_region_code text NOT NULL,
    lender_name        text NOT NULL,           -- as the victim reads it, who sees no lender
    kind               text NOT NULL CHECK (kind IN ('PEOPLE', 'COMPETENCE', 'STOCK')),
    competence_code    text REFERENCES planblanc.competence,
    stock_id           uuid,
    label              text NOT NULL DEFAULT '',
    floor              integer NOT NULL CHECK (floor >= 0),  -- what the lender still keeps, meanwhile
    reason             text NOT NULL CHECK (reason <> ''),
    made_by            uuid NOT NULL,
    made_name          text NOT NULL,
    made_at            timestamptz NOT NULL,
    revoked_by         uuid,
    revoked_name       text,
    revoked_at         timestamptz CHECK (revoked_at >= made_at),
    revoked_reason     text,
    version            integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'COMPETENCE') = (competence_code IS NOT NULL)),
    CHECK ((kind = 'STOCK') = (stock_id IS NOT NULL)),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    FOREIGN KEY (lender_id, lender_region_code) REFERENCES planblanc.lender (id, region_code),
    FOREIGN KEY (stock_id, lender_id) REFERENCES planblanc.equipment_stock (id, lender_id)
);
CREATE UNIQUE INDEX floor_override_stands_once ON planblanc.floor_override (incident_id, lender_id, kind, competence_code, stock_id)
    NULLS NOT DISTINCT WHERE revoked_at IS NULL;
CREATE INDEX floor_override_by_lender ON planblanc.floor_override (lender_id) WHERE revoked_at IS NULL;

CALL planblanc.guard('planblanc.floor_override');
GRANT SELECT, INSERT ON planblanc.floor_override TO planblanc_app;
GRANT UPDATE (revoked_by, revoked_name, revoked_at, revoked_reason) ON planblanc.floor_override TO planblanc_app;
CREATE POLICY follower_reads ON planblanc.floor_override FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[])
        OR lender_id = ANY((SELECT planblanc.managed_lenders())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.floor_override FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND lender_region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY coordinator_updates ON planblanc.floor_override FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- The floor that was set for one of the incidents of the plan that an assignment is of; nothing where none stands.
CREATE FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT min(lowered.floor)
    FROM plan_assignment AS line
    JOIN plan_incident ON plan_incident.plan_id = line.plan_id
    JOIN incident ON incident.id = plan_incident.incident_id AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
    JOIN floor_override AS lowered ON lowered.incident_id = incident.id AND lowered.revoked_at IS NULL
    WHERE line.id = wanted_assignment AND cardinality(coordinated_regions()) > 0
      AND lowered.lender_id = wanted_lender AND lowered.kind = wanted_kind
      AND lowered.competence_code IS NOT DISTINCT FROM wanted_competence
      AND lowered.stock_id IS NOT DISTINCT FROM wanted_stock
$$;
CALL planblanc.entrust('planblanc.floor_set(uuid, uuid, text, text, uuid)');

-- As before, with the floors that were set for the incidents of the plan that is approved.
SET LOCAL ROLE planblanc_definer;
DROP FUNCTION planblanc.free_units(uuid, tstzrange, integer);
DROP FUNCTION planblanc.people_to_spare(uuid, tstzrange);
SET LOCAL ROLE planblanc_owner;

-- How many people of a responder's place may still leave in a window: all who are active, less the floor and those who are promised;
-- and of those who hold a competence that it holds, no more than the lender's floor for that competence lets go.
CREATE FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid DEFAULT NULL) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH wanted AS (
        SELECT id, lender_id, latitude, longitude FROM responder
        WHERE id = wanted_responder AND cardinality(coordinated_regions()) > 0
          AND lender_id = ANY((SELECT visible_lenders())::uuid[])
    ), mate AS (
        SELECT mate.id, mate.lender_id, mate.capacity - (
                   SELECT count(*) FROM engagement_unit AS held
                   WHERE held.holds AND held.during && wanted_window
                     AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(mate.id, mate.id, '[]')) AS free
        FROM wanted
        JOIN responder AS mate ON mate.lender_id = wanted.lender_id AND mate.active
            AND mate.latitude = wanted.latitude AND mate.longitude = wanted.longitude
    )
    SELECT min(spare)::integer FROM (
        SELECT sum(mate.free) - least(max(lender.people_floor), CASE WHEN wanted_assignment IS NOT NULL
                   THEN floor_set(wanted_assignment, mate.lender_id, 'PEOPLE', NULL, NULL) END) AS spare
        FROM mate JOIN lender ON lender.id = mate.lender_id
        GROUP BY mate.lender_id
        UNION ALL
        SELECT sum(mate.free) - least(max(kept.people), CASE WHEN wanted_assignment IS NOT NULL
                   THEN floor_set(wanted_assignment, mate.lender_id, 'COMPETENCE', kept.competence_code, NULL) END)
        FROM lender_competence_floor AS kept
        JOIN mate ON mate.lender_id = kept.lender_id
        JOIN responder_competence AS holds ON holds.responder_id = mate.id AND holds.competence_code = kept.competence_code
            AND (holds.expires_on IS NULL OR holds.expires_on >= lower(wanted_window)::date)
        WHERE EXISTS (SELECT FROM responder_competence AS own
                      WHERE own.responder_id = wanted_responder AND own.competence_code = kept.competence_code)
        GROUP BY mate.lender_id, kept.competence_code
    ) AS floors
$$;
CALL planblanc.entrust('planblanc.people_to_spare(uuid, tstzrange, uuid)');

-- Which units of a resource are free in a window: capacity, or stock above its floor, less what is held, and what left
-- and is not back though it was due. No more than numbers come out.
-- A unit beyond what is there now is still promised: when a stock turns out smaller, one of those that are there is to go for it.
-- People of one lender are promised one approval after the other, so that two never take the same place below its floor.
CREATE FUNCTION planblanc.free_units(
    wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid DEFAULT NULL) RETURNS SETOF integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    whose uuid := (SELECT lender_id FROM responder WHERE id = wanted_resource AND active);
    -- where no floor of the lender stands lowered, nothing is looked for: others wait for this
    lowered boolean := wanted_assignment IS NOT NULL AND EXISTS (
        SELECT FROM floor_override WHERE revoked_at IS NULL
            AND lender_id = coalesce(whose, (SELECT lender_id FROM equipment_stock WHERE id = wanted_resource)));
    most integer := wanted_units;
    owned integer := coalesce(
        (SELECT capacity FROM responder WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        (SELECT quantity - least(floor, CASE WHEN lowered THEN floor_set(wanted_assignment, lender_id, 'STOCK', NULL, id) END)
         FROM equipment_stock
         WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        0);
    promised integer := (
        SELECT count(DISTINCT held.unit_number) FROM engagement_unit AS held
        WHERE held.holds AND (held.is_out OR held.during && wanted_window)
          AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]'));
BEGIN
    most := least(wanted_units, greatest(0, owned - promised));
    IF whose IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('planblanc/people/' || whose, 0));
        most := least(most, greatest(0, people_to_spare(wanted_resource, wanted_window, CASE WHEN lowered THEN wanted_assignment END)));
    END IF;
    RETURN QUERY
    SELECT unit
    FROM generate_series(1, owned) AS unit
    WHERE cardinality(coordinated_regions()) > 0
      AND NOT EXISTS (
          SELECT FROM engagement_unit AS held
          WHERE held.holds AND held.unit_number = unit
            AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]')
            AND (held.is_out OR held.during && wanted_window))
    ORDER BY unit
    LIMIT most;
END $$;
CALL planblanc.entrust('planblanc.free_units(uuid, tstzrange, integer, uuid)');
