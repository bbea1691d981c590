-- An attacker may hold the accounts of a site: who says so, step by step; what its accounts may still do, at the door itself; the numbers
-- by which it was reached before; and its contacts, which nobody changes alone meanwhile.

-- What the door says of whoever was let in by a call-back or a paper code.
CREATE FUNCTION planblanc.is_confined() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(current_setting('planblanc.confined', true), '') = 'true' $$;

-- Each change of state has its row, made by a person; whoever lifts a compromise is two.
CREATE TABLE planblanc.security_change (
    id               uuid PRIMARY KEY,
    establishment_id uuid NOT NULL,
    region_code      text NOT NULL,
    incident_id      uuid,                  -- of which it is said, where one is open
    from_state       text NOT NULL,
    to_state         text NOT NULL,
    reason           text NOT NULL CHECK (reason <> ''),
    state            text NOT NULL CHECK (state IN ('PROPOSED', 'DONE', 'DROPPED')),  -- PROPOSED → DONE | DROPPED
    proposed_by      uuid NOT NULL,
    proposed_name    text NOT NULL,
    proposed_for     text NOT NULL,         -- the organisation that the person speaks for
    proposed_at      timestamptz NOT NULL,
    confirmed_by     uuid,
    confirmed_name   text,
    confirmed_for    text,
    confirmed_at     timestamptz CHECK (confirmed_at >= proposed_at),
    one_is_suspect   boolean NOT NULL DEFAULT false,  -- one of the two speaks for a site that may be compromised
    version          integer NOT NULL DEFAULT 1,
    CHECK (from_state || ' ' || to_state IN ('NORMAL SUSPECT', 'SUSPECT COMPROMISED', 'SUSPECT NORMAL', 'COMPROMISED RESTORED',
        'RESTORED NORMAL')),
    CHECK (state = 'DONE' OR from_state = 'COMPROMISED'),
    CHECK (state <> 'DONE' OR from_state <> 'COMPROMISED' OR (confirmed_by IS NOT NULL AND confirmed_by <> proposed_by)),
    CHECK (NOT one_is_suspect OR confirmed_for IS NULL OR confirmed_for <> proposed_for),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CREATE INDEX security_change_by_site ON planblanc.security_change (establishment_id, proposed_at DESC, id);
CREATE UNIQUE INDEX security_change_waits_once ON planblanc.security_change (establishment_id) WHERE state = 'PROPOSED';

CALL planblanc.guard('planblanc.security_change');
GRANT SELECT, INSERT ON planblanc.security_change TO planblanc_app;
GRANT UPDATE (state, confirmed_by, confirmed_name, confirmed_for, confirmed_at, one_is_suspect) ON planblanc.security_change TO planblanc_app;
CREATE POLICY follower_reads ON planblanc.security_change FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        OR establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[])
        OR (SELECT planblanc.actor_role()) = 'NATIONAL_READER');
CREATE POLICY coordinator_inserts ON planblanc.security_change FOR INSERT TO planblanc_app
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]) AND proposed_by = (SELECT planblanc.actor_id())
        AND confirmed_by IS NULL);
-- A director who was let in by a call-back may say that the site is clean again: somebody else decides.
CREATE POLICY victim_proposes ON planblanc.security_change FOR INSERT TO planblanc_app
    WITH CHECK (state = 'PROPOSED' AND (SELECT planblanc.actor_role()) = 'ESTABLISHMENT'
        AND establishment_id = ANY((SELECT planblanc.own_establishments())::uuid[]) AND proposed_by = (SELECT planblanc.actor_id())
        AND confirmed_by IS NULL);
-- What is decided is decided, and nobody confirms for another.
CREATE POLICY coordinator_updates ON planblanc.security_change FOR UPDATE TO planblanc_app
    USING (state = 'PROPOSED' AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
        AND (confirmed_by IS NULL OR confirmed_by = (SELECT planblanc.actor_id())));

-- The change that made the state what it is.
ALTER TABLE planblanc.establishment ADD COLUMN security_change_id uuid REFERENCES planblanc.security_change;
CREATE INDEX establishment_compromised ON planblanc.establishment (id) WHERE security_state = 'COMPROMISED';

