-- From the answer to the return: steps with their declared times, the receipt, where to report, what changes on the way, and what it costs.

ALTER TABLE planblanc.engagement
    -- the two consents: the lender's, the person's
    ADD COLUMN released_at         timestamptz,
    ADD COLUMN released_by_name    text,
    ADD COLUMN accepted_at         timestamptz,
    -- when each step is said to have happened
    ADD COLUMN alerted_at          timestamptz,
    ADD COLUMN departed_at         timestamptz,
    ADD COLUMN arrived_at          timestamptz,
    ADD COLUMN completed_at        timestamptz,
    ADD COLUMN returned_at         timestamptz,
    ADD COLUMN eta_at              timestamptz,
    -- how it ended before its time, by a person's decision
    ADD COLUMN end_kind            text CHECK (end_kind IN ('CANCELLED', 'RECALLED', 'RELEASED', 'SICK')),
    ADD COLUMN end_reason          text,
    -- what the receiving establishment says: so many came, and where to go on arrival, where that is not where the others go
    ADD COLUMN received_quantity   integer CHECK (received_quantity >= 0),
    ADD COLUMN received_at         timestamptz,
    ADD COLUMN received_by_name    text,
    ADD COLUMN awaits_more         boolean NOT NULL DEFAULT true,    -- false once nothing more is to come
    ADD COLUMN back_quantity       integer NOT NULL DEFAULT 0 CHECK (back_quantity >= 0),   -- given back or lost before the others
    ADD COLUMN held_quantity       integer NOT NULL GENERATED ALWAYS AS (
        CASE WHEN awaits_more THEN quantity ELSE coalesce(received_quantity, quantity) END - back_quantity) STORED CHECK (held_quantity >= 0),
    ADD COLUMN report_entrance     text,
    ADD COLUMN report_to           text,
    -- the lender wants it back
    ADD COLUMN return_asked_at     timestamptz,
    ADD COLUMN return_wanted_at    timestamptz,
    ADD COLUMN return_reason       text,
    -- who goes in the place of somebody who fell ill
    ADD COLUMN replaces_id         uuid UNIQUE,
    ADD COLUMN label               text,        -- of a replacement, which no plan has named
    -- a lender that is paid goes once the victim has approved the purchase
    ADD COLUMN purchase_at         timestamptz,
    ADD COLUMN purchase_by_name    text,
    ADD COLUMN purchase_reference  text,
    ADD COLUMN purchase_most_cents bigint CHECK (purchase_most_cents >= 0),
    -- what it cost, under the rule of that day, once nothing more can change it
    ADD COLUMN cost_agreement_id   uuid,
    ADD COLUMN cost_rule           text CHECK (cost_rule IN ('FREE', 'HOURLY', 'DAILY', 'FLAT')),
    ADD COLUMN cost_rate_cents     bigint CHECK (cost_rate_cents >= 0),
    ADD COLUMN cost_minutes        integer CHECK (cost_minutes >= 0),
    ADD COLUMN cost_cents          bigint CHECK (cost_cents >= 0),
    ADD COLUMN costs_frozen_at     timestamptz,
    DROP CONSTRAINT engagement_has_one_source,
    DROP CONSTRAINT engagement_of_plan_has_need,
    DROP CONSTRAINT engagement_rests_after_turn,
    ADD CONSTRAINT engagement_has_one_source CHECK (num_nonnulls(assignment_id, turn_id, replaces_id) = 1),
    ADD CONSTRAINT engagement_of_plan_has_need CHECK (assignment_id IS NULL OR need_id IS NOT NULL),
    ADD CONSTRAINT engagement_of_turn_has_none CHECK (turn_id IS NULL OR (need_id IS NULL AND rests_until IS NOT NULL)),
    ADD CONSTRAINT engagement_rests_after_turn CHECK (need_id IS NULL OR rests_until IS NULL),
    ADD CONSTRAINT engagement_replaces FOREIGN KEY (replaces_id) REFERENCES planblanc.engagement,
    ADD CONSTRAINT engagement_replacement_is_named CHECK ((replaces_id IS NULL) = (label IS NULL)),
    -- no declared time before the previous step's; a step may have been skipped
    ADD CONSTRAINT engagement_departs_after CHECK (departed_at >= alerted_at),
    ADD CONSTRAINT engagement_arrives_after CHECK (arrived_at >= greatest(alerted_at, departed_at)),
    ADD CONSTRAINT engagement_completes_after CHECK (completed_at >= greatest(alerted_at, departed_at, arrived_at)),
    ADD CONSTRAINT engagement_returns_after CHECK (returned_at >= greatest(alerted_at, departed_at, arrived_at, completed_at)),
    ADD CONSTRAINT engagement_receipt_whole CHECK (num_nonnulls(received_quantity, received_at, received_by_name) IN (0, 3)),
    ADD CONSTRAINT engagement_receives_no_more CHECK (received_quantity <= quantity),
    ADD CONSTRAINT engagement_return_whole CHECK (num_nonnulls(return_asked_at, return_wanted_at, return_reason) IN (0, 3)),
    ADD CONSTRAINT engagement_purchase_whole CHECK (num_nonnulls(purchase_at, purchase_by_name, purchase_reference) IN (0, 3)),
    ADD CONSTRAINT engagement_costs_frozen CHECK ((costs_frozen_at IS NULL) = (cost_minutes IS NULL)),
    -- what hangs on an engagement takes its region from it: an incident that is held by an approval does not stop a receipt
    ADD CONSTRAINT engagement_of_region UNIQUE (id, incident_id, region_code);
