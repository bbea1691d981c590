-- Whoever follows an engagement reads how long it takes to arrive: the site that is helped as well as its lender and its coordinator.
-- Safe while the previous release runs: it reads the lines themselves, as before.

CREATE FUNCTION planblanc.ways_of(engagements uuid[]) RETURNS TABLE (engagement_id uuid, travel_minutes integer)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = planblanc, pg_catalog, pg_temp AS $$
    SELECT line.engagement_id, line.travel_minutes FROM solicitation_line AS line
    WHERE line.engagement_id = ANY(engagements) AND line.engagement_id = ANY((SELECT followed_engagements())::uuid[])
$$;
CALL planblanc.entrust('planblanc.ways_of(uuid[])');