CREATE FUNCTION planblanc.security_state_has_its_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.security_change_id IS NOT DISTINCT FROM OLD.security_change_id OR NOT EXISTS (
        SELECT FROM security_change AS made
        WHERE made.id = NEW.security_change_id AND made.establishment_id = NEW.id AND made.state = 'DONE'
          AND made.from_state = OLD.security_state AND made.to_state = NEW.security_state
          -- Nor is one of an earlier time made use of again.
          AND NOT EXISTS (SELECT FROM security_change AS last WHERE last.id = OLD.security_change_id
                          AND coalesce(last.confirmed_at, last.proposed_at) > coalesce(made.confirmed_at, made.proposed_at))) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'a security state changes by a change that somebody made';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER security_state_has_its_change BEFORE UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state AND current_user = 'planblanc_app')
    EXECUTE FUNCTION planblanc.security_state_has_its_change();

-- Whoever holds a stream for that site is to be asked again who they are: the wake carries the key of the site alone.
CREATE FUNCTION planblanc.tell_security() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify('planblanc_security', NEW.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER tell_security AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state) EXECUTE FUNCTION planblanc.tell_security();

-- Asked by the door before anything else: whoever speaks for a compromised site, or answers for its lender, is stopped, on every server
-- and at once. A link to answer for such a lender is no better: it was sent where the attacker reads.
CREATE FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM establishment
        WHERE security_state = 'COMPROMISED'
          AND (id = ANY(sites) OR id IN (SELECT establishment_id FROM lender WHERE lender.id = ANY(lenders))))
$$;
CALL planblanc.entrust('planblanc.is_any_compromised(uuid[], uuid[])');
-- Who comes in without a site or a lender is not asked: the portal and the migrations could not ask.
CREATE FUNCTION planblanc.require_trust(sites text, lenders text, confined boolean) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF confined OR (sites, lenders) = ('', '') THEN
        RETURN;
    END IF;
    -- Apart, since the right to call a function is looked for before the conditions that stand beside it.
    IF is_any_compromised(string_to_array(sites, ',')::uuid[], string_to_array(lenders, ',')::uuid[]) THEN
        RAISE EXCEPTION USING ERRCODE = 'PB401', MESSAGE = 'the accounts of a compromised site are suspended';
    END IF;
END $$;

