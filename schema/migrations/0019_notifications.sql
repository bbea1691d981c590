-- Who is woken and told: the duty roster of each region, alerts until somebody acknowledges, notices with every try of theirs, outgoing webhooks.

-- A way that the organisation's own network carries falls with it; so do the mailboxes of its own domains.
ALTER TABLE planblanc.contact_point ADD COLUMN on_own_network boolean NOT NULL DEFAULT false;
ALTER TABLE planblanc.contact_point DROP CONSTRAINT contact_point_channel_check;
ALTER TABLE planblanc.contact_point ADD CONSTRAINT contact_point_channel_check
    CHECK (channel IN ('PHONE', 'SMS', 'MAIL', 'RADIO', 'SATELLITE', 'APPRISE'));
ALTER TABLE planblanc.establishment ADD COLUMN mail_domains text[] NOT NULL DEFAULT '{}';

-- How a region is woken; its turns say by whom.
CREATE TABLE planblanc.duty_roster (
    region_code      text PRIMARY KEY REFERENCES planblanc.region,
    escalate_minutes integer NOT NULL CHECK (escalate_minutes BETWEEN 1 AND 120),
    saved_name       text NOT NULL,
    saved_at         timestamptz NOT NULL,
    version          integer NOT NULL DEFAULT 1
);

-- A function on duty, never a person's name: who is called first has rank 1.
CREATE TABLE planblanc.duty_turn (
    id          uuid PRIMARY KEY,
    region_code text NOT NULL REFERENCES planblanc.duty_roster,
    rank        integer NOT NULL CHECK (rank BETWEEN 1 AND 9),
    label       text NOT NULL CHECK (label <> ''),
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL CHECK (ends_at > starts_at),
    contacts    jsonb NOT NULL CHECK (jsonb_array_length(contacts) BETWEEN 1 AND 6)  -- channel and address, in the order in which they are tried
);
CREATE INDEX duty_turn_by_region ON planblanc.duty_turn (region_code, ends_at);

-- The alert that a new incident gives, from one turn of duty to the next until somebody says that it is heard.
CREATE TABLE planblanc.alert (
    incident_id       uuid PRIMARY KEY,
    region_code       text NOT NULL,
    exercise          boolean NOT NULL,
    state             text NOT NULL CHECK (state IN ('RAISED', 'ACKNOWLEDGED', 'ENDED')),
        -- RAISED → ACKNOWLEDGED | ENDED
    raised_at         timestamptz NOT NULL,
    steps             integer NOT NULL DEFAULT 0 CHECK (steps >= 0),   -- turns of duty that were woken
    escalate_at       timestamptz,
    acknowledged_by   uuid,
    acknowledged_name text,
    acknowledged_at   timestamptz CHECK (acknowledged_at >= raised_at),
    version           integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CHECK ((state = 'ACKNOWLEDGED') = (num_nulls(acknowledged_by, acknowledged_name, acknowledged_at) = 0)),
    CHECK ((state = 'RAISED') = (escalate_at IS NOT NULL))
);
CREATE INDEX alert_to_escalate ON planblanc.alert (escalate_at) WHERE state = 'RAISED';

-- What is told, to whom; its key makes it told once.
CREATE TABLE planblanc.notice (
    id               uuid PRIMARY KEY,
    key              text NOT NULL UNIQUE CHECK (key <> ''),
    kind             text NOT NULL,
    region_code      text NOT NULL REFERENCES planblanc.region,
    incident_id      uuid,
    recipient_kind   text NOT NULL CHECK (recipient_kind IN ('LENDER', 'ESTABLISHMENT', 'REGION_DUTY', 'OFFICER', 'CALL_BACK')),
    recipient_id     uuid,
    recipient_region text,
    recipient_rank   integer NOT NULL DEFAULT 1,
    recipient_name   text NOT NULL,
    subject          text NOT NULL CHECK (subject <> ''),
    body             text NOT NULL CHECK (body <> ''),
    exercise         boolean NOT NULL,
    created_at       timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL CHECK (expires_at > created_at),
    state            text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'EXPIRED', 'EXERCISE')),
        -- PENDING → DELIVERED | FAILED | EXPIRED; EXERCISE from the start: nobody real is told
    settled_at       timestamptz,
    reason           text,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
CREATE INDEX notice_by_incident ON planblanc.notice (incident_id, created_at, id);
CREATE INDEX notice_pending ON planblanc.notice (expires_at) WHERE state = 'PENDING';

-- One channel tried for a notice; when it fails the next one gets a row.
CREATE TABLE planblanc.notification (
    id            uuid PRIMARY KEY,
    notice_id     uuid NOT NULL REFERENCES planblanc.notice,
    incident_id   uuid,
    region_code   text NOT NULL REFERENCES planblanc.region,
    position      integer NOT NULL CHECK (position >= 1),
    channel       text NOT NULL CHECK (channel IN ('PHONE', 'SMS', 'MAIL', 'RADIO', 'SATELLITE', 'APPRISE')),
    label         text NOT NULL,
    created_at    timestamptz NOT NULL,
    state         text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'EXPIRED')),
        -- PENDING → DELIVERED | FAILED | EXPIRED
    attempts      integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_try_at   timestamptz NOT NULL,
    claimed_until timestamptz,                  -- by the real clock: a worker that was killed lets go of it
    is_final      boolean NOT NULL DEFAULT false,  -- refused for good: this channel is not tried again
    settled_at    timestamptz,
    reason        text,
    UNIQUE (notice_id, position),
    CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX notification_one_at_a_time ON planblanc.notification (notice_id) WHERE state = 'PENDING';
