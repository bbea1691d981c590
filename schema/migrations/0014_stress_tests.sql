-- What would stay uncovered if a hospital fell, or two, or all those of one fate: each run of a region, and what it found.

CREATE TABLE planblanc.stress_run (
    id             uuid PRIMARY KEY,
    region_code    text NOT NULL REFERENCES planblanc.region,
    staffings      text[] NOT NULL CHECK (cardinality(staffings) > 0 AND staffings <@ ARRAY['DAY', 'NIGHT', 'WEEK_END']),
    with_pairs     boolean NOT NULL,
    state          text NOT NULL CHECK (state IN ('REQUESTED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
        -- REQUESTED → RUNNING → DONE | FAILED; REQUESTED | RUNNING → CANCELLED
    requested_by   uuid NOT NULL,
    requested_name text NOT NULL,
    requested_at   timestamptz NOT NULL,
    done           integer NOT NULL DEFAULT 0 CHECK (done >= 0),   -- attacks made
    total          integer CHECK (total >= done),
    read_at        timestamptz,                                    -- the age of its data
    finished_at    timestamptz,
    summaries      jsonb,                                          -- a staffing each, in figures
    failure        text,
    version        integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    CHECK ((state IN ('DONE', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL)),
    CHECK ((state = 'DONE') = (summaries IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure IS NOT NULL))
);
CREATE INDEX stress_run_by_region ON planblanc.stress_run (region_code, requested_at DESC, id DESC);
CREATE UNIQUE INDEX stress_run_under_way_once ON planblanc.stress_run (region_code) WHERE state IN ('REQUESTED', 'RUNNING');

-- One row of a table of the results, the worst attack, or the best gain, first; it names establishments and lenders, never a person.
CREATE TABLE planblanc.stress_row (
    run_id      uuid NOT NULL,
    region_code text NOT NULL,
    part        text NOT NULL CHECK (part IN ('ALONE', 'GROUP', 'PAIR', 'SHORTAGE', 'LOSS', 'GAIN')),
    staffing    text NOT NULL CHECK (staffing IN ('DAY', 'NIGHT', 'WEEK_END')),
    rank        integer NOT NULL CHECK (rank >= 1),
    told        jsonb NOT NULL,
    PRIMARY KEY (run_id, part, staffing, rank),
    FOREIGN KEY (run_id, region_code) REFERENCES planblanc.stress_run (id, region_code)
);

CALL planblanc.guard('planblanc.stress_run');
CALL planblanc.guard('planblanc.stress_row');
CALL planblanc.worker_writes('planblanc.stress_run');
CALL planblanc.worker_writes('planblanc.stress_row');

-- It says where to strike: those who conduct the crises of the region read it, and who reads the figures of the nation.
GRANT SELECT ON planblanc.stress_run, planblanc.stress_row TO planblanc_app;
CREATE POLICY coordinator_reads ON planblanc.stress_run FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR (SELECT planblanc.actor_role()) = 'NATIONAL_READER');
CREATE POLICY coordinator_reads ON planblanc.stress_row FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR (SELECT planblanc.actor_role()) = 'NATIONAL_READER');
GRANT INSERT ON planblanc.stress_run TO planblanc_app;
CREATE POLICY coordinator_inserts ON planblanc.stress_run FOR INSERT TO planblanc_app
    WITH CHECK (state = 'REQUESTED' AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
GRANT UPDATE (state, finished_at) ON planblanc.stress_run TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.stress_run FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
