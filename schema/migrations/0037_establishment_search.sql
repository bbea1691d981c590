-- Finding a site by what a caller says of it: heard wrong, typed fast, without its accents. No extension: threes of letters of our own.

-- As a name sounds in French, roughly: both what is written and what is typed are folded so, then compared. The words that everybody
-- shortens are written one way; letters that are not heard, or that are heard as others, are those of every spelling.
CREATE FUNCTION planblanc.sounded(written text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    heard text := ' ' || replace(planblanc.searchable(written), ' ', '  ') || ' ';
    rule text[];
BEGIN
    FOREACH rule SLICE 1 IN ARRAY ARRAY[
        [' (ctre|cent|centr) ', ' centre '], [' (polycl|polyclin) ', ' polyclinique '], [' (cl|clin) ', ' clinique '],
        [' (hop|hopitaux|hosp|hospital) ', ' hopital '], [' (hospitalier|hospitaliere|hospitaliers) ', ' hospitalier '],
        [' (grpe|gpe|gr) ', ' groupe '], [' c +h +(u|r|i|s) ', ' ch\1 '], [' c +h ', ' ch '], [' (st) ', ' saint '], [' (ste) ', ' sainte '],
        [' centre +hospitalier +(regional +et +)?universitaire ', ' chu '], [' centre +hospitalier +specialise ', ' chs '],
        [' centre +hospitalier +intercommunal ', ' chi '], [' centre +hospitalier +regional ', ' chr '], [' centre +hospitalier ', ' ch '],
        ['ph', 'f'], ['sch|sh', 'ch'], ['qu|ck|q', 'k'], ['c(?=[eiy])', 's'], ['c(?!h)', 'k'],
        ['e?aux?', 'o'], ['eux', 'eu'], ['oux', 'ou'], ['x', 'ks'], ['gu(?=[eiy])', 'g'], ['j', 'g'], ['w', 'v'], ['z', 's'],
        ['(ai|ei|i|y)[nm](?![aeiouynm])', 'in'], ['[ea][nm](?![aeiouynm])', 'an'], ['ai|ei|oe', 'e'], ['y', 'i'],
        ['([^c])h', '\1'], ['([a-z])\1+', '\1'], ['([a-z]{2}[^aeiou ])(e|es) ', '\1 '], ['([a-z]{3})[std] ', '\1 ']] LOOP
        heard := regexp_replace(heard, rule[1], rule[2], 'g');
    END LOOP;
    RETURN btrim(regexp_replace(heard, ' +', ' ', 'g'));
END $$;

-- The threes of letters of one word, its beginning marked; its end as well, unless it may still be being typed.
CREATE FUNCTION planblanc.trigrams_of_word(word text, is_whole boolean) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT substr(marked, place, 3)), '{}')
    FROM (SELECT '  ' || word || CASE WHEN is_whole THEN ' ' ELSE '' END AS marked) AS one
    CROSS JOIN LATERAL generate_series(1, length(marked) - 2) AS place
$$;

CREATE FUNCTION planblanc.trigrams(heard text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT trigram), '{}')
    FROM string_to_table(heard, ' ') AS word
    CROSS JOIN LATERAL unnest(planblanc.trigrams_of_word(word, true)) AS trigram
$$;

ALTER TABLE planblanc.establishment
    ADD COLUMN trigrams text[] GENERATED ALWAYS AS (
        planblanc.trigrams(planblanc.sounded(name || ' ' || commune || ' ' || department_code || ' ' || coalesce(postal_code, '')))) STORED;
CREATE INDEX establishment_by_trigram ON planblanc.establishment USING gin (trigrams);
CREATE INDEX legal_entity_by_finess ON planblanc.legal_entity (finess text_pattern_ops);
CREATE INDEX establishment_by_finess_prefix ON planblanc.establishment (finess text_pattern_ops);

-- The sites that may be meant, the likeliest first, each with how much of what was said is found there (0 to 1). The beginning of a FINESS
-- number, of a site or of its entity, is what it says. What many sites bear ("hôpital", "saint") says little, by its rarity; a site of the region,
-- a large one, and one whose name says nothing else come before the others that are as like.
CREATE FUNCTION planblanc.search_establishments(said text, near_region text, most integer)
RETURNS TABLE (id uuid, likeness real)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH said_number AS (
        SELECT upper(translate(said, ' ', '')) AS start WHERE translate(said, ' ', '') ~ '^[0-9][0-9ABab][0-9]{1,7}$'
    ), numbered AS (
        SELECT site.id FROM said_number JOIN establishment AS site ON site.finess LIKE start || '%'
        UNION
        SELECT site.id FROM said_number JOIN legal_entity AS entity ON entity.finess LIKE start || '%'
        JOIN establishment AS site ON site.legal_entity_id = entity.id
    ), words AS (
        SELECT trigrams_of_word(word, place < max(place) OVER ()) AS threes
        FROM string_to_table(sounded(said), ' ') WITH ORDINALITY AS told (word, place)
        WHERE word <> '' LIMIT 10
    ), sought AS (
        SELECT trigram, sum(1.0 / cardinality(threes)) AS share
        FROM words CROSS JOIN LATERAL unnest(threes) AS trigram
        GROUP BY trigram
    ), met AS (
        SELECT sought.trigram, sought.share, ARRAY(SELECT site.id FROM establishment AS site WHERE site.trigrams @> ARRAY[sought.trigram]) AS ids
        FROM sought
    ), weighed AS (
        SELECT ids, share * rarity / sum(share * rarity) OVER () AS worth
        FROM met CROSS JOIN LATERAL (
            SELECT ln(1 + (SELECT count(*) FROM establishment) / (20.0 + cardinality(ids)))::double precision AS rarity) AS told
    ), best AS (
        SELECT scored.id, least(max(scored.likeness), 1)::real AS likeness
        FROM (SELECT found.id, sum(worth) AS likeness FROM weighed CROSS JOIN LATERAL unnest(ids) AS found (id) GROUP BY found.id
              UNION ALL
              SELECT numbered.id, 1 FROM numbered) AS scored
        GROUP BY scored.id
        HAVING max(scored.likeness) >= 0.3
    )
    SELECT best.id, best.likeness
    FROM best
    JOIN establishment AS site ON site.id = best.id
    ORDER BY best.likeness
        + CASE WHEN site.region_code = near_region THEN 0.15 ELSE 0 END
        + 0.01 * ln(1 + coalesce(site.beds, 0))
        + 0.1 * (SELECT count(*) FROM sought WHERE sought.trigram = ANY(site.trigrams)) / cardinality(site.trigrams) DESC,
        site.finess
    LIMIT most
$$;
CALL planblanc.entrust('planblanc.search_establishments(text, text, integer)');
