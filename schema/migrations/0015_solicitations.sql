-- Lenders are asked: what each one is asked for at once, its answer line by line, the call list, and links that answer once.

-- What a one-use link gives, and nothing else: one solicitation, or one engagement.
CREATE FUNCTION planblanc.link_solicitation() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) = 'LINK_HOLDER'
                THEN nullif(current_setting('planblanc.link_solicitation', true), '')::uuid END
$$;

CREATE FUNCTION planblanc.link_engagement() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) = 'LINK_HOLDER'
                THEN nullif(current_setting('planblanc.link_engagement', true), '')::uuid END
$$;

ALTER TABLE planblanc.engagement ADD CONSTRAINT engagement_of_lender UNIQUE (id, incident_id, lender_id);

-- One call to one lender. What it must know is written here: it reads neither the incident nor the plan.
CREATE TABLE planblanc.solicitation (
    id                 uuid PRIMARY KEY,
    incident_id        uuid NOT NULL,
    region_code        text NOT NULL,           -- the incident's
    lender_id          uuid NOT NULL REFERENCES planblanc.lender,
    lender_region_code text NOT NULL REFERENCES planblanc.region,
    lender_name        text NOT NULL,
    lender_commune     text NOT NULL,
    victim_name        text NOT NULL,
    victim_commune     text NOT NULL,
    exercise           boolean NOT NULL,
    tlp                text NOT NULL CHECK (tlp IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT')),  -- how widely its lines in the journal are shared
    issued_by          uuid NOT NULL,
    issued_name        text NOT NULL,
    issued_at          timestamptz NOT NULL,
    ars_told_at        timestamptz,             -- when the lender's own ARS was told that its pool is drawn on
    version            integer NOT NULL DEFAULT 1,
    UNIQUE (id, incident_id, lender_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX solicitation_by_incident ON planblanc.solicitation (incident_id, issued_at, id);
CREATE INDEX solicitation_by_lender ON planblanc.solicitation (lender_id, issued_at DESC, id DESC);

-- One engagement that is asked for: the lender releases, the person accepts.
CREATE TABLE planblanc.solicitation_line (
    engagement_id    uuid PRIMARY KEY,
    solicitation_id  uuid NOT NULL,
    incident_id      uuid NOT NULL,
    region_code      text NOT NULL,
    lender_id        uuid NOT NULL,
    label            text NOT NULL CHECK (label <> ''),     -- what is asked for, as the plan names it
    asked            integer NOT NULL CHECK (asked >= 1),
    criticality      text NOT NULL CHECK (criticality IN ('VITAL', 'HIGH', 'NORMAL')),
    wanted_at        timestamptz,                           -- the hour by which it is wanted; empty: no bound
    starts_at        timestamptz NOT NULL,
    ends_at          timestamptz NOT NULL CHECK (ends_at > starts_at),
    travel_minutes   integer CHECK (travel_minutes >= 0),
    answer           text NOT NULL CHECK (answer IN ('PENDING', 'ACCEPTED', 'PARTIAL', 'REFUSED', 'DEFERRED')),
        -- PENDING → ACCEPTED | PARTIAL | REFUSED | DEFERRED; DEFERRED → any answer
    due_at           timestamptz NOT NULL,                  -- by when it is answered, or called again; then it escalates
    escalations      integer NOT NULL DEFAULT 0 CHECK (escalations >= 0),
    offered          integer CHECK (offered BETWEEN 1 AND asked),
    reason           text NOT NULL DEFAULT '',
    preauthorised    boolean NOT NULL DEFAULT false,        -- an agreement releases it: it is only told
    answered_at      timestamptz,
    answered_by      uuid,
    answered_name    text,
    answered_for     text,                                  -- who spoke, by function, when an officer wrote it down
    channel          text CHECK (channel IN ('API', 'PHONE', 'CONSOLE', 'PORTAL', 'LINK', 'SYSTEM')),
    consent          text NOT NULL CHECK (consent IN ('NOT_NEEDED', 'PENDING', 'GIVEN', 'REFUSED')),
        -- PENDING → GIVEN | REFUSED: of the person, when it is a named one
    consent_at       timestamptz,
    consent_name     text,
    version          integer NOT NULL DEFAULT 1,
    FOREIGN KEY (solicitation_id, incident_id, lender_id) REFERENCES planblanc.solicitation (id, incident_id, lender_id),
    FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement (id, incident_id, lender_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CHECK ((answer IN ('ACCEPTED', 'PARTIAL')) = (offered IS NOT NULL)),
    CHECK (answer <> 'ACCEPTED' OR offered = asked),
    CHECK (answer <> 'PARTIAL' OR offered < asked),
    CHECK ((answer = 'PENDING') = (answered_at IS NULL)),
    CHECK ((consent IN ('GIVEN', 'REFUSED')) = (consent_at IS NOT NULL))
);
CREATE INDEX solicitation_line_by_solicitation ON planblanc.solicitation_line (solicitation_id, engagement_id);
CREATE INDEX solicitation_line_by_incident ON planblanc.solicitation_line (incident_id);
CREATE INDEX solicitation_line_due ON planblanc.solicitation_line (due_at) WHERE answer IN ('PENDING', 'DEFERRED');

-- Who asked for the numbers of an incident's call list, once for the incident, and why.
CREATE TABLE planblanc.call_list_reveal (
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    revealed_by   uuid NOT NULL,
    revealed_name text NOT NULL,
    motive        text NOT NULL CHECK (motive <> ''),
    revealed_at   timestamptz NOT NULL,
    PRIMARY KEY (incident_id, revealed_by),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);

-- A link that answers once, without an account: only the hash of its token is kept.
CREATE TABLE planblanc.one_use_link (
    id              uuid PRIMARY KEY,
    token_sha256    bytea NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    solicitation_id uuid,
    engagement_id   uuid,
    incident_id     uuid NOT NULL,
    region_code     text NOT NULL,
    lender_id       uuid NOT NULL,
    issued_by       uuid NOT NULL,
    issued_name     text NOT NULL,
    issued_at       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > issued_at),
    used_at         timestamptz,
    revoked_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    CHECK (num_nonnulls(solicitation_id, engagement_id) = 1),
    FOREIGN KEY (solicitation_id, incident_id, lender_id) REFERENCES planblanc.solicitation (id, incident_id, lender_id),
    FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement (id, incident_id, lender_id),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX one_use_link_by_solicitation ON planblanc.one_use_link (solicitation_id) WHERE solicitation_id IS NOT NULL;
CREATE INDEX one_use_link_by_engagement ON planblanc.one_use_link (engagement_id) WHERE engagement_id IS NOT NULL;

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['solicitation', 'solicitation_line', 'call_list_reveal', 'one_use_link']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON planblanc.%I TO planblanc_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['solicitation', 'solicitation_line', 'one_use_link']
    LOOP
        CALL planblanc.worker_writes(format('planblanc.%I', part)::regclass);
    END LOOP;
END $$;
GRANT UPDATE (asked, answer, due_at, escalations, offered, reason, answered_at, answered_by, answered_name, answered_for, channel,
    consent, consent_at, consent_name) ON planblanc.solicitation_line TO planblanc_app;
GRANT UPDATE (used_at, revoked_at) ON planblanc.one_use_link TO planblanc_app;

-- Whose solicitations the actor answers: its own lenders', or the link's.
CREATE FUNCTION planblanc.answered_solicitations() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM solicitation
    WHERE lender_id = ANY((SELECT lent_lenders())::uuid[]) OR id = (SELECT link_solicitation())
$$;
CALL planblanc.entrust('planblanc.answered_solicitations()');

-- The engagements that a link opens.
CREATE FUNCTION planblanc.linked_engagements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT engagement_id FROM solicitation_line WHERE solicitation_id = (SELECT link_solicitation())
        UNION
        SELECT link_engagement() WHERE link_engagement() IS NOT NULL
    ) AS linked (id)
$$;
CALL planblanc.entrust('planblanc.linked_engagements()');

-- What the actor answers for, engagement by engagement: as a lender, or by a link.
CREATE FUNCTION planblanc.answered_engagements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT engagement.id FROM engagement WHERE engagement.lender_id = ANY((SELECT lent_lenders())::uuid[])
        UNION
        SELECT unnest(linked_engagements())
    ) AS answered (id)
$$;
CALL planblanc.entrust('planblanc.answered_engagements()');

-- Whose solicitations the actor reads: whoever conducts the crisis, answers, or keeps the pool that is drawn on (its ARS among them).
CREATE FUNCTION planblanc.followed_solicitations() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT solicitation.id FROM solicitation
        WHERE incident_id = ANY((SELECT coordinated_incidents())::uuid[]) OR lender_id = ANY((SELECT managed_lenders())::uuid[])
        UNION
        SELECT unnest(answered_solicitations())
        UNION
        SELECT solicitation_id FROM solicitation_line WHERE engagement_id = (SELECT link_engagement())
    ) AS followed (id)
$$;
CALL planblanc.entrust('planblanc.followed_solicitations()');

-- The lines of these; a person's link shows that person's line alone.
CREATE FUNCTION planblanc.followed_solicitation_lines() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(engagement_id), '{}') FROM solicitation_line
    WHERE solicitation_id = ANY((SELECT followed_solicitations())::uuid[])
      AND (link_engagement() IS NULL OR engagement_id = link_engagement())
