-- Who has access: accounts and what their providers call them, what each may do and who approved it, the first accesses that
-- wait for somebody's decision, deputies, and the keys of programs. Nothing is given by default: an account without a grant reads nothing.

CREATE TABLE planblanc.account (
    id           uuid PRIMARY KEY,       -- of a person, the key of the first identity it was known by
    kind         text NOT NULL CHECK (kind IN ('PERSON', 'SERVICE')),
    name         text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    created_by   uuid,
    created_name text NOT NULL,
    created_at   timestamptz NOT NULL,
    ended_by     uuid,
    ended_name   text,
    ended_at     timestamptz CHECK (ended_at >= created_at),
    ended_reason text,
    version      integer NOT NULL DEFAULT 1,
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);
CREATE INDEX account_by_name ON planblanc.account (name, id);

-- How a provider calls somebody: its own subject is trusted, the numbers are as it showed them at the last login.
CREATE TABLE planblanc.account_identity (
    id            uuid PRIMARY KEY,      -- made of the issuer and the subject: whoever comes in says it before anything is read
    account_id    uuid NOT NULL REFERENCES planblanc.account,
    issuer        text NOT NULL CHECK (issuer <> '' AND length(issuer) <= 500),
    subject       text NOT NULL CHECK (subject <> '' AND length(subject) <= 500),
    rpps          text,
    finess        text[] NOT NULL DEFAULT '{}',
    siret         text[] NOT NULL DEFAULT '{}',
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL CHECK (last_seen_at >= first_seen_at),
    UNIQUE (issuer, subject)
);
CREATE INDEX account_identity_by_account ON planblanc.account_identity (account_id);

-- What a provider shows of somebody → what is proposed for them. Written by the operator's command alone.
CREATE TABLE planblanc.access_rule (
    id             uuid PRIMARY KEY,
    issuer         text,                 -- any provider when none is said
    claim          text NOT NULL CHECK (claim IN ('RPPS', 'FINESS', 'SIRET')),
    pattern        text NOT NULL CHECK (pattern <> ''),  -- the whole number, or how it begins, with a star at its end
    role           text NOT NULL,
    scope          text NOT NULL CHECK (scope IN ('SHOWN_ESTABLISHMENT', 'REGION', 'ESTABLISHMENT', 'LENDER', 'NATION')),
    scope_key      text,                 -- INSEE code, FINESS or code of a lender: what the rule names by itself
    label          text NOT NULL,
    saved_at       timestamptz NOT NULL,
    CHECK ((scope IN ('SHOWN_ESTABLISHMENT', 'NATION')) = (scope_key IS NULL)),
    CHECK (scope <> 'SHOWN_ESTABLISHMENT' OR claim = 'FINESS')
);

