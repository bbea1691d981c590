-- Legal clocks: what an incident obliges to, from templates that are data, until it is filed or said not to be required.

CREATE TABLE planblanc.obligation_template (
    code           text PRIMARY KEY,
    rank           integer NOT NULL,
    label          text NOT NULL,
    authority      text NOT NULL,
    legal_basis    text NOT NULL,
    applies_if     text NOT NULL DEFAULT '',        -- whom or what it binds; empty: every incident
    portal         text NOT NULL DEFAULT '',
    phone          text NOT NULL DEFAULT '',        -- empty until the installation fills it: no number is invented
    if_portal_down text NOT NULL DEFAULT '',
    anchor         text NOT NULL CHECK (anchor IN ('AWARENESS', 'BREACH', 'FILING', 'NONE')),
    after_code     text REFERENCES planblanc.obligation_template,
    limit_hours    integer CHECK (limit_hours > 0),
    limit_months   integer CHECK (limit_months > 0),
    in_phases      boolean NOT NULL,                -- a first filing meets it, others complete it
    met_by_portal  boolean NOT NULL,                -- a declaration of the national portal meets it
    enabled        boolean NOT NULL,
    origin         text NOT NULL,
    confirmed      boolean NOT NULL,
    decided_by     text,                            -- the administrator who last enabled or disabled it
    decided_at     timestamptz,
    CHECK ((anchor = 'FILING') = (after_code IS NOT NULL)),
    CHECK (limit_hours IS NULL OR limit_months IS NULL),
    CHECK (anchor <> 'NONE' OR (limit_hours IS NULL AND limit_months IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CALL planblanc.guard_reference('planblanc.obligation_template');
GRANT UPDATE (enabled, decided_by, decided_at) ON planblanc.obligation_template TO planblanc_app;
CREATE POLICY administrator_decides ON planblanc.obligation_template FOR UPDATE TO planblanc_app
    USING ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR') WITH CHECK ((SELECT planblanc.actor_role()) = 'ADMINISTRATOR');

CREATE TABLE planblanc.obligation (
    id             uuid PRIMARY KEY,
    incident_id    uuid NOT NULL,
    region_code    text NOT NULL,
    template_code  text NOT NULL REFERENCES planblanc.obligation_template,
    started_at     timestamptz,                     -- when a person said that its anchor, another step, was reached
    filed_at       timestamptz,
    reference      text CHECK (reference <> ''),
    filed_by       text,
    late_seconds   bigint CHECK (late_seconds >= 0),    -- frozen when filed; none where there is no limit
    supplements    text[] NOT NULL DEFAULT '{}',    -- references of what completed a filing in phases
    waived_at      timestamptz,
    waived_by      text,
    waived_reason  text CHECK (waived_reason <> ''),
    reminded_hours integer,                         -- the last reminder made, in hours before the limit; 0: it has passed
    version        integer NOT NULL DEFAULT 1,
    UNIQUE (incident_id, template_code),
    FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident (id, region_code),
    CHECK ((filed_at IS NULL) = (reference IS NULL)),
    CHECK ((filed_at IS NULL) = (filed_by IS NULL)),
    CHECK ((waived_at IS NULL) = (waived_reason IS NULL)),
    CHECK (filed_at IS NULL OR waived_at IS NULL),
    CHECK (filed_at IS NOT NULL OR (late_seconds IS NULL AND supplements = '{}'))
);
CREATE INDEX obligation_open ON planblanc.obligation (region_code) WHERE filed_at IS NULL AND waived_at IS NULL;
CALL planblanc.guard('planblanc.obligation');
CALL planblanc.worker_writes('planblanc.obligation');

GRANT SELECT, INSERT ON planblanc.obligation TO planblanc_app;
GRANT UPDATE (started_at, filed_at, reference, filed_by, late_seconds, supplements, waived_at, waived_by, waived_reason)
    ON planblanc.obligation TO planblanc_app;
CREATE POLICY follower_reads ON planblanc.obligation FOR SELECT TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.followed_incidents())::uuid[]));
CREATE POLICY handler_inserts ON planblanc.obligation FOR INSERT TO planblanc_app
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));
CREATE POLICY handler_updates ON planblanc.obligation FOR UPDATE TO planblanc_app
    USING (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]))
    WITH CHECK (incident_id = ANY((SELECT planblanc.handled_incidents())::uuid[]));

-- Each obligation beside its template and the moments from which its clock may run; `due_at` as domain/obligations.py says it, in UTC.
CREATE VIEW planblanc.obligation_clock WITH (security_invoker = true) AS
SELECT kept.id, kept.incident_id, kept.region_code, kept.template_code, kept.started_at, kept.filed_at, kept.reference, kept.filed_by,
       kept.late_seconds, kept.supplements, kept.waived_at, kept.waived_by, kept.waived_reason, kept.reminded_hours,
       incident.declared_at, incident.awareness_at, incident.exercise, incident.state AS incident_state, followed.filed_at AS followed_at,
       CASE template.anchor WHEN 'AWARENESS' THEN coalesce(incident.awareness_at, incident.declared_at)
                            WHEN 'BREACH' THEN kept.started_at
                            WHEN 'FILING' THEN followed.filed_at END AT TIME ZONE 'UTC'
           + CASE WHEN coalesce(template.limit_hours, template.limit_months) IS NOT NULL
                  THEN make_interval(months => coalesce(template.limit_months, 0), hours => coalesce(template.limit_hours, 0)) END
           AS due_utc,
       to_jsonb(template) AS template
FROM planblanc.obligation AS kept
JOIN planblanc.obligation_template AS template ON template.code = kept.template_code
JOIN planblanc.incident ON incident.id = kept.incident_id
LEFT JOIN planblanc.obligation AS followed ON followed.incident_id = kept.incident_id AND followed.template_code = template.after_code;
GRANT SELECT ON planblanc.obligation_clock TO planblanc_app, planblanc_worker;