CREATE INDEX engagement_by_incident_state ON planblanc.engagement (incident_id, state, id);

GRANT UPDATE (released_at, released_by_name, accepted_at, alerted_at, departed_at, arrived_at, completed_at, returned_at, eta_at,
    end_kind, end_reason, received_quantity, received_at, received_by_name, awaits_more, back_quantity,
    report_entrance, report_to,
    return_asked_at, return_wanted_at, return_reason, purchase_at, purchase_by_name, purchase_reference, purchase_most_cents,
    cost_agreement_id, cost_rule, cost_rate_cents, cost_minutes, cost_cents, costs_frozen_at, rests_until)
    ON planblanc.engagement TO planblanc_app;

-- The rank never decreases, whoever writes; nothing is refused or cancelled once it has arrived, and what ended stays ended.
CREATE FUNCTION planblanc.engagement_goes_forward() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    steps constant text[] := '{PROPOSED,ALERTED,DEPARTED,ARRIVED,COMPLETED,RETURNED}';
    begun constant integer := array_position(steps, OLD.state);
    ended constant integer := array_position(steps, NEW.state);
BEGIN
    IF NEW.state <> OLD.state AND (begun IS NULL OR (ended IS NULL AND begun > 3) OR ended < begun) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'an engagement goes forward';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER engagement_goes_forward BEFORE UPDATE OF state ON planblanc.engagement
    FOR EACH ROW EXECUTE FUNCTION planblanc.engagement_goes_forward();

-- The incidents of the actor's own sites: an establishment receives what comes, and approves what it pays.
CREATE FUNCTION planblanc.own_incidents() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT CASE WHEN actor_role() = 'ESTABLISHMENT' THEN visible_incidents() ELSE '{}' END $$;
CALL planblanc.entrust('planblanc.own_incidents()');

CREATE POLICY victim_updates ON planblanc.engagement FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.own_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.own_incidents())::uuid[]));
CREATE POLICY victim_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.own_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.own_incidents())::uuid[]));

-- Where whoever comes is expected, unless an engagement says otherwise: an entrance, and whom to ask for, by function.
CREATE TABLE planblanc.report_point (
    incident_id uuid PRIMARY KEY,
    region_code text NOT NULL,
    entrance    text NOT NULL CHECK (entrance <> ''),
    report_to   text NOT NULL CHECK (report_to <> ''),
    told_name   text NOT NULL,
    told_at     timestamptz NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code)
);
CALL planblanc.guard('planblanc.report_point');
GRANT SELECT, INSERT, UPDATE ON planblanc.report_point TO planblanc_app;
CREATE POLICY follower_reads ON planblanc.report_point FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]));
CREATE POLICY handler_inserts ON planblanc.report_point FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));
CREATE POLICY handler_updates ON planblanc.report_point FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));

