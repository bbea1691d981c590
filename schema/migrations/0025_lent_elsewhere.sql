-- What a region's lenders have out in the crises of other regions: its agency may write off what is lost there. And two walls closed:
-- whoever is helped changes its own side of an engagement alone, and a call list holds what is dialled, never the secret of a service.

-- Engagements of the region's lenders that something was lent for, whoever conducts the crisis.
CREATE FUNCTION planblanc.lent_elsewhere() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT loan.engagement_id), '{}')
    FROM loan JOIN lender ON lender.id = loan.lender_id
    WHERE lender.region_code = ANY((SELECT coordinated_regions())::text[])
$$;
CALL planblanc.entrust('planblanc.lent_elsewhere()');

CREATE POLICY lender_region_updates ON planblanc.engagement FOR UPDATE TO planblanc_app
    USING (id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]))
    WITH CHECK (id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]));
CREATE POLICY lender_region_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]));
CREATE POLICY lender_region_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]))
    WITH CHECK (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]));
CREATE POLICY lender_region_inserts ON planblanc.loan FOR INSERT TO planblanc_app
    WITH CHECK (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]));
CREATE POLICY lender_region_updates ON planblanc.loan FOR UPDATE TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]))
    WITH CHECK (engagement_id = ANY((SELECT planblanc.lent_elsewhere())::uuid[]));

SET LOCAL ROLE planblanc_definer;

-- As before, and the crises where the region's things are out: it reads nothing of them, and writes in them what is lost.
CREATE OR REPLACE FUNCTION planblanc.answered_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT incident_id), '{}') FROM engagement
    WHERE id = ANY((SELECT answered_engagements())::uuid[]) OR id = ANY((SELECT lent_elsewhere())::uuid[])
$$;

-- As before, without the services of messages: nobody dials them, and their address is a key.
CREATE OR REPLACE FUNCTION planblanc.call_list_numbers(wanted_incident uuid)
RETURNS TABLE (lender_id uuid, label text, channel text, address text, rank integer, last_tested_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT asked.lender_id, contact.label, contact.channel, contact.address, contact.rank, contact.last_tested_on
    FROM (SELECT DISTINCT solicitation.lender_id FROM solicitation WHERE solicitation.incident_id = wanted_incident) AS asked
    JOIN lender ON lender.id = asked.lender_id
    JOIN contact_point AS contact ON contact.lender_id = asked.lender_id OR contact.establishment_id = lender.establishment_id
    WHERE contact.channel <> 'APPRISE' AND wanted_incident = ANY((SELECT coordinated_incidents())::uuid[])
      AND EXISTS (SELECT FROM call_list_reveal
                  WHERE call_list_reveal.incident_id = wanted_incident AND call_list_reveal.revealed_by = actor_id())
    ORDER BY asked.lender_id, contact.lender_id IS NULL, contact.rank, contact.id
    LIMIT 2000
$$;
SET LOCAL ROLE planblanc_owner;

-- Whoever is helped says what came and what it pays. What was promised, and the consents of those who give it, are not its to change:
-- an attacker may hold its accounts.
CREATE FUNCTION planblanc.victim_changes_its_side() RETURNS trigger
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.lender_id <> ALL(lent_lenders())
       AND ((NEW.quantity, NEW.starts_at, NEW.ends_at, NEW.rests_until, NEW.released_at, NEW.released_by_name, NEW.accepted_at,
             NEW.alerted_at, NEW.eta_at, NEW.end_kind, NEW.end_reason, NEW.return_asked_at, NEW.return_wanted_at, NEW.return_reason)
            IS DISTINCT FROM
            (OLD.quantity, OLD.starts_at, OLD.ends_at, OLD.rests_until, OLD.released_at, OLD.released_by_name, OLD.accepted_at,
             OLD.alerted_at, OLD.eta_at, OLD.end_kind, OLD.end_reason, OLD.return_asked_at, OLD.return_wanted_at, OLD.return_reason)
            OR (NEW.state <> OLD.state AND NEW.state IN ('ALERTED', 'REFUSED', 'CANCELLED'))) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'whoever is helped changes its own side of an engagement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER victim_changes_its_side BEFORE UPDATE ON planblanc.engagement
    FOR EACH ROW WHEN (planblanc.actor_role() = 'ESTABLISHMENT') EXECUTE FUNCTION planblanc.victim_changes_its_side();
