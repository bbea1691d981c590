-- The main courante line by line: how widely each one is shared, what it corrects, its words to search by; its heads signed outside
-- the database, its personal text erased on request. What is added to a line is read from the bytes that were sealed, never beside them.

CREATE FUNCTION planblanc.told(line bytea) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT convert_from(line, 'UTF8')::jsonb $$;

-- The words of a French sentence, with their accents and without: at 3 a.m. nobody types them.
CREATE FUNCTION planblanc.without_accents(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT translate(lower(written), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy') $$;
CREATE FUNCTION planblanc.french_words(written text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT to_tsvector('pg_catalog.french', written) || to_tsvector('pg_catalog.french', without_accents(written)) $$;

ALTER TABLE planblanc.log_entry
    ADD COLUMN line_kind text NOT NULL GENERATED ALWAYS AS (coalesce(planblanc.told(line) ->> 'kind', 'ACT')) STORED
        CHECK (line_kind IN ('ACT', 'NOTE', 'DECISION', 'CALL', 'OBSERVATION', 'CORRECTION')),
    ADD COLUMN tlp text NOT NULL GENERATED ALWAYS AS (coalesce(planblanc.told(line) ->> 'tlp', 'AMBER')) STORED
        CHECK (tlp IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED')),
    ADD COLUMN corrects bigint GENERATED ALWAYS AS ((planblanc.told(line) ->> 'corrects')::bigint) STORED,
    ADD COLUMN actor_id uuid GENERATED ALWAYS AS ((planblanc.told(line) #>> '{actor,id}')::uuid) STORED,
    -- No index holds them: a chain is a few thousand lines, and each one is written by somebody who waits.
    ADD COLUMN words tsvector GENERATED ALWAYS AS (planblanc.french_words(planblanc.told(line) ->> 'text')) STORED,
    ADD CHECK (corrects < sequence),
    ADD FOREIGN KEY (kind, key, corrects) REFERENCES planblanc.log_entry;
CREATE INDEX log_entry_corrected ON planblanc.log_entry (kind, key, corrects) WHERE corrects IS NOT NULL;

-- Gone with the text that they are of.
ALTER TABLE planblanc.log_text
    ADD COLUMN tlp text NOT NULL DEFAULT 'AMBER' CHECK (tlp IN ('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED')),
    ADD COLUMN actor_id uuid,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (planblanc.french_words(body)) STORED;

-- How far the Traffic Light Protocol lets the actor read: RED is for those who conduct the crisis, AMBER_STRICT for the victim too.
CREATE FUNCTION planblanc.readable_tlps() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR') THEN '{CLEAR,GREEN,AMBER,AMBER_STRICT,RED}'
        WHEN actor_role() IN ('ESTABLISHMENT', 'SERVICE') THEN '{CLEAR,GREEN,AMBER,AMBER_STRICT}'
        WHEN has_actor() THEN '{CLEAR,GREEN,AMBER}'
        ELSE '{}' END::text[]
$$;

-- Who wrote a line reads it, however few others do.
DROP POLICY reader_reads ON planblanc.log_entry;
CREATE POLICY reader_reads ON planblanc.log_entry FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[])
        AND (tlp = ANY((SELECT planblanc.readable_tlps())::text[]) OR actor_id = (SELECT planblanc.actor_id())));
DROP POLICY coordinator_reads ON planblanc.log_text;
CREATE POLICY reader_reads ON planblanc.log_text FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[])
        AND (tlp = ANY((SELECT planblanc.readable_tlps())::text[]) OR actor_id = (SELECT planblanc.actor_id()))
        AND (SELECT planblanc.actor_role()) <> 'NATIONAL_READER');

-- Where a chain ended at some moment, signed with a key that the database never sees.
CREATE TABLE planblanc.log_head (
    kind       text NOT NULL,
    key        text NOT NULL,
    sequence   bigint NOT NULL,
    hash       bytea NOT NULL CHECK (length(hash) = 32),
    signed_at  timestamptz NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    signature  bytea NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (kind, key, sequence, public_key),
    FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry
);
CALL planblanc.guard('planblanc.log_head');
REVOKE INSERT, UPDATE, DELETE ON planblanc.log_head FROM planblanc_migrator;
GRANT INSERT ON planblanc.log_head TO planblanc_worker;
CREATE POLICY worker_signs ON planblanc.log_head FOR INSERT TO planblanc_worker WITH CHECK (true);
GRANT SELECT ON planblanc.log_head TO planblanc_app;
CREATE POLICY reader_reads ON planblanc.log_head FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[]));

-- The lines of a chain that hold these words, by number: of what was sealed, and of what people typed where the actor reads it.
CREATE FUNCTION planblanc.search_log(
    in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer
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
        WHERE entry.kind = in_kind AND entry.key = in_key AND entry.sequence > after_sequence
          AND (of_kinds IS NULL OR entry.line_kind = ANY(of_kinds))
          AND (entry.tlp = ANY(readable) OR entry.actor_id = me)
          AND (entry.words @@ accented OR entry.words @@ plain OR kept.words @@ accented OR kept.words @@ plain)
        ORDER BY entry.sequence
        LIMIT most);
END $$;
CALL planblanc.entrust('planblanc.search_log(text, text, text, text[], bigint, integer)');

