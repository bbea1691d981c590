-- The sessions of people: kept here by the digest of their token, so that every server ends them at once; and logins that are under way.

CREATE TABLE planblanc.session (
    id               uuid PRIMARY KEY,
    digest           bytea NOT NULL UNIQUE CHECK (length(digest) = 32),
    kind             text NOT NULL CHECK (kind IN ('LOGIN', 'CALL_BACK', 'PAPER', 'BREAK_GLASS')),
    account_id       uuid REFERENCES planblanc.account,
    grant_id         uuid REFERENCES planblanc.account_grant,       -- none yet for whoever waits for a first access
    establishment_id uuid REFERENCES planblanc.establishment,       -- of which somebody without an account speaks
    name             text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    opened_at        timestamptz NOT NULL,                          -- every moment here is the real clock's
    authenticated_at timestamptz,                                   -- unknown when the provider does not say when
    seen_at          timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL CHECK (expires_at > opened_at),
    revoked_at       timestamptz,
    revoked_reason   text,
    CHECK ((kind IN ('LOGIN', 'BREAK_GLASS')) = (account_id IS NOT NULL)),
    CHECK ((kind IN ('CALL_BACK', 'PAPER')) = (establishment_id IS NOT NULL)),
    CHECK (grant_id IS NULL OR account_id IS NOT NULL),
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX session_by_account ON planblanc.session (account_id) WHERE revoked_at IS NULL;
CREATE INDEX session_by_grant ON planblanc.session (grant_id) WHERE revoked_at IS NULL;
CREATE INDEX session_by_establishment ON planblanc.session (establishment_id) WHERE revoked_at IS NULL;

-- A login that was begun in one browser, until it comes back, once. Neither the nonce nor the proof of PKCE is here: both are made of
-- the secret that this browser alone holds.
CREATE TABLE planblanc.login_attempt (
    state_digest bytea PRIMARY KEY CHECK (length(state_digest) = 32),
    provider     text NOT NULL,
    next_path    text NOT NULL CHECK (next_path ~ '^/([^/\\]|$)' AND length(next_path) <= 500),
    session_id   uuid,                      -- the session that is confirmed
    begun_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > begun_at)
);
CREATE INDEX login_attempt_by_end ON planblanc.login_attempt (expires_at);

CALL planblanc.guard('planblanc.session');
GRANT SELECT (id, kind, account_id, grant_id, establishment_id, name, opened_at, authenticated_at, seen_at, expires_at, revoked_at,
    revoked_reason), INSERT ON planblanc.session TO planblanc_app;
GRANT UPDATE (revoked_at, revoked_reason) ON planblanc.session TO planblanc_app;
CREATE POLICY owner_reads ON planblanc.session FOR SELECT TO planblanc_app
    USING (account_id = ANY((SELECT planblanc.own_accounts())::uuid[]));
CREATE POLICY newcomer_inserts ON planblanc.session FOR INSERT TO planblanc_app
    WITH CHECK (kind = 'LOGIN' AND revoked_at IS NULL AND (SELECT planblanc.actor_role()) = 'NEWCOMER'
        AND account_id = ANY((SELECT planblanc.own_accounts())::uuid[])
        AND (grant_id IS NULL OR grant_id = ANY((SELECT planblanc.kept_grants())::uuid[])));
CREATE POLICY owner_revokes ON planblanc.session FOR UPDATE TO planblanc_app
    USING (account_id = ANY((SELECT planblanc.own_accounts())::uuid[])) WITH CHECK (revoked_at IS NOT NULL);
GRANT UPDATE (seen_at, revoked_at, revoked_reason) ON planblanc.session TO planblanc_definer;
CREATE POLICY definer_updates ON planblanc.session FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);

CALL planblanc.guard('planblanc.login_attempt');
GRANT INSERT ON planblanc.login_attempt TO planblanc_app;
CREATE POLICY newcomer_inserts ON planblanc.login_attempt FOR INSERT TO planblanc_app
    WITH CHECK ((SELECT planblanc.actor_role()) = 'NEWCOMER');
GRANT DELETE ON planblanc.login_attempt TO planblanc_definer;
CREATE POLICY definer_deletes ON planblanc.login_attempt FOR DELETE TO planblanc_definer USING (true);