$$;
CALL planblanc.entrust('planblanc.followed_solicitation_lines()');

CREATE POLICY follower_reads ON planblanc.solicitation FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.followed_solicitations())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.solicitation FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY follower_reads ON planblanc.solicitation_line FOR SELECT TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.followed_solicitation_lines())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.solicitation_line FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY asked_updates ON planblanc.solicitation_line FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]));

CREATE POLICY coordinator_reads ON planblanc.call_list_reveal FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.call_list_reveal FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        AND revealed_by = (SELECT planblanc.actor_id()));

-- A link is handed out by who conducts the crisis, or by the lender to its own people; its holder marks it used.
CREATE POLICY issuer_reads ON planblanc.one_use_link FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[])
        OR id = (SELECT planblanc.actor_id()));
CREATE POLICY issuer_inserts ON planblanc.one_use_link FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[]));
CREATE POLICY issuer_updates ON planblanc.one_use_link FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[])
        OR id = (SELECT planblanc.actor_id()))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[])
        OR id = (SELECT planblanc.actor_id()));

-- The engagements that the actor answers for change with the answer, and the units that are not given are free again.
CREATE POLICY asked_updates ON planblanc.engagement FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.answered_engagements())::uuid[]))
    WITH CHECK (id = ANY((SELECT planblanc.answered_engagements())::uuid[]));