-- A key of a program falls with the site that it speaks for, and does not rise again with it: a new one is issued.
GRANT UPDATE (revoked_name, revoked_at, revoked_reason, version) ON planblanc.service_key TO planblanc_definer;
CREATE POLICY compromise_revokes ON planblanc.service_key FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (revoked_at IS NOT NULL);
CREATE FUNCTION planblanc.compromise_revokes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE service_key SET revoked_at = clock_timestamp(), revoked_name = 'Service', revoked_reason = 'Établissement compromis'
    FROM account_grant AS granted
    WHERE granted.id = service_key.grant_id AND service_key.revoked_at IS NULL
      AND (NEW.id = ANY(granted.establishments)
           OR EXISTS (SELECT FROM lender WHERE lender.id = ANY(granted.lenders) AND lender.establishment_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER compromise_revokes AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state AND NEW.security_state = 'COMPROMISED') EXECUTE FUNCTION planblanc.compromise_revokes();
CALL planblanc.entrust('planblanc.compromise_revokes()');

-- Whoever is confined is nobody's lender, keeps nothing, and has no region: what is left is the open incident of its own site.
CREATE OR REPLACE FUNCTION planblanc.lending_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                 AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;
CREATE OR REPLACE FUNCTION planblanc.kept_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER') AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;
CREATE OR REPLACE FUNCTION planblanc.own_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                 AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.lenders', true), ',')::uuid[] ELSE '{}' END
$$;

SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.scope_regions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN is_confined() THEN '{}'
                WHEN actor_role() IN ('NATIONAL_COORDINATOR', 'NATIONAL_READER') THEN (SELECT array_agg(code) FROM region)
                ELSE string_to_array(coalesce(current_setting('planblanc.regions', true), ''), ',') END
$$;
CREATE OR REPLACE FUNCTION planblanc.visible_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM incident
    WHERE region_code = ANY((SELECT watched_regions())::text[])
       OR ((establishment_id = ANY((SELECT own_establishments())::uuid[])
            OR (legal_entity_id = ANY((SELECT own_legal_entities())::uuid[]) AND (establishment_id IS NULL OR NOT is_confined())))
           AND (state IN ('REPORTED', 'ACTIVE', 'STABILISED') OR NOT is_confined()))
$$;
SET LOCAL ROLE planblanc_owner;

-- Nor does it give anybody access, a key, or an outside program.
DO $$
DECLARE
    closed text;
BEGIN
    FOREACH closed IN ARRAY ARRAY['account', 'account_grant', 'access_request', 'service_key', 'webhook', 'webhook_secret']
    LOOP
        EXECUTE format('CREATE POLICY confined_inserts_none ON planblanc.%I AS RESTRICTIVE FOR INSERT TO planblanc_app
            WITH CHECK (NOT (SELECT planblanc.is_confined()))', closed);
        EXECUTE format('CREATE POLICY confined_updates_none ON planblanc.%I AS RESTRICTIVE FOR UPDATE TO planblanc_app
            USING (NOT (SELECT planblanc.is_confined()))', closed);
    END LOOP;
    FOREACH closed IN ARRAY ARRAY['account_grant', 'access_request', 'service_key', 'webhook', 'webhook_delivery']
    LOOP
        EXECUTE format('CREATE POLICY confined_reads_none ON planblanc.%I AS RESTRICTIVE FOR SELECT TO planblanc_app
            USING (NOT (SELECT planblanc.is_confined()))', closed);
    END LOOP;
END $$;

-- Whom a number rings, and since when it is known, by the clock of the crisis; of what stood here before, nothing is known.
ALTER TABLE planblanc.contact_point
    ADD COLUMN function text NOT NULL DEFAULT 'OTHER' CHECK (function IN ('DUTY_DIRECTOR', 'CRISIS_CELL', 'IT_DUTY', 'SWITCHBOARD', 'OTHER')),
    ADD COLUMN saved_at timestamptz,
    ADD COLUMN edit_id uuid;

-- The directory, frozen: each version of each contact, from when until when. Written by the table itself, and changed by nobody.
CREATE TABLE planblanc.contact_version (
    id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    contact_id       uuid NOT NULL,
    lender_id        uuid,
    establishment_id uuid,
    region_code      text NOT NULL,
    label            text NOT NULL,
    function         text NOT NULL,
    channel          text NOT NULL,
    address          text NOT NULL,
    on_own_network   boolean NOT NULL,
    valid_from       timestamptz NOT NULL,
    valid_until      timestamptz CHECK (valid_until >= valid_from)
);
CREATE UNIQUE INDEX contact_version_stands_once ON planblanc.contact_version (contact_id) WHERE valid_until IS NULL;
CREATE INDEX contact_version_by_site ON planblanc.contact_version (establishment_id);
CREATE INDEX contact_version_by_lender ON planblanc.contact_version (lender_id);
CALL planblanc.guard('planblanc.contact_version');
-- The contacts that stand already: whom they ring is read from how they are called.
SET LOCAL ROLE planblanc_migrator;
UPDATE planblanc.contact_point SET function = 'DUTY_DIRECTOR' WHERE label ILIKE 'directeur de garde%' OR label ILIKE 'astreinte de direction%';
UPDATE planblanc.contact_point SET function = 'SWITCHBOARD' WHERE label ILIKE 'standard%';
INSERT INTO planblanc.contact_version
    (contact_id, lender_id, establishment_id, region_code, label, function, channel, address, on_own_network, valid_from)
SELECT id, lender_id, establishment_id, region_code, label, function, channel, address, on_own_network, '-infinity' FROM planblanc.contact_point;
SET LOCAL ROLE planblanc_owner;
REVOKE INSERT, UPDATE, DELETE ON planblanc.contact_version FROM planblanc_migrator;
GRANT SELECT ON planblanc.contact_version TO planblanc_app;
CREATE POLICY coordinator_reads ON planblanc.contact_version FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
GRANT INSERT, UPDATE (valid_until) ON planblanc.contact_version TO planblanc_definer;
CREATE POLICY version_begins ON planblanc.contact_version FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY version_ends ON planblanc.contact_version FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (valid_until IS NOT NULL);

-- What only tells when it was last tried, or in which order, leaves the version as it is.
CREATE FUNCTION planblanc.keep_contact_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.label, NEW.function, NEW.channel, NEW.address, NEW.on_own_network, NEW.lender_id, NEW.establishment_id)
        IS NOT DISTINCT FROM (OLD.label, OLD.function, OLD.channel, OLD.address, OLD.on_own_network, OLD.lender_id, OLD.establishment_id) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE contact_version SET valid_until = greatest(valid_from, CASE TG_OP WHEN 'UPDATE' THEN coalesce(NEW.saved_at, now()) ELSE now() END)
        WHERE contact_id = OLD.id AND valid_until IS NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO contact_version (contact_id, lender_id, establishment_id, region_code, label, function, channel, address, on_own_network, valid_from)
        VALUES (NEW.id, NEW.lender_id, NEW.establishment_id, NEW.region_code, NEW.label, NEW.function, NEW.channel, NEW.address,
            NEW.on_own_network, coalesce(NEW.saved_at, '-infinity'));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_contact_version AFTER INSERT OR UPDATE OR DELETE ON planblanc.contact_point
    FOR EACH ROW EXECUTE FUNCTION planblanc.keep_contact_version();
CALL planblanc.entrust('planblanc.keep_contact_version()');

-- A change of a contact that waits, since an attacker may ask for it: somebody else decides.
CREATE TABLE planblanc.contact_edit (
    id               uuid PRIMARY KEY,
    contact_id       uuid NOT NULL,          -- of the contact that is changed, or that there will be
    contact_version  integer NOT NULL,       -- the version that was read; 0 for a contact that is new
    lender_id        uuid,
    establishment_id uuid,
    region_code      text NOT NULL,
    label            text NOT NULL CHECK (label <> ''),
    function         text NOT NULL CHECK (function IN ('DUTY_DIRECTOR', 'CRISIS_CELL', 'IT_DUTY', 'SWITCHBOARD', 'OTHER')),
    channel          text NOT NULL CHECK (channel IN ('PHONE', 'SMS', 'MAIL', 'RADIO', 'SATELLITE', 'APPRISE')),
    address          text NOT NULL CHECK (address <> ''),
    rank             integer NOT NULL CHECK (rank BETWEEN 1 AND 99),
    last_tested_on   date,
    on_own_network   boolean NOT NULL,
    state            text NOT NULL CHECK (state IN ('PENDING', 'ACCEPTED', 'REFUSED')),  -- PENDING → ACCEPTED | REFUSED
    asked_by         uuid NOT NULL,
    asked_name       text NOT NULL,
    asked_at         timestamptz NOT NULL,
    decided_by       uuid CHECK (decided_by <> asked_by),
    decided_name     text,
    decided_at       timestamptz CHECK (decided_at >= asked_at),
    reason           text NOT NULL DEFAULT '',
    version          integer NOT NULL DEFAULT 1,
    CHECK ((state = 'PENDING') = (decided_by IS NULL)),
    CHECK ((lender_id IS NULL) <> (establishment_id IS NULL)),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX contact_edit_by_region ON planblanc.contact_edit (region_code, asked_at, id) WHERE state = 'PENDING';
ALTER TABLE planblanc.contact_point ADD FOREIGN KEY (edit_id) REFERENCES planblanc.contact_edit;

CALL planblanc.guard('planblanc.contact_edit');
GRANT SELECT, INSERT ON planblanc.contact_edit TO planblanc_app;
GRANT UPDATE (state, decided_by, decided_name, decided_at, reason) ON planblanc.contact_edit TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.contact_edit FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[])
        OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[]));
CREATE POLICY keeper_inserts ON planblanc.contact_edit FOR INSERT TO planblanc_app
    WITH CHECK (state = 'PENDING' AND asked_by = (SELECT planblanc.actor_id())
        AND (region_code = ANY((SELECT planblanc.managed_regions())::text[])
            OR lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[])
            OR establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])));
