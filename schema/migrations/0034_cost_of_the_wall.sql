-- The searches of the pool ask for the actor's regions before its lenders: regions are few, the lenders of a region are many, and the page of
-- a region is then read by its index. Conditions that cannot hold are dropped as the plan is made, which is why it is made anew each time.

-- Whether the actor conducts the nation, whose pool is all of it.
CREATE FUNCTION planblanc.manages_the_nation() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT coalesce(actor_role() = 'NATIONAL_COORDINATOR', false) $$;
CALL planblanc.entrust('planblanc.manages_the_nation()');

SET LOCAL ROLE planblanc_definer;

-- As before, each part by its own index: one condition on both read every lender of the country.
CREATE OR REPLACE FUNCTION planblanc.visible_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT id FROM lender WHERE region_code = ANY((SELECT pool_regions())::text[])) || lent_lenders() || shared_lenders()
$$;

CREATE OR REPLACE FUNCTION planblanc.managed_lenders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT id FROM lender WHERE region_code = ANY((SELECT managed_regions())::text[])) || lent_lenders()
$$;

CREATE OR REPLACE FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean,
    or_inactive boolean, after_code text, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    regions text[] := pool_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders() || shared_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT lender.id
        FROM lender
        WHERE ((cardinality(regions) > 0 AND lender.region_code = ANY(regions)) OR (cardinality(others) > 0 AND lender.id = ANY(others)))
          AND (in_region IS NULL OR lender.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_kind IS NULL OR lender.kind = of_kind)
          AND (is_synthetic IS NULL OR lender.synthetic = is_synthetic)
          AND (or_inactive OR lender.active)
          AND (after_code IS NULL OR lender.code > after_code)
          AND (patterns IS NULL OR lender.search_text LIKE ALL (patterns))
        ORDER BY lender.code
        LIMIT most);
END $$;

CREATE OR REPLACE FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[],
    is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    regions text[] := pool_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders() || shared_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT stock.id
        FROM equipment_stock AS stock
        JOIN lender ON lender.id = stock.lender_id
        JOIN (SELECT code, searchable(label) AS words FROM equipment_type OFFSET 0) AS type ON type.code = stock.equipment_type_code
        WHERE ((cardinality(regions) > 0 AND stock.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND stock.lender_id = ANY(others)))
          AND (in_region IS NULL OR stock.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR stock.lender_id = of_lender)
          AND (of_type IS NULL OR stock.equipment_type_code = of_type)
          AND (is_synthetic IS NULL OR stock.synthetic = is_synthetic)
          AND (or_inactive OR (stock.active AND lender.active))
          AND (after_id IS NULL OR stock.id > after_id)
          AND (patterns IS NULL OR stock.search_text || ' ' || type.words || ' ' || lender.search_text LIKE ALL (patterns))
        ORDER BY stock.id
        LIMIT most);
END $$;

CREATE OR REPLACE FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text,
    least_level integer, patterns text[], free_from timestamptz, free_until timestamptz, is_synthetic boolean, or_inactive boolean, today date,
    after_id uuid, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    regions text[] := managed_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT responder.id
        FROM responder
        JOIN lender ON lender.id = responder.lender_id
        JOIN road_network ON road_network.code = responder.road_network_code
        WHERE ((cardinality(regions) > 0 AND responder.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND responder.lender_id = ANY(others)))
          AND (in_region IS NULL OR responder.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR responder.lender_id = of_lender)
          AND (is_synthetic IS NULL OR responder.synthetic = is_synthetic)
          AND (or_inactive OR (responder.active AND lender.active))
          AND (after_id IS NULL OR responder.id > after_id)
          AND (holding IS NULL OR EXISTS (
              SELECT FROM responder_competence held
              WHERE held.responder_id = responder.id AND held.competence_code = holding
                AND held.level >= least_level AND (held.expires_on IS NULL OR held.expires_on >= today)))
          AND (patterns IS NULL OR responder.search_text || ' ' || lender.search_text LIKE ALL (patterns))
          AND (free_from IS NULL OR is_available(responder.id, road_network.time_zone, free_from, free_until))
        ORDER BY responder.id
        LIMIT most);
END $$;

SET LOCAL ROLE planblanc_owner;

-- Whoever conducts the nation reads every calendar and every competence: no list of all the lenders is made to say so. Both tables are
-- read by the responder, whose index such an alternative does not hinder.
ALTER POLICY manager_reads ON planblanc.availability
    USING ((SELECT planblanc.manages_the_nation()) OR lender_id IN (SELECT unnest(planblanc.managed_lenders())));
ALTER POLICY manager_reads ON planblanc.responder_competence
    USING ((SELECT planblanc.manages_the_nation()) OR lender_id IN (SELECT unnest(planblanc.managed_lenders())));

-- An agreement names a site's partners, and is not of its incident: whoever was let in by a call-back or a code does not read it.
CREATE POLICY confined_reads_none ON planblanc.mutual_aid_agreement AS RESTRICTIVE FOR SELECT TO planblanc_app
    USING (NOT (SELECT planblanc.is_confined()));
CREATE POLICY confined_reads_none ON planblanc.agreement_lender AS RESTRICTIVE FOR SELECT TO planblanc_app
    USING (NOT (SELECT planblanc.is_confined()));
CREATE POLICY confined_reads_none ON planblanc.agreement_beneficiary AS RESTRICTIVE FOR SELECT TO planblanc_app
    USING (NOT (SELECT planblanc.is_confined()));

-- Nor does a paper code read which rungs were opened, or who worked how long: it asks, and receives.
CREATE POLICY code_holder_reads_none ON planblanc.rung_authorisation AS RESTRICTIVE FOR SELECT TO planblanc_app
    USING ((SELECT planblanc.actor_role()) <> 'CODE_HOLDER');
CREATE POLICY code_holder_reads_none ON planblanc.engagement_hours AS RESTRICTIVE FOR SELECT TO planblanc_app
    USING ((SELECT planblanc.actor_role()) <> 'CODE_HOLDER');