-- Takes away what people typed, and the salt without which its hash says nothing; which lines had any. For the operator's command alone.
GRANT DELETE ON planblanc.log_text TO planblanc_definer;
CREATE POLICY text_is_erased ON planblanc.log_text FOR DELETE TO planblanc_definer USING (true);
CREATE FUNCTION planblanc.erase_log_text(in_kind text, in_key text, sequences bigint[]) RETURNS bigint[]
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH erased AS (
        DELETE FROM log_text WHERE kind = in_kind AND key = in_key AND sequence = ANY(sequences) RETURNING sequence
    )
    SELECT coalesce(array_agg(sequence ORDER BY sequence), '{}') FROM erased
$$;
CALL planblanc.entrust('planblanc.erase_log_text(text, text, bigint[])');
SET LOCAL ROLE planblanc_definer;
REVOKE EXECUTE ON FUNCTION planblanc.erase_log_text(text, text, bigint[]) FROM planblanc_app, planblanc_worker;
GRANT EXECUTE ON FUNCTION planblanc.erase_log_text(text, text, bigint[]) TO planblanc_migrator;
SET LOCAL ROLE planblanc_owner;

-- By how much the crisis of a demonstration runs ahead of the real clock; never behind.
CREATE FUNCTION planblanc.crisis_lead() RETURNS interval
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT make_interval(secs => greatest(coalesce(max((value ->> 'crisis_offset_seconds')::double precision), 0), 0))
    FROM setting WHERE key = 'demonstration'
$$;
CALL planblanc.entrust('planblanc.crisis_lead()');

-- May a line say this of itself? Its actor is the one of the transaction; its moment is not to come, nor before the last signed line.
CREATE FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    said jsonb := told(line);
    slack constant interval := interval '10 minutes';     -- of clocks that differ, and of transactions that last
    signed timestamptz;
BEGIN
    IF said #>> '{actor,id}' IS DISTINCT FROM actor_id()::text OR said #>> '{actor,role}' IS DISTINCT FROM actor_role() THEN
        RAISE EXCEPTION 'a line of chain % % names another actor than its transaction', in_kind, in_key USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (said ->> 'recorded_at')::timestamptz IS DISTINCT FROM date_trunc('milliseconds', at) THEN
        RAISE EXCEPTION 'a line of chain % % is sealed with another moment than it is stored', in_kind, in_key
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF current_setting('role', true) = 'planblanc_migrator' THEN
        RETURN;
    END IF;
    SELECT entry.recorded_at INTO signed
    FROM log_head AS head
    JOIN log_entry AS entry ON entry.kind = head.kind AND entry.key = head.key AND entry.sequence = head.sequence
    WHERE head.kind = in_kind AND head.key = in_key
    ORDER BY head.sequence DESC
    LIMIT 1;
    IF at > clock_timestamp() + crisis_lead() + slack OR at < signed - slack THEN
        RAISE EXCEPTION 'a line of chain % % has a moment that cannot be: %', in_kind, in_key, at USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
CALL planblanc.entrust('planblanc.require_true_line(text, text, bytea, timestamptz)');

SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    wanted record;
    head record;
    digest bytea;
BEGIN
    FOR wanted IN
        SELECT given.*, row_number() OVER () AS place
        FROM unnest(kinds, keys, lines, salts, bodies) AS given (kind, key, line, salt, body)
        ORDER BY given.kind, given.key, place
    LOOP
        IF NOT may_log(wanted.kind, wanted.key) THEN
            RAISE EXCEPTION 'this actor may not write in chain % %', wanted.kind, wanted.key USING ERRCODE = 'insufficient_privilege';
        END IF;
        PERFORM require_true_line(wanted.kind, wanted.key, wanted.line, at);
        INSERT INTO log_chain (kind, key, sequence, hash) VALUES (wanted.kind, wanted.key, 0, decode(repeat('00', 32), 'hex'))
            ON CONFLICT DO NOTHING;
        SELECT sequence, hash INTO head FROM log_chain WHERE kind = wanted.kind AND key = wanted.key FOR UPDATE;
        digest := sha256(
            convert_to('planblanc/log/1', 'UTF8') || '\x00'::bytea || convert_to(wanted.kind, 'UTF8') || '\x00'::bytea
            || convert_to(wanted.key, 'UTF8') || '\x00'::bytea || convert_to((head.sequence + 1)::text, 'UTF8') || '\x00'::bytea
            || head.hash || wanted.line);
        INSERT INTO log_entry (kind, key, sequence, recorded_at, line, hash)
            VALUES (wanted.kind, wanted.key, head.sequence + 1, at, wanted.line, digest);
        IF wanted.body IS NOT NULL THEN
            INSERT INTO log_text (kind, key, sequence, salt, body, tlp, actor_id)
                VALUES (wanted.kind, wanted.key, head.sequence + 1, wanted.salt, wanted.body,
                        coalesce(told(wanted.line) ->> 'tlp', 'AMBER'), actor_id());
        END IF;
        UPDATE log_chain SET sequence = head.sequence + 1, hash = digest WHERE kind = wanted.kind AND key = wanted.key;
    END LOOP;
END $$;
SET LOCAL ROLE planblanc_owner;
