-- Personal numbers and secrets are sealed; the number of a responder stands apart, and whoever sees it is written down.

-- The value sealed by the service, beside what was written in clear before: `planblanc rotate-keys` seals that, and empties the column.
-- The release before goes on writing in clear meanwhile.
ALTER TABLE planblanc.incident_contact
    ALTER COLUMN phone DROP NOT NULL,
    ADD COLUMN phone_sealed bytea,
    ADD CONSTRAINT incident_contact_phone_once CHECK (num_nonnulls(phone, phone_sealed) = 1);
ALTER TABLE planblanc.help_request_contact
    ALTER COLUMN phone DROP NOT NULL,
    ADD COLUMN phone_sealed bytea,
    ADD CONSTRAINT help_request_contact_phone_once CHECK (num_nonnulls(phone, phone_sealed) = 1);
-- A call-back stays in the register without its number, once that has been erased.
ALTER TABLE planblanc.call_back
    ALTER COLUMN number DROP NOT NULL,
    ADD COLUMN number_sealed bytea,
    ADD CONSTRAINT call_back_number_once CHECK (num_nonnulls(number, number_sealed) <= 1);
ALTER TABLE planblanc.notification_address
    ALTER COLUMN address DROP NOT NULL,
    ADD COLUMN address_sealed bytea,
    ADD CONSTRAINT notification_address_once CHECK (num_nonnulls(address, address_sealed) = 1);
ALTER TABLE planblanc.webhook_secret
    ALTER COLUMN secret DROP NOT NULL,
    ADD COLUMN secret_sealed bytea,
    ADD CONSTRAINT webhook_secret_once CHECK (num_nonnulls(secret, secret_sealed) = 1);
-- A message of the portal may name whoever declared.
ALTER TABLE planblanc.inbox ADD COLUMN sealed boolean NOT NULL DEFAULT false;   -- is the body sealed?

-- When an engagement ended, by the real clock: the right to a number ends a day later.
ALTER TABLE planblanc.engagement ADD COLUMN left_at timestamptz;
CREATE FUNCTION planblanc.engagement_is_left() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.left_at := coalesce(NEW.left_at, now());
    RETURN NEW;
END $$;
CREATE TRIGGER engagement_is_left BEFORE UPDATE OF state ON planblanc.engagement FOR EACH ROW
    WHEN (NEW.state IN ('COMPLETED', 'RETURNED', 'CANCELLED', 'REFUSED')) EXECUTE FUNCTION planblanc.engagement_is_left();

-- A person's own number: written by whoever keeps the lender, read by nobody; a function gives it out.
CREATE TABLE planblanc.responder_phone (
    responder_id uuid PRIMARY KEY,
    lender_id    uuid NOT NULL,
    phone_sealed bytea NOT NULL,
    saved_name   text NOT NULL,
    saved_at     timestamptz NOT NULL,
    FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder (id, lender_id) ON DELETE CASCADE
);
CALL planblanc.guard('planblanc.responder_phone');
CALL planblanc.worker_writes('planblanc.responder_phone');   -- what is kept too long goes
GRANT SELECT (responder_id, lender_id, saved_name, saved_at), INSERT, UPDATE (phone_sealed, saved_name, saved_at), DELETE
    ON planblanc.responder_phone TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.responder_phone FOR SELECT TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));
CREATE POLICY keeper_inserts ON planblanc.responder_phone FOR INSERT TO planblanc_app
    WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));
CREATE POLICY keeper_updates ON planblanc.responder_phone FOR UPDATE TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[])) WITH CHECK (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));
CREATE POLICY keeper_deletes ON planblanc.responder_phone FOR DELETE TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]));

-- The person whom a link to an engagement was given to.
CREATE FUNCTION planblanc.linked_responder() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT responder_id FROM engagement WHERE id = (SELECT link_engagement()) $$;
CALL planblanc.entrust('planblanc.linked_responder()');

