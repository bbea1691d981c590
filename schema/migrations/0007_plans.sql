-- What the solver proposed, what a person approved, and why.

CREATE TABLE planblanc.plan (
    id             uuid PRIMARY KEY,
    region_code    text NOT NULL REFERENCES planblanc.region,   -- of whoever asked
    scope          text NOT NULL CHECK (scope IN ('REGION', 'ZONE', 'NATION')),
    scope_regions  text[] NOT NULL CHECK (cardinality(scope_regions) > 0),
    exercise       boolean NOT NULL,            -- only exercises, with pretended engagements, or only real incidents
    state          text NOT NULL CHECK (state IN ('REQUESTED', 'PROPOSED', 'FAILED')),
        -- REQUESTED → PROPOSED | FAILED; after PROPOSED the state is kept per incident
    requested_by   uuid NOT NULL,
    requested_name text NOT NULL,
    requested_at   timestamptz NOT NULL,
    computed_at    timestamptz,
    method         text CHECK (method IN ('OPTIMAL', 'GAP', 'NEAREST_FIRST')),
    stages         jsonb,                       -- objective by stage: name, value, proof
    data_version   jsonb,                       -- the rows it used, with the version each had
    failure        text,
    version        integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    CHECK ((state = 'PROPOSED') = (method IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure IS NOT NULL))
);
CREATE INDEX plan_by_region ON planblanc.plan (region_code, requested_at DESC, id DESC);

-- What changed since the plan before, and why: apart, since it names what other victims gain or lose.
CREATE TABLE planblanc.plan_move (
    plan_id     uuid PRIMARY KEY,
    region_code text NOT NULL,
    told        jsonb NOT NULL,
    FOREIGN KEY (plan_id, region_code) REFERENCES planblanc.plan (id, region_code)
);

CREATE TABLE planblanc.plan_incident (
    plan_id       uuid NOT NULL REFERENCES planblanc.plan,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,                -- the incident's
    state         text NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'SUPERSEDED', 'EXPIRED')),
        -- PROPOSED → APPROVED | SUPERSEDED | EXPIRED; APPROVED → SUPERSEDED
    open_rungs    text[] NOT NULL,
    next_rung     jsonb,                        -- what the next closed rung that holds anyone new would add; empty rungs named
    approved_by   uuid,
    approved_name text,
    approved_at   timestamptz,
    version       integer NOT NULL DEFAULT 1,
    PRIMARY KEY (plan_id, incident_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX plan_incident_by_incident ON planblanc.plan_incident (incident_id, plan_id);
CREATE UNIQUE INDEX plan_proposed_once ON planblanc.plan_incident (incident_id) WHERE state = 'PROPOSED';

-- One line of the plan: one resource, or one procedure, for one need.
CREATE TABLE planblanc.plan_assignment (
    id                  uuid PRIMARY KEY,
    plan_id             uuid NOT NULL,
    incident_id         uuid NOT NULL,
    region_code         text NOT NULL,          -- the incident's
    need_id             uuid NOT NULL REFERENCES planblanc.need_line,  -- which may have moved to another incident since
    responder_id        uuid REFERENCES planblanc.responder,
    stock_id            uuid REFERENCES planblanc.equipment_stock,
    procedure_id        uuid REFERENCES planblanc.procedure,
    resource_id         uuid GENERATED ALWAYS AS (coalesce(responder_id, stock_id)) STORED,
    lender_id           uuid REFERENCES planblanc.lender,
    lender_region_code  text REFERENCES planblanc.region,
    lender_name         text NOT NULL,
    commune             text NOT NULL,
    label               text NOT NULL,
    quantity            integer NOT NULL CHECK (quantity >= 1),
    rung                text CHECK (rung IN ('OWN_GROUP', 'DEPARTMENT', 'REGION', 'ADJACENT_REGION', 'ZONE', 'NATIONAL', 'EU')),
    distance_km         double precision CHECK (distance_km >= 0),
    alert_minutes       integer CHECK (alert_minutes >= 0),
    preparation_minutes integer CHECK (preparation_minutes >= 0),
    road_minutes        integer CHECK (road_minutes >= 0),
    least_minutes       integer CHECK (least_minutes >= 0),
    most_minutes        integer CHECK (most_minutes >= least_minutes),
    arrives_at          timestamptz,
    starts_at           timestamptz NOT NULL,
    ends_at             timestamptz NOT NULL CHECK (ends_at > starts_at),
    reason              text NOT NULL,
    flags               text[] NOT NULL DEFAULT '{}',  -- TO_CONFIRM, TO_ATTEST, ASSUMED_DELAY, EXTRAPOLATED, SUBSTITUTE, SYNTHETIC, KEPT
    UNIQUE (id, lender_id, resource_id),
    FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident,
    CHECK (num_nonnulls(responder_id, stock_id, procedure_id) = 1),
    CHECK ((procedure_id IS NULL) = (lender_id IS NOT NULL))
);
CREATE INDEX plan_assignment_by_plan ON planblanc.plan_assignment (plan_id, incident_id, need_id);
CREATE INDEX plan_assignment_by_lender ON planblanc.plan_assignment (lender_id, incident_id);

-- What the plan says of one need: covered, missing, the runner-up, and why not the others.
CREATE TABLE planblanc.plan_need (
    plan_id     uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id     uuid NOT NULL REFERENCES planblanc.need_line,
    wanted      integer NOT NULL CHECK (wanted >= 1),
    covered     integer NOT NULL CHECK (covered BETWEEN 0 AND wanted),
    runner_up   jsonb,
    rejected    jsonb NOT NULL,                 -- nearest candidates of the open rungs, each with the first rule that rejects it
    obstacles   jsonb NOT NULL,                 -- for an unmet need, what blocks the nearest candidates
    counts      jsonb NOT NULL,                 -- candidates beyond the open rungs, counted by rule, without persons
    PRIMARY KEY (plan_id, need_id),
    FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident
);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['plan', 'plan_move', 'plan_incident', 'plan_assignment', 'plan_need']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
END $$;

CREATE POLICY coordinator_reads ON planblanc.plan_move FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY follower_reads ON planblanc.plan_incident FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]));
-- Lines and reasons name people: whoever reads figures alone reads the lines of things, and the needs.
CREATE POLICY follower_reads ON planblanc.plan_assignment FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[])
        AND (responder_id IS NULL OR (SELECT planblanc.actor_role()) <> 'NATIONAL_READER'));
