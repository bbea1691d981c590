-- The dispatch whole: teams, qualified providers, floors per competence, what a coordinator sets by hand, what a plan gives up.

-- A team is a name within a request: all of it comes, with its lead, or none of it.
ALTER TABLE planblanc.need_line
    ADD COLUMN team           text CHECK (team <> ''),
    ADD COLUMN is_lead        boolean NOT NULL DEFAULT false,
    ADD COLUMN pris_qualified boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT need_line_team_of_people CHECK (kind = 'RESPONDER' OR (team IS NULL AND NOT pris_qualified)),
    ADD CONSTRAINT need_line_lead_of_team CHECK (NOT is_lead OR team IS NOT NULL);
CREATE UNIQUE INDEX need_line_one_lead ON planblanc.need_line (request_id, team) WHERE is_lead AND cancelled_at IS NULL;

-- What the ANSSI qualified a provider for; steering an investigation rests on searching and investigating.
ALTER TABLE planblanc.lender
    ADD COLUMN pris_activities text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT lender_pris_known CHECK (pris_activities <@ '{REC,INV,CODE,PCI,CRISE}'::text[]),
    ADD CONSTRAINT lender_pris_company CHECK (pris_activities = '{}' OR kind = 'PRIS_COMPANY'),
    ADD CONSTRAINT lender_pris_steering CHECK (NOT pris_activities @> '{PCI}' OR pris_activities @> '{REC,INV}');

-- How many people who hold a competence a lender keeps at each of its places.
CREATE TABLE planblanc.lender_competence_floor (
    id              uuid PRIMARY KEY,
    lender_id       uuid NOT NULL,
    region_code     text NOT NULL,
    competence_code text NOT NULL REFERENCES planblanc.competence,
    people          integer NOT NULL CHECK (people BETWEEN 1 AND 10000),
    version         integer NOT NULL DEFAULT 1,
    UNIQUE (lender_id, competence_code),
    FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender (id, region_code)
);
CALL planblanc.guard('planblanc.lender_competence_floor');
GRANT SELECT, INSERT, UPDATE, DELETE ON planblanc.lender_competence_floor TO planblanc_app;
CREATE POLICY watcher_reads ON planblanc.lender_competence_floor FOR SELECT TO planblanc_app
    USING (region_code = ANY((SELECT planblanc.pool_regions())::text[])
        OR lender_id = ANY((SELECT planblanc.lent_lenders())::uuid[]));
CREATE POLICY manager_inserts ON planblanc.lender_competence_floor FOR INSERT TO planblanc_app
    WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));
CREATE POLICY manager_updates ON planblanc.lender_competence_floor FOR UPDATE TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]))
    WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));
CREATE POLICY manager_deletes ON planblanc.lender_competence_floor FOR DELETE TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));

-- What a coordinator sets by hand for an incident: the next plans keep it, or say why they cannot.
CREATE TABLE planblanc.plan_adjustment (
    id                    uuid PRIMARY KEY,
    incident_id           uuid NOT NULL,
    region_code           text NOT NULL,
    need_id               uuid,                     -- empty: a refusal for the whole incident
    kind                  text NOT NULL CHECK (kind IN ('PIN', 'LOCK', 'REFUSAL', 'SWAP')),
    responder_id          uuid REFERENCES planblanc.responder,
    stock_id              uuid REFERENCES planblanc.equipment_stock,
    resource_id           uuid NOT NULL GENERATED ALWAYS AS (coalesce(responder_id, stock_id)) STORED,
    replaced_id           uuid,                     -- of a swap: who no longer goes for this need
    replaced_told         text,                     -- its lender and what it is, as the plan named it
    told                  text NOT NULL CHECK (told <> ''),
    quantity              integer CHECK (quantity >= 1),
    reason                text NOT NULL CHECK (reason <> ''),
    made_by               uuid NOT NULL,
    made_name             text NOT NULL,
    made_at               timestamptz NOT NULL,
    revoked_by            uuid,
    revoked_name          text,
    revoked_at            timestamptz CHECK (revoked_at >= made_at),
    revoked_reason        text,
    version               integer NOT NULL DEFAULT 1,
    CHECK (num_nonnulls(responder_id, stock_id) = 1),
    CHECK (kind = 'REFUSAL' OR need_id IS NOT NULL),
    CHECK ((kind = 'REFUSAL') = (quantity IS NULL)),
    CHECK ((kind = 'SWAP') = (replaced_id IS NOT NULL AND replaced_told IS NOT NULL)),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    -- when two reports are merged, the need moves to the kept incident, and this follows it
    FOREIGN KEY (need_id, incident_id) REFERENCES planblanc.need_line (id, incident_id) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX plan_adjustment_standing ON planblanc.plan_adjustment (incident_id, need_id, resource_id) NULLS NOT DISTINCT
    WHERE revoked_at IS NULL;
CREATE INDEX plan_adjustment_by_incident ON planblanc.plan_adjustment (incident_id, made_at, id);
CALL planblanc.guard('planblanc.plan_adjustment');
GRANT SELECT, INSERT ON planblanc.plan_adjustment TO planblanc_app;
GRANT UPDATE (incident_id, revoked_by, revoked_name, revoked_at, revoked_reason) ON planblanc.plan_adjustment TO planblanc_app;
CREATE POLICY coordinator_reads ON planblanc.plan_adjustment FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY coordinator_inserts ON planblanc.plan_adjustment FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));
CREATE POLICY coordinator_updates ON planblanc.plan_adjustment FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- A plan that nobody has begun to compute answers every equal request; once begun, a later one gets its own.
ALTER TABLE planblanc.plan ADD COLUMN begun_at timestamptz;
CREATE INDEX plan_waiting ON planblanc.plan (region_code, scope) WHERE state = 'REQUESTED' AND begun_at IS NULL;