CREATE POLICY coordinator_updates ON planblanc.contact_edit FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]) AND (decided_by IS NULL OR decided_by = (SELECT planblanc.actor_id())));

-- Whether a contact is that of a site which may be compromised, its own or its lender's.
CREATE FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM establishment AS site LEFT JOIN lender ON lender.establishment_id = site.id AND lender.id = of_lender
                   WHERE site.security_state IN ('SUSPECT', 'COMPROMISED') AND (site.id = of_site OR lender.id IS NOT NULL))
$$;
CALL planblanc.entrust('planblanc.is_contact_in_doubt(uuid, uuid)');

CREATE FUNCTION planblanc.contact_in_doubt_waits() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF is_contact_in_doubt(NEW.lender_id, NEW.establishment_id) AND NOT EXISTS (
        SELECT FROM contact_edit AS edit
        WHERE edit.id = NEW.edit_id AND edit.contact_id = NEW.id AND edit.state = 'ACCEPTED' AND edit.decided_by <> edit.asked_by
          AND (edit.label, edit.function, edit.channel, edit.address, edit.on_own_network)
            = (NEW.label, NEW.function, NEW.channel, NEW.address, NEW.on_own_network)) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'the contacts of a site in doubt change when somebody else agrees';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_in_doubt_waits BEFORE INSERT OR UPDATE ON planblanc.contact_point FOR EACH ROW
    WHEN (current_user = 'planblanc_app') EXECUTE FUNCTION planblanc.contact_in_doubt_waits();

