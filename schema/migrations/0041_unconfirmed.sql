-- Who keeps a pool looks for what nobody has confirmed in time: the searches of the pool take the day on which it would be late. What the
-- previous release calls stays beside them.

CREATE FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[],
    is_synthetic boolean, or_inactive boolean,
    due_on date, after_id uuid, most integer) RETURNS uuid[]
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
          AND (due_on IS NULL OR stock.confirm_by < due_on)
          AND (after_id IS NULL OR stock.id > after_id)
          AND (patterns IS NULL OR stock.search_text || ' ' || type.words || ' ' || lender.search_text LIKE ALL (patterns))
        ORDER BY stock.id
        LIMIT most);
END $$;

CREATE FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text,
    least_level integer, patterns text[], free_from timestamptz, free_until timestamptz, is_synthetic boolean, or_inactive boolean, today date,
    due_on date, after_id uuid, most integer) RETURNS uuid[]
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
          AND (due_on IS NULL OR responder.confirm_by < due_on)
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

CALL planblanc.entrust('planblanc.search_responders(text, text, uuid, text, integer, text[], timestamptz, timestamptz, boolean, boolean, date, date, uuid, integer)');
CALL planblanc.entrust('planblanc.search_stocks(text, text, uuid, text, text[], boolean, boolean, date, uuid, integer)');