-- A first access that the rules propose: nothing is open until a person of the scope has accepted it.
CREATE TABLE planblanc.access_request (
    id             uuid PRIMARY KEY,
    account_id     uuid NOT NULL REFERENCES planblanc.account,
    role           text NOT NULL,
    regions        text[] NOT NULL,
    establishments uuid[] NOT NULL,
    lenders        uuid[] NOT NULL,
    region_codes   text[] NOT NULL,      -- where the scope lies; nowhere in particular when it is the nation
    label          text NOT NULL,        -- the rule's: why it is proposed
    asked_at       timestamptz NOT NULL,
    state          text NOT NULL CHECK (state IN ('PENDING', 'ACCEPTED', 'REFUSED')),  -- PENDING → ACCEPTED | REFUSED
    decided_by     uuid,
    decided_name   text,
    decided_at     timestamptz CHECK (decided_at >= asked_at),
    reason         text,
    version        integer NOT NULL DEFAULT 1,
    CHECK ((state = 'PENDING') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX access_request_waits_once ON planblanc.access_request (account_id, role, regions, establishments, lenders)
    WHERE state = 'PENDING';
CREATE INDEX access_request_by_time ON planblanc.access_request (asked_at, id);

-- One role within one scope, from a moment, until another; a deputy has no more than whoever named them, and no longer.
CREATE TABLE planblanc.account_grant (
    id             uuid PRIMARY KEY,
    account_id     uuid NOT NULL REFERENCES planblanc.account,
    role           text NOT NULL,
    regions        text[] NOT NULL,
    establishments uuid[] NOT NULL,
    lenders        uuid[] NOT NULL,
    region_codes   text[] NOT NULL,
    deputy_of      uuid REFERENCES planblanc.account_grant,
    request_id     uuid REFERENCES planblanc.access_request,
    approved_by    uuid NOT NULL,
    approved_name  text NOT NULL,
    approved_at    timestamptz NOT NULL,
    starts_at      timestamptz NOT NULL,
    until          timestamptz CHECK (until > starts_at),
    ended_by       uuid,
    ended_name     text,
    ended_at       timestamptz CHECK (ended_at >= approved_at),
    ended_reason   text,
    version        integer NOT NULL DEFAULT 1,
    CHECK (deputy_of IS NULL OR until IS NOT NULL),
    CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);
CREATE INDEX account_grant_by_account ON planblanc.account_grant (account_id);
CREATE INDEX account_grant_by_holder ON planblanc.account_grant (deputy_of) WHERE deputy_of IS NOT NULL;

-- A key of a program: what is kept is its digest, and its first characters, by which people tell it from another.
CREATE TABLE planblanc.service_key (
    id             uuid PRIMARY KEY,
    grant_id       uuid NOT NULL REFERENCES planblanc.account_grant,
    account_id     uuid NOT NULL REFERENCES planblanc.account,
    digest         bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    shown          text NOT NULL,
    label          text NOT NULL,
    issued_by      uuid NOT NULL,
    issued_name    text NOT NULL,
    issued_at      timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL CHECK (expires_at > issued_at),
    revoked_name   text,
    revoked_at     timestamptz,
    revoked_reason text,
    version        integer NOT NULL DEFAULT 1,
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX service_key_by_grant ON planblanc.service_key (grant_id);
CREATE INDEX service_key_by_account ON planblanc.service_key (account_id);

-- Whoever decides of an access is known by where it lies: this is never told by who asks, and names nothing that is not there.
CREATE FUNCTION planblanc.scope_lies_where_it_says() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    places text[] := NEW.regions || ARRAY(SELECT region_code FROM establishment WHERE id = ANY(NEW.establishments))
        || ARRAY(SELECT region_code FROM lender WHERE id = ANY(NEW.lenders));
BEGIN
    IF NOT (NEW.region_codes @> places AND NEW.region_codes <@ places
            AND cardinality(places) = cardinality(NEW.regions) + cardinality(NEW.establishments) + cardinality(NEW.lenders)) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'a scope lies where the things that it names lie';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scope_lies_where_it_says BEFORE INSERT OR UPDATE OF regions, establishments, lenders, region_codes ON planblanc.access_request
    FOR EACH ROW EXECUTE FUNCTION planblanc.scope_lies_where_it_says();
CREATE TRIGGER scope_lies_where_it_says BEFORE INSERT OR UPDATE OF regions, establishments, lenders, region_codes ON planblanc.account_grant
    FOR EACH ROW EXECUTE FUNCTION planblanc.scope_lies_where_it_says();
CALL planblanc.entrust('planblanc.scope_lies_where_it_says()');

-- The accounts that are the actor's own; whoever is at the door is known by an identity, of which nothing may be kept yet.
CREATE FUNCTION planblanc.own_accounts() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT actor_id() WHERE actor_id() IS NOT NULL
        UNION
        SELECT account_id FROM account_identity WHERE id = actor_id() AND actor_role() = 'NEWCOMER'
    ) AS own (id)
$$;
CALL planblanc.entrust('planblanc.own_accounts()');

-- Whether the actor decides of a role within a scope: a person of that scope, or of a wider one that holds it.
CREATE FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[])
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE actor_role()
        WHEN 'ADMINISTRATOR' THEN kept_role IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'SERVICE')
        WHEN 'NATIONAL_COORDINATOR' THEN kept_role <> 'ADMINISTRATOR'
        WHEN 'ZONE_COORDINATOR' THEN kept_role NOT IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER')
            AND lies_in <> '{}' AND lies_in <@ coordinated_regions()
        WHEN 'ARS_COORDINATOR' THEN kept_role NOT IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'ZONE_COORDINATOR')
            AND lies_in <> '{}' AND lies_in <@ coordinated_regions()
        WHEN 'ESTABLISHMENT' THEN kept_role IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR', 'SERVICE') AND kept_regions = '{}'
            AND kept_establishments <@ own_establishments() AND kept_lenders <@ lent_lenders()
            AND cardinality(kept_establishments) + cardinality(kept_lenders) > 0
        WHEN 'RESOURCE_MANAGER' THEN kept_role IN ('RESOURCE_MANAGER', 'DUTY_DIRECTOR') AND kept_regions = '{}'
            AND kept_establishments <@ kept_establishments() AND kept_lenders <@ lent_lenders()
            AND cardinality(kept_establishments) + cardinality(kept_lenders) > 0
        ELSE false
    END