CREATE POLICY handler_reads ON planblanc.plan_need FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));

-- A plan is read by who follows one of its incidents, or planned for a region of theirs.
CREATE FUNCTION planblanc.followed_plans() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
        SELECT plan_id FROM plan_incident WHERE incident_id = ANY((SELECT followed_incidents())::uuid[])
        UNION ALL
        SELECT plan.id FROM plan WHERE plan.region_code = ANY((SELECT coordinated_regions())::text[])
    ) AS followed (id)
$$;
CALL planblanc.entrust('planblanc.followed_plans()');

CREATE POLICY follower_reads ON planblanc.plan FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.followed_plans())::uuid[]));
GRANT INSERT ON planblanc.plan TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.plan FOR INSERT TO planblanc_app
    WITH CHECK (state = 'REQUESTED' AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        AND scope_regions <@ (SELECT planblanc.coordinated_regions())::text[]);
GRANT UPDATE (state, approved_by, approved_name, approved_at) ON planblanc.plan_incident TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.plan_incident FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- Lenders and stock of other regions are shared while a plan of an open incident counts on them, under a rung that is still open.
CREATE FUNCTION planblanc.shared_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT used.lender_id), '{}')
    FROM plan_assignment used
    JOIN plan_incident ON plan_incident.plan_id = used.plan_id AND plan_incident.incident_id = used.incident_id
    JOIN incident ON incident.id = used.incident_id
    WHERE used.incident_id = ANY((SELECT coordinated_incidents())::uuid[])
      AND used.lender_id IS NOT NULL
      AND plan_incident.state IN ('PROPOSED', 'APPROVED')
      AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
      AND (used.rung IN ('OWN_GROUP', 'DEPARTMENT', 'REGION') OR EXISTS (
          SELECT FROM rung_authorisation opened
          WHERE opened.incident_id = used.incident_id AND opened.rung = used.rung AND opened.revoked_at IS NULL))
$$;
CALL planblanc.entrust('planblanc.shared_lenders()');

CREATE FUNCTION planblanc.visible_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM lender
    WHERE region_code = ANY((SELECT pool_regions())::text[])
       OR id = ANY((SELECT lent_lenders())::uuid[]) OR id = ANY((SELECT shared_lenders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.visible_lenders()');

CREATE POLICY watcher_reads ON planblanc.lender FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.pool_regions())::text[])
        OR id = ANY((SELECT planblanc.lent_lenders())::uuid[])
        OR id = ANY((SELECT planblanc.shared_lenders())::uuid[]));
CREATE POLICY watcher_reads ON planblanc.equipment_stock FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.pool_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[])
        OR lender_id = ANY((SELECT planblanc.shared_lenders())::uuid[]));
