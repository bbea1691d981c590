-- What was refused at the doors, so that an attack leaves a trace; and the original file of a procedure, kept as it came.

-- Refusals of one kind, of one caller, at one door, within a few seconds: one row, and how many times.
CREATE TABLE planblanc.denial (
    id         uuid PRIMARY KEY,
    code       text NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
    door       text NOT NULL CHECK (length(door) BETWEEN 1 AND 60),
    what       text NOT NULL CHECK (length(what) <= 200),     -- the operation or the path, never a value
    actor_id   uuid,                                          -- nobody who could be known
    actor_name text NOT NULL DEFAULT '' CHECK (length(actor_name) <= 200),
    actor_role text NOT NULL DEFAULT '' CHECK (length(actor_role) <= 60),
    address    text NOT NULL DEFAULT '' CHECK (length(address) <= 60),
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL CHECK (last_at >= first_at),
    times      integer NOT NULL CHECK (times > 0)
);
CREATE INDEX denial_by_time ON planblanc.denial (last_at DESC, id DESC);

CALL planblanc.guard('planblanc.denial');
CALL planblanc.worker_writes('planblanc.denial');
GRANT SELECT, INSERT ON planblanc.denial TO planblanc_app;
CREATE POLICY administrator_reads ON planblanc.denial FOR SELECT TO planblanc_app
    USING ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR');
CREATE POLICY doors_insert ON planblanc.denial FOR INSERT TO planblanc_app WITH CHECK ((SELECT planblanc.has_actor()));

-- The file that a procedure was written in: given back as it came, never shown by a browser.
CREATE TABLE planblanc.procedure_original (
    procedure_id uuid PRIMARY KEY REFERENCES planblanc.procedure ON DELETE CASCADE,
    file_name    text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 120),
    media_type   text NOT NULL CHECK (media_type <> ''),
    size_bytes   integer NOT NULL,
    sha256       bytea NOT NULL CHECK (length(sha256) = 32),
    content      bytea NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
    added_name   text NOT NULL,
    added_at     timestamptz NOT NULL,
    CHECK (size_bytes = length(content))
);
-- It is compressed already, or an attacker's: the database tries nothing on it.
ALTER TABLE planblanc.procedure_original ALTER COLUMN content SET STORAGE EXTERNAL;

CALL planblanc.guard('planblanc.procedure_original');
GRANT SELECT, INSERT, UPDATE, DELETE ON planblanc.procedure_original TO planblanc_app;
-- Whoever reads a procedure reads its original: the procedure's own policies say who does.
CREATE POLICY reader_reads ON planblanc.procedure_original FOR SELECT TO planblanc_app
    USING (EXISTS (SELECT FROM planblanc.procedure WHERE procedure.id = procedure_id));
CREATE POLICY keeper_inserts ON planblanc.procedure_original FOR INSERT TO planblanc_app
    WITH CHECK (EXISTS (SELECT FROM planblanc.procedure WHERE procedure.id = procedure_id
        AND (procedure.region_code = ANY((SELECT planblanc.managed_regions())::text[])
            OR procedure.establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
            OR (procedure.scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'))));
CREATE POLICY keeper_updates ON planblanc.procedure_original FOR UPDATE TO planblanc_app
    USING (EXISTS (SELECT FROM planblanc.procedure WHERE procedure.id = procedure_id
        AND (procedure.region_code = ANY((SELECT planblanc.managed_regions())::text[])
            OR procedure.establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
            OR (procedure.scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'))))
    WITH CHECK (EXISTS (SELECT FROM planblanc.procedure WHERE procedure.id = procedure_id
        AND (procedure.region_code = ANY((SELECT planblanc.managed_regions())::text[])
            OR procedure.establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
            OR (procedure.scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'))));
CREATE POLICY keeper_deletes ON planblanc.procedure_original FOR DELETE TO planblanc_app
    USING (EXISTS (SELECT FROM planblanc.procedure WHERE procedure.id = procedure_id
        AND (procedure.region_code = ANY((SELECT planblanc.managed_regions())::text[])
            OR procedure.establishment_id = ANY((SELECT planblanc.kept_establishments())::uuid[])
            OR (procedure.scope = 'NATIONAL' AND (SELECT planblanc.actor_role()) = 'NATIONAL_COORDINATOR'))));