$$;
CALL planblanc.entrust('planblanc.keeps_access(text, text[], uuid[], uuid[], text[])');

-- Whether what is named is no more than what the actor holds itself, and ends no later.
CREATE FUNCTION planblanc.holds_as_much(
    held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM account_grant AS holder
        WHERE holder.id = held AND holder.account_id = ANY((SELECT own_accounts())::uuid[]) AND holder.deputy_of IS NULL
          AND holder.ended_at IS NULL AND holder.role = named_role AND named_regions <@ holder.regions
          AND named_establishments <@ holder.establishments AND named_lenders <@ holder.lenders
          AND (holder.until IS NULL OR ends <= holder.until))
$$;
CALL planblanc.entrust('planblanc.holds_as_much(uuid, text, text[], uuid[], uuid[], timestamptz)');

-- The grants that the actor decides of, its own, and those of whoever stands in for it.
CREATE FUNCTION planblanc.kept_grants() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(kept.id), '{}') FROM account_grant AS kept
    LEFT JOIN account_grant AS holder ON holder.id = kept.deputy_of
    WHERE kept.account_id = ANY((SELECT own_accounts())::uuid[]) OR holder.account_id = ANY((SELECT own_accounts())::uuid[])
       OR keeps_access(kept.role, kept.regions, kept.establishments, kept.lenders, kept.region_codes)
$$;
CALL planblanc.entrust('planblanc.kept_grants()');

CREATE FUNCTION planblanc.kept_requests() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM access_request
    WHERE keeps_access(role, regions, establishments, lenders, region_codes)
$$;
CALL planblanc.entrust('planblanc.kept_requests()');

-- The accounts that hold, held or ask for something that the actor decides of; and its own.
CREATE FUNCTION planblanc.kept_accounts() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT unnest(own_accounts())
        UNION SELECT account_id FROM account_grant WHERE id = ANY((SELECT kept_grants())::uuid[])
        UNION SELECT account_id FROM access_request WHERE id = ANY((SELECT kept_requests())::uuid[])
    ) AS kept (id)
$$;
CALL planblanc.entrust('planblanc.kept_accounts()');

CALL planblanc.guard('planblanc.account');
GRANT SELECT, INSERT ON planblanc.account TO planblanc_app;
GRANT UPDATE (name, ended_by, ended_name, ended_at, ended_reason) ON planblanc.account TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.account FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_accounts())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY newcomer_inserts ON planblanc.account FOR INSERT TO planblanc_app
    WITH CHECK (kind = 'PERSON' AND (SELECT planblanc.actor_role()) = 'NEWCOMER' AND id = (SELECT planblanc.actor_id()));
-- An account of a program has no right by itself: what it is granted is decided apart.
CREATE POLICY keeper_inserts ON planblanc.account FOR INSERT TO planblanc_app
    WITH CHECK (kind = 'SERVICE' AND ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR'
        OR cardinality((SELECT planblanc.coordinated_regions())::text[]) > 0
        OR ((SELECT planblanc.actor_role()) = 'ESTABLISHMENT' AND cardinality((SELECT planblanc.own_establishments())::uuid[]) > 0)));
