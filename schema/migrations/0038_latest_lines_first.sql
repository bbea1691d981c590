-- A main courante is searched from its end too: the same lines as `search_log` finds, the last ones first, before a number.

CREATE FUNCTION planblanc.search_log_back(
    in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer
) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    accented tsquery := websearch_to_tsquery('pg_catalog.french', wanted);
    plain tsquery := websearch_to_tsquery('pg_catalog.french', without_accents(wanted));
    readable text[] := readable_tlps();
    me uuid := actor_id();
BEGIN
    IF NOT in_key = ANY(readable_chains()) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT entry.sequence
        FROM log_entry AS entry
        LEFT JOIN log_text AS kept
            ON kept.kind = entry.kind AND kept.key = entry.key AND kept.sequence = entry.sequence AND actor_role() <> 'NATIONAL_READER'
        WHERE entry.kind = in_kind AND entry.key = in_key AND (before_sequence IS NULL OR entry.sequence < before_sequence)
          AND (of_kinds IS NULL OR entry.line_kind = ANY(of_kinds))
          AND (entry.tlp = ANY(readable) OR entry.actor_id = me)
          AND (entry.words @@ accented OR entry.words @@ plain OR kept.words @@ accented OR kept.words @@ plain)
        ORDER BY entry.sequence DESC
        LIMIT most);
END $$;
CALL planblanc.entrust('planblanc.search_log_back(text, text, text, text[], bigint, integer)');
