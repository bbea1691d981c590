-- Who relieves whom for one to four weeks: what is wanted site by site, the roster that was proposed, what a person approved.

-- What nobody may be asked to exceed, and how long two crews overlap: the law's figures, which a region may make stricter.
CREATE TABLE planblanc.working_time (
    code             text PRIMARY KEY CHECK (code = 'DEFAULT'),
    rest_minutes     integer NOT NULL CHECK (rest_minutes BETWEEN 0 AND 2880),
    week_minutes     integer NOT NULL CHECK (week_minutes BETWEEN 1 AND 10080),
    longest_run_days integer NOT NULL CHECK (longest_run_days BETWEEN 1 AND 28),
    handover_minutes integer NOT NULL CHECK (handover_minutes BETWEEN 0 AND 120),
    confirmed        boolean NOT NULL
);
CALL planblanc.guard_reference('planblanc.working_time');

-- Leave that was asked for and not granted yet: it is respected where it can be, and takes nobody off the pool by itself.
ALTER TABLE planblanc.availability DROP CONSTRAINT availability_kind_check;
ALTER TABLE planblanc.availability ADD CONSTRAINT availability_kind_check CHECK (kind IN ('WINDOW', 'DAILY', 'ABSENCE', 'LEAVE_ASKED'));

CREATE OR REPLACE FUNCTION planblanc.is_available(wanted_id uuid, zone text, free_from timestamptz, free_until timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE COST 5000 SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        range_agg(span) FILTER (WHERE kind <> 'ABSENCE')
            - coalesce(range_agg(span) FILTER (WHERE kind = 'ABSENCE'), '{}'::tstzmultirange),
        '{}'::tstzmultirange) @> tstzrange(free_from, free_until)
    FROM (
        SELECT kind, tstzrange(starts_at, ends_at) AS span
        FROM availability
        WHERE responder_id = wanted_id AND kind IN ('WINDOW', 'ABSENCE') AND starts_at < free_until AND ends_at > free_from
        UNION ALL
        SELECT kind, tstzrange(starts_at, ends_at) * tstzrange(opens, closes)
        FROM availability
        CROSS JOIN LATERAL generate_series(
            (free_from AT TIME ZONE zone)::date::timestamp - interval '1 day',
            (free_until AT TIME ZONE zone)::date::timestamp,
            interval '1 day') AS day
        CROSS JOIN LATERAL (
            SELECT (day + daily_from) AT TIME ZONE zone AS opens,
                   (day + daily_to + CASE WHEN daily_to <= daily_from THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE zone AS closes
        ) AS hours
        WHERE responder_id = wanted_id AND kind = 'DAILY' AND starts_at < free_until AND ends_at > free_from
          AND (weekdays >> (extract(isodow FROM day)::integer - 1)) & 1 = 1
          AND opens < closes
    ) AS calendar
$$;

CREATE TABLE planblanc.relief_roster (
    id               uuid PRIMARY KEY,
    region_code      text NOT NULL REFERENCES planblanc.region,
    exercise         boolean NOT NULL,          -- as its incidents are
    starts_on        date NOT NULL,             -- by the calendar of each site
    weeks            integer NOT NULL CHECK (weeks BETWEEN 1 AND 4),
    rest_minutes     integer NOT NULL CHECK (rest_minutes >= 0),      -- the working time that it was asked with
    week_minutes     integer NOT NULL CHECK (week_minutes > 0),
    longest_run_days integer NOT NULL CHECK (longest_run_days > 0),
    handover_minutes integer NOT NULL CHECK (handover_minutes BETWEEN 0 AND 120),
    state            text NOT NULL CHECK (state IN ('REQUESTED', 'PROPOSED', 'FAILED', 'APPROVED', 'SUPERSEDED')),
        -- REQUESTED → PROPOSED | FAILED; PROPOSED → APPROVED | SUPERSEDED; APPROVED → SUPERSEDED
    requested_by     uuid NOT NULL,
    requested_name   text NOT NULL,
    requested_at     timestamptz NOT NULL,
    computed_at      timestamptz,
    method           text CHECK (method IN ('OPTIMAL', 'GAP')),
    stages           jsonb,                     -- by preference, in order: name, title, values, bounds, proof
    notes            text[] NOT NULL DEFAULT '{}',  -- what a reader must know of how it was computed
    data_version     jsonb,                     -- the rows it used, with the version each had
    failure          text,
    approved_by      uuid,
    approved_name    text,
    approved_at      timestamptz,
    version          integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    CHECK ((state IN ('PROPOSED', 'APPROVED', 'SUPERSEDED')) = (method IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
    CHECK (state <> 'APPROVED' OR num_nulls(approved_by, approved_name, approved_at) = 0)
);
CREATE INDEX relief_roster_by_region ON planblanc.relief_roster (region_code, requested_at DESC, id DESC);

-- One establishment that is to be relieved, for one incident.
CREATE TABLE planblanc.relief_site (
    roster_id        uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    position         integer NOT NULL,
    forecast         jsonb NOT NULL DEFAULT '[]',   -- what is likely to lack at D+3, D+7, D+30
    PRIMARY KEY (roster_id, establishment_id),
    UNIQUE (roster_id, establishment_id, incident_id),
    FOREIGN KEY (roster_id, region_code) REFERENCES planblanc.relief_roster (id, region_code),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX relief_site_by_incident ON planblanc.relief_site (incident_id, roster_id);

-- The hours of one crew of that establishment, by its own clock, the same each day.
CREATE TABLE planblanc.relief_crew (
    roster_id        uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    number           integer NOT NULL CHECK (number BETWEEN 1 AND 4),
    name             text NOT NULL CHECK (name <> ''),
    daily_from       time NOT NULL,
    daily_to         time NOT NULL,             -- of the next day when it is not after daily_from
    PRIMARY KEY (roster_id, establishment_id, number),
    FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site (roster_id, establishment_id, incident_id)
);

-- Who is wanted in that crew.
CREATE TABLE planblanc.relief_post (
    roster_id        uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    crew_number      integer NOT NULL,
    number           integer NOT NULL CHECK (number BETWEEN 1 AND 6),
    competence_code  text NOT NULL REFERENCES planblanc.competence,
    least_level      integer NOT NULL CHECK (least_level BETWEEN 1 AND 3),
    quantity         integer NOT NULL CHECK (quantity BETWEEN 1 AND 20),
    criticality      text NOT NULL CHECK (criticality IN ('VITAL', 'HIGH', 'NORMAL')),
    is_lead          boolean NOT NULL,
    PRIMARY KEY (roster_id, establishment_id, crew_number, number),
    FOREIGN KEY (roster_id, establishment_id, crew_number) REFERENCES planblanc.relief_crew (roster_id, establishment_id, number),
    FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site (roster_id, establishment_id, incident_id),
    CHECK (NOT is_lead OR quantity = 1)
);
CREATE UNIQUE INDEX relief_post_one_lead ON planblanc.relief_post (roster_id, establishment_id, crew_number) WHERE is_lead;

-- One crew at work on one day.
CREATE TABLE planblanc.relief_shift (
    id               uuid PRIMARY KEY,
    roster_id        uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    crew_number      integer NOT NULL,
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL CHECK (ends_at > starts_at),
    is_night         boolean NOT NULL,
    UNIQUE (roster_id, establishment_id, crew_number, starts_at),
    UNIQUE (id, roster_id, incident_id, establishment_id),
    FOREIGN KEY (roster_id, establishment_id, crew_number) REFERENCES planblanc.relief_crew (roster_id, establishment_id, number),
    FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site (roster_id, establishment_id, incident_id)
);

-- One person, or one unit of unnamed capacity, at one post of one shift.
CREATE TABLE planblanc.relief_turn (
    id                 uuid PRIMARY KEY,
    shift_id           uuid NOT NULL,
    roster_id          uuid NOT NULL,
    establishment_id   uuid NOT NULL,
    incident_id        uuid NOT NULL,
    region_code        text NOT NULL,
    post_number        integer NOT NULL,
    responder_id       uuid NOT NULL,
    unit_number        integer NOT NULL CHECK (unit_number >= 1),
    lender_id          uuid NOT NULL,
    lender_region_code text NOT NULL REFERENCES planblanc.region,
    lender_name        text NOT NULL,
    commune            text NOT NULL,
    label              text NOT NULL,
    is_named           boolean NOT NULL,
    rung               text CHECK (rung IN ('OWN_GROUP', 'DEPARTMENT', 'REGION', 'ADJACENT_REGION', 'ZONE', 'NATIONAL', 'EU')),
        -- empty: the establishment's own people
    travel_minutes     integer NOT NULL CHECK (travel_minutes >= 0),
    is_on_site         boolean NOT NULL,        -- already engaged there for the whole of the shift
    UNIQUE (shift_id, responder_id, unit_number),
    UNIQUE (id, lender_id, responder_id),
    FOREIGN KEY (shift_id, roster_id, incident_id, establishment_id)
        REFERENCES planblanc.relief_shift (id, roster_id, incident_id, establishment_id),
    FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder (id, lender_id)
);
CREATE INDEX relief_turn_by_roster ON planblanc.relief_turn (roster_id, shift_id);
CREATE INDEX relief_turn_by_lender ON planblanc.relief_turn (lender_id, incident_id);

-- So many people lack at one post of one shift, and why.
CREATE TABLE planblanc.relief_vacancy (
    shift_id         uuid NOT NULL,
    roster_id        uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    post_number      integer NOT NULL,
    quantity         integer NOT NULL CHECK (quantity >= 1),
    reasons          jsonb NOT NULL,            -- how many people each rule keeps from it, without persons
    PRIMARY KEY (shift_id, post_number),
    FOREIGN KEY (shift_id, roster_id, incident_id, establishment_id)
        REFERENCES planblanc.relief_shift (id, roster_id, incident_id, establishment_id)
);
CREATE INDEX relief_vacancy_by_roster ON planblanc.relief_vacancy (roster_id, shift_id);

-- What each person is asked over the whole of it, all sites together, and the thresholds of fatigue that it touches.
CREATE TABLE planblanc.relief_person (
    roster_id    uuid NOT NULL,
    region_code  text NOT NULL,
    responder_id uuid NOT NULL REFERENCES planblanc.responder,
    unit_number  integer NOT NULL CHECK (unit_number >= 1),
    label        text NOT NULL,
    lender_name  text NOT NULL,
    is_named     boolean NOT NULL,
    load         jsonb NOT NULL,
    PRIMARY KEY (roster_id, responder_id, unit_number),
    FOREIGN KEY (roster_id, region_code) REFERENCES planblanc.relief_roster (id, region_code)
);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['relief_roster', 'relief_site', 'relief_crew', 'relief_post', 'relief_shift', 'relief_turn',
                                'relief_vacancy', 'relief_person']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    -- An establishment reads the crews of its own sites alone, even where the incident is of its whole entity.
    FOREACH part IN ARRAY ARRAY['relief_site', 'relief_crew', 'relief_post', 'relief_shift', 'relief_vacancy']
    LOOP
        EXECUTE format('CREATE POLICY follower_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[])
                AND ((SELECT planblanc.actor_role()) NOT IN (''ESTABLISHMENT'', ''SERVICE'')
                     OR establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[])))', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['relief_site', 'relief_crew', 'relief_post']
    LOOP
        EXECUTE format('GRANT INSERT ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY coordinator_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))', part);
    END LOOP;
END $$;

-- Turns name people: whoever reads figures alone does not read them.
CREATE POLICY follower_reads ON planblanc.relief_turn FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[])
        AND (SELECT planblanc.actor_role()) <> 'NATIONAL_READER'
        AND ((SELECT planblanc.actor_role()) NOT IN ('ESTABLISHMENT', 'SERVICE')
             OR establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[])));
