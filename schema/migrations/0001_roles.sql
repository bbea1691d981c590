-- as: connection
-- The roles, the schema, the actor whom every policy asks, and the guard that every table gets.
-- Needs CREATEROLE and CREATE on the database; no superuser. Roles belong to the server: a second database finds them there.

DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('planblanc_owner', 'NOLOGIN'),     -- owns schema, tables, types; nobody logs in as it
            ('planblanc_definer', 'NOLOGIN'),   -- owns the few functions that read across policies
            ('planblanc_app', 'LOGIN'),         -- the API
            ('planblanc_worker', 'LOGIN'),      -- the relay and the planner
            ('planblanc_portal', 'LOGIN'),      -- may only put a message in the inbox
            ('planblanc_migrator', 'LOGIN')     -- migrations and seeds
        ) AS roles (name, login)
    LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
                EXECUTE format('CREATE ROLE %I %s NOINHERIT', wanted.name, wanted.login);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            RAISE NOTICE 'role % was made meanwhile', wanted.name;
        END;
    END LOOP;
END $$;

-- Roles found there may have been made by another account, or otherwise than here.
DO $$
DECLARE
    needed constant text := 'GRANT planblanc_owner, planblanc_definer, planblanc_app, planblanc_worker, planblanc_portal, planblanc_migrator';
    -- to be able to become a role is a right of its own from PostgreSQL 16 on
    mode constant text := CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END;
    pair record;
BEGIN
    FOR pair IN SELECT rolname FROM pg_roles
        WHERE rolname LIKE 'planblanc\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)
    LOOP
        RAISE EXCEPTION 'Le rôle % a des droits qui passent toutes les règles du service : retirez-lui SUPERUSER, BYPASSRLS, CREATEROLE et REPLICATION.',
            pair.rolname;
    END LOOP;
    FOR pair IN
        SELECT * FROM (VALUES
            ('planblanc_owner', current_user), ('planblanc_definer', current_user), ('planblanc_app', current_user),
            ('planblanc_worker', current_user), ('planblanc_portal', current_user), ('planblanc_migrator', current_user),
            ('planblanc_owner', 'planblanc_migrator'), ('planblanc_definer', 'planblanc_owner')
        ) AS pairs (granted, member)
    LOOP
        IF NOT pg_has_role(pair.member, pair.granted, mode) THEN
            EXECUTE format('GRANT %I TO %I', pair.granted, pair.member);
        END IF;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'Les rôles planblanc_… de ce serveur sont à un autre compte. Demandez-lui : « % TO %; »', needed, current_user;
END $$;

DO $$
BEGIN
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO planblanc_owner, planblanc_migrator', current_database());
END $$;

CREATE SCHEMA IF NOT EXISTS planblanc;
ALTER SCHEMA planblanc OWNER TO planblanc_owner;

SET LOCAL ROLE planblanc_owner;
GRANT CREATE, USAGE ON SCHEMA planblanc TO planblanc_definer;
GRANT USAGE ON SCHEMA planblanc TO planblanc_app, planblanc_worker, planblanc_portal, planblanc_migrator;

-- The actor, set by the single door with set_config(…, true); absent, nothing is visible.

CREATE FUNCTION planblanc.actor_role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('planblanc.role', true), '') $$;

CREATE FUNCTION planblanc.actor_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT nullif(current_setting('planblanc.actor', true), '')::uuid $$;

CREATE FUNCTION planblanc.has_actor() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('planblanc.role', true), '') <> '' $$;

-- A scope holds only for the roles that it is meant for: an administrator or a SAMU that bears one gains nothing by it.

-- The sites as victims: who declares, asks and follows for them.
CREATE FUNCTION planblanc.own_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'SERVICE')
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

-- The sites as lenders: who keeps their people and things, or releases them.
CREATE FUNCTION planblanc.lending_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

-- The sites whose procedures and contacts the actor keeps.
CREATE FUNCTION planblanc.kept_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER')
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

CREATE FUNCTION planblanc.own_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                THEN string_to_array(current_setting('planblanc.lenders', true), ',')::uuid[] ELSE '{}' END
$$;

-- A row that is changed says so: plans are saved only if the rows they read still have the version they had.
CREATE FUNCTION planblanc.bump_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

-- What every table gets: policies on and forced; the migrator seeds it; the worker and the definer functions read it.
CREATE PROCEDURE planblanc.guard(target regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO planblanc_migrator', target);
    EXECUTE format('CREATE POLICY migrator ON %s TO planblanc_migrator USING (true) WITH CHECK (true)', target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_definer', target);
    EXECUTE format('CREATE POLICY definer ON %s FOR SELECT TO planblanc_definer USING (true)', target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_worker', target);
    EXECUTE format('CREATE POLICY worker_reads ON %s FOR SELECT TO planblanc_worker USING (true)', target);
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'version' AND atttypid = 'integer'::regtype) THEN
        EXECUTE format('CREATE TRIGGER bump_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version()', target);
    END IF;
END $$;

-- Reference facts are open to whoever is somebody.
CREATE PROCEDURE planblanc.guard_reference(target regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    CALL planblanc.guard(target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_app', target);
    EXECUTE format('CREATE POLICY everybody_reads ON %s FOR SELECT TO planblanc_app USING ((SELECT planblanc.has_actor()))', target);
END $$;

-- Where the worker writes too, it writes every row: it acts for the whole service.
CREATE PROCEDURE planblanc.worker_writes(target regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO planblanc_worker', target);
    EXECUTE format('CREATE POLICY worker_inserts ON %s FOR INSERT TO planblanc_worker WITH CHECK (true)', target);
    EXECUTE format('CREATE POLICY worker_updates ON %s FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true)', target);
    EXECUTE format('CREATE POLICY worker_deletes ON %s FOR DELETE TO planblanc_worker USING (true)', target);
END $$;

-- A function that reads across policies is for the API and the worker alone: the portal could be anybody through it.
-- Its path ends with pg_temp, else a temporary table of the caller would be read in place of ours.
CREATE PROCEDURE planblanc.entrust(target regprocedure)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', target);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO planblanc_app, planblanc_worker', target);
    EXECUTE format('ALTER FUNCTION %s OWNER TO planblanc_definer', target);
END $$;

REVOKE ALL ON PROCEDURE planblanc.guard(regclass), planblanc.guard_reference(regclass), planblanc.worker_writes(regclass),
    planblanc.entrust(regprocedure) FROM PUBLIC;

CREATE TABLE IF NOT EXISTS planblanc.schema_migration (
    version    text PRIMARY KEY,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
CALL planblanc.guard('planblanc.schema_migration');
GRANT SELECT ON planblanc.schema_migration TO planblanc_app;
CREATE POLICY readiness ON planblanc.schema_migration FOR SELECT TO planblanc_app USING ((SELECT planblanc.has_actor()));

-- Facts of the installation itself (is it a demonstration, what is its crisis clock): written by the migrator alone.
CREATE TABLE planblanc.setting (
    key   text PRIMARY KEY,
    value jsonb NOT NULL
);
CALL planblanc.guard('planblanc.setting');
GRANT SELECT ON planblanc.setting TO planblanc_app, planblanc_portal;
CREATE POLICY installation ON planblanc.setting FOR SELECT TO planblanc_app, planblanc_portal USING ((SELECT planblanc.has_actor()));
