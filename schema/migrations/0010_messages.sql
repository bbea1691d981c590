-- What comes in and goes out: the portal's inbox, the outbox that the worker relays, and the keys that make an act happen once.

-- Every signed body is kept, whatever it says.
CREATE TABLE planblanc.inbox (
    id              uuid PRIMARY KEY,
    webhook_id      text NOT NULL,
    received_at     timestamptz NOT NULL,
    body            bytea NOT NULL,
    body_sha256     bytea NOT NULL CHECK (length(body_sha256) = 32),
    faults          jsonb NOT NULL DEFAULT '[]',    -- what breaks the message's schema: never matched by itself
    state           text NOT NULL CHECK (state IN ('RECEIVED', 'MATCHED', 'TO_MATCH', 'INVALID', 'OUTDATED')),
        -- RECEIVED → MATCHED | TO_MATCH | OUTDATED; TO_MATCH → MATCHED; INVALID from the start
    national_number text,
    region_code     text REFERENCES planblanc.region,   -- where a person is to match it, once known
    incident_id     uuid REFERENCES planblanc.incident,
    reason          text,                               -- why a person must look, in French
    settled_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    UNIQUE (webhook_id, body_sha256)
);
CREATE INDEX inbox_to_match ON planblanc.inbox (region_code, received_at) WHERE state = 'TO_MATCH';
CALL planblanc.guard('planblanc.inbox');
CALL planblanc.worker_writes('planblanc.inbox');
GRANT INSERT ON planblanc.inbox TO planblanc_portal;
CREATE POLICY portal_inserts ON planblanc.inbox FOR INSERT TO planblanc_portal WITH CHECK (state IN ('RECEIVED', 'INVALID') AND (SELECT planblanc.has_actor()));
GRANT SELECT ON planblanc.inbox TO planblanc_app;
GRANT UPDATE (state, region_code, incident_id, reason, settled_at) ON planblanc.inbox TO planblanc_app;
-- What a person must place is any coordinator's while nobody knows where it belongs; what was not read yet is nobody's.
CREATE POLICY matcher_reads ON planblanc.inbox FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR (region_code IS NULL AND state = 'TO_MATCH' AND cardinality((SELECT planblanc.coordinated_regions())) > 0));
CREATE POLICY matcher_updates ON planblanc.inbox FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR (region_code IS NULL AND state = 'TO_MATCH' AND cardinality((SELECT planblanc.coordinated_regions())) > 0))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- A fact, written with what it tells; the worker brings it to whoever acts on it. Every row ends DONE or FAILED.
CREATE TABLE planblanc.outbox (
    id            uuid PRIMARY KEY,
    kind          text NOT NULL,
    payload       jsonb NOT NULL,
    region_code   text REFERENCES planblanc.region,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    state         text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DONE', 'FAILED')),
    attempts      integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    available_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    claimed_until timestamptz,
    settled_at    timestamptz,
    last_error    text,
    CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
CREATE INDEX outbox_pending ON planblanc.outbox (available_at, created_at) WHERE state = 'PENDING';
CALL planblanc.guard('planblanc.outbox');
CALL planblanc.worker_writes('planblanc.outbox');
GRANT INSERT ON planblanc.outbox TO planblanc_app, planblanc_portal;
CREATE POLICY teller_inserts ON planblanc.outbox FOR INSERT TO planblanc_app, planblanc_portal
    WITH CHECK (state = 'PENDING' AND attempts = 0 AND (SELECT planblanc.has_actor()));

-- NOTIFY only wakes: it carries nothing, since LISTEN knows no policies.
CREATE FUNCTION planblanc.wake_the_relay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify('planblanc_outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER wake_the_relay AFTER INSERT ON planblanc.outbox FOR EACH STATEMENT EXECUTE FUNCTION planblanc.wake_the_relay();

-- Same key, same input: same answer, one effect. Only the reference of the answer is kept, never its content.
CREATE TABLE planblanc.idempotency_key (
    actor_id     uuid NOT NULL,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    mutation     text NOT NULL,
    input_sha256 bytea NOT NULL CHECK (length(input_sha256) = 32),
    reference    text,                              -- set before the commit
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (actor_id, key)
);
CALL planblanc.guard('planblanc.idempotency_key');
GRANT SELECT, INSERT, UPDATE (reference) ON planblanc.idempotency_key TO planblanc_app;
CREATE POLICY owner_reads ON planblanc.idempotency_key FOR SELECT TO planblanc_app
    USING (actor_id = (SELECT planblanc.actor_id()));
CREATE POLICY owner_inserts ON planblanc.idempotency_key FOR INSERT TO planblanc_app
    WITH CHECK (actor_id = (SELECT planblanc.actor_id()));
CREATE POLICY owner_updates ON planblanc.idempotency_key FOR UPDATE TO planblanc_app
    USING (actor_id = (SELECT planblanc.actor_id())) WITH CHECK (actor_id = (SELECT planblanc.actor_id()));
