-- One-use codes: on paper for the director and the duty officer of a site, or read out by whoever has called its director back.

CREATE TABLE planblanc.access_code (
    id               uuid PRIMARY KEY,
    digest           bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    establishment_id uuid NOT NULL,
    region_code      text NOT NULL,
    kind             text NOT NULL CHECK (kind IN ('PAPER', 'CALL_BACK')),
    issued_by        uuid NOT NULL,
    issued_name      text NOT NULL CHECK (issued_name <> ''),
    issued_at        timestamptz NOT NULL,                          -- every moment here is the real clock's
    expires_at       timestamptz NOT NULL CHECK (expires_at > issued_at),
    used_at          timestamptz,
    used_in          xid8,                                          -- the transaction that used it may open a session
    revoked_at       timestamptz,
    CHECK ((used_at IS NULL) = (used_in IS NULL)),
    CHECK (used_at IS NULL OR revoked_at IS NULL),
    FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment (id, region_code)
);
CREATE INDEX access_code_by_site ON planblanc.access_code (establishment_id) WHERE used_at IS NULL AND revoked_at IS NULL;
CREATE INDEX access_code_by_use ON planblanc.access_code (used_in) WHERE used_in IS NOT NULL;

-- A code that opened nothing: for which site (it may not exist), from where; kept for an hour.
CREATE TABLE planblanc.code_try (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    site_id        uuid NOT NULL,
    address_digest bytea NOT NULL CHECK (length(address_digest) = 32),
    tried_at       timestamptz NOT NULL
);
CREATE INDEX code_try_by_site ON planblanc.code_try (site_id, tried_at);
CREATE INDEX code_try_by_address ON planblanc.code_try (address_digest, tried_at);
CREATE INDEX code_try_by_age ON planblanc.code_try (tried_at);

CALL planblanc.guard('planblanc.access_code');
GRANT SELECT (id, establishment_id, region_code, kind, issued_by, issued_name, issued_at, expires_at, used_at, revoked_at), INSERT
    ON planblanc.access_code TO planblanc_app;
GRANT UPDATE (revoked_at) ON planblanc.access_code TO planblanc_app;
CREATE POLICY coordinator_reads ON planblanc.access_code FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY coordinator_inserts ON planblanc.access_code FOR INSERT TO planblanc_app
    WITH CHECK (used_at IS NULL AND issued_by = (SELECT planblanc.actor_id())
        AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[]));
CREATE POLICY coordinator_updates ON planblanc.access_code FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.coordinated_regions())::text[])) WITH CHECK (revoked_at IS NOT NULL);
GRANT UPDATE (used_at, used_in) ON planblanc.access_code TO planblanc_definer;
CREATE POLICY code_is_used ON planblanc.access_code FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (used_at IS NOT NULL);

CALL planblanc.guard('planblanc.code_try');
GRANT INSERT, DELETE ON planblanc.code_try TO planblanc_definer;
CREATE POLICY try_is_counted ON planblanc.code_try FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY try_is_forgotten ON planblanc.code_try FOR DELETE TO planblanc_definer USING (true);