-- The hours that an engagement worked, day by day.
CREATE TABLE planblanc.engagement_hours (
    engagement_id uuid NOT NULL,
    incident_id   uuid NOT NULL,
    region_code   text NOT NULL,
    resource_id   uuid NOT NULL,
    worked_on     date NOT NULL,                -- by the calendar of Paris
    minutes       integer NOT NULL CHECK (minutes >= 0),
    recorded_name text NOT NULL,
    recorded_at   timestamptz NOT NULL,
    version       integer NOT NULL DEFAULT 1,
    PRIMARY KEY (engagement_id, worked_on),
    FOREIGN KEY (engagement_id, incident_id, resource_id) REFERENCES planblanc.engagement (id, incident_id, resource_id),
    FOREIGN KEY (engagement_id, incident_id, region_code) REFERENCES planblanc.engagement (id, incident_id, region_code)
);
CALL planblanc.guard('planblanc.engagement_hours');
GRANT SELECT, INSERT, UPDATE ON planblanc.engagement_hours TO planblanc_app;
CREATE POLICY follower_reads ON planblanc.engagement_hours FOR SELECT TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.followed_engagements())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.engagement_hours FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY lender_inserts ON planblanc.engagement_hours FOR INSERT TO planblanc_app
    WITH CHECK (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[])
        AND (SELECT planblanc.actor_role()) <> 'LINK_HOLDER');
CREATE POLICY coordinator_updates ON planblanc.engagement_hours FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY lender_updates ON planblanc.engagement_hours FOR UPDATE TO planblanc_app
    USING (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[]) AND (SELECT planblanc.actor_role()) <> 'LINK_HOLDER')
    WITH CHECK (engagement_id = ANY((SELECT planblanc.answered_engagements())::uuid[])
        AND (SELECT planblanc.actor_role()) <> 'LINK_HOLDER');

-- What was agreed before the crisis: who lends, to whom, at what cost, and whether the transfer is authorised beforehand.
CREATE TABLE planblanc.mutual_aid_agreement (
    id               uuid PRIMARY KEY,
    region_code      text NOT NULL REFERENCES planblanc.region,    -- who keeps it
    title            text NOT NULL CHECK (title <> ''),
    covers_people    boolean NOT NULL,
    covers_equipment boolean NOT NULL,
    preauthorised    boolean NOT NULL,
    cost_rule        text NOT NULL CHECK (cost_rule IN ('FREE', 'HOURLY', 'DAILY', 'FLAT')),
    rate_cents       bigint NOT NULL CHECK (rate_cents BETWEEN 0 AND 100000000),
    starts_on        date NOT NULL,
    expires_on       date NOT NULL CHECK (expires_on >= starts_on),
    ended            boolean NOT NULL DEFAULT false,
    synthetic        boolean NOT NULL DEFAULT false,
    version          integer NOT NULL DEFAULT 1,
    UNIQUE (id, region_code),
    CHECK (covers_people OR covers_equipment),
    CHECK ((cost_rule = 'FREE') = (rate_cents = 0))
);
CREATE INDEX agreement_by_region ON planblanc.mutual_aid_agreement (region_code, title, id);