-- The actor that a session speaks for, if it still stands: in one statement, before anybody is known.
CREATE FUNCTION planblanc.session_actor(shown_digest bytea, at timestamptz, idle_since timestamptz)
RETURNS TABLE (session_id uuid, kind text, account_id uuid, name text, role text, regions text[], establishments uuid[], lenders uuid[],
    authenticated_at timestamptz, seen_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT session.id, session.kind, session.account_id, coalesce(account.name, session.name),
           CASE session.kind WHEN 'PAPER' THEN 'CODE_HOLDER' WHEN 'CALL_BACK' THEN 'ESTABLISHMENT' ELSE granted.role END,
           granted.regions, CASE WHEN session.establishment_id IS NULL THEN granted.establishments ELSE ARRAY[session.establishment_id] END,
           granted.lenders, session.authenticated_at, session.seen_at, least(session.expires_at, granted.until)
    FROM session
    LEFT JOIN account ON account.id = session.account_id
    LEFT JOIN account_grant AS granted ON granted.id = session.grant_id AND granted.account_id = session.account_id
    WHERE session.digest = shown_digest AND session.revoked_at IS NULL AND session.expires_at > at
      AND (session.seen_at > idle_since OR session.kind IN ('CALL_BACK', 'PAPER'))
      AND account.ended_at IS NULL
      AND (session.grant_id IS NULL OR (granted.id IS NOT NULL AND granted.ended_at IS NULL AND granted.starts_at <= at
           AND (granted.until IS NULL OR granted.until > at)))
$$;
CALL planblanc.entrust('planblanc.session_actor(bytea, timestamptz, timestamptz)');

-- A session is used: told at most once a minute, by whoever holds its token.
CREATE FUNCTION planblanc.touch_session(shown_digest bytea, at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ UPDATE session SET seen_at = at WHERE digest = shown_digest AND seen_at < at AND revoked_at IS NULL $$;
CALL planblanc.entrust('planblanc.touch_session(bytea, timestamptz)');

-- A session ends by its own token, whoever it speaks for.
CREATE FUNCTION planblanc.close_session(shown_digest bytea, at timestamptz, why text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ UPDATE session SET revoked_at = at, revoked_reason = why WHERE digest = shown_digest AND revoked_at IS NULL $$;
CALL planblanc.entrust('planblanc.close_session(bytea, timestamptz, text)');

-- A login comes back: it is taken away with whatever is too old, so that it serves once.
CREATE FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamptz)
RETURNS TABLE (provider text, next_path text, session_id uuid, begun_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH old AS (DELETE FROM login_attempt WHERE expires_at <= at AND state_digest <> shown_digest),
         taken AS (DELETE FROM login_attempt WHERE state_digest = shown_digest
                   RETURNING provider, next_path, session_id, begun_at, expires_at)
    SELECT provider, next_path, session_id, begun_at FROM taken WHERE expires_at > at
$$;
CALL planblanc.entrust('planblanc.take_login_attempt(bytea, timestamptz)');

-- Whoever leaves, or loses a right, has no session of it left; and the sessions of a compromised site end with its trust, but for those
-- that a call-back or a paper code has opened.
CREATE FUNCTION planblanc.end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE session SET revoked_at = clock_timestamp(), revoked_reason = CASE TG_TABLE_NAME
            WHEN 'account' THEN 'Fin du compte' WHEN 'account_grant' THEN 'Fin de l''accès' ELSE 'Établissement compromis' END
    WHERE revoked_at IS NULL AND CASE TG_TABLE_NAME
        WHEN 'account' THEN account_id = NEW.id
        WHEN 'account_grant' THEN grant_id = NEW.id
        ELSE grant_id IN (
            SELECT granted.id FROM account_grant AS granted
            WHERE NEW.id = ANY(granted.establishments)
               OR EXISTS (SELECT FROM lender WHERE lender.id = ANY(granted.lenders) AND lender.establishment_id = NEW.id))
        END;
    RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at ON planblanc.account FOR EACH ROW
    WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL) EXECUTE FUNCTION planblanc.end_sessions();
CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at ON planblanc.account_grant FOR EACH ROW
    WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL) EXECUTE FUNCTION planblanc.end_sessions();
CREATE TRIGGER end_sessions AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state AND NEW.security_state = 'COMPROMISED') EXECUTE FUNCTION planblanc.end_sessions();
CALL planblanc.entrust('planblanc.end_sessions()');

-- Whoever holds a stream by that session is to be asked again who they are: the wake carries the key of the session alone.
CREATE FUNCTION planblanc.tell_session_end() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify('planblanc_security', NEW.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER tell_session_end AFTER UPDATE OF revoked_at ON planblanc.session FOR EACH ROW
    WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL) EXECUTE FUNCTION planblanc.tell_session_end();
