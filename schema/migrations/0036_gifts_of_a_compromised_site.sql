-- What an attacker may have given falls with the site, as its keys do, and does not rise again with it: its deputies, whom anybody who held one
-- of its accounts could name, and whatever its own people gave in the month before. The region's, or what is older, is suspended and no more.

GRANT UPDATE (ended_by, ended_name, ended_at, ended_reason, version) ON planblanc.account_grant TO planblanc_definer;
CREATE POLICY compromise_ends ON planblanc.account_grant FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (ended_at IS NOT NULL);
CREATE FUNCTION planblanc.compromise_ends_gifts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    lent uuid[] := ARRAY(SELECT id FROM lender WHERE establishment_id = NEW.id);
BEGIN
    UPDATE account_grant AS given
    SET ended_name = 'Service', ended_reason = 'Établissement compromis', ended_at = greatest(given.approved_at, clock_timestamp())
    WHERE given.ended_at IS NULL AND (NEW.id = ANY(given.establishments) OR given.lenders && lent)
      AND (given.deputy_of IS NOT NULL
           OR (given.approved_at > clock_timestamp() - interval '30 days'
               AND EXISTS (SELECT FROM account_grant AS giver
                           WHERE giver.account_id = given.approved_by AND (NEW.id = ANY(giver.establishments) OR giver.lenders && lent))));
    RETURN NULL;
END $$;
CREATE TRIGGER compromise_ends_gifts AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW
    WHEN (OLD.security_state <> NEW.security_state AND NEW.security_state = 'COMPROMISED') EXECUTE FUNCTION planblanc.compromise_ends_gifts();
CALL planblanc.entrust('planblanc.compromise_ends_gifts()');