-- Its parties: lenders, and the establishments that they help; without any of the latter, all those of the region.
CREATE TABLE planblanc.agreement_lender (
    agreement_id uuid NOT NULL,
    region_code  text NOT NULL,
    lender_id    uuid NOT NULL REFERENCES planblanc.lender,
    PRIMARY KEY (agreement_id, lender_id),
    FOREIGN KEY (agreement_id, region_code) REFERENCES planblanc.mutual_aid_agreement (id, region_code)
);
CREATE INDEX agreement_by_lender ON planblanc.agreement_lender (lender_id);
CREATE TABLE planblanc.agreement_beneficiary (
    agreement_id     uuid NOT NULL,
    region_code      text NOT NULL,
    establishment_id uuid NOT NULL REFERENCES planblanc.establishment,
    PRIMARY KEY (agreement_id, establishment_id),
    FOREIGN KEY (agreement_id, region_code) REFERENCES planblanc.mutual_aid_agreement (id, region_code)
);
CREATE INDEX agreement_by_beneficiary ON planblanc.agreement_beneficiary (establishment_id);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['mutual_aid_agreement', 'agreement_lender', 'agreement_beneficiary']
    LOOP
        CALL planblanc.guard(format('planblanc.%I', part)::regclass);
        EXECUTE format('GRANT SELECT, INSERT ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY manager_inserts ON planblanc.%I FOR INSERT TO planblanc_app
            WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[]))', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['agreement_lender', 'agreement_beneficiary']
    LOOP
        EXECUTE format('GRANT DELETE ON planblanc.%I TO planblanc_app', part);
        EXECUTE format('CREATE POLICY manager_deletes ON planblanc.%I FOR DELETE TO planblanc_app
            USING (region_code = ANY((SELECT planblanc.managed_regions())::text[]))', part);
    END LOOP;
END $$;

-- An agreement is read where it is kept, and by its parties.
CREATE FUNCTION planblanc.visible_agreements() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT id FROM mutual_aid_agreement WHERE region_code = ANY((SELECT managed_regions())::text[])
        UNION
        SELECT agreement_id FROM agreement_lender WHERE lender_id = ANY((SELECT managed_lenders())::uuid[])
        UNION
        SELECT agreement_id FROM agreement_beneficiary WHERE establishment_id = ANY((SELECT own_establishments())::uuid[])
    ) AS seen
$$;
CALL planblanc.entrust('planblanc.visible_agreements()');
CREATE POLICY party_reads ON planblanc.mutual_aid_agreement FOR SELECT TO planblanc_app
    USING (id = ANY((SELECT planblanc.visible_agreements())::uuid[]));
CREATE POLICY party_reads ON planblanc.agreement_lender FOR SELECT TO planblanc_app
    USING (agreement_id = ANY((SELECT planblanc.visible_agreements())::uuid[]));
CREATE POLICY party_reads ON planblanc.agreement_beneficiary FOR SELECT TO planblanc_app
    USING (agreement_id = ANY((SELECT planblanc.visible_agreements())::uuid[]));
GRANT UPDATE ON planblanc.mutual_aid_agreement TO planblanc_app;
CREATE POLICY manager_updates ON planblanc.mutual_aid_agreement FOR UPDATE TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.managed_regions())::text[]))
    WITH CHECK (region_code = ANY((SELECT planblanc.managed_regions())::text[]));

