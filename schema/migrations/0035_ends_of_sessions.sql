-- Whatever an attacker may have opened ends with what let it in: the sessions of a site, once its trust comes back too; those of a code, once
-- another one is handed over. And logins that nobody came back from are forgotten a few at a time, by whoever begins another.

-- A session that was opened while the site was compromised may do nothing then, and must not be there afterwards: people log in again.
SET LOCAL ROLE planblanc_definer;
GRANT EXECUTE ON FUNCTION planblanc.end_sessions() TO planblanc_owner;
SET LOCAL ROLE planblanc_owner;
DROP TRIGGER end_sessions ON planblanc.establishment;
CREATE TRIGGER end_sessions AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state AND NEW.security_state = ANY (ARRAY['COMPROMISED', 'RESTORED']))
    EXECUTE FUNCTION planblanc.end_sessions();
SET LOCAL ROLE planblanc_definer;
REVOKE EXECUTE ON FUNCTION planblanc.end_sessions() FROM planblanc_owner;
SET LOCAL ROLE planblanc_owner;

-- The sessions that codes of one kind have opened for a site, ended by whoever conducts the crises of its region.
CREATE FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    ended integer;
BEGIN
    UPDATE session SET revoked_at = at, revoked_reason = 'Code remplacé'
    WHERE establishment_id = of_site AND kind = of_kind AND kind IN ('CALL_BACK', 'PAPER') AND revoked_at IS NULL AND expires_at > at
      AND establishment_id IN (SELECT id FROM establishment WHERE region_code = ANY((SELECT coordinated_regions())::text[]));
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
GRANT EXECUTE ON FUNCTION planblanc.end_code_sessions(uuid, text, timestamptz) TO planblanc_migrator;
CALL planblanc.entrust('planblanc.end_code_sessions(uuid, text, timestamptz)');

-- Anybody may begin a login: to take away all that is old in one statement would be too long one day, and no login would come back.
CREATE FUNCTION planblanc.forget_login_attempts(at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF pg_try_advisory_xact_lock(35, 0) THEN  -- one at a time: the others have nothing to wait for
        DELETE FROM login_attempt WHERE state_digest IN (
            SELECT state_digest FROM login_attempt WHERE expires_at <= at ORDER BY expires_at LIMIT 100);
    END IF;
END $$;
CALL planblanc.entrust('planblanc.forget_login_attempts(timestamptz)');

-- A login comes back: it is taken away, so that it serves once.
SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamptz)
RETURNS TABLE (provider text, next_path text, session_id uuid, begun_at timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH taken AS (DELETE FROM login_attempt WHERE state_digest = shown_digest
                   RETURNING provider, next_path, session_id, begun_at, expires_at)
    SELECT provider, next_path, session_id, begun_at FROM taken WHERE expires_at > at
$$;
SET LOCAL ROLE planblanc_owner;