CREATE POLICY newcomer_updates ON planblanc.account FOR UPDATE TO planblanc_app
    USING ((SELECT planblanc.actor_role()) = 'NEWCOMER' AND id = ANY((SELECT planblanc.own_accounts())::uuid[]) AND ended_at IS NULL)
    WITH CHECK (ended_at IS NULL);
CREATE POLICY administrator_updates ON planblanc.account FOR UPDATE TO planblanc_app
    USING ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR') WITH CHECK ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR');

CALL planblanc.guard('planblanc.account_identity');
GRANT SELECT, INSERT ON planblanc.account_identity TO planblanc_app;
GRANT UPDATE (rpps, finess, siret, last_seen_at) ON planblanc.account_identity TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.account_identity FOR SELECT TO planblanc_app
    USING (account_id = ANY((SELECT planblanc.kept_accounts())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY newcomer_inserts ON planblanc.account_identity FOR INSERT TO planblanc_app
    WITH CHECK ((SELECT planblanc.actor_role()) = 'NEWCOMER' AND id = (SELECT planblanc.actor_id()) AND account_id = id);
CREATE POLICY newcomer_updates ON planblanc.account_identity FOR UPDATE TO planblanc_app
    USING ((SELECT planblanc.actor_role()) = 'NEWCOMER' AND id = (SELECT planblanc.actor_id()))
    WITH CHECK (id = (SELECT planblanc.actor_id()));

CALL planblanc.guard('planblanc.access_rule');
GRANT SELECT ON planblanc.access_rule TO planblanc_app;
CREATE POLICY door_reads ON planblanc.access_rule FOR SELECT TO planblanc_app
    USING ((SELECT planblanc.actor_role()) IN ('NEWCOMER', 'ADMINISTRATOR'));

CALL planblanc.guard('planblanc.access_request');
GRANT SELECT, INSERT ON planblanc.access_request TO planblanc_app;
GRANT UPDATE (state, decided_by, decided_name, decided_at, reason) ON planblanc.access_request TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.access_request FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_requests())::uuid[]) OR account_id = ANY((SELECT planblanc.own_accounts())::uuid[])
        OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY newcomer_inserts ON planblanc.access_request FOR INSERT TO planblanc_app
    WITH CHECK (state = 'PENDING' AND (SELECT planblanc.actor_role()) = 'NEWCOMER'
        AND account_id = ANY((SELECT planblanc.own_accounts())::uuid[]));
-- Nobody decides of their own access.
CREATE POLICY keeper_updates ON planblanc.access_request FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_requests())::uuid[]) AND account_id <> ALL((SELECT planblanc.own_accounts())::uuid[]))
    WITH CHECK (state <> 'PENDING');

CALL planblanc.guard('planblanc.account_grant');
GRANT SELECT, INSERT ON planblanc.account_grant TO planblanc_app;
GRANT UPDATE (ended_by, ended_name, ended_at, ended_reason) ON planblanc.account_grant TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.account_grant FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_grants())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY keeper_inserts ON planblanc.account_grant FOR INSERT TO planblanc_app
    WITH CHECK (deputy_of IS NULL AND account_id <> ALL((SELECT planblanc.own_accounts())::uuid[])
        AND planblanc.keeps_access(role, regions, establishments, lenders, region_codes));
CREATE POLICY holder_names_a_deputy ON planblanc.account_grant FOR INSERT TO planblanc_app
    WITH CHECK (deputy_of IS NOT NULL AND account_id <> ALL((SELECT planblanc.own_accounts())::uuid[])
        AND planblanc.holds_as_much(deputy_of, role, regions, establishments, lenders, until));
CREATE POLICY keeper_updates ON planblanc.account_grant FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.kept_grants())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR')
    WITH CHECK (ended_at IS NOT NULL);