-- Whose number the actor may ask for: of the persons of its own directory, or engaged in an incident that it conducts, and a day after;
-- an exercise engages nobody.
CREATE FUNCTION planblanc.reachable_responders() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(reachable.id), '{}') FROM (
        SELECT responder_id FROM engagement
        WHERE responder_id IS NOT NULL AND NOT exercise AND incident_id = ANY((SELECT coordinated_incidents())::uuid[])
          AND (state NOT IN ('COMPLETED', 'RETURNED', 'CANCELLED', 'REFUSED') OR left_at > now() - interval '24 hours')
        UNION
        SELECT responder_id FROM responder_phone
        WHERE actor_role() IN ('RESOURCE_MANAGER', 'ESTABLISHMENT') AND lender_id = ANY((SELECT kept_lenders())::uuid[])
    ) AS reachable (id)
$$;
CALL planblanc.entrust('planblanc.reachable_responders()');

-- Who asked for a number, when and why: what the person reads, and what gives the number out.
CREATE TABLE planblanc.phone_reveal (
    id            uuid PRIMARY KEY,
    responder_id  uuid NOT NULL,
    lender_id     uuid NOT NULL,
    incident_id   uuid REFERENCES planblanc.incident,   -- for which it was asked for; empty: to keep the directory
    revealed_by   uuid NOT NULL,
    revealed_name text NOT NULL,
    revealed_role text NOT NULL,
    motive        text NOT NULL CHECK (motive <> ''),
    revealed_at   timestamptz NOT NULL,                  -- of the crisis
    asked_at      timestamptz NOT NULL DEFAULT now(),    -- of the real clock
    FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder (id, lender_id) ON DELETE CASCADE
);
CREATE INDEX phone_reveal_by_responder ON planblanc.phone_reveal (responder_id, asked_at DESC, id DESC);
CREATE INDEX phone_reveal_by_actor ON planblanc.phone_reveal (revealed_by, asked_at);
CALL planblanc.guard('planblanc.phone_reveal');
CALL planblanc.worker_writes('planblanc.phone_reveal');
GRANT SELECT, INSERT (id, responder_id, lender_id, incident_id, revealed_by, revealed_name, revealed_role, motive, revealed_at)
    ON planblanc.phone_reveal TO planblanc_app;
CREATE POLICY keeper_reads ON planblanc.phone_reveal FOR SELECT TO planblanc_app
    USING (lender_id = ANY((SELECT planblanc.kept_lenders())::uuid[]) OR revealed_by = (SELECT planblanc.actor_id())
        OR responder_id = (SELECT planblanc.linked_responder()));
CREATE POLICY asker_inserts ON planblanc.phone_reveal FOR INSERT TO planblanc_app
    WITH CHECK (revealed_by = (SELECT planblanc.actor_id()) AND responder_id = ANY((SELECT planblanc.reachable_responders())::uuid[]));

-- A sealed number, for who asked for it just now and still may; and to the person its own.
CREATE FUNCTION planblanc.revealed_phone(wanted_reveal uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT kept.phone_sealed
    FROM phone_reveal AS asked JOIN responder_phone AS kept ON kept.responder_id = asked.responder_id
    WHERE asked.id = wanted_reveal AND asked.revealed_by = actor_id() AND asked.asked_at > now() - interval '10 minutes'
      AND asked.responder_id = ANY((SELECT reachable_responders())::uuid[])
$$;
CALL planblanc.entrust('planblanc.revealed_phone(uuid)');

CREATE FUNCTION planblanc.own_phone() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$ SELECT phone_sealed FROM responder_phone WHERE responder_id = (SELECT linked_responder()) $$;
CALL planblanc.entrust('planblanc.own_phone()');

-- Whose number is known, of these responders: said without the number, to who may ask for it.
CREATE FUNCTION planblanc.responders_with_phone(wanted uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = planblanc, pg_catalog, pg_temp
AS $$
    SELECT responder_id FROM responder_phone
    WHERE responder_id = ANY(wanted)
      AND (responder_id = ANY((SELECT reachable_responders())::uuid[]) OR lender_id = ANY((SELECT kept_lenders())::uuid[]))
$$;
CALL planblanc.entrust('planblanc.responders_with_phone(uuid[])');
