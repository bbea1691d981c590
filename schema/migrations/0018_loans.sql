-- Loans: what is out, by lots or serials, until it is back and wiped, or lost; what is out is nobody else's to have.

CREATE TABLE planblanc.loan (
    id                 uuid PRIMARY KEY,
    engagement_id      uuid NOT NULL,
    incident_id        uuid NOT NULL,
    region_code        text NOT NULL,
    stock_id           uuid NOT NULL,
    lender_id          uuid NOT NULL REFERENCES planblanc.lender,
    exercise           boolean NOT NULL,
    label              text NOT NULL CHECK (label <> ''),
    holds_data         boolean NOT NULL,
    quantity           integer NOT NULL CHECK (quantity >= 1),
    serials            text[] NOT NULL DEFAULT '{}' CHECK (cardinality(serials) IN (0, quantity)),
    lot                text NOT NULL DEFAULT '',
    condition_out      text NOT NULL DEFAULT '',
    is_described       boolean NOT NULL DEFAULT false,
    state              text NOT NULL CHECK (state IN ('OUT', 'RECEIVED', 'RETURNED', 'LOST')),
        -- OUT → RECEIVED → RETURNED | LOST; what was never received may come back or be lost too
    out_at             timestamptz NOT NULL,
    due_at             timestamptz NOT NULL CHECK (due_at >= out_at),
    received_at        timestamptz CHECK (received_at >= out_at),
    returned_at        timestamptz CHECK (returned_at >= coalesce(received_at, out_at)),
    condition_back     text NOT NULL DEFAULT '',
    wiping_certificate text CHECK (wiping_certificate <> ''),
    lost_at            timestamptz CHECK (lost_at >= out_at),
    lost_reason        text,
    overdue_at         timestamptz,             -- when it was first seen that it should have come back
    reminded_at        timestamptz,
    version            integer NOT NULL DEFAULT 1,
    FOREIGN KEY (engagement_id, incident_id, stock_id) REFERENCES planblanc.engagement (id, incident_id, resource_id),
    FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement (id, incident_id, lender_id),
    FOREIGN KEY (engagement_id, incident_id, region_code) REFERENCES planblanc.engagement (id, incident_id, region_code),
    CHECK ((state = 'RETURNED') = (returned_at IS NOT NULL)),
    CHECK ((state = 'LOST') = (lost_at IS NOT NULL)),
    CHECK (state <> 'RECEIVED' OR received_at IS NOT NULL),
    -- what held data of a hospital comes back wiped, and somebody says so
    CONSTRAINT loan_comes_back_wiped CHECK (state <> 'RETURNED' OR NOT holds_data OR received_at IS NULL OR wiping_certificate IS NOT NULL)
);
CREATE INDEX loan_by_engagement ON planblanc.loan (engagement_id, id);
CREATE INDEX loan_by_incident ON planblanc.loan (incident_id, due_at, id);
CREATE INDEX loan_by_lender ON planblanc.loan (lender_id, due_at, id);
CREATE INDEX loan_out ON planblanc.loan (due_at) WHERE state IN ('OUT', 'RECEIVED');

CREATE FUNCTION planblanc.loan_goes_forward() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state IN ('RETURNED', 'LOST') OR NEW.state = 'OUT') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'a loan goes forward';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER loan_goes_forward BEFORE UPDATE OF state ON planblanc.loan FOR EACH ROW EXECUTE FUNCTION planblanc.loan_goes_forward();

CALL planblanc.guard('planblanc.loan');
CALL planblanc.worker_writes('planblanc.loan');
GRANT SELECT, INSERT ON planblanc.loan TO planblanc_app;
GRANT UPDATE (quantity, serials, lot, condition_out, is_described, state, due_at, received_at, returned_at, condition_back,
    wiping_certificate, lost_at, lost_reason, overdue_at, reminded_at) ON planblanc.loan TO planblanc_app;

CREATE POLICY follower_reads ON planblanc.loan FOR SELECT TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.followed_engagements())::uuid[]));

-- Whose loans the actor writes down: those of the crises it conducts, of its own lenders, and those that its own sites receive.
CREATE FUNCTION planblanc.lending_engagements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM engagement
    WHERE actor_role() <> 'LINK_HOLDER' AND stock_id IS NOT NULL
      AND (incident_id = ANY((SELECT coordinated_incidents())::uuid[]) OR incident_id = ANY((SELECT own_incidents())::uuid[])
           OR lender_id = ANY((SELECT lent_lenders())::uuid[]))
$$;
CALL planblanc.entrust('planblanc.lending_engagements()');
CREATE POLICY party_inserts ON planblanc.loan FOR INSERT TO planblanc_app
    WITH CHECK (engagement_id = ANY((SELECT planblanc.lending_engagements())::uuid[]));
CREATE POLICY party_updates ON planblanc.loan FOR UPDATE TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.lending_engagements())::uuid[]))
    WITH CHECK (engagement_id = ANY((SELECT planblanc.lending_engagements())::uuid[]));

-- A thing that left is nobody else's until it is back, whatever the hour at which it was due.
ALTER TABLE planblanc.engagement_unit ADD COLUMN is_out boolean NOT NULL DEFAULT false;
GRANT UPDATE (is_out) ON planblanc.engagement_unit TO planblanc_app;