-- Beside what moved, for the same readers: what was set by hand became what, and what another choice would cost whom.
ALTER TABLE planblanc.plan_move
    ADD COLUMN by_hand    jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN sacrifices jsonb NOT NULL DEFAULT '[]';

-- Every candidate of the open rungs that a rule rejects, need by need, nearest first: it names people, so coordinators alone read it.
CREATE TABLE planblanc.plan_rejected (
    plan_id     uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id     uuid NOT NULL,
    told        jsonb NOT NULL,
    counts      jsonb NOT NULL,                     -- those of the open rungs, all of them, by the first rule that rejects them
    PRIMARY KEY (plan_id, need_id),
    FOREIGN KEY (plan_id, need_id) REFERENCES planblanc.plan_need,
    FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident
);
CALL planblanc.guard('planblanc.plan_rejected');
CALL planblanc.worker_writes('planblanc.plan_rejected');
GRANT SELECT ON planblanc.plan_rejected TO planblanc_app;
CREATE POLICY coordinator_reads ON planblanc.plan_rejected FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.coordinated_incidents())::uuid[]));

-- How many people of a responder's place may still leave in a window: all who are active, less the floor and those who are promised;
-- and of those who hold a competence that it holds, no more than the lender's floor for that competence lets go.
SET LOCAL ROLE planblanc_definer;
CREATE OR REPLACE FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    WITH wanted AS (
        SELECT id, lender_id, latitude, longitude FROM responder
        WHERE id = wanted_responder AND cardinality(coordinated_regions()) > 0
          AND lender_id = ANY((SELECT visible_lenders())::uuid[])
    ), mate AS (
        SELECT mate.id, mate.lender_id, mate.capacity - (
                   SELECT count(*) FROM engagement_unit AS held
                   WHERE held.holds AND held.during && wanted_window
                     AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(mate.id, mate.id, '[]')) AS free
        FROM wanted
        JOIN responder AS mate ON mate.lender_id = wanted.lender_id AND mate.active
            AND mate.latitude = wanted.latitude AND mate.longitude = wanted.longitude
    )
    SELECT min(spare)::integer FROM (
        SELECT sum(mate.free) - max(lender.people_floor) AS spare
        FROM mate JOIN lender ON lender.id = mate.lender_id
        UNION ALL
        SELECT sum(mate.free) - max(kept.people)
        FROM lender_competence_floor AS kept
        JOIN mate ON mate.lender_id = kept.lender_id
        JOIN responder_competence AS holds ON holds.responder_id = mate.id AND holds.competence_code = kept.competence_code
            AND (holds.expires_on IS NULL OR holds.expires_on >= lower(wanted_window)::date)
        WHERE EXISTS (SELECT FROM responder_competence AS own
                      WHERE own.responder_id = wanted_responder AND own.competence_code = kept.competence_code)
        GROUP BY kept.competence_code
    ) AS floors
$$;
SET LOCAL ROLE planblanc_owner;