CREATE POLICY asked_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]));
CREATE POLICY asked_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]))
    WITH CHECK (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]));

-- Which incidents the actor answers for: it reads nothing of them, and writes its answer in their main courante.
CREATE FUNCTION planblanc.answered_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT incident_id), '{}') FROM engagement WHERE id = ANY((SELECT answered_engagements())::uuid[])
$$;
CALL planblanc.entrust('planblanc.answered_incidents()');

-- Which of these responders are persons, whose own consent is asked: known without reading the pool of another region.
CREATE FUNCTION planblanc.named_responders(wanted uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT id FROM responder
    WHERE id = ANY(wanted) AND named AND lender_id = ANY((SELECT visible_lenders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.named_responders(uuid[])');

-- What a token opens, whatever it is worth now: the caller judges, and says why not.
CREATE FUNCTION planblanc.open_link(wanted_sha256 bytea)
RETURNS TABLE (id uuid, solicitation_id uuid, engagement_id uuid, lender_id uuid, lender_name text, region_code text,
    engagement_state text, expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT link.id, link.solicitation_id, link.engagement_id, link.lender_id, lender.name, link.region_code,
           engagement.state, link.expires_at, link.used_at, link.revoked_at
    FROM one_use_link AS link
    JOIN lender ON lender.id = link.lender_id
    LEFT JOIN engagement ON engagement.id = link.engagement_id
    WHERE link.token_sha256 = wanted_sha256
$$;
CALL planblanc.entrust('planblanc.open_link(bytea)');

-- How the lenders of an incident's call list are reached, their own contact points first, for who asked for it and conducts the crisis.
CREATE FUNCTION planblanc.call_list_numbers(wanted_incident uuid)
RETURNS TABLE (lender_id uuid, label text, channel text, address text, rank integer, last_tested_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT asked.lender_id, contact.label, contact.channel, contact.address, contact.rank, contact.last_tested_on
    FROM (SELECT DISTINCT solicitation.lender_id FROM solicitation WHERE solicitation.incident_id = wanted_incident) AS asked
    JOIN lender ON lender.id = asked.lender_id
    JOIN contact_point AS contact ON contact.lender_id = asked.lender_id OR contact.establishment_id = lender.establishment_id
    WHERE wanted_incident = ANY((SELECT coordinated_incidents())::uuid[])
      AND EXISTS (SELECT FROM call_list_reveal
                  WHERE call_list_reveal.incident_id = wanted_incident AND call_list_reveal.revealed_by = actor_id())
    ORDER BY asked.lender_id, contact.lender_id IS NULL, contact.rank, contact.id
    LIMIT 2000
$$;
CALL planblanc.entrust('planblanc.call_list_numbers(uuid)');

SET LOCAL ROLE planblanc_definer;

-- Read by who follows the incident, who keeps the lender that is asked, and who holds a link to it.
CREATE OR REPLACE FUNCTION planblanc.followed_engagements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM engagement
    WHERE incident_id = ANY((SELECT followed_incidents())::uuid[]) OR lender_id = ANY((SELECT managed_lenders())::uuid[])
       OR id = ANY((SELECT linked_engagements())::uuid[])
$$;

-- May the actor write in this chain? Whoever acts on an incident or answers for it, or acts on the pool of a region; the worker everywhere.
CREATE OR REPLACE FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN current_setting('role', true) IN ('planblanc_worker', 'planblanc_migrator') THEN true
        WHEN wanted_kind = 'INCIDENT' THEN wanted_key::uuid = ANY((SELECT followed_incidents())::uuid[])
            OR wanted_key::uuid = ANY((SELECT answered_incidents())::uuid[])
        WHEN wanted_kind = 'REGION' THEN wanted_key = ANY((SELECT managed_regions())::text[])
            OR wanted_key = ANY((SELECT own_regions())::text[])
            OR EXISTS (SELECT FROM lender WHERE id = ANY((SELECT lent_lenders())::uuid[]) AND region_code = wanted_key)
            OR EXISTS (SELECT FROM establishment WHERE id = ANY((SELECT kept_establishments())::uuid[]) AND region_code = wanted_key)
        ELSE actor_role() IN ('NATIONAL_COORDINATOR', 'ADMINISTRATOR')
    END
$$;
SET LOCAL ROLE planblanc_owner;
