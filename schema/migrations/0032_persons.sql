-- What is kept on a person is found and erased wherever it stands, by the operator's commands alone.

-- The columns in which somebody may have written a name or a number: reference facts and sealed lines of the journal hold none.
CREATE FUNCTION planblanc.written_columns() RETURNS TABLE (source text, field text, type text)
LANGUAGE sql STABLE SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT class.relname::text, attribute.attname::text, format_type(attribute.atttypid, NULL)
    FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relnamespace = 'planblanc'::regnamespace AND class.relkind = 'r'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
      AND attribute.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
      AND class.relname !~ '^log_'
      AND class.relname NOT IN ('region', 'department', 'defence_zone', 'region_adjacency', 'road_network', 'network_travel',
          'hospital_group', 'legal_entity', 'establishment', 'establishment_service', 'lender', 'lender_competence_floor',
          'service_domain', 'competence', 'equipment_type', 'equipment_substitute', 'person_delay', 'working_time',
          'incident_category', 'ready_pack', 'ready_pack_line', 'obligation_template', 'schema_migration', 'setting')
    ORDER BY 1, 2
$$;

-- The rows that name a person, each with its table.
CREATE FUNCTION planblanc.rows_about(pattern text) RETURNS TABLE (source text, told jsonb)
LANGUAGE plpgsql STABLE SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT kept.source, string_agg(format('%I::text ~* $1', kept.field), ' OR ') AS condition
        FROM written_columns() AS kept GROUP BY kept.source ORDER BY kept.source
    LOOP
        RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(kept) FROM planblanc.%I AS kept WHERE %s', wanted.source, wanted.source, wanted.condition)
            USING pattern;
    END LOOP;
END $$;

-- Past versions of contact points, frozen for whoever calls back: a person is taken out of them, and nothing else changes.
GRANT UPDATE (label, address) ON planblanc.contact_version TO planblanc_definer;
CREATE FUNCTION planblanc.erase_from_contact_versions(pattern text, replacement text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH erased AS (
        UPDATE contact_version SET label = regexp_replace(label, pattern, replacement, 'gi'), address = regexp_replace(address, pattern, replacement, 'gi')
        WHERE (label ~* pattern OR address ~* pattern) AND valid_until IS NOT NULL RETURNING id)
    SELECT count(*) FROM erased
$$;

-- Puts other words in the place of a person, wherever it is named; how many values were changed, by table.
CREATE FUNCTION planblanc.erase_words(pattern text, replacement text) RETURNS TABLE (source text, changed bigint)
LANGUAGE plpgsql SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    wanted record;
    touched bigint;
BEGIN
    FOR wanted IN
        SELECT kept.source, kept.field, CASE kept.type
                WHEN 'text' THEN format('regexp_replace(%I, $1, $2, ''gi'')', kept.field)
                WHEN 'jsonb' THEN format('regexp_replace(%I::text, $1, $2, ''gi'')::jsonb', kept.field)
                ELSE format('ARRAY(SELECT regexp_replace(one, $1, $2, ''gi'') FROM unnest(%I) AS one)', kept.field) END AS value
        FROM written_columns() AS kept WHERE kept.source <> 'contact_version'
    LOOP
        EXECUTE format('UPDATE planblanc.%I SET %I = %s WHERE %I::text ~* $1', wanted.source, wanted.field, wanted.value, wanted.field)
            USING pattern, replacement;
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched > 0 THEN
            source := wanted.source;
            changed := touched;
            RETURN NEXT;
        END IF;
    END LOOP;
    -- Last: a contact point that was changed has ended the version that stood.
    touched := erase_from_contact_versions(pattern, replacement);
    IF touched > 0 THEN
        source := 'contact_version';
        changed := touched;
        RETURN NEXT;
    END IF;
END $$;

CALL planblanc.entrust('planblanc.erase_from_contact_versions(text, text)');
SET LOCAL ROLE planblanc_definer;
REVOKE ALL ON FUNCTION planblanc.erase_from_contact_versions(text, text) FROM planblanc_app, planblanc_worker;
GRANT EXECUTE ON FUNCTION planblanc.erase_from_contact_versions(text, text) TO planblanc_migrator;
SET LOCAL ROLE planblanc_owner;
REVOKE ALL ON FUNCTION planblanc.written_columns(), planblanc.rows_about(text), planblanc.erase_words(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION planblanc.written_columns(), planblanc.rows_about(text), planblanc.erase_words(text, text) TO planblanc_migrator;