CREATE POLICY coordinator_reads ON planblanc.relief_person FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- A roster is read by who follows one of its sites, or coordinates its region.
CREATE FUNCTION planblanc.followed_rosters() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
        SELECT roster_id FROM relief_site
        WHERE incident_id = ANY((SELECT followed_incidents())::uuid[])
          AND (actor_role() NOT IN ('ESTABLISHMENT', 'SERVICE') OR establishment_id = ANY((SELECT own_establishments())::uuid[]))
        UNION ALL
        SELECT relief_roster.id FROM relief_roster WHERE relief_roster.region_code = ANY((SELECT coordinated_regions())::text[])
    ) AS followed (id)
$$;
CALL planblanc.entrust('planblanc.followed_rosters()');

CREATE POLICY follower_reads ON planblanc.relief_roster FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.followed_rosters())::uuid[]));
GRANT INSERT ON planblanc.relief_roster TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.relief_roster FOR INSERT TO planblanc_app
    WITH CHECK (state = 'REQUESTED' AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
GRANT UPDATE (state, approved_by, approved_name, approved_at) ON planblanc.relief_roster TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.relief_roster FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- A turn that is approved is an engagement too: without a need, and with the rest after it, so that nobody is sent elsewhere meanwhile.
ALTER TABLE planblanc.engagement
    ALTER COLUMN need_id DROP NOT NULL,
    ALTER COLUMN assignment_id DROP NOT NULL,
    ADD COLUMN turn_id uuid UNIQUE,
    ADD COLUMN rests_until timestamptz CHECK (rests_until >= ends_at),
    ADD CONSTRAINT engagement_turn FOREIGN KEY (turn_id, lender_id, responder_id)
        REFERENCES planblanc.relief_turn (id, lender_id, responder_id),
    ADD CONSTRAINT engagement_has_one_source CHECK (num_nonnulls(assignment_id, turn_id) = 1),
    ADD CONSTRAINT engagement_of_plan_has_need CHECK ((need_id IS NULL) = (assignment_id IS NULL)),
    ADD CONSTRAINT engagement_rests_after_turn CHECK ((rests_until IS NULL) = (turn_id IS NULL));

-- Lenders of other regions are shared while a roster of an open incident counts on them too, under a rung that is still open.
-- It belongs to the definer, who alone may replace it.
SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.shared_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT used.lender_id), '{}')
    FROM (
        SELECT line.lender_id, line.incident_id, line.rung
        FROM plan_assignment AS line
        JOIN plan_incident ON plan_incident.plan_id = line.plan_id AND plan_incident.incident_id = line.incident_id
        WHERE line.incident_id = ANY((SELECT coordinated_incidents())::uuid[])
          AND line.lender_id IS NOT NULL
          AND plan_incident.state IN ('PROPOSED', 'APPROVED')
        UNION ALL
        SELECT turn.lender_id, turn.incident_id, coalesce(turn.rung, 'OWN_GROUP')
        FROM relief_turn AS turn JOIN relief_roster ON relief_roster.id = turn.roster_id
        WHERE turn.incident_id = ANY((SELECT coordinated_incidents())::uuid[])
          AND relief_roster.state IN ('PROPOSED', 'APPROVED')
    ) AS used
    JOIN incident ON incident.id = used.incident_id
    WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
      AND (used.rung IN ('OWN_GROUP', 'DEPARTMENT', 'REGION') OR EXISTS (
          SELECT FROM rung_authorisation opened
          WHERE opened.incident_id = used.incident_id AND opened.rung = used.rung AND opened.revoked_at IS NULL))
$$;
SET LOCAL ROLE planblanc_owner;
