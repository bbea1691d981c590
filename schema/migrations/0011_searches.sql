-- Searches that no index reaches under policies: each one gives the keys of a page that the actor may see, to be read under policies.

-- As searchable texts are written: lower case, no accents, words apart by one space.
CREATE FUNCTION planblanc.searchable(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT btrim(regexp_replace(
        translate(
            replace(replace(replace(replace(replace(lower(written), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
            'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ',
            'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy'),
        '[^a-z0-9]+', ' ', 'g'))
$$;

-- Folding 20,000 rows takes a second: the words of people and things are kept folded.
ALTER TABLE planblanc.responder
    ADD COLUMN search_text text GENERATED ALWAYS AS (planblanc.searchable(label || ' ' || commune)) STORED;
ALTER TABLE planblanc.equipment_stock
    ADD COLUMN search_text text GENERATED ALWAYS AS (planblanc.searchable(place || ' ' || commune)) STORED;

-- Is this responder free for the whole window? As domain/availability.py lays calendars out; hours are those of the place.
CREATE FUNCTION planblanc.is_available(wanted_id uuid, zone text, free_from timestamptz, free_until timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE COST 5000 SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        range_agg(span) FILTER (WHERE kind <> 'ABSENCE')
            - coalesce(range_agg(span) FILTER (WHERE kind = 'ABSENCE'), '{}'::tstzmultirange),
        '{}'::tstzmultirange) @> tstzrange(free_from, free_until)
    FROM (
        SELECT kind, tstzrange(starts_at, ends_at) AS span
        FROM availability
        WHERE responder_id = wanted_id AND kind <> 'DAILY' AND starts_at < free_until AND ends_at > free_from
        UNION ALL
        SELECT kind, tstzrange(starts_at, ends_at) * tstzrange(opens, closes)
        FROM availability
        CROSS JOIN LATERAL generate_series(
            (free_from AT TIME ZONE zone)::date::timestamp - interval '1 day',
            (free_until AT TIME ZONE zone)::date::timestamp,
            interval '1 day') AS day
        CROSS JOIN LATERAL (
            SELECT (day + daily_from) AT TIME ZONE zone AS opens,
                   (day + daily_to + CASE WHEN daily_to <= daily_from THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE zone AS closes
        ) AS hours
        WHERE responder_id = wanted_id AND kind = 'DAILY' AND starts_at < free_until AND ends_at > free_from
          AND (weekdays >> (extract(isodow FROM day)::integer - 1)) & 1 = 1
          AND opens < closes
    ) AS calendar
$$;

-- A page of the responders that the actor keeps or plans with, by key; an argument that is empty filters nothing.
CREATE FUNCTION planblanc.search_responders(
    in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[],
    free_from timestamptz, free_until timestamptz, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer
) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    kept uuid[] := managed_lenders();
BEGIN
    RETURN ARRAY(
        SELECT responder.id
        FROM responder
        JOIN lender ON lender.id = responder.lender_id
        JOIN road_network ON road_network.code = responder.road_network_code
        WHERE responder.lender_id = ANY(kept)
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

-- A page of the stocks that the actor may see, by key.
CREATE FUNCTION planblanc.search_stocks(
    in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean,
    after_id uuid, most integer
) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    visible uuid[] := visible_lenders();
BEGIN
    RETURN ARRAY(
        SELECT stock.id
        FROM equipment_stock AS stock
        JOIN lender ON lender.id = stock.lender_id
        JOIN (SELECT code, searchable(label) AS words FROM equipment_type OFFSET 0) AS type ON type.code = stock.equipment_type_code
        WHERE stock.lender_id = ANY(visible)
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

-- A page of the lenders that the actor may see, by code.
CREATE FUNCTION planblanc.search_lenders(
    in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean,
    after_code text, most integer
) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    visible uuid[] := visible_lenders();
BEGIN
    RETURN ARRAY(
        SELECT lender.id
        FROM lender
        WHERE lender.id = ANY(visible)
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

-- The responders of one competence around a point, the nearest first, that the actor keeps or plans with. Without these settings the
-- planner, which cannot know how many of the nearest are visible, reads and sorts the whole table.
CREATE FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer)
RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off SET enable_sort = off
AS $$
DECLARE
    kept uuid[] := managed_lenders();
BEGIN
    RETURN ARRAY(
        SELECT held.responder_id
        FROM responder_competence AS held
        WHERE held.spot <@ box(point(1000 * lane - 200, -90), point(1000 * lane + 200, 90)) AND held.lender_id = ANY(kept)
        ORDER BY held.spot <-> point(at_longitude * 0.7 + 1000 * lane, at_latitude)
        LIMIT most);
END $$;

-- The stocks of one type around a point, the nearest first, that the actor may see.
CREATE FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer)
RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off SET enable_sort = off
AS $$
DECLARE
    visible uuid[] := visible_lenders();
BEGIN
    RETURN ARRAY(
        SELECT kept.id
        FROM equipment_stock AS kept
        WHERE kept.spot <@ box(point(1000 * lane - 200, -90), point(1000 * lane + 200, 90)) AND kept.lender_id = ANY(visible)
        ORDER BY kept.spot <-> point(at_longitude * 0.7 + 1000 * lane, at_latitude)
        LIMIT most);
END $$;

CALL planblanc.entrust('planblanc.search_responders(text, text, uuid, text, integer, text[], timestamptz, timestamptz, boolean, boolean, date, uuid, integer)');
CALL planblanc.entrust('planblanc.search_stocks(text, text, uuid, text, text[], boolean, boolean, uuid, integer)');
CALL planblanc.entrust('planblanc.search_lenders(text, text, text, text[], boolean, boolean, text, integer)');
CALL planblanc.entrust('planblanc.nearest_responders(integer, double precision, double precision, integer)');
CALL planblanc.entrust('planblanc.nearest_stocks(integer, double precision, double precision, integer)');