-- A call-back is of a request, or of a site: to let its director in, to agree to a change of its contacts.
ALTER TABLE planblanc.call_back
    ALTER COLUMN request_id DROP NOT NULL,
    ALTER COLUMN incident_id DROP NOT NULL,
    ADD COLUMN establishment_id uuid,
    ADD COLUMN contact_version_id uuid REFERENCES planblanc.contact_version,  -- the number of the directory that was called, where it is one
    ADD COLUMN purpose text NOT NULL DEFAULT 'REQUEST' CHECK (purpose IN ('REQUEST', 'ACCESS', 'CONTACTS', 'OTHER')),
    ADD CHECK ((purpose = 'REQUEST') = (request_id IS NOT NULL)),
    ADD CHECK (num_nonnulls(request_id, establishment_id) > 0),
    ADD CHECK (request_id IS NULL OR incident_id IS NOT NULL),
    ADD FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code);
CREATE INDEX call_back_by_site ON planblanc.call_back (establishment_id, made_at DESC) WHERE establishment_id IS NOT NULL;
CREATE POLICY coordinator_of_site_inserts ON planblanc.call_back FOR INSERT TO planblanc_app
    WITH CHECK (incident_id IS NULL AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY coordinator_of_site_reads ON planblanc.call_back FOR SELECT TO planblanc_app
    USING (incident_id IS NULL AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));

-- What a victim asked by its own account, before anybody knew that an attacker may hold it: approved once a call-back confirms it.
ALTER TABLE planblanc.help_request ADD COLUMN asked_for_itself boolean NOT NULL DEFAULT false;

-- The live requests of these incidents that no plan may be approved for yet: those to verify, and what a victim in doubt asked by its own
-- account, until somebody has called a number of the directory. Said to whoever follows them; the call-backs are not shown by it.
CREATE FUNCTION planblanc.unverified_requests(of_incidents uuid[]) RETURNS TABLE (request_id uuid, incident_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT request.id, request.incident_id
    FROM help_request AS request JOIN incident ON incident.id = request.incident_id
    WHERE request.incident_id = ANY(of_incidents)
      AND (current_setting('role', true) = 'planblanc_worker' OR request.incident_id = ANY((SELECT followed_incidents())::uuid[]))
      AND (request.state = 'TO_VERIFY'
           OR (request.state IN ('OPEN', 'COVERED') AND request.asked_for_itself
               AND EXISTS (SELECT FROM establishment AS site
                           WHERE site.security_state IN ('SUSPECT', 'COMPROMISED')
                             AND (site.id IN (request.establishment_id, incident.establishment_id)
                                  OR (incident.establishment_id IS NULL AND site.legal_entity_id = incident.legal_entity_id)))
               AND NOT EXISTS (SELECT FROM call_back
                               WHERE call_back.request_id = request.id AND confirmed AND contact_version_id IS NOT NULL)))
$$;
CALL planblanc.entrust('planblanc.unverified_requests(uuid[])');
