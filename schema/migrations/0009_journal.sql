-- The main courante: append-only, chained from the first line; one chain per incident, one per region, one for the nation.

CREATE TABLE planblanc.log_chain (
    kind      text NOT NULL CHECK (kind IN ('INCIDENT', 'REGION', 'NATION')),
    key       text NOT NULL,                    -- the incident's id, the region's code, or 'FR'
    sequence  bigint NOT NULL CHECK (sequence >= 0),
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (kind, key)
);

CREATE TABLE planblanc.log_entry (
    kind        text NOT NULL,
    key         text NOT NULL,
    sequence    bigint NOT NULL CHECK (sequence >= 1),
    recorded_at timestamptz NOT NULL,
    line        bytea NOT NULL,                 -- RFC 8785 bytes: these are hashed, never re-serialised
    hash        bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (kind, key, sequence),
    FOREIGN KEY (kind, key) REFERENCES planblanc.log_chain
);

-- Personal text stands in the line as a salted hash; erased here, the chain stays valid.
CREATE TABLE planblanc.log_text (
    kind     text NOT NULL,
    key      text NOT NULL,
    sequence bigint NOT NULL,
    salt     bytea NOT NULL CHECK (length(salt) = 16),
    body     text NOT NULL,
    PRIMARY KEY (kind, key, sequence),
    FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry
);

CALL planblanc.guard('planblanc.log_chain');
CALL planblanc.guard('planblanc.log_entry');
CALL planblanc.guard('planblanc.log_text');
REVOKE INSERT, UPDATE, DELETE ON planblanc.log_chain, planblanc.log_entry, planblanc.log_text FROM planblanc_migrator;

-- Which chains the actor reads, by their keys.
CREATE FUNCTION planblanc.readable_chains() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(key), '{}') FROM (
        SELECT id::text FROM unnest(followed_incidents()) AS incident (id)
        UNION ALL
        SELECT code FROM unnest(watched_regions()) AS region (code) WHERE actor_role() <> 'SAMU'
        UNION ALL
        SELECT code FROM unnest(managed_regions()) AS region (code)
        UNION ALL
        SELECT 'FR' WHERE actor_role() IN ('NATIONAL_COORDINATOR', 'NATIONAL_READER', 'ADMINISTRATOR')
    ) AS readable (key)
$$;
CALL planblanc.entrust('planblanc.readable_chains()');

GRANT SELECT ON planblanc.log_chain, planblanc.log_entry, planblanc.log_text TO planblanc_app;
CREATE POLICY reader_reads ON planblanc.log_chain FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[]));
CREATE POLICY reader_reads ON planblanc.log_entry FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[]));
CREATE POLICY coordinator_reads ON planblanc.log_text FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[]) AND (SELECT planblanc.actor_role()) <> 'NATIONAL_READER');

GRANT INSERT, UPDATE ON planblanc.log_chain TO planblanc_definer;
GRANT INSERT ON planblanc.log_entry, planblanc.log_text TO planblanc_definer;
CREATE POLICY chain_begins ON planblanc.log_chain FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY chain_grows ON planblanc.log_chain FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);
CREATE POLICY line_is_added ON planblanc.log_entry FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY text_is_added ON planblanc.log_text FOR INSERT TO planblanc_definer WITH CHECK (true);

-- May the actor write in this chain? Whoever acts on an incident, or on the pool of a region; the worker everywhere.
CREATE FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN current_setting('role', true) IN ('planblanc_worker', 'planblanc_migrator') THEN true
        WHEN wanted_kind = 'INCIDENT' THEN wanted_key::uuid = ANY((SELECT followed_incidents())::uuid[])
        WHEN wanted_kind = 'REGION' THEN wanted_key = ANY((SELECT managed_regions())::text[])
            OR wanted_key = ANY((SELECT own_regions())::text[])
            OR EXISTS (SELECT FROM lender WHERE id = ANY((SELECT kept_lenders())::uuid[]) AND region_code = wanted_key)
            OR EXISTS (SELECT FROM establishment WHERE id = ANY((SELECT kept_establishments())::uuid[]) AND region_code = wanted_key)
        ELSE actor_role() IN ('NATIONAL_COORDINATOR', 'ADMINISTRATOR')
    END
$$;
CALL planblanc.entrust('planblanc.may_log(text, text)');

-- The one way to write: takes the lines of a transaction, locks each head in the order of its key, chains and stores.
-- hash = SHA-256('planblanc/log/1' ‖ 0x00 ‖ kind ‖ 0x00 ‖ key ‖ 0x00 ‖ sequence ‖ 0x00 ‖ previous hash ‖ line); the first previous is 32 zero bytes.
CREATE FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamptz) RETURNS void
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
            INSERT INTO log_text (kind, key, sequence, salt, body)
                VALUES (wanted.kind, wanted.key, head.sequence + 1, wanted.salt, wanted.body);
        END IF;
        UPDATE log_chain SET sequence = head.sequence + 1, hash = digest WHERE kind = wanted.kind AND key = wanted.key;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION planblanc.append_log(text[], text[], bytea[], bytea[], text[], timestamptz) TO planblanc_migrator;
CALL planblanc.entrust('planblanc.append_log(text[], text[], bytea[], bytea[], text[], timestamptz)');