-- Under which agreement each engagement stands on its first day, for whoever may read the engagement: one that names the site that is
-- helped before one for the whole region, one that authorises beforehand before one that does not, the latest signed first.
CREATE FUNCTION planblanc.engagement_terms(wanted uuid[])
RETURNS TABLE (engagement_id uuid, agreement_id uuid, title text, preauthorised boolean, cost_rule text, rate_cents bigint, is_paid boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT engagement.id, found.id, found.title, coalesce(found.preauthorised, false), found.cost_rule, found.rate_cents,
           -- a company lends nothing for nothing, unless it agreed to
           CASE WHEN found.id IS NULL THEN lender.kind IN ('COMPANY', 'PRIS_COMPANY') ELSE found.cost_rule <> 'FREE' END
    FROM engagement
    JOIN lender ON lender.id = engagement.lender_id
    JOIN incident ON incident.id = engagement.incident_id
    LEFT JOIN need_line ON need_line.id = engagement.need_id
    LEFT JOIN help_request ON help_request.id = need_line.request_id
    LEFT JOIN relief_turn ON relief_turn.id = engagement.turn_id
    LEFT JOIN LATERAL (
        SELECT agreed.id, agreed.title, agreed.preauthorised, agreed.cost_rule, agreed.rate_cents
        FROM mutual_aid_agreement AS agreed
        JOIN agreement_lender AS party ON party.agreement_id = agreed.id AND party.lender_id = engagement.lender_id
        CROSS JOIN LATERAL (
            SELECT coalesce(help_request.establishment_id, relief_turn.establishment_id, incident.establishment_id) AS site,
                   NOT EXISTS (SELECT FROM agreement_beneficiary AS one WHERE one.agreement_id = agreed.id) AS is_for_all
        ) AS helped
        WHERE NOT agreed.ended
          AND (engagement.starts_at AT TIME ZONE 'Europe/Paris')::date BETWEEN agreed.starts_on AND agreed.expires_on
          AND CASE WHEN engagement.stock_id IS NULL THEN agreed.covers_people ELSE agreed.covers_equipment END
          AND CASE WHEN helped.is_for_all THEN agreed.region_code = engagement.region_code
                   ELSE EXISTS (SELECT FROM agreement_beneficiary AS one
                                WHERE one.agreement_id = agreed.id AND one.establishment_id = helped.site) END
        ORDER BY helped.is_for_all, agreed.preauthorised DESC, agreed.starts_on DESC, agreed.id
        LIMIT 1
    ) AS found ON true
    WHERE engagement.id = ANY(wanted)
      AND (current_setting('role', true) = 'planblanc_worker' OR engagement.id = ANY((SELECT followed_engagements())::uuid[]))
$$;
CALL planblanc.entrust('planblanc.engagement_terms(uuid[])');

-- What an engagement is about, for whoever may read it, though not the incident or the pool: who lends what, who is helped, where to go.
-- Whoever reads figures alone reads no person.
CREATE FUNCTION planblanc.engagement_sheets(wanted uuid[])
RETURNS TABLE (engagement_id uuid, lender_name text, lender_commune text, lender_establishment_id uuid, label text, is_named boolean,
    longest_days integer, equipment_type_code text, holds_data boolean, site_id uuid, victim text, town text, incident_state text,
    tlp text, entrance text, report_to text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT engagement.id, lender.name, coalesce(responder.commune, stock.commune), lender.establishment_id,
           CASE WHEN responder.named AND actor_role() = 'NATIONAL_READER' THEN 'Intervenant'
                ELSE coalesce(line.label, relief_turn.label, engagement.label) END,
           coalesce(responder.named, false), responder.longest_days, stock.equipment_type_code, coalesce(type.holds_data, false),
           coalesce(site.id, incident.establishment_id), coalesce(site.name, incident.unlisted_name, entity.name),
           coalesce(site.commune, incident.unlisted_town), incident.state, incident.tlp,
           coalesce(engagement.report_entrance, point.entrance), coalesce(engagement.report_to, point.report_to)
    FROM engagement
    JOIN lender ON lender.id = engagement.lender_id
    JOIN incident ON incident.id = engagement.incident_id
    LEFT JOIN responder ON responder.id = engagement.responder_id
    LEFT JOIN equipment_stock AS stock ON stock.id = engagement.stock_id
    LEFT JOIN equipment_type AS type ON type.code = stock.equipment_type_code
    LEFT JOIN plan_assignment AS line ON line.id = engagement.assignment_id
    LEFT JOIN relief_turn ON relief_turn.id = engagement.turn_id
    LEFT JOIN need_line ON need_line.id = engagement.need_id
    LEFT JOIN help_request ON help_request.id = need_line.request_id
    LEFT JOIN establishment AS site
        ON site.id = coalesce(help_request.establishment_id, relief_turn.establishment_id, incident.establishment_id)
    LEFT JOIN legal_entity AS entity ON entity.id = incident.legal_entity_id
    LEFT JOIN report_point AS point ON point.incident_id = incident.id
    WHERE engagement.id = ANY(wanted)
      AND (current_setting('role', true) = 'planblanc_worker' OR engagement.id = ANY((SELECT followed_engagements())::uuid[]))
$$;
CALL planblanc.entrust('planblanc.engagement_sheets(uuid[])');
