-- What is told live: each line of an incident's or a region's journal is an event, with its number in the incident's own sequence
-- (that of its chain) and, once it is committed, in the region's.

CREATE TABLE planblanc.log_event (
    kind            text NOT NULL,
    key             text NOT NULL,
    sequence        bigint NOT NULL,
    position        bigint GENERATED ALWAYS AS IDENTITY,    -- the order of writing: within a chain, that of its numbers
    region_code     text NOT NULL,
    incident_id     uuid,
    act             text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    tells_services  boolean NOT NULL,                       -- the SAMU reads these, and no other
    region_sequence bigint CHECK (region_sequence >= 1),    -- given after the commit
    PRIMARY KEY (kind, key, sequence),
    UNIQUE (region_code, region_sequence),
    FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry ON DELETE CASCADE,
    -- no reference to the incident, which the trigger reads: whoever writes a line would wait for an approval that holds it
    CHECK ((kind = 'INCIDENT') = (incident_id IS NOT NULL))
);
CREATE INDEX log_event_unnumbered ON planblanc.log_event (region_code, position) WHERE region_sequence IS NULL;

-- Where the sequence of each region ends.
CREATE TABLE planblanc.log_region_head (
    region_code text PRIMARY KEY,
    sequence    bigint NOT NULL CHECK (sequence >= 0)
);

CALL planblanc.guard('planblanc.log_event');
CALL planblanc.guard('planblanc.log_region_head');

-- The lines written before.
SET LOCAL ROLE planblanc_migrator;
INSERT INTO planblanc.log_event (kind, key, sequence, region_code, incident_id, act, recorded_at, tells_services)
SELECT entry.kind, entry.key, entry.sequence, coalesce(incident.region_code, entry.key), incident.id,
       coalesce(planblanc.told(entry.line) ->> 'act', ''), entry.recorded_at,
       coalesce(planblanc.told(entry.line) ->> 'act', '') IN ('services.updated', 'incident.declared')
FROM planblanc.log_entry AS entry
LEFT JOIN planblanc.incident ON entry.kind = 'INCIDENT' AND incident.id::text = entry.key
WHERE entry.kind = 'REGION' OR incident.id IS NOT NULL
ORDER BY entry.recorded_at, entry.kind, entry.key, entry.sequence;
SET LOCAL ROLE planblanc_owner;
REVOKE INSERT, UPDATE, DELETE ON planblanc.log_event, planblanc.log_region_head FROM planblanc_migrator;

GRANT SELECT ON planblanc.log_event TO planblanc_app;
CREATE POLICY reader_reads ON planblanc.log_event FOR SELECT TO planblanc_app
    USING (key = ANY((SELECT planblanc.readable_chains())::text[])
        OR (tells_services AND incident_id = ANY((SELECT planblanc.visible_incidents())::uuid[])));

GRANT INSERT, UPDATE (region_sequence) ON planblanc.log_event TO planblanc_definer;
CREATE POLICY event_is_added ON planblanc.log_event FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY event_is_numbered ON planblanc.log_event FOR UPDATE TO planblanc_definer
    USING (region_sequence IS NULL) WITH CHECK (region_sequence IS NOT NULL);
GRANT INSERT, UPDATE (sequence) ON planblanc.log_region_head TO planblanc_definer;
CREATE POLICY head_begins ON planblanc.log_region_head FOR INSERT TO planblanc_definer WITH CHECK (true);
CREATE POLICY head_grows ON planblanc.log_region_head FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);

-- The line that a transaction writes of an incident whose services it told carries their news.
CREATE FUNCTION planblanc.keep_in_mind_services() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    services constant text := coalesce(current_setting('planblanc.services_told', true), '');
BEGIN
    IF position(NEW.incident_id::text IN services) = 0 THEN
        PERFORM set_config('planblanc.services_told', services || NEW.incident_id::text || ' ', true);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_in_mind_services AFTER INSERT OR UPDATE ON planblanc.incident_service
    FOR EACH ROW EXECUTE FUNCTION planblanc.keep_in_mind_services();

-- NOTIFY only wakes, at the commit: it carries the key of an incident or of a region, and says nothing of it.
CREATE FUNCTION planblanc.tell_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    services constant text := coalesce(current_setting('planblanc.services_told', true), '');
    region text := NEW.key;
    incident_key uuid;
BEGIN
    IF NEW.kind = 'NATION' THEN
        RETURN NULL;
    END IF;
    IF NEW.kind = 'INCIDENT' THEN
        SELECT id, region_code INTO incident_key, region FROM incident WHERE id = NEW.key::uuid;
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
        PERFORM pg_notify('planblanc_event', NEW.key), set_config('planblanc.services_told', replace(services, NEW.key, ''), true);
    END IF;
    INSERT INTO log_event (kind, key, sequence, region_code, incident_id, act, recorded_at, tells_services)
        VALUES (NEW.kind, NEW.key, NEW.sequence, region, incident_key, coalesce(told(NEW.line) ->> 'act', ''), NEW.recorded_at,
                position(NEW.key IN services) > 0);
    PERFORM pg_notify('planblanc_event', region);
    RETURN NULL;
END $$;
CREATE TRIGGER tell_event AFTER INSERT ON planblanc.log_entry FOR EACH ROW EXECUTE FUNCTION planblanc.tell_event();
CALL planblanc.entrust('planblanc.tell_event()');

-- Gives the committed events of a region their numbers, and says whether some are left. Whoever listens calls it after the commit:
-- those who write never wait for one another; those who number do, for one statement.
CREATE FUNCTION planblanc.number_events(wanted_region text, most integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
DECLARE
    head bigint;
    numbered integer;
BEGIN
    IF NOT has_actor() OR NOT EXISTS (SELECT FROM log_event WHERE region_code = wanted_region AND region_sequence IS NULL) THEN
        RETURN false;
    END IF;
    INSERT INTO log_region_head (region_code, sequence) VALUES (wanted_region, 0) ON CONFLICT DO NOTHING;
    SELECT sequence INTO head FROM log_region_head WHERE region_code = wanted_region FOR UPDATE;
    -- A statement of its own: it sees what others numbered while the head was waited for.
    WITH fresh AS (
        SELECT kind, key, sequence, row_number() OVER (ORDER BY position) AS place FROM (
            SELECT * FROM log_event WHERE region_code = wanted_region AND region_sequence IS NULL ORDER BY position LIMIT most
        ) AS waiting
    )
    UPDATE log_event SET region_sequence = head + fresh.place FROM fresh
    WHERE log_event.kind = fresh.kind AND log_event.key = fresh.key AND log_event.sequence = fresh.sequence;
    GET DIAGNOSTICS numbered = ROW_COUNT;
    UPDATE log_region_head SET sequence = head + numbered WHERE region_code = wanted_region;
    RETURN numbered = most;
END $$;
CALL planblanc.entrust('planblanc.number_events(text, integer)');

-- Where the sequence of an incident or of a region ends, for whoever may follow it; nothing for the others.
CREATE FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN wanted_kind = 'INCIDENT' AND wanted_key::uuid = ANY((SELECT visible_incidents())::uuid[])
            THEN coalesce((SELECT sequence FROM log_chain WHERE kind = 'INCIDENT' AND key = wanted_key), 0)
        WHEN wanted_kind = 'REGION'
            AND (wanted_key = ANY((SELECT watched_regions())::text[]) OR wanted_key = ANY((SELECT managed_regions())::text[]))
            THEN coalesce((SELECT sequence FROM log_region_head WHERE region_code = wanted_key), 0)
    END
$$;
CALL planblanc.entrust('planblanc.event_head(text, text)');