CALL planblanc.guard('planblanc.service_key');
GRANT SELECT, INSERT ON planblanc.service_key TO planblanc_app;
GRANT UPDATE (revoked_name, revoked_at, revoked_reason) ON planblanc.service_key TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.service_key FOR SELECT TO planblanc_app
    USING (grant_id = ANY((SELECT planblanc.kept_grants())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY keeper_inserts ON planblanc.service_key FOR INSERT TO planblanc_app
    WITH CHECK (account_id <> ALL((SELECT planblanc.own_accounts())::uuid[]) AND grant_id = ANY((SELECT planblanc.kept_grants())::uuid[]));
CREATE POLICY keeper_updates ON planblanc.service_key FOR UPDATE TO planblanc_app
    USING (grant_id = ANY((SELECT planblanc.kept_grants())::uuid[]) OR (SELECT planblanc.actor_role()) = 'ADMINISTRATOR')
    WITH CHECK (revoked_at IS NOT NULL);

-- The actor that a key speaks for, if it is one that still stands: in one statement, before anybody is known.
CREATE FUNCTION planblanc.key_actor(shown_digest bytea, at timestamptz)
RETURNS TABLE (account_id uuid, name text, role text, regions text[], establishments uuid[], lenders uuid[], expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT account.id, account.name, granted.role, granted.regions, granted.establishments, granted.lenders,
           least(service_key.expires_at, granted.until)
    FROM service_key
    JOIN account_grant AS granted ON granted.id = service_key.grant_id
    JOIN account ON account.id = service_key.account_id
    WHERE service_key.digest = shown_digest AND service_key.revoked_at IS NULL AND service_key.expires_at > at
      AND granted.ended_at IS NULL AND granted.starts_at <= at AND (granted.until IS NULL OR granted.until > at)
      AND account.ended_at IS NULL
      -- What a person was given opens to that person alone.
      AND granted.account_id = service_key.account_id AND granted.role = 'SERVICE'
$$;
CALL planblanc.entrust('planblanc.key_actor(bytea, timestamptz)');

-- How somebody is called whom a holder names by the key of their account: a person who has not left, and nothing else of them.
CREATE FUNCTION planblanc.nameable(wanted uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT name FROM account
    WHERE id = wanted AND kind = 'PERSON' AND ended_at IS NULL
      AND EXISTS (SELECT FROM account_grant WHERE account_id = actor_id() AND ended_at IS NULL)
$$;
CALL planblanc.entrust('planblanc.nameable(uuid)');

-- The lenders that a scope may hold, of whoever comes in and reads none: by the sites that own them, or by their codes.
CREATE FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[])
RETURNS TABLE (id uuid, establishment_id uuid, code text, name text, region_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT lender.id, lender.establishment_id, lender.code, lender.name, lender.region_code FROM lender
    WHERE actor_role() IN ('NEWCOMER', 'ADMINISTRATOR') AND (lender.establishment_id = ANY(of_sites) OR lender.code = ANY(codes))
    LIMIT 100
$$;
CALL planblanc.entrust('planblanc.scope_lenders(uuid[], text[])');

-- Where an account is known: the chains that tell what it is given, whoever it is that gives or takes it.
CREATE FUNCTION planblanc.account_chains() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT code), '{}')
    FROM (SELECT region_codes FROM account_grant WHERE account_id = ANY((SELECT own_accounts())::uuid[])
          UNION SELECT region_codes FROM access_request WHERE account_id = ANY((SELECT own_accounts())::uuid[]) AND state = 'PENDING'
    ) AS lies, unnest(CASE WHEN region_codes = '{}' THEN '{FR}' ELSE region_codes END) AS code
$$;
CALL planblanc.entrust('planblanc.account_chains()');

-- As before, and whoever comes in, is given access or loses it says so where that access lies; an administrator, anywhere.
SET LOCAL ROLE planblanc_definer;
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
            OR actor_role() = 'ADMINISTRATOR' OR wanted_key = ANY((SELECT account_chains())::text[])
        ELSE actor_role() IN ('NATIONAL_COORDINATOR', 'ADMINISTRATOR') OR wanted_key = ANY((SELECT account_chains())::text[])
    END
$$;
SET LOCAL ROLE planblanc_owner;