-- A code is shown, once: it is used up when it opens; what opens nothing is a try, five an hour for an address.
-- `tries`: how many this site had within the hour, this one counted. They shut nothing: whoever knows a FINESS number would shut out the site itself.
CREATE FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamptz)
RETURNS TABLE (outcome text, kind text, tries bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    known access_code;
    found_out text;
BEGIN
    PERFORM pg_advisory_xact_lock(30, hashtext(encode(from_address, 'hex')));  -- two tries at once are two tries
    DELETE FROM code_try WHERE tried_at <= at - interval '1 hour';
    IF (SELECT count(*) FROM code_try WHERE address_digest = from_address) >= 5 THEN
        RETURN QUERY SELECT 'TOO_MANY', NULL, (SELECT count(*) FROM code_try WHERE site_id = of_site);
        RETURN;
    END IF;
    SELECT code.* INTO known FROM access_code AS code WHERE code.digest = shown AND code.establishment_id = of_site FOR UPDATE;
    found_out := CASE WHEN known.id IS NULL THEN 'UNKNOWN' WHEN known.used_at IS NOT NULL THEN 'USED'
        WHEN known.revoked_at IS NOT NULL THEN 'REVOKED' WHEN known.expires_at <= at THEN 'EXPIRED' ELSE 'OPENED' END;
    IF found_out = 'OPENED' THEN
        UPDATE access_code AS code SET used_at = at, used_in = pg_current_xact_id() WHERE code.id = known.id;
    ELSE
        INSERT INTO code_try (site_id, address_digest, tried_at) VALUES (of_site, from_address, at);
    END IF;
    RETURN QUERY SELECT found_out, known.kind, (SELECT count(*) FROM code_try WHERE site_id = of_site);
END $$;
CALL planblanc.entrust('planblanc.redeem_code(uuid, bytea, bytea, timestamptz)');

-- The sites of which this very transaction has used up a code of this kind.
CREATE FUNCTION planblanc.redeemed_sites(of_kind text) RETURNS uuid[]
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(establishment_id), '{}') FROM access_code
    WHERE used_in = pg_current_xact_id_if_assigned() AND kind = of_kind
$$;
CALL planblanc.entrust('planblanc.redeemed_sites(text)');

CREATE POLICY code_opens_paper ON planblanc.session FOR INSERT TO planblanc_app
    WITH CHECK (kind = 'PAPER' AND revoked_at IS NULL AND establishment_id = ANY((SELECT planblanc.redeemed_sites('PAPER'))::uuid[]));
CREATE POLICY code_opens_call_back ON planblanc.session FOR INSERT TO planblanc_app
    WITH CHECK (kind = 'CALL_BACK' AND revoked_at IS NULL
        AND establishment_id = ANY((SELECT planblanc.redeemed_sites('CALL_BACK'))::uuid[]));

-- Whoever came by a paper code speaks for a site as its programs do: its own incident; and receives what comes.
CREATE OR REPLACE FUNCTION planblanc.own_establishments() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'SERVICE', 'CODE_HOLDER')
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;
SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.own_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() IN ('ESTABLISHMENT', 'CODE_HOLDER') THEN visible_incidents() ELSE '{}' END $$;
SET LOCAL ROLE planblanc_owner;

-- But asks, reads what arrives and receives it: nothing else of the crisis is read, nor written.
DO $$
DECLARE
    closed text;
BEGIN
    FOREACH closed IN ARRAY ARRAY['incident_contact', 'plan_blanc_activation', 'partner_link', 'national_support', 'hand_over',
        'situation_report', 'floor_override', 'obligation', 'security_change', 'plan', 'plan_incident', 'plan_assignment', 'plan_need',
        'relief_roster', 'relief_site', 'relief_crew', 'relief_post', 'relief_shift', 'relief_turn', 'relief_vacancy',
        'mutual_aid_agreement', 'agreement_lender', 'agreement_beneficiary', 'log_chain', 'log_entry', 'log_text', 'log_head', 'log_event']
    LOOP
        EXECUTE format('CREATE POLICY code_holder_reads_none ON planblanc.%I AS RESTRICTIVE FOR SELECT TO planblanc_app
            USING ((SELECT planblanc.actor_role()) <> ''CODE_HOLDER'')', closed);
    END LOOP;
    FOREACH closed IN ARRAY ARRAY['incident', 'incident_contact', 'incident_service', 'incident_service_state', 'plan_blanc_activation',
        'partner_link', 'obligation', 'report_point']
    LOOP
        EXECUTE format('CREATE POLICY code_holder_inserts_none ON planblanc.%I AS RESTRICTIVE FOR INSERT TO planblanc_app
            WITH CHECK ((SELECT planblanc.actor_role()) <> ''CODE_HOLDER'')', closed);
        EXECUTE format('CREATE POLICY code_holder_updates_none ON planblanc.%I AS RESTRICTIVE FOR UPDATE TO planblanc_app
            USING ((SELECT planblanc.actor_role()) <> ''CODE_HOLDER'')', closed);
    END LOOP;
END $$;