CREATE INDEX notification_pending ON planblanc.notification (next_try_at) WHERE state = 'PENDING';
CREATE INDEX notification_by_incident ON planblanc.notification (incident_id, created_at, id);

-- Where it is sent: apart, since nobody but the worker reads it.
CREATE TABLE planblanc.notification_address (
    notification_id uuid PRIMARY KEY REFERENCES planblanc.notification,
    address         text NOT NULL CHECK (address <> '')
);

-- What the victim was last told of what arrives.
CREATE TABLE planblanc.arrival_digest (
    incident_id uuid PRIMARY KEY,
    region_code text NOT NULL,
    number      integer NOT NULL CHECK (number >= 1),
    told        text NOT NULL,
    told_at     timestamptz NOT NULL,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);

-- An outside program that wants to hear of a region, or of one site alone.
CREATE TABLE planblanc.webhook (
    id               uuid PRIMARY KEY,
    region_code      text NOT NULL REFERENCES planblanc.region,
    establishment_id uuid,
    label            text NOT NULL CHECK (label <> ''),
    url              text NOT NULL CHECK (url <> ''),
    kinds            text[] NOT NULL CHECK (cardinality(kinds) > 0),
    exercises        boolean NOT NULL,
    active           boolean NOT NULL,
    saved_name       text NOT NULL,
    saved_at         timestamptz NOT NULL,
    version          integer NOT NULL DEFAULT 1,
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX webhook_by_region ON planblanc.webhook (region_code, label, id);

-- The program's own secrets, the last one signs and the one before still does: written by the API, read by the worker alone.
CREATE TABLE planblanc.webhook_secret (
    id         uuid PRIMARY KEY,
    webhook_id uuid NOT NULL REFERENCES planblanc.webhook,
    secret     bytea NOT NULL CHECK (length(secret) BETWEEN 24 AND 64),
    created_at timestamptz NOT NULL
);
CREATE INDEX webhook_secret_by_webhook ON planblanc.webhook_secret (webhook_id, created_at DESC);

-- One message to one program: the same id however often it is sent.
CREATE TABLE planblanc.webhook_delivery (
    id            uuid PRIMARY KEY,
    webhook_id    uuid NOT NULL REFERENCES planblanc.webhook,
    region_code   text NOT NULL REFERENCES planblanc.region,
    message_id    text NOT NULL CHECK (message_id <> ''),
    kind          text NOT NULL,
    message       jsonb NOT NULL,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL CHECK (expires_at > created_at),
    state         text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'EXPIRED')),
        -- PENDING → DELIVERED | FAILED | EXPIRED
    attempts      integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_try_at   timestamptz NOT NULL,
    claimed_until timestamptz,
    settled_at    timestamptz,
    reason        text,
    UNIQUE (webhook_id, message_id),
    CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
CREATE INDEX webhook_delivery_pending ON planblanc.webhook_delivery (next_try_at) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_by_webhook ON planblanc.webhook_delivery (webhook_id, created_at DESC, id DESC);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['duty_roster', 'duty_turn', 'alert', 'notice', 'notification', 'notification_address', 'arrival_digest',
                                'webhook', 'webhook_secret', 'webhook_delivery']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['alert', 'notice', 'notification', 'notification_address', 'arrival_digest', 'webhook_delivery']
    LOOP
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
    END LOOP;
    -- Who was told what by which channel is read by those who conduct the crisis.
    FOREACH part IN ARRAY ARRAY['duty_roster', 'duty_turn', 'alert', 'notice', 'notification']
    LOOP
        EXECUTE format('GRANT SELECT ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY coordinator_reads ON planblanc.%I FOR SELECT TO planblanc_app
            USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['duty_roster', 'duty_turn']
    LOOP
        EXECUTE format('GRANT INSERT, UPDATE ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY coordinator_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))', part);
        EXECUTE format('CREATE POLICY coordinator_updates ON planblanc.%I FOR UPDATE TO planblanc_app
            USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
            WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))', part);
    END LOOP;
END $$;

GRANT DELETE ON planblanc.duty_turn TO planblanc_app;
CREATE POLICY coordinator_deletes ON planblanc.duty_turn FOR DELETE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

GRANT UPDATE (state, escalate_at, acknowledged_by, acknowledged_name, acknowledged_at) ON planblanc.alert TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.alert FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- A program is subscribed by who coordinates its region; that of one site, by the site too.
CREATE FUNCTION planblanc.kept_webhooks() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM webhook
    WHERE region_code = ANY((SELECT coordinated_regions())::text[])
       OR (actor_role() = 'ESTABLISHMENT' AND establishment_id = ANY((SELECT own_establishments())::uuid[]))
$$;
CALL planblanc.entrust('planblanc.kept_webhooks()');

GRANT SELECT, INSERT, UPDATE ON planblanc.webhook TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.webhook FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_webhooks())::uuid[]));
CREATE POLICY keeper_inserts ON planblanc.webhook FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR ((SELECT planblanc.actor_role()) = 'ESTABLISHMENT' AND establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[])));
CREATE POLICY keeper_updates ON planblanc.webhook FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_webhooks())::uuid[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR ((SELECT planblanc.actor_role()) = 'ESTABLISHMENT' AND establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[])));
GRANT INSERT ON planblanc.webhook_secret TO planblanc_app;
CREATE POLICY keeper_inserts ON planblanc.webhook_secret FOR INSERT TO planblanc_app
    WITH CHECK (webhook_id = ANY((SELECT planblanc.kept_webhooks())::uuid[]));
GRANT SELECT ON planblanc.webhook_delivery TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.webhook_delivery FOR SELECT TO planblanc_app
    USING (webhook_id = ANY((SELECT planblanc.kept_webhooks())::uuid[]));
