-- The schema as it stands after the last migration. Made by `planblanc write-schema`; a test proves that it equals the migrations.
-- To load it, make the roles first: migrations/0001_roles.sql says which.

SET check_function_bodies = false;
SET search_path = pg_catalog;

CREATE SCHEMA planblanc;

ALTER SCHEMA planblanc OWNER TO planblanc_owner;

CREATE TYPE planblanc.uuidrange AS RANGE (
    subtype = uuid,
    multirange_type_name = planblanc.uuidmultirange
);

ALTER TYPE planblanc.uuidrange OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.account_chains() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT code), '{}')
    FROM (SELECT region_codes FROM account_grant WHERE account_id = ANY((SELECT own_accounts())::uuid[])
          UNION SELECT region_codes FROM access_request WHERE account_id = ANY((SELECT own_accounts())::uuid[]) AND state = 'PENDING'
    ) AS lies, unnest(CASE WHEN region_codes = '{}' THEN '{FR}' ELSE region_codes END) AS code
$$;

ALTER FUNCTION planblanc.account_chains() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.actor_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT nullif(current_setting('planblanc.actor', true), '')::uuid $$;

ALTER FUNCTION planblanc.actor_id() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.actor_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(current_setting('planblanc.role', true), '') $$;

ALTER FUNCTION planblanc.actor_role() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.answered_engagements() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT engagement.id FROM engagement WHERE engagement.lender_id = ANY((SELECT lent_lenders())::uuid[])
        UNION
        SELECT unnest(linked_engagements())
    ) AS answered (id)
$$;

ALTER FUNCTION planblanc.answered_engagements() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.answered_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT incident_id), '{}') FROM engagement
    WHERE id = ANY((SELECT answered_engagements())::uuid[]) OR id = ANY((SELECT lent_elsewhere())::uuid[])
$$;

ALTER FUNCTION planblanc.answered_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.answered_solicitations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM solicitation
    WHERE lender_id = ANY((SELECT lent_lenders())::uuid[]) OR id = (SELECT link_solicitation())
$$;

ALTER FUNCTION planblanc.answered_solicitations() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.authorising() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE actor_role()
        WHEN 'ARS_COORDINATOR' THEN '{ADJACENT_REGION}'
        WHEN 'ZONE_COORDINATOR' THEN '{ADJACENT_REGION,ZONE}'
        WHEN 'NATIONAL_COORDINATOR' THEN '{ADJACENT_REGION,ZONE,NATIONAL,EU}'
        ELSE '{}' END::text[]
$$;

ALTER FUNCTION planblanc.authorising() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.bump_version() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.bump_version() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.call_list_numbers(wanted_incident uuid) RETURNS TABLE(lender_id uuid, label text, channel text, address text, rank integer, last_tested_on date)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT asked.lender_id, contact.label, contact.channel, contact.address, contact.rank, contact.last_tested_on
    FROM (SELECT DISTINCT solicitation.lender_id FROM solicitation WHERE solicitation.incident_id = wanted_incident) AS asked
    JOIN lender ON lender.id = asked.lender_id
    JOIN contact_point AS contact ON contact.lender_id = asked.lender_id OR contact.establishment_id = lender.establishment_id
    WHERE contact.channel <> 'APPRISE' AND wanted_incident = ANY((SELECT coordinated_incidents())::uuid[])
      AND EXISTS (SELECT FROM call_list_reveal
                  WHERE call_list_reveal.incident_id = wanted_incident AND call_list_reveal.revealed_by = actor_id())
    ORDER BY asked.lender_id, contact.lender_id IS NULL, contact.rank, contact.id
    LIMIT 2000
$$;

ALTER FUNCTION planblanc.call_list_numbers(wanted_incident uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.close_session(shown_digest bytea, at timestamp with time zone, why text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ UPDATE session SET revoked_at = at, revoked_reason = why WHERE digest = shown_digest AND revoked_at IS NULL $$;

ALTER FUNCTION planblanc.close_session(shown_digest bytea, at timestamp with time zone, why text) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.compromise_ends_gifts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    lent uuid[] := ARRAY(SELECT id FROM lender WHERE establishment_id = NEW.id);
BEGIN
    UPDATE account_grant AS given
    SET ended_name = 'Service', ended_reason = 'Établissement compromis', ended_at = greatest(given.approved_at, clock_timestamp())
    WHERE given.ended_at IS NULL AND (NEW.id = ANY(given.establishments) OR given.lenders && lent)
      AND (given.deputy_of IS NOT NULL
           OR (given.approved_at > clock_timestamp() - interval '30 days'
               AND EXISTS (SELECT FROM account_grant AS giver
                           WHERE giver.account_id = given.approved_by AND (NEW.id = ANY(giver.establishments) OR giver.lenders && lent))));
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.compromise_ends_gifts() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.compromise_revokes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE service_key SET revoked_at = clock_timestamp(), revoked_name = 'Service', revoked_reason = 'Établissement compromis'
    FROM account_grant AS granted
    WHERE granted.id = service_key.grant_id AND service_key.revoked_at IS NULL
      AND (NEW.id = ANY(granted.establishments)
           OR EXISTS (SELECT FROM lender WHERE lender.id = ANY(granted.lenders) AND lender.establishment_id = NEW.id));
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.compromise_revokes() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.contact_in_doubt_waits() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF is_contact_in_doubt(NEW.lender_id, NEW.establishment_id) AND NOT EXISTS (
        SELECT FROM contact_edit AS edit
        WHERE edit.id = NEW.edit_id AND edit.contact_id = NEW.id AND edit.state = 'ACCEPTED' AND edit.decided_by <> edit.asked_by
          AND (edit.label, edit.function, edit.channel, edit.address, edit.on_own_network)
            = (NEW.label, NEW.function, NEW.channel, NEW.address, NEW.on_own_network)) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'the contacts of a site in doubt change when somebody else agrees';
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.contact_in_doubt_waits() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.coordinated_establishments() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(array_agg(id), '{}') FROM establishment WHERE region_code = ANY((SELECT coordinated_regions())::text[]) $$;

ALTER FUNCTION planblanc.coordinated_establishments() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.coordinated_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(array_agg(id), '{}') FROM incident WHERE region_code = ANY((SELECT coordinated_regions())::text[]) $$;

ALTER FUNCTION planblanc.coordinated_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.coordinated_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR')
                THEN scope_regions() ELSE '{}' END
$$;

ALTER FUNCTION planblanc.coordinated_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.crisis_lead() RETURNS interval
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT make_interval(secs => greatest(coalesce(max((value ->> 'crisis_offset_seconds')::double precision), 0), 0))
    FROM setting WHERE key = 'demonstration'
$$;

ALTER FUNCTION planblanc.crisis_lead() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    ended integer;
BEGIN
    UPDATE session SET revoked_at = at, revoked_reason = 'Code remplacé'
    WHERE establishment_id = of_site AND kind = of_kind AND kind IN ('CALL_BACK', 'PAPER') AND revoked_at IS NULL AND expires_at > at
      AND establishment_id IN (SELECT id FROM establishment WHERE region_code = ANY((SELECT coordinated_regions())::text[]));
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

ALTER FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.end_sessions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE session SET revoked_at = clock_timestamp(), revoked_reason = CASE TG_TABLE_NAME
            WHEN 'account' THEN 'Fin du compte' WHEN 'account_grant' THEN 'Fin de l''accès' ELSE 'Établissement compromis' END
    WHERE revoked_at IS NULL AND CASE TG_TABLE_NAME
        WHEN 'account' THEN account_id = NEW.id
        WHEN 'account_grant' THEN grant_id = NEW.id
        ELSE grant_id IN (
            SELECT granted.id FROM account_grant AS granted
            WHERE NEW.id = ANY(granted.establishments)
               OR EXISTS (SELECT FROM lender WHERE lender.id = ANY(granted.lenders) AND lender.establishment_id = NEW.id))
        END;
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.end_sessions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.engagement_goes_forward() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.engagement_goes_forward() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.engagement_is_left() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.left_at := coalesce(NEW.left_at, now());
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.engagement_is_left() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.engagement_sheets(wanted uuid[]) RETURNS TABLE(engagement_id uuid, lender_name text, lender_commune text, lender_establishment_id uuid, label text, is_named boolean, longest_days integer, equipment_type_code text, holds_data boolean, site_id uuid, victim text, town text, incident_state text, tlp text, entrance text, report_to text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.engagement_sheets(wanted uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.engagement_terms(wanted uuid[]) RETURNS TABLE(engagement_id uuid, agreement_id uuid, title text, preauthorised boolean, cost_rule text, rate_cents bigint, is_paid boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.engagement_terms(wanted uuid[]) OWNER TO planblanc_definer;

CREATE PROCEDURE planblanc.entrust(IN target regprocedure)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', target);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO planblanc_app, planblanc_worker', target);
    EXECUTE format('ALTER FUNCTION %s OWNER TO planblanc_definer', target);
END $$;

ALTER PROCEDURE planblanc.entrust(IN target regprocedure) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.erase_from_contact_versions(pattern text, replacement text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    WITH erased AS (
        UPDATE contact_version SET label = regexp_replace(label, pattern, replacement, 'gi'), address = regexp_replace(address, pattern, replacement, 'gi')
        WHERE (label ~* pattern OR address ~* pattern) AND valid_until IS NOT NULL RETURNING id)
    SELECT count(*) FROM erased
$$;

ALTER FUNCTION planblanc.erase_from_contact_versions(pattern text, replacement text) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.erase_log_text(in_kind text, in_key text, sequences bigint[]) RETURNS bigint[]
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    WITH erased AS (
        DELETE FROM log_text WHERE kind = in_kind AND key = in_key AND sequence = ANY(sequences) RETURNING sequence
    )
    SELECT coalesce(array_agg(sequence ORDER BY sequence), '{}') FROM erased
$$;

ALTER FUNCTION planblanc.erase_log_text(in_kind text, in_key text, sequences bigint[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.erase_words(pattern text, replacement text) RETURNS TABLE(source text, changed bigint)
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    wanted record;
    touched bigint;
BEGIN
    FOR wanted IN
        SELECT kept.source, kept.field, CASE kept.type
                WHEN 'text' THEN format('regexp_replace(%I, $1, $2, ''gi'')', kept.field)
                WHEN 'jsonb' THEN format('regexp_replace(%I::text, $1, $2, ''gi'')::jsonb', kept.field)
                ELSE format('ARRAY(SELECT regexp_replace(one, $1, $2, ''gi'') FROM unnest(%I) AS one)', kept.field) END AS value
        FROM written_columns() AS kept WHERE kept.source <> 'contact_version'
    LOOP
        EXECUTE format('UPDATE planblanc.%I SET %I = %s WHERE %I::text ~* $1', wanted.source, wanted.field, wanted.value, wanted.field)
            USING pattern, replacement;
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched > 0 THEN
            source := wanted.source;
            changed := touched;
            RETURN NEXT;
        END IF;
    END LOOP;
    -- Last: a contact point that was changed has ended the version that stood.
    touched := erase_from_contact_versions(pattern, replacement);
    IF touched > 0 THEN
        source := 'contact_version';
        changed := touched;
        RETURN NEXT;
    END IF;
END $_$;

ALTER FUNCTION planblanc.erase_words(pattern text, replacement text) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN wanted_kind = 'INCIDENT' AND wanted_key::uuid = ANY((SELECT visible_incidents())::uuid[])
            THEN coalesce((SELECT sequence FROM log_chain WHERE kind = 'INCIDENT' AND key = wanted_key), 0)
        WHEN wanted_kind = 'REGION'
            AND (wanted_key = ANY((SELECT watched_regions())::text[]) OR wanted_key = ANY((SELECT managed_regions())::text[]))
            THEN coalesce((SELECT sequence FROM log_region_head WHERE region_code = wanted_key), 0)
    END
$$;

ALTER FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT min(lowered.floor)
    FROM plan_assignment AS line
    JOIN plan_incident ON plan_incident.plan_id = line.plan_id
    JOIN incident ON incident.id = plan_incident.incident_id AND incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
    JOIN floor_override AS lowered ON lowered.incident_id = incident.id AND lowered.revoked_at IS NULL
    WHERE line.id = wanted_assignment AND cardinality(coordinated_regions()) > 0
      AND lowered.lender_id = wanted_lender AND lowered.kind = wanted_kind
      AND lowered.competence_code IS NOT DISTINCT FROM wanted_competence
      AND lowered.stock_id IS NOT DISTINCT FROM wanted_stock
$$;

ALTER FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_engagements() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM engagement
    WHERE incident_id = ANY((SELECT followed_incidents())::uuid[]) OR lender_id = ANY((SELECT managed_lenders())::uuid[])
       OR id = ANY((SELECT linked_engagements())::uuid[])
$$;

ALTER FUNCTION planblanc.followed_engagements() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE WHEN actor_role() = 'SAMU' THEN '{}' ELSE visible_incidents() END $$;

ALTER FUNCTION planblanc.followed_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_plans() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
        SELECT plan_id FROM plan_incident WHERE incident_id = ANY((SELECT followed_incidents())::uuid[])
        UNION ALL
        SELECT plan.id FROM plan WHERE plan.region_code = ANY((SELECT coordinated_regions())::text[])
    ) AS followed (id)
$$;

ALTER FUNCTION planblanc.followed_plans() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_rosters() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
        SELECT roster_id FROM relief_site
        WHERE incident_id = ANY((SELECT followed_incidents())::uuid[])
          AND (actor_role() NOT IN ('ESTABLISHMENT', 'SERVICE') OR establishment_id = ANY((SELECT own_establishments())::uuid[]))
        UNION ALL
        SELECT relief_roster.id FROM relief_roster WHERE relief_roster.region_code = ANY((SELECT coordinated_regions())::text[])
    ) AS followed (id)
$$;

ALTER FUNCTION planblanc.followed_rosters() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_solicitation_lines() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(engagement_id), '{}') FROM solicitation_line
    WHERE solicitation_id = ANY((SELECT followed_solicitations())::uuid[])
      AND (link_engagement() IS NULL OR engagement_id = link_engagement())
$$;

ALTER FUNCTION planblanc.followed_solicitation_lines() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.followed_solicitations() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT solicitation.id FROM solicitation
        WHERE incident_id = ANY((SELECT coordinated_incidents())::uuid[]) OR lender_id = ANY((SELECT managed_lenders())::uuid[])
        UNION
        SELECT unnest(answered_solicitations())
        UNION
        SELECT solicitation_id FROM solicitation_line WHERE engagement_id = (SELECT link_engagement())
    ) AS followed (id)
$$;

ALTER FUNCTION planblanc.followed_solicitations() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.forget_login_attempts(at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF pg_try_advisory_xact_lock(35, 0) THEN  -- one at a time: the others have nothing to wait for
        DELETE FROM login_attempt WHERE state_digest IN (
            SELECT state_digest FROM login_attempt WHERE expires_at <= at ORDER BY expires_at LIMIT 100);
    END IF;
END $$;

ALTER FUNCTION planblanc.forget_login_attempts(at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid DEFAULT NULL::uuid) RETURNS SETOF integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    whose uuid := (SELECT lender_id FROM responder WHERE id = wanted_resource AND active);
    -- where no floor of the lender stands lowered, nothing is looked for: others wait for this
    lowered boolean := wanted_assignment IS NOT NULL AND EXISTS (
        SELECT FROM floor_override WHERE revoked_at IS NULL
            AND lender_id = coalesce(whose, (SELECT lender_id FROM equipment_stock WHERE id = wanted_resource)));
    most integer := wanted_units;
    owned integer := coalesce(
        (SELECT capacity FROM responder WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        (SELECT quantity - least(floor, CASE WHEN lowered THEN floor_set(wanted_assignment, lender_id, 'STOCK', NULL, id) END)
         FROM equipment_stock
         WHERE id = wanted_resource AND active AND lender_id = ANY((SELECT visible_lenders())::uuid[])),
        0);
    promised integer := (
        SELECT count(DISTINCT held.unit_number) FROM engagement_unit AS held
        WHERE held.holds AND (held.is_out OR held.during && wanted_window)
          AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]'));
BEGIN
    most := least(wanted_units, greatest(0, owned - promised));
    IF whose IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('planblanc/people/' || whose, 0));
        most := least(most, greatest(0, people_to_spare(wanted_resource, wanted_window, CASE WHEN lowered THEN wanted_assignment END)));
    END IF;
    RETURN QUERY
    SELECT unit
    FROM generate_series(1, owned) AS unit
    WHERE cardinality(coordinated_regions()) > 0
      AND NOT EXISTS (
          SELECT FROM engagement_unit AS held
          WHERE held.holds AND held.unit_number = unit
            AND uuidrange(held.resource_id, held.resource_id, '[]') && uuidrange(wanted_resource, wanted_resource, '[]')
            AND (held.is_out OR held.during && wanted_window))
    ORDER BY unit
    LIMIT most;
END $$;

ALTER FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.french_words(written text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT to_tsvector('pg_catalog.french', written) || to_tsvector('pg_catalog.french', without_accents(written)) $$;

ALTER FUNCTION planblanc.french_words(written text) OWNER TO planblanc_owner;

CREATE PROCEDURE planblanc.guard(IN target regclass)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO planblanc_migrator', target);
    EXECUTE format('CREATE POLICY migrator ON %s TO planblanc_migrator USING (true) WITH CHECK (true)', target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_definer', target);
    EXECUTE format('CREATE POLICY definer ON %s FOR SELECT TO planblanc_definer USING (true)', target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_worker', target);
    EXECUTE format('CREATE POLICY worker_reads ON %s FOR SELECT TO planblanc_worker USING (true)', target);
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = target AND attname = 'version' AND atttypid = 'integer'::regtype) THEN
        EXECUTE format('CREATE TRIGGER bump_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version()', target);
    END IF;
END $$;

ALTER PROCEDURE planblanc.guard(IN target regclass) OWNER TO planblanc_owner;

CREATE PROCEDURE planblanc.guard_reference(IN target regclass)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    CALL planblanc.guard(target);
    EXECUTE format('GRANT SELECT ON %s TO planblanc_app', target);
    EXECUTE format('CREATE POLICY everybody_reads ON %s FOR SELECT TO planblanc_app USING ((SELECT planblanc.has_actor()))', target);
END $$;

ALTER PROCEDURE planblanc.guard_reference(IN target regclass) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.handled_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE WHEN actor_role() IN ('SAMU', 'NATIONAL_READER') THEN '{}' ELSE visible_incidents() END $$;

ALTER FUNCTION planblanc.handled_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.has_actor() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(current_setting('planblanc.role', true), '') <> '' $$;

ALTER FUNCTION planblanc.has_actor() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.holds_as_much(held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT EXISTS (
        SELECT FROM account_grant AS holder
        WHERE holder.id = held AND holder.account_id = ANY((SELECT own_accounts())::uuid[]) AND holder.deputy_of IS NULL
          AND holder.ended_at IS NULL AND holder.role = named_role AND named_regions <@ holder.regions
          AND named_establishments <@ holder.establishments AND named_lenders <@ holder.lenders
          AND (holder.until IS NULL OR ends <= holder.until))
$$;

ALTER FUNCTION planblanc.holds_as_much(held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT EXISTS (
        SELECT FROM establishment
        WHERE security_state = 'COMPROMISED'
          AND (id = ANY(sites) OR id IN (SELECT establishment_id FROM lender WHERE lender.id = ANY(lenders))))
$$;

ALTER FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.is_available(wanted_id uuid, zone text, free_from timestamp with time zone, free_until timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE COST 5000 PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(
        range_agg(span) FILTER (WHERE kind <> 'ABSENCE')
            - coalesce(range_agg(span) FILTER (WHERE kind = 'ABSENCE'), '{}'::tstzmultirange),
        '{}'::tstzmultirange) @> tstzrange(free_from, free_until)
    FROM (
        SELECT kind, tstzrange(starts_at, ends_at) AS span
        FROM availability
        WHERE responder_id = wanted_id AND kind IN ('WINDOW', 'ABSENCE') AND starts_at < free_until AND ends_at > free_from
        UNION ALL
        SELECT kind, tstzrange(starts_at, ends_at) * tstzrange(opens, closes)
        FROM availability
        CROSS JOIN LATERAL generate_series(
            (free_from AT TIME ZONE zone)::date::timestamp - interval '1 day',
            (free_until AT TIME ZONE zone)::date::timestamp,
            interval '1 day') AS day
        CROSS JOIN LATERAL (
            SELECT (day + daily_from) AT TIME ZONE zone AS opens,
                   (day + daily_to + CASE WHEN daily_to <= daily_from THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE zone AS closes
        ) AS hours
        WHERE responder_id = wanted_id AND kind = 'DAILY' AND starts_at < free_until AND ends_at > free_from
          AND (weekdays >> (extract(isodow FROM day)::integer - 1)) & 1 = 1
          AND opens < closes
    ) AS calendar
$$;

ALTER FUNCTION planblanc.is_available(wanted_id uuid, zone text, free_from timestamp with time zone, free_until timestamp with time zone) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.is_confined() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(current_setting('planblanc.confined', true), '') = 'true' $$;

ALTER FUNCTION planblanc.is_confined() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM establishment AS site LEFT JOIN lender ON lender.establishment_id = site.id AND lender.id = of_lender
                   WHERE site.security_state IN ('SUSPECT', 'COMPROMISED') AND (site.id = of_site OR lender.id IS NOT NULL))
$$;

ALTER FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.keep_contact_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.label, NEW.function, NEW.channel, NEW.address, NEW.on_own_network, NEW.lender_id, NEW.establishment_id)
        IS NOT DISTINCT FROM (OLD.label, OLD.function, OLD.channel, OLD.address, OLD.on_own_network, OLD.lender_id, OLD.establishment_id) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        UPDATE contact_version SET valid_until = greatest(valid_from, CASE TG_OP WHEN 'UPDATE' THEN coalesce(NEW.saved_at, now()) ELSE now() END)
        WHERE contact_id = OLD.id AND valid_until IS NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO contact_version (contact_id, lender_id, establishment_id, region_code, label, function, channel, address, on_own_network, valid_from)
        VALUES (NEW.id, NEW.lender_id, NEW.establishment_id, NEW.region_code, NEW.label, NEW.function, NEW.channel, NEW.address,
            NEW.on_own_network, coalesce(NEW.saved_at, '-infinity'));
    END IF;
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.keep_contact_version() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.keep_in_mind_services() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    services constant text := coalesce(current_setting('planblanc.services_told', true), '');
BEGIN
    IF position(NEW.incident_id::text IN services) = 0 THEN
        PERFORM set_config('planblanc.services_told', services || NEW.incident_id::text || ' ', true);
    END IF;
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.keep_in_mind_services() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE actor_role()
        WHEN 'ADMINISTRATOR' THEN kept_role IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'SERVICE')
        WHEN 'NATIONAL_COORDINATOR' THEN kept_role <> 'ADMINISTRATOR'
        WHEN 'ZONE_COORDINATOR' THEN kept_role NOT IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER')
            AND lies_in <> '{}' AND lies_in <@ coordinated_regions()
        WHEN 'ARS_COORDINATOR' THEN kept_role NOT IN ('ADMINISTRATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'ZONE_COORDINATOR')
            AND lies_in <> '{}' AND lies_in <@ coordinated_regions()
        WHEN 'ESTABLISHMENT' THEN kept_role IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR', 'SERVICE') AND kept_regions = '{}'
            AND kept_establishments <@ own_establishments() AND kept_lenders <@ lent_lenders()
            AND cardinality(kept_establishments) + cardinality(kept_lenders) > 0
        WHEN 'RESOURCE_MANAGER' THEN kept_role IN ('RESOURCE_MANAGER', 'DUTY_DIRECTOR') AND kept_regions = '{}'
            AND kept_establishments <@ kept_establishments() AND kept_lenders <@ lent_lenders()
            AND cardinality(kept_establishments) + cardinality(kept_lenders) > 0
        ELSE false
    END
$$;

ALTER FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_accounts() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT unnest(own_accounts())
        UNION SELECT account_id FROM account_grant WHERE id = ANY((SELECT kept_grants())::uuid[])
        UNION SELECT account_id FROM access_request WHERE id = ANY((SELECT kept_requests())::uuid[])
    ) AS kept (id)
$$;

ALTER FUNCTION planblanc.kept_accounts() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_contacts() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM contact_point
    WHERE region_code = ANY((SELECT managed_regions())::text[]) OR lender_id = ANY((SELECT kept_lenders())::uuid[])
       OR establishment_id = ANY((SELECT kept_establishments())::uuid[])
$$;

ALTER FUNCTION planblanc.kept_contacts() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_establishments() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER') AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

ALTER FUNCTION planblanc.kept_establishments() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.kept_grants() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(kept.id), '{}') FROM account_grant AS kept
    LEFT JOIN account_grant AS holder ON holder.id = kept.deputy_of
    WHERE kept.account_id = ANY((SELECT own_accounts())::uuid[]) OR holder.account_id = ANY((SELECT own_accounts())::uuid[])
       OR keeps_access(kept.role, kept.regions, kept.establishments, kept.lenders, kept.region_codes)
$$;

ALTER FUNCTION planblanc.kept_grants() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE WHEN actor_role() = 'DUTY_DIRECTOR' THEN '{}' ELSE managed_lenders() END $$;

ALTER FUNCTION planblanc.kept_lenders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_requests() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM access_request
    WHERE keeps_access(role, regions, establishments, lenders, region_codes)
$$;

ALTER FUNCTION planblanc.kept_requests() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.kept_webhooks() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM webhook
    WHERE region_code = ANY((SELECT coordinated_regions())::text[])
       OR (actor_role() = 'ESTABLISHMENT' AND establishment_id = ANY((SELECT own_establishments())::uuid[]))
$$;

ALTER FUNCTION planblanc.kept_webhooks() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.key_actor(shown_digest bytea, at timestamp with time zone) RETURNS TABLE(account_id uuid, name text, role text, regions text[], establishments uuid[], lenders uuid[], expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT account.id, account.name, granted.role, granted.regions, granted.establishments, granted.lenders,
           least(service_key.expires_at, granted.until)
    FROM service_key
    JOIN account_grant AS granted ON granted.id = service_key.grant_id
    JOIN account ON account.id = service_key.account_id
    WHERE service_key.digest = shown_digest AND service_key.revoked_at IS NULL AND service_key.expires_at > at
      AND granted.ended_at IS NULL AND granted.starts_at <= at AND (granted.until IS NULL OR granted.until > at)
      AND account.ended_at IS NULL
      -- What a person was given opens to that person alone.
      AND granted.account_id = service_key.account_id AND granted.role = 'SERVICE'
$$;

ALTER FUNCTION planblanc.key_actor(shown_digest bytea, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.lending_engagements() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM engagement
    WHERE actor_role() <> 'LINK_HOLDER' AND stock_id IS NOT NULL
      AND (incident_id = ANY((SELECT coordinated_incidents())::uuid[]) OR incident_id = ANY((SELECT own_incidents())::uuid[])
           OR lender_id = ANY((SELECT lent_lenders())::uuid[]))
$$;

ALTER FUNCTION planblanc.lending_engagements() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.lending_establishments() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                 AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

ALTER FUNCTION planblanc.lending_establishments() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.lent_elsewhere() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT loan.engagement_id), '{}')
    FROM loan JOIN lender ON lender.id = loan.lender_id
    WHERE lender.region_code = ANY((SELECT coordinated_regions())::text[])
$$;

ALTER FUNCTION planblanc.lent_elsewhere() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.lent_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM lender
    WHERE id = ANY((SELECT own_lenders())::uuid[]) OR establishment_id = ANY((SELECT lending_establishments())::uuid[])
$$;

ALTER FUNCTION planblanc.lent_lenders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.link_engagement() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) = 'LINK_HOLDER'
                THEN nullif(current_setting('planblanc.link_engagement', true), '')::uuid END
$$;

ALTER FUNCTION planblanc.link_engagement() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.link_solicitation() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) = 'LINK_HOLDER'
                THEN nullif(current_setting('planblanc.link_solicitation', true), '')::uuid END
$$;

ALTER FUNCTION planblanc.link_solicitation() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.linked_engagements() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT engagement_id FROM solicitation_line WHERE solicitation_id = (SELECT link_solicitation())
        UNION
        SELECT link_engagement() WHERE link_engagement() IS NOT NULL
    ) AS linked (id)
$$;

ALTER FUNCTION planblanc.linked_engagements() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.linked_responder() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT responder_id FROM engagement WHERE id = (SELECT link_engagement()) $$;

ALTER FUNCTION planblanc.linked_responder() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.loan_goes_forward() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.state <> OLD.state AND (OLD.state IN ('RETURNED', 'LOST') OR NEW.state = 'OUT') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'a loan goes forward';
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.loan_goes_forward() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.managed_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT ARRAY(SELECT id FROM lender WHERE region_code = ANY((SELECT managed_regions())::text[])) || lent_lenders()
$$;

ALTER FUNCTION planblanc.managed_lenders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.managed_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'RESOURCE_MANAGER')
                THEN scope_regions() ELSE '{}' END
$$;

ALTER FUNCTION planblanc.managed_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.manages_the_nation() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT coalesce(actor_role() = 'NATIONAL_COORDINATOR', false) $$;

ALTER FUNCTION planblanc.manages_the_nation() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN current_setting('role', true) IN ('planblanc_worker', 'planblanc_migrator') THEN true
        WHEN wanted_kind = 'INCIDENT' THEN wanted_key::uuid = ANY((SELECT followed_incidents())::uuid[])
            OR wanted_key::uuid = ANY((SELECT answered_incidents())::uuid[])
        WHEN wanted_kind = 'REGION' THEN wanted_key = ANY((SELECT managed_regions())::text[])
            OR wanted_key = ANY((SELECT own_regions())::text[])
            OR EXISTS (SELECT FROM lender WHERE id = ANY((SELECT lent_lenders())::uuid[]) AND region_code = wanted_key)
            OR EXISTS (SELECT FROM establishment WHERE id = ANY((SELECT kept_establishments())::uuid[]) AND region_code = wanted_key)
            OR actor_role() = 'ADMINISTRATOR' OR wanted_key = ANY((SELECT account_chains())::text[])
        ELSE actor_role() IN ('NATIONAL_COORDINATOR', 'ADMINISTRATOR') OR wanted_key = ANY((SELECT account_chains())::text[])
    END
$$;

ALTER FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.nameable(wanted uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT name FROM account
    WHERE id = wanted AND kind = 'PERSON' AND ended_at IS NULL
      AND EXISTS (SELECT FROM account_grant WHERE account_id = actor_id() AND ended_at IS NULL)
$$;

ALTER FUNCTION planblanc.nameable(wanted uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.named_responders(wanted uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT id FROM responder
    WHERE id = ANY(wanted) AND named AND lender_id = ANY((SELECT visible_lenders())::uuid[])
$$;

ALTER FUNCTION planblanc.named_responders(wanted uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET enable_sort TO 'off'
    AS $$
DECLARE
    kept uuid[] := managed_lenders();
BEGIN
    RETURN ARRAY(
        SELECT held.responder_id
        FROM responder_competence AS held
        WHERE held.spot <@ box(point(1000 * lane - 200, -90), point(1000 * lane + 200, 90)) AND held.lender_id = ANY(kept)
        ORDER BY held.spot <-> point(at_longitude * 0.7 + 1000 * lane, at_latitude)
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_seqscan TO 'off'
    SET enable_sort TO 'off'
    AS $$
DECLARE
    visible uuid[] := visible_lenders();
BEGIN
    RETURN ARRAY(
        SELECT kept.id
        FROM equipment_stock AS kept
        WHERE kept.spot <@ box(point(1000 * lane - 200, -90), point(1000 * lane + 200, 90)) AND kept.lender_id = ANY(visible)
        ORDER BY kept.spot <-> point(at_longitude * 0.7 + 1000 * lane, at_latitude)
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.number_events(wanted_region text, most integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.number_events(wanted_region text, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.open_link(wanted_sha256 bytea) RETURNS TABLE(id uuid, solicitation_id uuid, engagement_id uuid, lender_id uuid, lender_name text, region_code text, engagement_state text, expires_at timestamp with time zone, used_at timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT link.id, link.solicitation_id, link.engagement_id, link.lender_id, lender.name, link.region_code,
           engagement.state, link.expires_at, link.used_at, link.revoked_at
    FROM one_use_link AS link
    JOIN lender ON lender.id = link.lender_id
    LEFT JOIN engagement ON engagement.id = link.engagement_id
    WHERE link.token_sha256 = wanted_sha256
$$;

ALTER FUNCTION planblanc.open_link(wanted_sha256 bytea) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.own_accounts() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT actor_id() WHERE actor_id() IS NOT NULL
        UNION
        SELECT account_id FROM account_identity WHERE id = actor_id() AND actor_role() = 'NEWCOMER'
    ) AS own (id)
$$;

ALTER FUNCTION planblanc.own_accounts() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.own_establishments() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'SERVICE', 'CODE_HOLDER')
                THEN string_to_array(current_setting('planblanc.establishments', true), ',')::uuid[] ELSE '{}' END
$$;

ALTER FUNCTION planblanc.own_establishments() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.own_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE WHEN actor_role() IN ('ESTABLISHMENT', 'CODE_HOLDER') THEN visible_incidents() ELSE '{}' END $$;

ALTER FUNCTION planblanc.own_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.own_legal_entities() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(legal_entity_id), '{}') FROM establishment
    WHERE id = ANY((SELECT own_establishments())::uuid[]) AND legal_entity_id IS NOT NULL
$$;

ALTER FUNCTION planblanc.own_legal_entities() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.own_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN current_setting('planblanc.role', true) IN ('ESTABLISHMENT', 'RESOURCE_MANAGER', 'DUTY_DIRECTOR')
                 AND NOT planblanc.is_confined()
                THEN string_to_array(current_setting('planblanc.lenders', true), ',')::uuid[] ELSE '{}' END
$$;

ALTER FUNCTION planblanc.own_lenders() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.own_phone() RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT phone_sealed FROM responder_phone WHERE responder_id = (SELECT linked_responder()) $$;

ALTER FUNCTION planblanc.own_phone() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.own_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT region_code), '{}') FROM establishment
    WHERE id = ANY((SELECT own_establishments())::uuid[]) OR legal_entity_id = ANY((SELECT own_legal_entities())::uuid[])
$$;

ALTER FUNCTION planblanc.own_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid DEFAULT NULL::uuid) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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
        SELECT sum(mate.free) - least(max(lender.people_floor), CASE WHEN wanted_assignment IS NOT NULL
                   THEN floor_set(wanted_assignment, mate.lender_id, 'PEOPLE', NULL, NULL) END) AS spare
        FROM mate JOIN lender ON lender.id = mate.lender_id
        GROUP BY mate.lender_id
        UNION ALL
        SELECT sum(mate.free) - least(max(kept.people), CASE WHEN wanted_assignment IS NOT NULL
                   THEN floor_set(wanted_assignment, mate.lender_id, 'COMPETENCE', kept.competence_code, NULL) END)
        FROM lender_competence_floor AS kept
        JOIN mate ON mate.lender_id = kept.lender_id
        JOIN responder_competence AS holds ON holds.responder_id = mate.id AND holds.competence_code = kept.competence_code
            AND (holds.expires_on IS NULL OR holds.expires_on >= lower(wanted_window)::date)
        WHERE EXISTS (SELECT FROM responder_competence AS own
                      WHERE own.responder_id = wanted_responder AND own.competence_code = kept.competence_code)
        GROUP BY mate.lender_id, kept.competence_code
    ) AS floors
$$;

ALTER FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.pool_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'RESOURCE_MANAGER')
                THEN scope_regions() ELSE '{}' END
$$;

ALTER FUNCTION planblanc.pool_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.reachable_responders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.reachable_responders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.readable_chains() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.readable_chains() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.readable_tlps() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR') THEN '{CLEAR,GREEN,AMBER,AMBER_STRICT,RED}'
        WHEN actor_role() IN ('ESTABLISHMENT', 'SERVICE') THEN '{CLEAR,GREEN,AMBER,AMBER_STRICT}'
        WHEN has_actor() THEN '{CLEAR,GREEN,AMBER}'
        ELSE '{}' END::text[]
$$;

ALTER FUNCTION planblanc.readable_tlps() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamp with time zone) RETURNS TABLE(outcome text, kind text, tries bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    known access_code;
    found_out text;
BEGIN
    PERFORM pg_advisory_xact_lock(30, hashtext(encode(from_address, 'hex')));  -- two tries at once are two tries
    DELETE FROM code_try WHERE tried_at <= at - interval '1 hour';
    IF (SELECT count(*) FROM code_try WHERE address_digest = from_address) >= 5 THEN
        RETURN QUERY SELECT 'TOO_MANY', NULL, (SELECT count(*) FROM code_try WHERE site_id = of_site);
        RETURN;
    END IF;
    SELECT code.* INTO known FROM access_code AS code WHERE code.digest = shown AND code.establishment_id = of_site FOR UPDATE;
    found_out := CASE WHEN known.id IS NULL THEN 'UNKNOWN' WHEN known.used_at IS NOT NULL THEN 'USED'
        WHEN known.revoked_at IS NOT NULL THEN 'REVOKED' WHEN known.expires_at <= at THEN 'EXPIRED' ELSE 'OPENED' END;
    IF found_out = 'OPENED' THEN
        UPDATE access_code AS code SET used_at = at, used_in = pg_current_xact_id() WHERE code.id = known.id;
    ELSE
        INSERT INTO code_try (site_id, address_digest, tried_at) VALUES (of_site, from_address, at);
    END IF;
    RETURN QUERY SELECT found_out, known.kind, (SELECT count(*) FROM code_try WHERE site_id = of_site);
END $$;

ALTER FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.redeemed_sites(of_kind text) RETURNS uuid[]
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(establishment_id), '{}') FROM access_code
    WHERE used_in = pg_current_xact_id_if_assigned() AND kind = of_kind
$$;

ALTER FUNCTION planblanc.redeemed_sites(of_kind text) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.require_call_back() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM call_back WHERE request_id = NEW.id AND confirmed) THEN
        RAISE EXCEPTION 'request % is not verified', NEW.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.require_call_back() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.require_trust(sites text, lenders text, confined boolean) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF confined OR (sites, lenders) = ('', '') THEN
        RETURN;
    END IF;
    -- Apart, since the right to call a function is looked for before the conditions that stand beside it.
    IF is_any_compromised(string_to_array(sites, ',')::uuid[], string_to_array(lenders, ',')::uuid[]) THEN
        RAISE EXCEPTION USING ERRCODE = 'PB401', MESSAGE = 'the accounts of a compromised site are suspended';
    END IF;
END $$;

ALTER FUNCTION planblanc.require_trust(sites text, lenders text, confined boolean) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.responders_with_phone(wanted uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT responder_id FROM responder_phone
    WHERE responder_id = ANY(wanted)
      AND (responder_id = ANY((SELECT reachable_responders())::uuid[]) OR lender_id = ANY((SELECT kept_lenders())::uuid[]))
$$;

ALTER FUNCTION planblanc.responders_with_phone(wanted uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.revealed_phone(wanted_reveal uuid) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT kept.phone_sealed
    FROM phone_reveal AS asked JOIN responder_phone AS kept ON kept.responder_id = asked.responder_id
    WHERE asked.id = wanted_reveal AND asked.revealed_by = actor_id() AND asked.asked_at > now() - interval '10 minutes'
      AND asked.responder_id = ANY((SELECT reachable_responders())::uuid[])
$$;

ALTER FUNCTION planblanc.revealed_phone(wanted_reveal uuid) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.rows_about(pattern text) RETURNS TABLE(source text, told jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT kept.source, string_agg(format('%I::text ~* $1', kept.field), ' OR ') AS condition
        FROM written_columns() AS kept GROUP BY kept.source ORDER BY kept.source
    LOOP
        RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(kept) FROM planblanc.%I AS kept WHERE %s', wanted.source, wanted.source, wanted.condition)
            USING pattern;
    END LOOP;
END $_$;

ALTER FUNCTION planblanc.rows_about(pattern text) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[]) RETURNS TABLE(id uuid, establishment_id uuid, code text, name text, region_code text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT lender.id, lender.establishment_id, lender.code, lender.name, lender.region_code FROM lender
    WHERE actor_role() IN ('NEWCOMER', 'ADMINISTRATOR') AND (lender.establishment_id = ANY(of_sites) OR lender.code = ANY(codes))
    LIMIT 100
$$;

ALTER FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.scope_lies_where_it_says() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    places text[] := NEW.regions || ARRAY(SELECT region_code FROM establishment WHERE id = ANY(NEW.establishments))
        || ARRAY(SELECT region_code FROM lender WHERE id = ANY(NEW.lenders));
BEGIN
    IF NOT (NEW.region_codes @> places AND NEW.region_codes <@ places
            AND cardinality(places) = cardinality(NEW.regions) + cardinality(NEW.establishments) + cardinality(NEW.lenders)) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'a scope lies where the things that it names lie';
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.scope_lies_where_it_says() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.scope_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN is_confined() THEN '{}'
                WHEN actor_role() IN ('NATIONAL_COORDINATOR', 'NATIONAL_READER') THEN (SELECT array_agg(code) FROM region)
                ELSE string_to_array(coalesce(current_setting('planblanc.regions', true), ''), ',') END
$$;

ALTER FUNCTION planblanc.scope_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_establishments(said text, near_region text, most integer) RETURNS TABLE(id uuid, likeness real)
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION planblanc.search_establishments(said text, near_region text, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean, after_code text, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    regions text[] := pool_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders() || shared_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT lender.id
        FROM lender
        WHERE ((cardinality(regions) > 0 AND lender.region_code = ANY(regions)) OR (cardinality(others) > 0 AND lender.id = ANY(others)))
          AND (in_region IS NULL OR lender.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_kind IS NULL OR lender.kind = of_kind)
          AND (is_synthetic IS NULL OR lender.synthetic = is_synthetic)
          AND (or_inactive OR lender.active)
          AND (after_code IS NULL OR lender.code > after_code)
          AND (patterns IS NULL OR lender.search_text LIKE ALL (patterns))
        ORDER BY lender.code
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean, after_code text, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_log(in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.search_log(in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_log_back(in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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
        WHERE entry.kind = in_kind AND entry.key = in_key AND (before_sequence IS NULL OR entry.sequence < before_sequence)
          AND (of_kinds IS NULL OR entry.line_kind = ANY(of_kinds))
          AND (entry.tlp = ANY(readable) OR entry.actor_id = me)
          AND (entry.words @@ accented OR entry.words @@ plain OR kept.words @@ accented OR kept.words @@ plain)
        ORDER BY entry.sequence DESC
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_log_back(in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    regions text[] := managed_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT responder.id
        FROM responder
        JOIN lender ON lender.id = responder.lender_id
        JOIN road_network ON road_network.code = responder.road_network_code
        WHERE ((cardinality(regions) > 0 AND responder.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND responder.lender_id = ANY(others)))
          AND (in_region IS NULL OR responder.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR responder.lender_id = of_lender)
          AND (is_synthetic IS NULL OR responder.synthetic = is_synthetic)
          AND (or_inactive OR (responder.active AND lender.active))
          AND (after_id IS NULL OR responder.id > after_id)
          AND (holding IS NULL OR EXISTS (
              SELECT FROM responder_competence held
              WHERE held.responder_id = responder.id AND held.competence_code = holding
                AND held.level >= least_level AND (held.expires_on IS NULL OR held.expires_on >= today)))
          AND (patterns IS NULL OR responder.search_text || ' ' || lender.search_text LIKE ALL (patterns))
          AND (free_from IS NULL OR is_available(responder.id, road_network.time_zone, free_from, free_until))
        ORDER BY responder.id
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, due_on date, after_id uuid, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    regions text[] := managed_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT responder.id
        FROM responder
        JOIN lender ON lender.id = responder.lender_id
        JOIN road_network ON road_network.code = responder.road_network_code
        WHERE ((cardinality(regions) > 0 AND responder.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND responder.lender_id = ANY(others)))
          AND (in_region IS NULL OR responder.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR responder.lender_id = of_lender)
          AND (is_synthetic IS NULL OR responder.synthetic = is_synthetic)
          AND (or_inactive OR (responder.active AND lender.active))
          AND (due_on IS NULL OR responder.confirm_by < due_on)
          AND (after_id IS NULL OR responder.id > after_id)
          AND (holding IS NULL OR EXISTS (
              SELECT FROM responder_competence held
              WHERE held.responder_id = responder.id AND held.competence_code = holding
                AND held.level >= least_level AND (held.expires_on IS NULL OR held.expires_on >= today)))
          AND (patterns IS NULL OR responder.search_text || ' ' || lender.search_text LIKE ALL (patterns))
          AND (free_from IS NULL OR is_available(responder.id, road_network.time_zone, free_from, free_until))
        ORDER BY responder.id
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, due_on date, after_id uuid, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    regions text[] := pool_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders() || shared_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT stock.id
        FROM equipment_stock AS stock
        JOIN lender ON lender.id = stock.lender_id
        JOIN (SELECT code, searchable(label) AS words FROM equipment_type OFFSET 0) AS type ON type.code = stock.equipment_type_code
        WHERE ((cardinality(regions) > 0 AND stock.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND stock.lender_id = ANY(others)))
          AND (in_region IS NULL OR stock.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR stock.lender_id = of_lender)
          AND (of_type IS NULL OR stock.equipment_type_code = of_type)
          AND (is_synthetic IS NULL OR stock.synthetic = is_synthetic)
          AND (or_inactive OR (stock.active AND lender.active))
          AND (after_id IS NULL OR stock.id > after_id)
          AND (patterns IS NULL OR stock.search_text || ' ' || type.words || ' ' || lender.search_text LIKE ALL (patterns))
        ORDER BY stock.id
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, due_on date, after_id uuid, most integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
DECLARE
    regions text[] := pool_regions();
    others uuid[];
BEGIN
    -- Whoever asks of a region of theirs sees all of it; whose scope is the nation sees everything.
    IF in_region = ANY(regions) OR manages_the_nation() THEN
        others := '{}';
    ELSE
        others := lent_lenders() || shared_lenders();
    END IF;
    IF cardinality(regions) = 1 AND cardinality(others) = 0 THEN
        in_region := coalesce(in_region, regions[1]);
    END IF;
    RETURN ARRAY(
        SELECT stock.id
        FROM equipment_stock AS stock
        JOIN lender ON lender.id = stock.lender_id
        JOIN (SELECT code, searchable(label) AS words FROM equipment_type OFFSET 0) AS type ON type.code = stock.equipment_type_code
        WHERE ((cardinality(regions) > 0 AND stock.region_code = ANY(regions))
            OR (cardinality(others) > 0 AND stock.lender_id = ANY(others)))
          AND (in_region IS NULL OR stock.region_code = in_region)
          AND (in_department IS NULL OR lender.department_code = in_department)
          AND (of_lender IS NULL OR stock.lender_id = of_lender)
          AND (of_type IS NULL OR stock.equipment_type_code = of_type)
          AND (is_synthetic IS NULL OR stock.synthetic = is_synthetic)
          AND (or_inactive OR (stock.active AND lender.active))
          AND (due_on IS NULL OR stock.confirm_by < due_on)
          AND (after_id IS NULL OR stock.id > after_id)
          AND (patterns IS NULL OR stock.search_text || ' ' || type.words || ' ' || lender.search_text LIKE ALL (patterns))
        ORDER BY stock.id
        LIMIT most);
END $$;

ALTER FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, due_on date, after_id uuid, most integer) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.searchable(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT btrim(regexp_replace(
        translate(
            replace(replace(replace(replace(replace(lower(written), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
            'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ',
            'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy'),
        '[^a-z0-9]+', ' ', 'g'))
$$;

ALTER FUNCTION planblanc.searchable(written text) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.security_state_has_its_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.security_change_id IS NOT DISTINCT FROM OLD.security_change_id OR NOT EXISTS (
        SELECT FROM security_change AS made
        WHERE made.id = NEW.security_change_id AND made.establishment_id = NEW.id AND made.state = 'DONE'
          AND made.from_state = OLD.security_state AND made.to_state = NEW.security_state
          -- Nor is one of an earlier time made use of again.
          AND NOT EXISTS (SELECT FROM security_change AS last WHERE last.id = OLD.security_change_id
                          AND coalesce(last.confirmed_at, last.proposed_at) > coalesce(made.confirmed_at, made.proposed_at))) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'a security state changes by a change that somebody made';
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.security_state_has_its_change() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.session_actor(shown_digest bytea, at timestamp with time zone, idle_since timestamp with time zone) RETURNS TABLE(session_id uuid, kind text, account_id uuid, name text, role text, regions text[], establishments uuid[], lenders uuid[], authenticated_at timestamp with time zone, seen_at timestamp with time zone, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT session.id, session.kind, session.account_id, coalesce(account.name, session.name),
           CASE session.kind WHEN 'PAPER' THEN 'CODE_HOLDER' WHEN 'CALL_BACK' THEN 'ESTABLISHMENT' ELSE granted.role END,
           granted.regions, CASE WHEN session.establishment_id IS NULL THEN granted.establishments ELSE ARRAY[session.establishment_id] END,
           granted.lenders, session.authenticated_at, session.seen_at, least(session.expires_at, granted.until)
    FROM session
    LEFT JOIN account ON account.id = session.account_id
    LEFT JOIN account_grant AS granted ON granted.id = session.grant_id AND granted.account_id = session.account_id
    WHERE session.digest = shown_digest AND session.revoked_at IS NULL AND session.expires_at > at
      AND (session.seen_at > idle_since OR session.kind IN ('CALL_BACK', 'PAPER'))
      AND account.ended_at IS NULL
      AND (session.grant_id IS NULL OR (granted.id IS NOT NULL AND granted.ended_at IS NULL AND granted.starts_at <= at
           AND (granted.until IS NULL OR granted.until > at)))
$$;

ALTER FUNCTION planblanc.session_actor(shown_digest bytea, at timestamp with time zone, idle_since timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.shared_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT used.lender_id), '{}')
    FROM (
        SELECT line.lender_id, line.incident_id, line.rung
        FROM plan_assignment AS line
        JOIN plan_incident ON plan_incident.plan_id = line.plan_id AND plan_incident.incident_id = line.incident_id
        WHERE line.incident_id = ANY((SELECT coordinated_incidents())::uuid[])
          AND line.lender_id IS NOT NULL
          AND plan_incident.state IN ('PROPOSED', 'APPROVED')
        UNION ALL
        SELECT turn.lender_id, turn.incident_id, coalesce(turn.rung, 'OWN_GROUP')
        FROM relief_turn AS turn JOIN relief_roster ON relief_roster.id = turn.roster_id
        WHERE turn.incident_id = ANY((SELECT coordinated_incidents())::uuid[])
          AND relief_roster.state IN ('PROPOSED', 'APPROVED')
    ) AS used
    JOIN incident ON incident.id = used.incident_id
    WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED')
      AND (used.rung IN ('OWN_GROUP', 'DEPARTMENT', 'REGION') OR EXISTS (
          SELECT FROM rung_authorisation opened
          WHERE opened.incident_id = used.incident_id AND opened.rung = used.rung AND opened.revoked_at IS NULL))
$$;

ALTER FUNCTION planblanc.shared_lenders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.sounded(written text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.sounded(written text) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.supported_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ SELECT CASE WHEN actor_role() = 'NATIONAL_READER' THEN visible_incidents() ELSE coordinated_incidents() END $$;

ALTER FUNCTION planblanc.supported_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamp with time zone) RETURNS TABLE(provider text, next_path text, session_id uuid, begun_at timestamp with time zone)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    WITH taken AS (DELETE FROM login_attempt WHERE state_digest = shown_digest
                   RETURNING provider, next_path, session_id, begun_at, expires_at)
    SELECT provider, next_path, session_id, begun_at FROM taken WHERE expires_at > at
$$;

ALTER FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.tell_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION planblanc.tell_event() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.tell_security() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('planblanc_security', NEW.id::text);
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.tell_security() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.tell_session_end() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('planblanc_security', NEW.id::text);
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.tell_session_end() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.told(line bytea) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT convert_from(line, 'UTF8')::jsonb $$;

ALTER FUNCTION planblanc.told(line bytea) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.touch_session(shown_digest bytea, at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$ UPDATE session SET seen_at = at WHERE digest = shown_digest AND seen_at < at AND revoked_at IS NULL $$;

ALTER FUNCTION planblanc.touch_session(shown_digest bytea, at timestamp with time zone) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.trigrams(heard text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT trigram), '{}')
    FROM string_to_table(heard, ' ') AS word
    CROSS JOIN LATERAL unnest(planblanc.trigrams_of_word(word, true)) AS trigram
$$;

ALTER FUNCTION planblanc.trigrams(heard text) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.trigrams_of_word(word text, is_whole boolean) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(DISTINCT substr(marked, place, 3)), '{}')
    FROM (SELECT '  ' || word || CASE WHEN is_whole THEN ' ' ELSE '' END AS marked) AS one
    CROSS JOIN LATERAL generate_series(1, length(marked) - 2) AS place
$$;

ALTER FUNCTION planblanc.trigrams_of_word(word text, is_whole boolean) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.unverified_requests(of_incidents uuid[]) RETURNS TABLE(request_id uuid, incident_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT request.id, request.incident_id
    FROM help_request AS request JOIN incident ON incident.id = request.incident_id
    WHERE request.incident_id = ANY(of_incidents)
      AND (current_setting('role', true) = 'planblanc_worker' OR request.incident_id = ANY((SELECT followed_incidents())::uuid[]))
      AND (request.state = 'TO_VERIFY'
           OR (request.state IN ('OPEN', 'COVERED') AND request.asked_for_itself
               AND EXISTS (SELECT FROM establishment AS site
                           WHERE site.security_state IN ('SUSPECT', 'COMPROMISED')
                             AND (site.id IN (request.establishment_id, incident.establishment_id)
                                  OR (incident.establishment_id IS NULL AND site.legal_entity_id = incident.legal_entity_id)))
               AND NOT EXISTS (SELECT FROM call_back
                               WHERE call_back.request_id = request.id AND confirmed AND contact_version_id IS NOT NULL)))
$$;

ALTER FUNCTION planblanc.unverified_requests(of_incidents uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.victim_changes_its_side() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.lender_id <> ALL(lent_lenders())
       AND ((NEW.quantity, NEW.starts_at, NEW.ends_at, NEW.rests_until, NEW.released_at, NEW.released_by_name, NEW.accepted_at,
             NEW.alerted_at, NEW.eta_at, NEW.end_kind, NEW.end_reason, NEW.return_asked_at, NEW.return_wanted_at, NEW.return_reason)
            IS DISTINCT FROM
            (OLD.quantity, OLD.starts_at, OLD.ends_at, OLD.rests_until, OLD.released_at, OLD.released_by_name, OLD.accepted_at,
             OLD.alerted_at, OLD.eta_at, OLD.end_kind, OLD.end_reason, OLD.return_asked_at, OLD.return_wanted_at, OLD.return_reason)
            OR (NEW.state <> OLD.state AND NEW.state IN ('ALERTED', 'REFUSED', 'CANCELLED'))) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'whoever is helped changes its own side of an engagement';
    END IF;
    RETURN NEW;
END $$;

ALTER FUNCTION planblanc.victim_changes_its_side() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.visible_agreements() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT id FROM mutual_aid_agreement WHERE region_code = ANY((SELECT managed_regions())::text[])
        UNION
        SELECT agreement_id FROM agreement_lender WHERE lender_id = ANY((SELECT managed_lenders())::uuid[])
        UNION
        SELECT agreement_id FROM agreement_beneficiary WHERE establishment_id = ANY((SELECT own_establishments())::uuid[])
    ) AS seen
$$;

ALTER FUNCTION planblanc.visible_agreements() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.visible_incidents() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(id), '{}') FROM incident
    WHERE region_code = ANY((SELECT watched_regions())::text[])
       OR ((establishment_id = ANY((SELECT own_establishments())::uuid[])
            OR (legal_entity_id = ANY((SELECT own_legal_entities())::uuid[]) AND (establishment_id IS NULL OR NOT is_confined())))
           AND (state IN ('REPORTED', 'ACTIVE', 'STABILISED') OR NOT is_confined()))
$$;

ALTER FUNCTION planblanc.visible_incidents() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.visible_lenders() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT ARRAY(SELECT id FROM lender WHERE region_code = ANY((SELECT pool_regions())::text[])) || lent_lenders() || shared_lenders()
$$;

ALTER FUNCTION planblanc.visible_lenders() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.wake_the_relay() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('planblanc_outbox', '');
    RETURN NULL;
END $$;

ALTER FUNCTION planblanc.wake_the_relay() OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.watched_regions() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN actor_role() IN ('ARS_COORDINATOR', 'ZONE_COORDINATOR', 'NATIONAL_COORDINATOR', 'NATIONAL_READER', 'SAMU')
                THEN scope_regions() ELSE '{}' END
$$;

ALTER FUNCTION planblanc.watched_regions() OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.ways_of(engagements uuid[]) RETURNS TABLE(engagement_id uuid, travel_minutes integer)
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT line.engagement_id, line.travel_minutes FROM solicitation_line AS line
    WHERE line.engagement_id = ANY(engagements) AND line.engagement_id = ANY((SELECT followed_engagements())::uuid[])
$$;

ALTER FUNCTION planblanc.ways_of(engagements uuid[]) OWNER TO planblanc_definer;

CREATE FUNCTION planblanc.without_accents(written text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT translate(lower(written), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy') $$;

ALTER FUNCTION planblanc.without_accents(written text) OWNER TO planblanc_owner;

CREATE PROCEDURE planblanc.worker_writes(IN target regclass)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO planblanc_worker', target);
    EXECUTE format('CREATE POLICY worker_inserts ON %s FOR INSERT TO planblanc_worker WITH CHECK (true)', target);
    EXECUTE format('CREATE POLICY worker_updates ON %s FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true)', target);
    EXECUTE format('CREATE POLICY worker_deletes ON %s FOR DELETE TO planblanc_worker USING (true)', target);
END $$;

ALTER PROCEDURE planblanc.worker_writes(IN target regclass) OWNER TO planblanc_owner;

CREATE FUNCTION planblanc.written_columns() RETURNS TABLE(source text, field text, type text)
    LANGUAGE sql STABLE
    SET search_path TO 'planblanc', 'pg_catalog', 'pg_temp'
    AS $$
    SELECT class.relname::text, attribute.attname::text, format_type(attribute.atttypid, NULL)
    FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relnamespace = 'planblanc'::regnamespace AND class.relkind = 'r'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
      AND attribute.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
      AND class.relname !~ '^log_'
      AND class.relname NOT IN ('region', 'department', 'defence_zone', 'region_adjacency', 'road_network', 'network_travel',
          'hospital_group', 'legal_entity', 'establishment', 'establishment_service', 'lender', 'lender_competence_floor',
          'service_domain', 'competence', 'equipment_type', 'equipment_substitute', 'person_delay', 'working_time',
          'incident_category', 'ready_pack', 'ready_pack_line', 'obligation_template', 'schema_migration', 'setting')
    ORDER BY 1, 2
$$;

ALTER FUNCTION planblanc.written_columns() OWNER TO planblanc_owner;

CREATE TABLE planblanc.access_code (
    id uuid NOT NULL,
    digest bytea NOT NULL,
    establishment_id uuid NOT NULL,
    region_code text NOT NULL,
    kind text NOT NULL,
    issued_by uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    used_in xid8,
    revoked_at timestamp with time zone,
    CONSTRAINT access_code_check CHECK ((expires_at > issued_at)),
    CONSTRAINT access_code_check1 CHECK (((used_at IS NULL) = (used_in IS NULL))),
    CONSTRAINT access_code_check2 CHECK (((used_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT access_code_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT access_code_issued_name_check CHECK ((issued_name <> ''::text)),
    CONSTRAINT access_code_kind_check CHECK ((kind = ANY (ARRAY['PAPER'::text, 'CALL_BACK'::text])))
);

ALTER TABLE ONLY planblanc.access_code FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.access_code OWNER TO planblanc_owner;

CREATE TABLE planblanc.access_request (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    regions text[] NOT NULL,
    establishments uuid[] NOT NULL,
    lenders uuid[] NOT NULL,
    region_codes text[] NOT NULL,
    label text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided_by uuid,
    decided_name text,
    decided_at timestamp with time zone,
    reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT access_request_check CHECK ((decided_at >= asked_at)),
    CONSTRAINT access_request_check1 CHECK (((state = 'PENDING'::text) = (decided_at IS NULL))),
    CONSTRAINT access_request_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'REFUSED'::text])))
);

ALTER TABLE ONLY planblanc.access_request FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.access_request OWNER TO planblanc_owner;

CREATE TABLE planblanc.access_rule (
    id uuid NOT NULL,
    issuer text,
    claim text NOT NULL,
    pattern text NOT NULL,
    role text NOT NULL,
    scope text NOT NULL,
    scope_key text,
    label text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    CONSTRAINT access_rule_check CHECK (((scope = ANY (ARRAY['SHOWN_ESTABLISHMENT'::text, 'NATION'::text])) = (scope_key IS NULL))),
    CONSTRAINT access_rule_check1 CHECK (((scope <> 'SHOWN_ESTABLISHMENT'::text) OR (claim = 'FINESS'::text))),
    CONSTRAINT access_rule_claim_check CHECK ((claim = ANY (ARRAY['RPPS'::text, 'FINESS'::text, 'SIRET'::text]))),
    CONSTRAINT access_rule_pattern_check CHECK ((pattern <> ''::text)),
    CONSTRAINT access_rule_scope_check CHECK ((scope = ANY (ARRAY['SHOWN_ESTABLISHMENT'::text, 'REGION'::text, 'ESTABLISHMENT'::text, 'LENDER'::text, 'NATION'::text])))
);

ALTER TABLE ONLY planblanc.access_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.access_rule OWNER TO planblanc_owner;

CREATE TABLE planblanc.account (
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    created_by uuid,
    created_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_by uuid,
    ended_name text,
    ended_at timestamp with time zone,
    ended_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT account_check CHECK ((ended_at >= created_at)),
    CONSTRAINT account_check1 CHECK (((ended_at IS NULL) = (ended_reason IS NULL))),
    CONSTRAINT account_kind_check CHECK ((kind = ANY (ARRAY['PERSON'::text, 'SERVICE'::text]))),
    CONSTRAINT account_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY planblanc.account FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account OWNER TO planblanc_owner;

CREATE TABLE planblanc.account_grant (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    regions text[] NOT NULL,
    establishments uuid[] NOT NULL,
    lenders uuid[] NOT NULL,
    region_codes text[] NOT NULL,
    deputy_of uuid,
    request_id uuid,
    approved_by uuid NOT NULL,
    approved_name text NOT NULL,
    approved_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    ended_by uuid,
    ended_name text,
    ended_at timestamp with time zone,
    ended_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT account_grant_check CHECK ((until > starts_at)),
    CONSTRAINT account_grant_check1 CHECK ((ended_at >= approved_at)),
    CONSTRAINT account_grant_check2 CHECK (((deputy_of IS NULL) OR (until IS NOT NULL))),
    CONSTRAINT account_grant_check3 CHECK (((ended_at IS NULL) = (ended_reason IS NULL)))
);

ALTER TABLE ONLY planblanc.account_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account_grant OWNER TO planblanc_owner;

CREATE TABLE planblanc.account_identity (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    rpps text,
    finess text[] DEFAULT '{}'::text[] NOT NULL,
    siret text[] DEFAULT '{}'::text[] NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    CONSTRAINT account_identity_check CHECK ((last_seen_at >= first_seen_at)),
    CONSTRAINT account_identity_issuer_check CHECK (((issuer <> ''::text) AND (length(issuer) <= 500))),
    CONSTRAINT account_identity_subject_check CHECK (((subject <> ''::text) AND (length(subject) <= 500)))
);

ALTER TABLE ONLY planblanc.account_identity FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account_identity OWNER TO planblanc_owner;

CREATE TABLE planblanc.agreement_beneficiary (
    agreement_id uuid NOT NULL,
    region_code text NOT NULL,
    establishment_id uuid NOT NULL
);

ALTER TABLE ONLY planblanc.agreement_beneficiary FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.agreement_beneficiary OWNER TO planblanc_owner;

CREATE TABLE planblanc.agreement_lender (
    agreement_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL
);

ALTER TABLE ONLY planblanc.agreement_lender FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.agreement_lender OWNER TO planblanc_owner;

CREATE TABLE planblanc.alert (
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    exercise boolean NOT NULL,
    state text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    steps integer DEFAULT 0 NOT NULL,
    escalate_at timestamp with time zone,
    acknowledged_by uuid,
    acknowledged_name text,
    acknowledged_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT alert_check CHECK ((acknowledged_at >= raised_at)),
    CONSTRAINT alert_check1 CHECK (((state = 'ACKNOWLEDGED'::text) = (num_nulls(acknowledged_by, acknowledged_name, acknowledged_at) = 0))),
    CONSTRAINT alert_check2 CHECK (((state = 'RAISED'::text) = (escalate_at IS NOT NULL))),
    CONSTRAINT alert_state_check CHECK ((state = ANY (ARRAY['RAISED'::text, 'ACKNOWLEDGED'::text, 'ENDED'::text]))),
    CONSTRAINT alert_steps_check CHECK ((steps >= 0))
);

ALTER TABLE ONLY planblanc.alert FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.alert OWNER TO planblanc_owner;

CREATE TABLE planblanc.arrival_digest (
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    number integer NOT NULL,
    told text NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT arrival_digest_number_check CHECK ((number >= 1))
);

ALTER TABLE ONLY planblanc.arrival_digest FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.arrival_digest OWNER TO planblanc_owner;

CREATE TABLE planblanc.availability (
    id uuid NOT NULL,
    responder_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    kind text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    daily_from time without time zone,
    daily_to time without time zone,
    weekdays integer DEFAULT 127 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT availability_check CHECK ((ends_at > starts_at)),
    CONSTRAINT availability_check1 CHECK (((kind = 'DAILY'::text) = ((daily_from IS NOT NULL) AND (daily_to IS NOT NULL)))),
    CONSTRAINT availability_kind_check CHECK ((kind = ANY (ARRAY['WINDOW'::text, 'DAILY'::text, 'ABSENCE'::text, 'LEAVE_ASKED'::text]))),
    CONSTRAINT availability_weekdays_check CHECK (((weekdays >= 1) AND (weekdays <= 127)))
);

ALTER TABLE ONLY planblanc.availability FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.availability OWNER TO planblanc_owner;

CREATE TABLE planblanc.call_back (
    id uuid NOT NULL,
    request_id uuid,
    incident_id uuid,
    region_code text NOT NULL,
    number text,
    number_from text NOT NULL,
    reached text NOT NULL,
    confirmed boolean NOT NULL,
    made_by uuid NOT NULL,
    made_name text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    establishment_id uuid,
    contact_version_id uuid,
    purpose text DEFAULT 'REQUEST'::text NOT NULL,
    number_sealed bytea,
    CONSTRAINT call_back_check CHECK (((purpose = 'REQUEST'::text) = (request_id IS NOT NULL))),
    CONSTRAINT call_back_check1 CHECK ((num_nonnulls(request_id, establishment_id) > 0)),
    CONSTRAINT call_back_check2 CHECK (((request_id IS NULL) OR (incident_id IS NOT NULL))),
    CONSTRAINT call_back_number_check CHECK ((number <> ''::text)),
    CONSTRAINT call_back_number_from_check CHECK ((number_from = ANY (ARRAY['DIRECTORY'::text, 'CALLER'::text, 'PORTAL'::text]))),
    CONSTRAINT call_back_number_once CHECK ((num_nonnulls(number, number_sealed) <= 1)),
    CONSTRAINT call_back_purpose_check CHECK ((purpose = ANY (ARRAY['REQUEST'::text, 'ACCESS'::text, 'CONTACTS'::text, 'OTHER'::text]))),
    CONSTRAINT call_back_reached_check CHECK ((reached <> ''::text))
);

ALTER TABLE ONLY planblanc.call_back FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.call_back OWNER TO planblanc_owner;

CREATE TABLE planblanc.call_list_reveal (
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    revealed_by uuid NOT NULL,
    revealed_name text NOT NULL,
    motive text NOT NULL,
    revealed_at timestamp with time zone NOT NULL,
    CONSTRAINT call_list_reveal_motive_check CHECK ((motive <> ''::text))
);

ALTER TABLE ONLY planblanc.call_list_reveal FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.call_list_reveal OWNER TO planblanc_owner;

CREATE TABLE planblanc.clean_attestation (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL,
    reason text NOT NULL,
    attested_by uuid NOT NULL,
    attested_name text NOT NULL,
    attested_at timestamp with time zone NOT NULL,
    partner_link_id uuid,
    revoked_by uuid,
    revoked_name text,
    revoked_at timestamp with time zone,
    revoked_reason text,
    CONSTRAINT clean_attestation_check CHECK ((revoked_at >= attested_at)),
    CONSTRAINT clean_attestation_reason_check CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY planblanc.clean_attestation FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.clean_attestation OWNER TO planblanc_owner;

CREATE TABLE planblanc.code_try (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    site_id uuid NOT NULL,
    address_digest bytea NOT NULL,
    tried_at timestamp with time zone NOT NULL,
    CONSTRAINT code_try_address_digest_check CHECK ((length(address_digest) = 32))
);

ALTER TABLE ONLY planblanc.code_try FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.code_try OWNER TO planblanc_owner;

CREATE TABLE planblanc.competence (
    code text NOT NULL,
    number integer NOT NULL,
    family text NOT NULL,
    label text NOT NULL,
    description text NOT NULL,
    pris_activity text,
    ecsf_role text,
    CONSTRAINT competence_number_check CHECK (((number >= 1) AND (number <= 999))),
    CONSTRAINT competence_pris_activity_check CHECK ((pris_activity = ANY (ARRAY['REC'::text, 'INV'::text, 'CODE'::text, 'PCI'::text, 'CRISE'::text])))
);

ALTER TABLE ONLY planblanc.competence FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.competence OWNER TO planblanc_owner;

CREATE TABLE planblanc.contact_edit (
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    contact_version integer NOT NULL,
    lender_id uuid,
    establishment_id uuid,
    region_code text NOT NULL,
    label text NOT NULL,
    function text NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    rank integer NOT NULL,
    last_tested_on date,
    on_own_network boolean NOT NULL,
    state text NOT NULL,
    asked_by uuid NOT NULL,
    asked_name text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_name text,
    decided_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT contact_edit_address_check CHECK ((address <> ''::text)),
    CONSTRAINT contact_edit_channel_check CHECK ((channel = ANY (ARRAY['PHONE'::text, 'SMS'::text, 'MAIL'::text, 'RADIO'::text, 'SATELLITE'::text, 'APPRISE'::text]))),
    CONSTRAINT contact_edit_check CHECK ((decided_by <> asked_by)),
    CONSTRAINT contact_edit_check1 CHECK ((decided_at >= asked_at)),
    CONSTRAINT contact_edit_check2 CHECK (((state = 'PENDING'::text) = (decided_by IS NULL))),
    CONSTRAINT contact_edit_check3 CHECK (((lender_id IS NULL) <> (establishment_id IS NULL))),
    CONSTRAINT contact_edit_function_check CHECK ((function = ANY (ARRAY['DUTY_DIRECTOR'::text, 'CRISIS_CELL'::text, 'IT_DUTY'::text, 'SWITCHBOARD'::text, 'OTHER'::text]))),
    CONSTRAINT contact_edit_label_check CHECK ((label <> ''::text)),
    CONSTRAINT contact_edit_rank_check CHECK (((rank >= 1) AND (rank <= 99))),
    CONSTRAINT contact_edit_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'REFUSED'::text])))
);

ALTER TABLE ONLY planblanc.contact_edit FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.contact_edit OWNER TO planblanc_owner;

CREATE TABLE planblanc.contact_point (
    id uuid NOT NULL,
    lender_id uuid,
    establishment_id uuid,
    region_code text NOT NULL,
    label text NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    rank integer DEFAULT 1 NOT NULL,
    last_tested_on date,
    synthetic boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    on_own_network boolean DEFAULT false NOT NULL,
    function text DEFAULT 'OTHER'::text NOT NULL,
    saved_at timestamp with time zone,
    edit_id uuid,
    CONSTRAINT contact_point_address_check CHECK ((address <> ''::text)),
    CONSTRAINT contact_point_channel_check CHECK ((channel = ANY (ARRAY['PHONE'::text, 'SMS'::text, 'MAIL'::text, 'RADIO'::text, 'SATELLITE'::text, 'APPRISE'::text]))),
    CONSTRAINT contact_point_check CHECK (((lender_id IS NULL) <> (establishment_id IS NULL))),
    CONSTRAINT contact_point_function_check CHECK ((function = ANY (ARRAY['DUTY_DIRECTOR'::text, 'CRISIS_CELL'::text, 'IT_DUTY'::text, 'SWITCHBOARD'::text, 'OTHER'::text]))),
    CONSTRAINT contact_point_label_check CHECK ((label <> ''::text)),
    CONSTRAINT contact_point_rank_check CHECK (((rank >= 1) AND (rank <= 99)))
);

ALTER TABLE ONLY planblanc.contact_point FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.contact_point OWNER TO planblanc_owner;

CREATE TABLE planblanc.contact_version (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    contact_id uuid NOT NULL,
    lender_id uuid,
    establishment_id uuid,
    region_code text NOT NULL,
    label text NOT NULL,
    function text NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    on_own_network boolean NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_until timestamp with time zone,
    CONSTRAINT contact_version_check CHECK ((valid_until >= valid_from))
);

ALTER TABLE ONLY planblanc.contact_version FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.contact_version OWNER TO planblanc_owner;

CREATE TABLE planblanc.defence_zone (
    code text NOT NULL,
    name text NOT NULL
);

ALTER TABLE ONLY planblanc.defence_zone FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.defence_zone OWNER TO planblanc_owner;

CREATE TABLE planblanc.denial (
    id uuid NOT NULL,
    code text NOT NULL,
    door text NOT NULL,
    what text NOT NULL,
    actor_id uuid,
    actor_name text DEFAULT ''::text NOT NULL,
    actor_role text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    times integer NOT NULL,
    CONSTRAINT denial_actor_name_check CHECK ((length(actor_name) <= 200)),
    CONSTRAINT denial_actor_role_check CHECK ((length(actor_role) <= 60)),
    CONSTRAINT denial_address_check CHECK ((length(address) <= 60)),
    CONSTRAINT denial_check CHECK ((last_at >= first_at)),
    CONSTRAINT denial_code_check CHECK (((length(code) >= 1) AND (length(code) <= 60))),
    CONSTRAINT denial_door_check CHECK (((length(door) >= 1) AND (length(door) <= 60))),
    CONSTRAINT denial_times_check CHECK ((times > 0)),
    CONSTRAINT denial_what_check CHECK ((length(what) <= 200))
);

ALTER TABLE ONLY planblanc.denial FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.denial OWNER TO planblanc_owner;

CREATE TABLE planblanc.department (
    code text NOT NULL,
    finess_prefix text NOT NULL,
    name text NOT NULL,
    region_code text NOT NULL
);

ALTER TABLE ONLY planblanc.department FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.department OWNER TO planblanc_owner;

CREATE TABLE planblanc.duty_roster (
    region_code text NOT NULL,
    escalate_minutes integer NOT NULL,
    saved_name text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT duty_roster_escalate_minutes_check CHECK (((escalate_minutes >= 1) AND (escalate_minutes <= 120)))
);

ALTER TABLE ONLY planblanc.duty_roster FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.duty_roster OWNER TO planblanc_owner;

CREATE TABLE planblanc.duty_turn (
    id uuid NOT NULL,
    region_code text NOT NULL,
    rank integer NOT NULL,
    label text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    contacts jsonb NOT NULL,
    CONSTRAINT duty_turn_check CHECK ((ends_at > starts_at)),
    CONSTRAINT duty_turn_contacts_check CHECK (((jsonb_array_length(contacts) >= 1) AND (jsonb_array_length(contacts) <= 6))),
    CONSTRAINT duty_turn_label_check CHECK ((label <> ''::text)),
    CONSTRAINT duty_turn_rank_check CHECK (((rank >= 1) AND (rank <= 9)))
);

ALTER TABLE ONLY planblanc.duty_turn FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.duty_turn OWNER TO planblanc_owner;

CREATE TABLE planblanc.engagement (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id uuid,
    assignment_id uuid,
    responder_id uuid,
    stock_id uuid,
    resource_id uuid GENERATED ALWAYS AS (COALESCE(responder_id, stock_id)) STORED NOT NULL,
    lender_id uuid NOT NULL,
    lender_region_code text NOT NULL,
    quantity integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    exercise boolean NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    turn_id uuid,
    rests_until timestamp with time zone,
    released_at timestamp with time zone,
    released_by_name text,
    accepted_at timestamp with time zone,
    alerted_at timestamp with time zone,
    departed_at timestamp with time zone,
    arrived_at timestamp with time zone,
    completed_at timestamp with time zone,
    returned_at timestamp with time zone,
    eta_at timestamp with time zone,
    end_kind text,
    end_reason text,
    received_quantity integer,
    received_at timestamp with time zone,
    received_by_name text,
    awaits_more boolean DEFAULT true NOT NULL,
    back_quantity integer DEFAULT 0 NOT NULL,
    held_quantity integer GENERATED ALWAYS AS ((
CASE
    WHEN awaits_more THEN quantity
    ELSE COALESCE(received_quantity, quantity)
END - back_quantity)) STORED NOT NULL,
    report_entrance text,
    report_to text,
    return_asked_at timestamp with time zone,
    return_wanted_at timestamp with time zone,
    return_reason text,
    replaces_id uuid,
    label text,
    purchase_at timestamp with time zone,
    purchase_by_name text,
    purchase_reference text,
    purchase_most_cents bigint,
    cost_agreement_id uuid,
    cost_rule text,
    cost_rate_cents bigint,
    cost_minutes integer,
    cost_cents bigint,
    costs_frozen_at timestamp with time zone,
    left_at timestamp with time zone,
    CONSTRAINT engagement_arrives_after CHECK ((arrived_at >= GREATEST(alerted_at, departed_at))),
    CONSTRAINT engagement_back_quantity_check CHECK ((back_quantity >= 0)),
    CONSTRAINT engagement_check CHECK ((ends_at > starts_at)),
    CONSTRAINT engagement_check1 CHECK ((num_nonnulls(responder_id, stock_id) = 1)),
    CONSTRAINT engagement_check2 CHECK ((rests_until >= ends_at)),
    CONSTRAINT engagement_completes_after CHECK ((completed_at >= GREATEST(alerted_at, departed_at, arrived_at))),
    CONSTRAINT engagement_cost_cents_check CHECK ((cost_cents >= 0)),
    CONSTRAINT engagement_cost_minutes_check CHECK ((cost_minutes >= 0)),
    CONSTRAINT engagement_cost_rate_cents_check CHECK ((cost_rate_cents >= 0)),
    CONSTRAINT engagement_cost_rule_check CHECK ((cost_rule = ANY (ARRAY['FREE'::text, 'HOURLY'::text, 'DAILY'::text, 'FLAT'::text]))),
    CONSTRAINT engagement_costs_frozen CHECK (((costs_frozen_at IS NULL) = (cost_minutes IS NULL))),
    CONSTRAINT engagement_departs_after CHECK ((departed_at >= alerted_at)),
    CONSTRAINT engagement_end_kind_check CHECK ((end_kind = ANY (ARRAY['CANCELLED'::text, 'RECALLED'::text, 'RELEASED'::text, 'SICK'::text]))),
    CONSTRAINT engagement_has_one_source CHECK ((num_nonnulls(assignment_id, turn_id, replaces_id) = 1)),
    CONSTRAINT engagement_held_quantity_check CHECK ((held_quantity >= 0)),
    CONSTRAINT engagement_of_plan_has_need CHECK (((assignment_id IS NULL) OR (need_id IS NOT NULL))),
    CONSTRAINT engagement_of_turn_has_none CHECK (((turn_id IS NULL) OR ((need_id IS NULL) AND (rests_until IS NOT NULL)))),
    CONSTRAINT engagement_purchase_most_cents_check CHECK ((purchase_most_cents >= 0)),
    CONSTRAINT engagement_purchase_whole CHECK ((num_nonnulls(purchase_at, purchase_by_name, purchase_reference) = ANY (ARRAY[0, 3]))),
    CONSTRAINT engagement_quantity_check CHECK ((quantity >= 1)),
    CONSTRAINT engagement_receipt_whole CHECK ((num_nonnulls(received_quantity, received_at, received_by_name) = ANY (ARRAY[0, 3]))),
    CONSTRAINT engagement_received_quantity_check CHECK ((received_quantity >= 0)),
    CONSTRAINT engagement_receives_no_more CHECK ((received_quantity <= quantity)),
    CONSTRAINT engagement_replacement_is_named CHECK (((replaces_id IS NULL) = (label IS NULL))),
    CONSTRAINT engagement_rests_after_turn CHECK (((need_id IS NULL) OR (rests_until IS NULL))),
    CONSTRAINT engagement_return_whole CHECK ((num_nonnulls(return_asked_at, return_wanted_at, return_reason) = ANY (ARRAY[0, 3]))),
    CONSTRAINT engagement_returns_after CHECK ((returned_at >= GREATEST(alerted_at, departed_at, arrived_at, completed_at))),
    CONSTRAINT engagement_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ALERTED'::text, 'DEPARTED'::text, 'ARRIVED'::text, 'COMPLETED'::text, 'RETURNED'::text, 'REFUSED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY planblanc.engagement FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement OWNER TO planblanc_owner;

CREATE TABLE planblanc.engagement_hours (
    engagement_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    resource_id uuid NOT NULL,
    worked_on date NOT NULL,
    minutes integer NOT NULL,
    recorded_name text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT engagement_hours_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE ONLY planblanc.engagement_hours FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement_hours OWNER TO planblanc_owner;

CREATE TABLE planblanc.engagement_unit (
    engagement_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    resource_id uuid NOT NULL,
    unit_number integer NOT NULL,
    during tstzrange NOT NULL,
    holds boolean NOT NULL,
    is_out boolean DEFAULT false NOT NULL,
    CONSTRAINT engagement_unit_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT engagement_unit_unit_number_check CHECK ((unit_number >= 1))
);

ALTER TABLE ONLY planblanc.engagement_unit FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement_unit OWNER TO planblanc_owner;

CREATE TABLE planblanc.equipment_stock (
    id uuid NOT NULL,
    lender_id uuid NOT NULL,
    region_code text NOT NULL,
    equipment_type_code text NOT NULL,
    equipment_type_number integer NOT NULL,
    quantity integer NOT NULL,
    floor integer NOT NULL,
    place text NOT NULL,
    commune text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    road_network_code text NOT NULL,
    alert_minutes integer,
    preparation_minutes integer,
    confirm_by date,
    active boolean DEFAULT true NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    spot point GENERATED ALWAYS AS (point(((longitude * (0.7)::double precision) + ((1000 * equipment_type_number))::double precision), latitude)) STORED,
    search_text text GENERATED ALWAYS AS (planblanc.searchable(((place || ' '::text) || commune))) STORED,
    CONSTRAINT equipment_stock_alert_minutes_check CHECK (((alert_minutes >= 0) AND (alert_minutes <= 10080))),
    CONSTRAINT equipment_stock_floor_check CHECK ((floor >= 0)),
    CONSTRAINT equipment_stock_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT equipment_stock_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT equipment_stock_preparation_minutes_check CHECK (((preparation_minutes >= 0) AND (preparation_minutes <= 10080))),
    CONSTRAINT equipment_stock_quantity_check CHECK (((quantity >= 0) AND (quantity <= 100000)))
);

ALTER TABLE ONLY planblanc.equipment_stock FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_stock OWNER TO planblanc_owner;

CREATE TABLE planblanc.equipment_substitute (
    type_code text NOT NULL,
    substitute_code text NOT NULL,
    CONSTRAINT equipment_substitute_check CHECK ((type_code <> substitute_code))
);

ALTER TABLE ONLY planblanc.equipment_substitute FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_substitute OWNER TO planblanc_owner;

CREATE TABLE planblanc.equipment_type (
    code text NOT NULL,
    number integer NOT NULL,
    label text NOT NULL,
    unit text NOT NULL,
    indivisible boolean NOT NULL,
    holds_data boolean NOT NULL,
    alert_minutes_day integer NOT NULL,
    alert_minutes_night integer NOT NULL,
    preparation_minutes_day integer NOT NULL,
    preparation_minutes_night integer NOT NULL,
    delays_confirmed boolean NOT NULL,
    CONSTRAINT equipment_type_alert_minutes_day_check CHECK ((alert_minutes_day >= 0)),
    CONSTRAINT equipment_type_alert_minutes_night_check CHECK ((alert_minutes_night >= 0)),
    CONSTRAINT equipment_type_number_check CHECK (((number >= 1) AND (number <= 999))),
    CONSTRAINT equipment_type_preparation_minutes_day_check CHECK ((preparation_minutes_day >= 0)),
    CONSTRAINT equipment_type_preparation_minutes_night_check CHECK ((preparation_minutes_night >= 0))
);

ALTER TABLE ONLY planblanc.equipment_type FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_type OWNER TO planblanc_owner;

CREATE TABLE planblanc.establishment (
    id uuid NOT NULL,
    finess text NOT NULL,
    legal_entity_id uuid,
    name text NOT NULL,
    category text NOT NULL,
    sector text NOT NULL,
    department_code text NOT NULL,
    region_code text NOT NULL,
    commune_code text,
    commune text NOT NULL,
    postal_code text,
    hospital_group_code text,
    group_synthetic boolean DEFAULT false NOT NULL,
    private_group text,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    position_source text NOT NULL,
    position_precision text NOT NULL,
    road_network_code text NOT NULL,
    beds integer,
    intensive_care_beds integer,
    samu_seat boolean DEFAULT false NOT NULL,
    security_state text DEFAULT 'NORMAL'::text NOT NULL,
    search_text text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    mail_domains text[] DEFAULT '{}'::text[] NOT NULL,
    security_change_id uuid,
    trigrams text[] GENERATED ALWAYS AS (planblanc.trigrams(planblanc.sounded(((((((name || ' '::text) || commune) || ' '::text) || department_code) || ' '::text) || COALESCE(postal_code, ''::text))))) STORED,
    CONSTRAINT establishment_beds_check CHECK ((beds >= 0)),
    CONSTRAINT establishment_finess_check CHECK ((finess ~ '^[0-9][0-9AB][0-9]{7}$'::text)),
    CONSTRAINT establishment_intensive_care_beds_check CHECK ((intensive_care_beds >= 0)),
    CONSTRAINT establishment_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT establishment_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT establishment_name_check CHECK ((name <> ''::text)),
    CONSTRAINT establishment_security_state_check CHECK ((security_state = ANY (ARRAY['NORMAL'::text, 'SUSPECT'::text, 'COMPROMISED'::text, 'RESTORED'::text])))
);

ALTER TABLE ONLY planblanc.establishment FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.establishment OWNER TO planblanc_owner;

CREATE TABLE planblanc.establishment_service (
    establishment_id uuid NOT NULL,
    service_domain_code text NOT NULL
);

ALTER TABLE ONLY planblanc.establishment_service FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.establishment_service OWNER TO planblanc_owner;

CREATE TABLE planblanc.floor_override (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL,
    lender_region_code text NOT NULL,
    lender_name text NOT NULL,
    kind text NOT NULL,
    competence_code text,
    stock_id uuid,
    label text DEFAULT ''::text NOT NULL,
    floor integer NOT NULL,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_name text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_by uuid,
    revoked_name text,
    revoked_at timestamp with time zone,
    revoked_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT floor_override_check CHECK ((revoked_at >= made_at)),
    CONSTRAINT floor_override_check1 CHECK (((kind = 'COMPETENCE'::text) = (competence_code IS NOT NULL))),
    CONSTRAINT floor_override_check2 CHECK (((kind = 'STOCK'::text) = (stock_id IS NOT NULL))),
    CONSTRAINT floor_override_floor_check CHECK ((floor >= 0)),
    CONSTRAINT floor_override_kind_check CHECK ((kind = ANY (ARRAY['PEOPLE'::text, 'COMPETENCE'::text, 'STOCK'::text]))),
    CONSTRAINT floor_override_reason_check CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY planblanc.floor_override FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.floor_override OWNER TO planblanc_owner;

CREATE TABLE planblanc.hand_over (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    from_id uuid NOT NULL,
    from_name text NOT NULL,
    to_id uuid,
    to_name text NOT NULL,
    note text NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT hand_over_check CHECK ((accepted_at >= offered_at)),
    CONSTRAINT hand_over_note_check CHECK ((note <> ''::text))
);

ALTER TABLE ONLY planblanc.hand_over FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.hand_over OWNER TO planblanc_owner;

CREATE TABLE planblanc.help_offer (
    id uuid NOT NULL,
    region_code text NOT NULL,
    incident_id uuid,
    lender_id uuid,
    offerer text NOT NULL,
    kind text NOT NULL,
    competence_code text,
    level integer,
    equipment_type_code text,
    quantity integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    channel text NOT NULL,
    offered_by uuid NOT NULL,
    offered_name text NOT NULL,
    offered_for text,
    offered_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided_by uuid,
    decided_name text,
    decided_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    resource_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT help_offer_channel_check CHECK ((channel = ANY (ARRAY['API'::text, 'PHONE'::text, 'CONSOLE'::text, 'PORTAL'::text, 'LINK'::text, 'SYSTEM'::text]))),
    CONSTRAINT help_offer_check CHECK ((ends_at > starts_at)),
    CONSTRAINT help_offer_check1 CHECK (
CASE kind
    WHEN 'RESPONDER'::text THEN ((num_nulls(competence_code, level) = 0) AND (equipment_type_code IS NULL))
    ELSE ((equipment_type_code IS NOT NULL) AND (num_nonnulls(competence_code, level) = 0))
END),
    CONSTRAINT help_offer_check2 CHECK (((state = 'RECEIVED'::text) = (decided_at IS NULL))),
    CONSTRAINT help_offer_check3 CHECK (((state = 'ACCEPTED'::text) = (resource_id IS NOT NULL))),
    CONSTRAINT help_offer_kind_check CHECK ((kind = ANY (ARRAY['RESPONDER'::text, 'EQUIPMENT'::text]))),
    CONSTRAINT help_offer_level_check CHECK (((level >= 1) AND (level <= 3))),
    CONSTRAINT help_offer_offerer_check CHECK ((offerer <> ''::text)),
    CONSTRAINT help_offer_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000))),
    CONSTRAINT help_offer_state_check CHECK ((state = ANY (ARRAY['RECEIVED'::text, 'ACCEPTED'::text, 'DECLINED'::text])))
);

ALTER TABLE ONLY planblanc.help_offer FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.help_offer OWNER TO planblanc_owner;

CREATE TABLE planblanc.help_request (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    establishment_id uuid,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    position_assumed boolean NOT NULL,
    road_network_code text NOT NULL,
    department_code text NOT NULL,
    state text NOT NULL,
    channel text NOT NULL,
    asked_by uuid NOT NULL,
    asked_name text NOT NULL,
    on_behalf_of text,
    asked_at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    cancelled_reason text,
    version integer DEFAULT 1 NOT NULL,
    asked_for_itself boolean DEFAULT false NOT NULL,
    CONSTRAINT help_request_channel_check CHECK ((channel = ANY (ARRAY['API'::text, 'PHONE'::text, 'CONSOLE'::text, 'PORTAL'::text, 'LINK'::text, 'SYSTEM'::text]))),
    CONSTRAINT help_request_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT help_request_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT help_request_state_check CHECK ((state = ANY (ARRAY['TO_VERIFY'::text, 'OPEN'::text, 'COVERED'::text, 'CLOSED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY planblanc.help_request FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.help_request OWNER TO planblanc_owner;

CREATE TABLE planblanc.help_request_contact (
    request_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    phone text,
    phone_sealed bytea,
    CONSTRAINT help_request_contact_phone_check CHECK ((phone <> ''::text)),
    CONSTRAINT help_request_contact_phone_once CHECK ((num_nonnulls(phone, phone_sealed) = 1))
);

ALTER TABLE ONLY planblanc.help_request_contact FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.help_request_contact OWNER TO planblanc_owner;

CREATE TABLE planblanc.hospital_group (
    code text NOT NULL,
    short_name text NOT NULL,
    name text NOT NULL,
    region_code text NOT NULL
);

ALTER TABLE ONLY planblanc.hospital_group FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.hospital_group OWNER TO planblanc_owner;

CREATE TABLE planblanc.idempotency_key (
    actor_id uuid NOT NULL,
    key text NOT NULL,
    mutation text NOT NULL,
    input_sha256 bytea NOT NULL,
    reference text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_input_sha256_check CHECK ((length(input_sha256) = 32)),
    CONSTRAINT idempotency_key_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);

ALTER TABLE ONLY planblanc.idempotency_key FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.idempotency_key OWNER TO planblanc_owner;

CREATE TABLE planblanc.inbox (
    id uuid NOT NULL,
    webhook_id text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    body bytea NOT NULL,
    body_sha256 bytea NOT NULL,
    faults jsonb DEFAULT '[]'::jsonb NOT NULL,
    state text NOT NULL,
    national_number text,
    region_code text,
    incident_id uuid,
    reason text,
    settled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    sealed boolean DEFAULT false NOT NULL,
    CONSTRAINT inbox_body_sha256_check CHECK ((length(body_sha256) = 32)),
    CONSTRAINT inbox_state_check CHECK ((state = ANY (ARRAY['RECEIVED'::text, 'MATCHED'::text, 'TO_MATCH'::text, 'INVALID'::text, 'OUTDATED'::text])))
);

ALTER TABLE ONLY planblanc.inbox FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.inbox OWNER TO planblanc_owner;

CREATE TABLE planblanc.incident (
    id uuid NOT NULL,
    region_code text NOT NULL,
    department_code text,
    establishment_id uuid,
    legal_entity_id uuid,
    unlisted_name text,
    unlisted_town text,
    unlisted_finess text,
    national_number text,
    national_revision integer,
    source text NOT NULL,
    state text NOT NULL,
    category_code text DEFAULT 'UNKNOWN'::text CONSTRAINT incident_category_code_not_null1 NOT NULL,
    origin text NOT NULL,
    severity text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    occurred_at timestamp with time zone,
    observed_at timestamp with time zone,
    awareness_at timestamp with time zone,
    declared_at timestamp with time zone NOT NULL,
    exercise boolean DEFAULT false NOT NULL,
    tlp text DEFAULT 'AMBER'::text NOT NULL,
    common_cause text,
    declaration jsonb,
    officer_id uuid,
    officer_name text,
    taken_charge_at timestamp with time zone,
    merged_into_id uuid,
    closed_at timestamp with time zone,
    closing_reason text,
    version integer DEFAULT 1 NOT NULL,
    common_cause_id uuid,
    CONSTRAINT incident_check CHECK (((establishment_id IS NOT NULL) OR (legal_entity_id IS NOT NULL) OR (unlisted_name IS NOT NULL))),
    CONSTRAINT incident_check1 CHECK (((state = 'MERGED'::text) = (merged_into_id IS NOT NULL))),
    CONSTRAINT incident_check2 CHECK (((officer_id IS NULL) = (taken_charge_at IS NULL))),
    CONSTRAINT incident_national_revision_check CHECK ((national_revision >= 0)),
    CONSTRAINT incident_origin_check CHECK ((origin = ANY (ARRAY['MALICIOUS'::text, 'NOT_MALICIOUS'::text, 'UNKNOWN'::text]))),
    CONSTRAINT incident_severity_check CHECK ((severity = ANY (ARRAY['MINOR'::text, 'MODERATE'::text, 'MAJOR'::text, 'CRITICAL'::text, 'UNKNOWN'::text]))),
    CONSTRAINT incident_source_check CHECK ((source = ANY (ARRAY['PHONE'::text, 'PORTAL'::text, 'ESTABLISHMENT'::text, 'CONSOLE'::text]))),
    CONSTRAINT incident_state_check CHECK ((state = ANY (ARRAY['REPORTED'::text, 'ACTIVE'::text, 'STABILISED'::text, 'CLOSED'::text, 'DISMISSED'::text, 'MERGED'::text]))),
    CONSTRAINT incident_tlp_check CHECK ((tlp = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER_STRICT'::text, 'RED'::text]))),
    CONSTRAINT incident_unlisted_finess_check CHECK ((unlisted_finess ~ '^[0-9][0-9AB][0-9]{7}$'::text))
);

ALTER TABLE ONLY planblanc.incident FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident OWNER TO planblanc_owner;

CREATE TABLE planblanc.incident_category (
    code text NOT NULL,
    label text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT incident_category_origin_check CHECK ((origin = ANY (ARRAY['MALICIOUS'::text, 'NOT_MALICIOUS'::text, 'UNKNOWN'::text])))
);

ALTER TABLE ONLY planblanc.incident_category FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_category OWNER TO planblanc_owner;

CREATE TABLE planblanc.incident_contact (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    name text NOT NULL,
    "position" text DEFAULT ''::text NOT NULL,
    phone text,
    phone_sealed bytea,
    CONSTRAINT incident_contact_phone_once CHECK ((num_nonnulls(phone, phone_sealed) = 1))
);

ALTER TABLE ONLY planblanc.incident_contact FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_contact OWNER TO planblanc_owner;

CREATE TABLE planblanc.incident_service (
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    service_domain_code text NOT NULL,
    state text NOT NULL,
    since timestamp with time zone NOT NULL,
    reassess_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    reminded_for timestamp with time zone,
    CONSTRAINT incident_service_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'DEGRADED'::text, 'CLOSED'::text, 'DIVERTED'::text, 'UNKNOWN'::text])))
);

ALTER TABLE ONLY planblanc.incident_service FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_service OWNER TO planblanc_owner;

CREATE TABLE planblanc.incident_service_state (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    service_domain_code text NOT NULL,
    state text NOT NULL,
    since timestamp with time zone NOT NULL,
    told_at timestamp with time zone NOT NULL,
    reassess_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT incident_service_state_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'DEGRADED'::text, 'CLOSED'::text, 'DIVERTED'::text, 'UNKNOWN'::text])))
);

ALTER TABLE ONLY planblanc.incident_service_state FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_service_state OWNER TO planblanc_owner;

CREATE TABLE planblanc.legal_entity (
    id uuid NOT NULL,
    finess text NOT NULL,
    name text NOT NULL,
    CONSTRAINT legal_entity_finess_check CHECK ((finess ~ '^[0-9][0-9AB][0-9]{7}$'::text))
);

ALTER TABLE ONLY planblanc.legal_entity FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.legal_entity OWNER TO planblanc_owner;

CREATE TABLE planblanc.lender (
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    establishment_id uuid,
    commune text NOT NULL,
    department_code text NOT NULL,
    region_code text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    road_network_code text NOT NULL,
    people_floor integer DEFAULT 0 NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    active boolean DEFAULT true NOT NULL,
    search_text text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    pris_activities text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT lender_check CHECK (((kind = 'ESTABLISHMENT'::text) = (establishment_id IS NOT NULL))),
    CONSTRAINT lender_kind_check CHECK ((kind = ANY (ARRAY['ESTABLISHMENT'::text, 'GRADES'::text, 'LOCAL_AUTHORITY'::text, 'COMPANY'::text, 'PRIS_COMPANY'::text, 'STATE'::text]))),
    CONSTRAINT lender_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT lender_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT lender_name_check CHECK ((name <> ''::text)),
    CONSTRAINT lender_people_floor_check CHECK ((people_floor >= 0)),
    CONSTRAINT lender_pris_company CHECK (((pris_activities = '{}'::text[]) OR (kind = 'PRIS_COMPANY'::text))),
    CONSTRAINT lender_pris_known CHECK ((pris_activities <@ '{REC,INV,CODE,PCI,CRISE}'::text[])),
    CONSTRAINT lender_pris_steering CHECK (((NOT (pris_activities @> '{PCI}'::text[])) OR (pris_activities @> '{REC,INV}'::text[])))
);

ALTER TABLE ONLY planblanc.lender FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.lender OWNER TO planblanc_owner;

CREATE TABLE planblanc.lender_competence_floor (
    id uuid NOT NULL,
    lender_id uuid NOT NULL,
    region_code text NOT NULL,
    competence_code text NOT NULL,
    people integer NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT lender_competence_floor_people_check CHECK (((people >= 1) AND (people <= 10000)))
);

ALTER TABLE ONLY planblanc.lender_competence_floor FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.lender_competence_floor OWNER TO planblanc_owner;

CREATE TABLE planblanc.loan (
    id uuid NOT NULL,
    engagement_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    stock_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    exercise boolean NOT NULL,
    label text NOT NULL,
    holds_data boolean NOT NULL,
    quantity integer NOT NULL,
    serials text[] DEFAULT '{}'::text[] NOT NULL,
    lot text DEFAULT ''::text NOT NULL,
    condition_out text DEFAULT ''::text NOT NULL,
    is_described boolean DEFAULT false NOT NULL,
    state text NOT NULL,
    out_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    returned_at timestamp with time zone,
    condition_back text DEFAULT ''::text NOT NULL,
    wiping_certificate text,
    lost_at timestamp with time zone,
    lost_reason text,
    overdue_at timestamp with time zone,
    reminded_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT loan_check CHECK (((cardinality(serials) = 0) OR (cardinality(serials) = quantity))),
    CONSTRAINT loan_check1 CHECK ((due_at >= out_at)),
    CONSTRAINT loan_check2 CHECK ((received_at >= out_at)),
    CONSTRAINT loan_check3 CHECK ((returned_at >= COALESCE(received_at, out_at))),
    CONSTRAINT loan_check4 CHECK ((lost_at >= out_at)),
    CONSTRAINT loan_check5 CHECK (((state = 'RETURNED'::text) = (returned_at IS NOT NULL))),
    CONSTRAINT loan_check6 CHECK (((state = 'LOST'::text) = (lost_at IS NOT NULL))),
    CONSTRAINT loan_check7 CHECK (((state <> 'RECEIVED'::text) OR (received_at IS NOT NULL))),
    CONSTRAINT loan_comes_back_wiped CHECK (((state <> 'RETURNED'::text) OR (NOT holds_data) OR (received_at IS NULL) OR (wiping_certificate IS NOT NULL))),
    CONSTRAINT loan_label_check CHECK ((label <> ''::text)),
    CONSTRAINT loan_quantity_check CHECK ((quantity >= 1)),
    CONSTRAINT loan_state_check CHECK ((state = ANY (ARRAY['OUT'::text, 'RECEIVED'::text, 'RETURNED'::text, 'LOST'::text]))),
    CONSTRAINT loan_wiping_certificate_check CHECK ((wiping_certificate <> ''::text))
);

ALTER TABLE ONLY planblanc.loan FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.loan OWNER TO planblanc_owner;

CREATE TABLE planblanc.log_chain (
    kind text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_chain_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT log_chain_kind_check CHECK ((kind = ANY (ARRAY['INCIDENT'::text, 'REGION'::text, 'NATION'::text]))),
    CONSTRAINT log_chain_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE ONLY planblanc.log_chain FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_chain OWNER TO planblanc_owner;

CREATE TABLE planblanc.log_entry (
    kind text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    line bytea NOT NULL,
    hash bytea NOT NULL,
    line_kind text GENERATED ALWAYS AS (COALESCE((planblanc.told(line) ->> 'kind'::text), 'ACT'::text)) STORED NOT NULL,
    tlp text GENERATED ALWAYS AS (COALESCE((planblanc.told(line) ->> 'tlp'::text), 'AMBER'::text)) STORED NOT NULL,
    corrects bigint GENERATED ALWAYS AS (((planblanc.told(line) ->> 'corrects'::text))::bigint) STORED,
    actor_id uuid GENERATED ALWAYS AS (((planblanc.told(line) #>> '{actor,id}'::text[]))::uuid) STORED,
    words tsvector GENERATED ALWAYS AS (planblanc.french_words((planblanc.told(line) ->> 'text'::text))) STORED,
    CONSTRAINT log_entry_check CHECK ((corrects < sequence)),
    CONSTRAINT log_entry_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT log_entry_line_kind_check CHECK ((line_kind = ANY (ARRAY['ACT'::text, 'NOTE'::text, 'DECISION'::text, 'CALL'::text, 'OBSERVATION'::text, 'CORRECTION'::text]))),
    CONSTRAINT log_entry_sequence_check CHECK ((sequence >= 1)),
    CONSTRAINT log_entry_tlp_check CHECK ((tlp = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER_STRICT'::text, 'RED'::text])))
);

ALTER TABLE ONLY planblanc.log_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_entry OWNER TO planblanc_owner;

CREATE TABLE planblanc.log_event (
    kind text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    "position" bigint NOT NULL,
    region_code text NOT NULL,
    incident_id uuid,
    act text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    tells_services boolean NOT NULL,
    region_sequence bigint,
    CONSTRAINT log_event_check CHECK (((kind = 'INCIDENT'::text) = (incident_id IS NOT NULL))),
    CONSTRAINT log_event_region_sequence_check CHECK ((region_sequence >= 1))
);

ALTER TABLE ONLY planblanc.log_event FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_event OWNER TO planblanc_owner;

ALTER TABLE planblanc.log_event ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME planblanc.log_event_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE planblanc.log_head (
    kind text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    public_key bytea NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT log_head_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT log_head_public_key_check CHECK ((length(public_key) = 32)),
    CONSTRAINT log_head_signature_check CHECK ((length(signature) = 64))
);

ALTER TABLE ONLY planblanc.log_head FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_head OWNER TO planblanc_owner;

CREATE TABLE planblanc.log_region_head (
    region_code text NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT log_region_head_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE ONLY planblanc.log_region_head FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_region_head OWNER TO planblanc_owner;

CREATE TABLE planblanc.log_text (
    kind text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    salt bytea NOT NULL,
    body text NOT NULL,
    tlp text DEFAULT 'AMBER'::text NOT NULL,
    actor_id uuid,
    words tsvector GENERATED ALWAYS AS (planblanc.french_words(body)) STORED,
    CONSTRAINT log_text_salt_check CHECK ((length(salt) = 16)),
    CONSTRAINT log_text_tlp_check CHECK ((tlp = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER_STRICT'::text, 'RED'::text])))
);

ALTER TABLE ONLY planblanc.log_text FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_text OWNER TO planblanc_owner;

CREATE TABLE planblanc.login_attempt (
    state_digest bytea NOT NULL,
    provider text NOT NULL,
    next_path text NOT NULL,
    session_id uuid,
    begun_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT login_attempt_check CHECK ((expires_at > begun_at)),
    CONSTRAINT login_attempt_next_path_check CHECK (((next_path ~ '^/([^/\\]|$)'::text) AND (length(next_path) <= 500))),
    CONSTRAINT login_attempt_state_digest_check CHECK ((length(state_digest) = 32))
);

ALTER TABLE ONLY planblanc.login_attempt FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.login_attempt OWNER TO planblanc_owner;

CREATE TABLE planblanc.mutual_aid_agreement (
    id uuid NOT NULL,
    region_code text NOT NULL,
    title text NOT NULL,
    covers_people boolean NOT NULL,
    covers_equipment boolean NOT NULL,
    preauthorised boolean NOT NULL,
    cost_rule text NOT NULL,
    rate_cents bigint NOT NULL,
    starts_on date NOT NULL,
    expires_on date NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT mutual_aid_agreement_check CHECK ((expires_on >= starts_on)),
    CONSTRAINT mutual_aid_agreement_check1 CHECK ((covers_people OR covers_equipment)),
    CONSTRAINT mutual_aid_agreement_check2 CHECK (((cost_rule = 'FREE'::text) = (rate_cents = 0))),
    CONSTRAINT mutual_aid_agreement_cost_rule_check CHECK ((cost_rule = ANY (ARRAY['FREE'::text, 'HOURLY'::text, 'DAILY'::text, 'FLAT'::text]))),
    CONSTRAINT mutual_aid_agreement_rate_cents_check CHECK (((rate_cents >= 0) AND (rate_cents <= 100000000))),
    CONSTRAINT mutual_aid_agreement_title_check CHECK ((title <> ''::text))
);

ALTER TABLE ONLY planblanc.mutual_aid_agreement FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.mutual_aid_agreement OWNER TO planblanc_owner;

CREATE TABLE planblanc.national_support (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    kind text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    recorded_name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT national_support_check CHECK ((accepted_at >= requested_at)),
    CONSTRAINT national_support_check1 CHECK ((started_at >= accepted_at)),
    CONSTRAINT national_support_check2 CHECK ((ended_at >= COALESCE(started_at, requested_at))),
    CONSTRAINT national_support_kind_check CHECK ((kind = ANY (ARRAY['ADVICE'::text, 'INVESTIGATION'::text, 'REMEDIATION'::text])))
);

ALTER TABLE ONLY planblanc.national_support FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.national_support OWNER TO planblanc_owner;

CREATE TABLE planblanc.need_line (
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    competence_code text,
    least_level integer,
    equipment_type_code text,
    service_domain_code text,
    quantity integer NOT NULL,
    wanted_by text NOT NULL,
    wanted_at timestamp with time zone,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    criticality text NOT NULL,
    assumed text[] DEFAULT '{}'::text[] NOT NULL,
    pack_code text,
    note text DEFAULT ''::text NOT NULL,
    cancelled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    team text,
    is_lead boolean DEFAULT false NOT NULL,
    pris_qualified boolean DEFAULT false NOT NULL,
    CONSTRAINT need_line_check CHECK ((ends_at > starts_at)),
    CONSTRAINT need_line_check1 CHECK (((wanted_by <> 'RDV'::text) OR (wanted_at IS NOT NULL))),
    CONSTRAINT need_line_check2 CHECK (
CASE kind
    WHEN 'RESPONDER'::text THEN ((competence_code IS NOT NULL) AND (least_level IS NOT NULL))
    WHEN 'EQUIPMENT'::text THEN (equipment_type_code IS NOT NULL)
    ELSE (service_domain_code IS NOT NULL)
END),
    CONSTRAINT need_line_criticality_check CHECK ((criticality = ANY (ARRAY['VITAL'::text, 'HIGH'::text, 'NORMAL'::text]))),
    CONSTRAINT need_line_kind_check CHECK ((kind = ANY (ARRAY['RESPONDER'::text, 'EQUIPMENT'::text, 'PROCEDURE'::text]))),
    CONSTRAINT need_line_lead_of_team CHECK (((NOT is_lead) OR (team IS NOT NULL))),
    CONSTRAINT need_line_least_level_check CHECK (((least_level >= 1) AND (least_level <= 3))),
    CONSTRAINT need_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000))),
    CONSTRAINT need_line_team_check CHECK ((team <> ''::text)),
    CONSTRAINT need_line_team_of_people CHECK (((kind = 'RESPONDER'::text) OR ((team IS NULL) AND (NOT pris_qualified)))),
    CONSTRAINT need_line_wanted_by_check CHECK ((wanted_by = ANY (ARRAY['DEL0'::text, 'ASAP'::text, '30M'::text, '45M'::text, '1H'::text, '2H'::text, '4H'::text, '8H'::text, '12H'::text, '24H'::text, 'RDV'::text])))
);

ALTER TABLE ONLY planblanc.need_line FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.need_line OWNER TO planblanc_owner;

CREATE TABLE planblanc.network_travel (
    from_code text NOT NULL,
    to_code text NOT NULL,
    overhead_minutes integer NOT NULL,
    flight_minutes integer NOT NULL,
    confirmed boolean NOT NULL,
    CONSTRAINT network_travel_flight_minutes_check CHECK ((flight_minutes >= 0)),
    CONSTRAINT network_travel_overhead_minutes_check CHECK ((overhead_minutes >= 0))
);

ALTER TABLE ONLY planblanc.network_travel FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.network_travel OWNER TO planblanc_owner;

CREATE TABLE planblanc.notice (
    id uuid NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    region_code text NOT NULL,
    incident_id uuid,
    recipient_kind text NOT NULL,
    recipient_id uuid,
    recipient_region text,
    recipient_rank integer DEFAULT 1 NOT NULL,
    recipient_name text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    exercise boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    settled_at timestamp with time zone,
    reason text,
    CONSTRAINT notice_body_check CHECK ((body <> ''::text)),
    CONSTRAINT notice_check CHECK ((expires_at > created_at)),
    CONSTRAINT notice_check1 CHECK (((state = 'PENDING'::text) = (settled_at IS NULL))),
    CONSTRAINT notice_key_check CHECK ((key <> ''::text)),
    CONSTRAINT notice_recipient_kind_check CHECK ((recipient_kind = ANY (ARRAY['LENDER'::text, 'ESTABLISHMENT'::text, 'REGION_DUTY'::text, 'OFFICER'::text, 'CALL_BACK'::text]))),
    CONSTRAINT notice_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text, 'EXPIRED'::text, 'EXERCISE'::text]))),
    CONSTRAINT notice_subject_check CHECK ((subject <> ''::text))
);

ALTER TABLE ONLY planblanc.notice FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.notice OWNER TO planblanc_owner;

CREATE TABLE planblanc.notification (
    id uuid NOT NULL,
    notice_id uuid NOT NULL,
    incident_id uuid,
    region_code text NOT NULL,
    "position" integer NOT NULL,
    channel text NOT NULL,
    label text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    is_final boolean DEFAULT false NOT NULL,
    settled_at timestamp with time zone,
    reason text,
    CONSTRAINT notification_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notification_channel_check CHECK ((channel = ANY (ARRAY['PHONE'::text, 'SMS'::text, 'MAIL'::text, 'RADIO'::text, 'SATELLITE'::text, 'APPRISE'::text]))),
    CONSTRAINT notification_check CHECK (((state = 'PENDING'::text) = (settled_at IS NULL))),
    CONSTRAINT notification_position_check CHECK (("position" >= 1)),
    CONSTRAINT notification_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY planblanc.notification FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.notification OWNER TO planblanc_owner;

CREATE TABLE planblanc.notification_address (
    notification_id uuid NOT NULL,
    address text,
    address_sealed bytea,
    CONSTRAINT notification_address_address_check CHECK ((address <> ''::text)),
    CONSTRAINT notification_address_once CHECK ((num_nonnulls(address, address_sealed) = 1))
);

ALTER TABLE ONLY planblanc.notification_address FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.notification_address OWNER TO planblanc_owner;

CREATE TABLE planblanc.obligation (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    template_code text CONSTRAINT obligation_template_code_not_null1 NOT NULL,
    started_at timestamp with time zone,
    filed_at timestamp with time zone,
    reference text,
    filed_by text,
    late_seconds bigint,
    supplements text[] DEFAULT '{}'::text[] NOT NULL,
    waived_at timestamp with time zone,
    waived_by text,
    waived_reason text,
    reminded_hours integer,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT obligation_check CHECK (((filed_at IS NULL) = (reference IS NULL))),
    CONSTRAINT obligation_check1 CHECK (((filed_at IS NULL) = (filed_by IS NULL))),
    CONSTRAINT obligation_check2 CHECK (((waived_at IS NULL) = (waived_reason IS NULL))),
    CONSTRAINT obligation_check3 CHECK (((filed_at IS NULL) OR (waived_at IS NULL))),
    CONSTRAINT obligation_check4 CHECK (((filed_at IS NOT NULL) OR ((late_seconds IS NULL) AND (supplements = '{}'::text[])))),
    CONSTRAINT obligation_late_seconds_check CHECK ((late_seconds >= 0)),
    CONSTRAINT obligation_reference_check CHECK ((reference <> ''::text)),
    CONSTRAINT obligation_waived_reason_check CHECK ((waived_reason <> ''::text))
);

ALTER TABLE ONLY planblanc.obligation FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.obligation OWNER TO planblanc_owner;

CREATE TABLE planblanc.obligation_template (
    code text NOT NULL,
    rank integer NOT NULL,
    label text NOT NULL,
    authority text NOT NULL,
    legal_basis text NOT NULL,
    applies_if text DEFAULT ''::text NOT NULL,
    portal text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    if_portal_down text DEFAULT ''::text NOT NULL,
    anchor text NOT NULL,
    after_code text,
    limit_hours integer,
    limit_months integer,
    in_phases boolean NOT NULL,
    met_by_portal boolean NOT NULL,
    enabled boolean NOT NULL,
    origin text NOT NULL,
    confirmed boolean NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    CONSTRAINT obligation_template_anchor_check CHECK ((anchor = ANY (ARRAY['AWARENESS'::text, 'BREACH'::text, 'FILING'::text, 'NONE'::text]))),
    CONSTRAINT obligation_template_check CHECK (((anchor = 'FILING'::text) = (after_code IS NOT NULL))),
    CONSTRAINT obligation_template_check1 CHECK (((limit_hours IS NULL) OR (limit_months IS NULL))),
    CONSTRAINT obligation_template_check2 CHECK (((anchor <> 'NONE'::text) OR ((limit_hours IS NULL) AND (limit_months IS NULL)))),
    CONSTRAINT obligation_template_check3 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CONSTRAINT obligation_template_limit_hours_check CHECK ((limit_hours > 0)),
    CONSTRAINT obligation_template_limit_months_check CHECK ((limit_months > 0))
);

ALTER TABLE ONLY planblanc.obligation_template FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.obligation_template OWNER TO planblanc_owner;

CREATE VIEW planblanc.obligation_clock WITH (security_invoker='true') AS
 SELECT kept.id,
    kept.incident_id,
    kept.region_code,
    kept.template_code,
    kept.started_at,
    kept.filed_at,
    kept.reference,
    kept.filed_by,
    kept.late_seconds,
    kept.supplements,
    kept.waived_at,
    kept.waived_by,
    kept.waived_reason,
    kept.reminded_hours,
    incident.declared_at,
    incident.awareness_at,
    incident.exercise,
    incident.state AS incident_state,
    followed.filed_at AS followed_at,
    ((
        CASE template.anchor
            WHEN 'AWARENESS'::text THEN COALESCE(incident.awareness_at, incident.declared_at)
            WHEN 'BREACH'::text THEN kept.started_at
            WHEN 'FILING'::text THEN followed.filed_at
            ELSE NULL::timestamp with time zone
        END AT TIME ZONE 'UTC'::text) +
        CASE
            WHEN (COALESCE(template.limit_hours, template.limit_months) IS NOT NULL) THEN make_interval(months => COALESCE(template.limit_months, 0), hours => COALESCE(template.limit_hours, 0))
            ELSE NULL::interval
        END) AS due_utc,
    to_jsonb(template.*) AS template
   FROM (((planblanc.obligation kept
     JOIN planblanc.obligation_template template ON ((template.code = kept.template_code)))
     JOIN planblanc.incident ON ((incident.id = kept.incident_id)))
     LEFT JOIN planblanc.obligation followed ON (((followed.incident_id = kept.incident_id) AND (followed.template_code = template.after_code))));

ALTER VIEW planblanc.obligation_clock OWNER TO planblanc_owner;

CREATE TABLE planblanc.one_use_link (
    id uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    solicitation_id uuid,
    engagement_id uuid,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL,
    issued_by uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT one_use_link_check CHECK ((expires_at > issued_at)),
    CONSTRAINT one_use_link_check1 CHECK ((num_nonnulls(solicitation_id, engagement_id) = 1)),
    CONSTRAINT one_use_link_token_sha256_check CHECK ((length(token_sha256) = 32))
);

ALTER TABLE ONLY planblanc.one_use_link FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.one_use_link OWNER TO planblanc_owner;

CREATE TABLE planblanc.outbox (
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    region_code text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    state text DEFAULT 'PENDING'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    available_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    claimed_until timestamp with time zone,
    settled_at timestamp with time zone,
    last_error text,
    CONSTRAINT outbox_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT outbox_check CHECK (((state = 'PENDING'::text) = (settled_at IS NULL))),
    CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DONE'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY planblanc.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.outbox OWNER TO planblanc_owner;

CREATE TABLE planblanc.partner_link (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    partner text NOT NULL,
    lender_id uuid,
    kind text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    cut_at timestamp with time zone NOT NULL,
    cut_by text NOT NULL,
    cut_name text NOT NULL,
    restored_at timestamp with time zone,
    attested_by text,
    attestation text,
    restored_name text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT partner_link_attestation_check CHECK ((attestation <> ''::text)),
    CONSTRAINT partner_link_attested_by_check CHECK ((attested_by <> ''::text)),
    CONSTRAINT partner_link_check CHECK ((restored_at >= cut_at)),
    CONSTRAINT partner_link_check1 CHECK ((num_nonnulls(restored_at, attested_by, attestation, restored_name) = ANY (ARRAY[0, 4]))),
    CONSTRAINT partner_link_cut_by_check CHECK ((cut_by = ANY (ARRAY['VICTIM'::text, 'PARTNER'::text]))),
    CONSTRAINT partner_link_kind_check CHECK ((kind = ANY (ARRAY['NETWORK'::text, 'DIRECTORY'::text, 'MAIL'::text, 'APPLICATION'::text, 'REMOTE_ACCESS'::text, 'HOSTING'::text, 'OTHER'::text]))),
    CONSTRAINT partner_link_partner_check CHECK ((partner <> ''::text))
);

ALTER TABLE ONLY planblanc.partner_link FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.partner_link OWNER TO planblanc_owner;

CREATE TABLE planblanc.person_delay (
    kind text NOT NULL,
    alert_minutes_day integer NOT NULL,
    alert_minutes_night integer NOT NULL,
    preparation_minutes_day integer NOT NULL,
    preparation_minutes_night integer NOT NULL,
    confirmed boolean NOT NULL,
    CONSTRAINT person_delay_alert_minutes_day_check CHECK ((alert_minutes_day >= 0)),
    CONSTRAINT person_delay_alert_minutes_night_check CHECK ((alert_minutes_night >= 0)),
    CONSTRAINT person_delay_kind_check CHECK ((kind = ANY (ARRAY['ON_CALL'::text, 'ON_DUTY'::text, 'OFF_DUTY'::text]))),
    CONSTRAINT person_delay_preparation_minutes_day_check CHECK ((preparation_minutes_day >= 0)),
    CONSTRAINT person_delay_preparation_minutes_night_check CHECK ((preparation_minutes_night >= 0))
);

ALTER TABLE ONLY planblanc.person_delay FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.person_delay OWNER TO planblanc_owner;

CREATE TABLE planblanc.phone_reveal (
    id uuid NOT NULL,
    responder_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    incident_id uuid,
    revealed_by uuid NOT NULL,
    revealed_name text NOT NULL,
    revealed_role text NOT NULL,
    motive text NOT NULL,
    revealed_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT phone_reveal_motive_check CHECK ((motive <> ''::text))
);

ALTER TABLE ONLY planblanc.phone_reveal FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.phone_reveal OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan (
    id uuid NOT NULL,
    region_code text NOT NULL,
    scope text NOT NULL,
    scope_regions text[] NOT NULL,
    exercise boolean NOT NULL,
    state text NOT NULL,
    requested_by uuid NOT NULL,
    requested_name text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    computed_at timestamp with time zone,
    method text,
    stages jsonb,
    data_version jsonb,
    failure text,
    version integer DEFAULT 1 NOT NULL,
    begun_at timestamp with time zone,
    CONSTRAINT plan_check CHECK (((state = 'PROPOSED'::text) = (method IS NOT NULL))),
    CONSTRAINT plan_check1 CHECK (((state = 'FAILED'::text) = (failure IS NOT NULL))),
    CONSTRAINT plan_method_check CHECK ((method = ANY (ARRAY['OPTIMAL'::text, 'GAP'::text, 'NEAREST_FIRST'::text]))),
    CONSTRAINT plan_scope_check CHECK ((scope = ANY (ARRAY['REGION'::text, 'ZONE'::text, 'NATION'::text]))),
    CONSTRAINT plan_scope_regions_check CHECK ((cardinality(scope_regions) > 0)),
    CONSTRAINT plan_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'PROPOSED'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY planblanc.plan FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_adjustment (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id uuid,
    kind text NOT NULL,
    responder_id uuid,
    stock_id uuid,
    resource_id uuid GENERATED ALWAYS AS (COALESCE(responder_id, stock_id)) STORED NOT NULL,
    replaced_id uuid,
    replaced_told text,
    told text NOT NULL,
    quantity integer,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_name text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_by uuid,
    revoked_name text,
    revoked_at timestamp with time zone,
    revoked_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT plan_adjustment_check CHECK ((revoked_at >= made_at)),
    CONSTRAINT plan_adjustment_check1 CHECK ((num_nonnulls(responder_id, stock_id) = 1)),
    CONSTRAINT plan_adjustment_check2 CHECK (((kind = 'REFUSAL'::text) OR (need_id IS NOT NULL))),
    CONSTRAINT plan_adjustment_check3 CHECK (((kind = 'REFUSAL'::text) = (quantity IS NULL))),
    CONSTRAINT plan_adjustment_check4 CHECK (((kind = 'SWAP'::text) = ((replaced_id IS NOT NULL) AND (replaced_told IS NOT NULL)))),
    CONSTRAINT plan_adjustment_kind_check CHECK ((kind = ANY (ARRAY['PIN'::text, 'LOCK'::text, 'REFUSAL'::text, 'SWAP'::text]))),
    CONSTRAINT plan_adjustment_quantity_check CHECK ((quantity >= 1)),
    CONSTRAINT plan_adjustment_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT plan_adjustment_told_check CHECK ((told <> ''::text))
);

ALTER TABLE ONLY planblanc.plan_adjustment FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_adjustment OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_assignment (
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id uuid NOT NULL,
    responder_id uuid,
    stock_id uuid,
    procedure_id uuid,
    resource_id uuid GENERATED ALWAYS AS (COALESCE(responder_id, stock_id)) STORED,
    lender_id uuid,
    lender_region_code text,
    lender_name text NOT NULL,
    commune text NOT NULL,
    label text NOT NULL,
    quantity integer NOT NULL,
    rung text,
    distance_km double precision,
    alert_minutes integer,
    preparation_minutes integer,
    road_minutes integer,
    least_minutes integer,
    most_minutes integer,
    arrives_at timestamp with time zone,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    flags text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT plan_assignment_alert_minutes_check CHECK ((alert_minutes >= 0)),
    CONSTRAINT plan_assignment_check CHECK ((most_minutes >= least_minutes)),
    CONSTRAINT plan_assignment_check1 CHECK ((ends_at > starts_at)),
    CONSTRAINT plan_assignment_check2 CHECK ((num_nonnulls(responder_id, stock_id, procedure_id) = 1)),
    CONSTRAINT plan_assignment_check3 CHECK (((procedure_id IS NULL) = (lender_id IS NOT NULL))),
    CONSTRAINT plan_assignment_distance_km_check CHECK ((distance_km >= (0)::double precision)),
    CONSTRAINT plan_assignment_least_minutes_check CHECK ((least_minutes >= 0)),
    CONSTRAINT plan_assignment_preparation_minutes_check CHECK ((preparation_minutes >= 0)),
    CONSTRAINT plan_assignment_quantity_check CHECK ((quantity >= 1)),
    CONSTRAINT plan_assignment_road_minutes_check CHECK ((road_minutes >= 0)),
    CONSTRAINT plan_assignment_rung_check CHECK ((rung = ANY (ARRAY['OWN_GROUP'::text, 'DEPARTMENT'::text, 'REGION'::text, 'ADJACENT_REGION'::text, 'ZONE'::text, 'NATIONAL'::text, 'EU'::text])))
);

ALTER TABLE ONLY planblanc.plan_assignment FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_assignment OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_blanc_activation (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    level text NOT NULL,
    digital_annex boolean NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    informed text[] DEFAULT '{}'::text[] NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT plan_blanc_activation_check CHECK ((ended_at > decided_at)),
    CONSTRAINT plan_blanc_activation_level_check CHECK ((level = ANY (ARRAY['TENSION'::text, 'PLAN_BLANC'::text, 'UNKNOWN'::text])))
);

ALTER TABLE ONLY planblanc.plan_blanc_activation FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_blanc_activation OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_incident (
    plan_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    state text NOT NULL,
    open_rungs text[] NOT NULL,
    next_rung jsonb,
    approved_by uuid,
    approved_name text,
    approved_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT plan_incident_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'SUPERSEDED'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY planblanc.plan_incident FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_incident OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_move (
    plan_id uuid NOT NULL,
    region_code text NOT NULL,
    told jsonb NOT NULL,
    by_hand jsonb DEFAULT '[]'::jsonb NOT NULL,
    sacrifices jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE ONLY planblanc.plan_move FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_move OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_need (
    plan_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id uuid NOT NULL,
    wanted integer NOT NULL,
    covered integer NOT NULL,
    runner_up jsonb,
    rejected jsonb NOT NULL,
    obstacles jsonb NOT NULL,
    counts jsonb NOT NULL,
    CONSTRAINT plan_need_check CHECK (((covered >= 0) AND (covered <= wanted))),
    CONSTRAINT plan_need_wanted_check CHECK ((wanted >= 1))
);

ALTER TABLE ONLY planblanc.plan_need FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_need OWNER TO planblanc_owner;

CREATE TABLE planblanc.plan_rejected (
    plan_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    need_id uuid NOT NULL,
    told jsonb NOT NULL,
    counts jsonb NOT NULL
);

ALTER TABLE ONLY planblanc.plan_rejected FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_rejected OWNER TO planblanc_owner;

CREATE TABLE planblanc.procedure (
    id uuid NOT NULL,
    code text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    edition text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    service_domain_code text NOT NULL,
    scope text NOT NULL,
    establishment_id uuid,
    hospital_group_code text,
    region_code text,
    business_owner text NOT NULL,
    published_by text NOT NULL,
    review_on date,
    last_exercised_on date,
    body text NOT NULL,
    sources jsonb DEFAULT '[]'::jsonb NOT NULL,
    published boolean DEFAULT true NOT NULL,
    rank integer DEFAULT 100 NOT NULL,
    search_text text NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    CONSTRAINT procedure_body_check CHECK (((length(body) >= 1) AND (length(body) <= 200000))),
    CONSTRAINT procedure_check CHECK (((scope = 'ESTABLISHMENT'::text) = (establishment_id IS NOT NULL))),
    CONSTRAINT procedure_check1 CHECK (((scope = 'GROUP'::text) = (hospital_group_code IS NOT NULL))),
    CONSTRAINT procedure_check2 CHECK (((scope = 'NATIONAL'::text) = (region_code IS NULL))),
    CONSTRAINT procedure_kind_check CHECK ((kind = ANY (ARRAY['REFLEX'::text, 'DEGRADED'::text]))),
    CONSTRAINT procedure_scope_check CHECK ((scope = ANY (ARRAY['ESTABLISHMENT'::text, 'GROUP'::text, 'REGION'::text, 'NATIONAL'::text]))),
    CONSTRAINT procedure_title_check CHECK ((title <> ''::text))
);

ALTER TABLE ONLY planblanc.procedure FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.procedure OWNER TO planblanc_owner;

CREATE TABLE planblanc.procedure_original (
    procedure_id uuid NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes integer NOT NULL,
    sha256 bytea NOT NULL,
    content bytea NOT NULL,
    added_name text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT procedure_original_check CHECK ((size_bytes = length(content))),
    CONSTRAINT procedure_original_content_check CHECK (((length(content) >= 1) AND (length(content) <= 10485760))),
    CONSTRAINT procedure_original_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 120))),
    CONSTRAINT procedure_original_media_type_check CHECK ((media_type <> ''::text)),
    CONSTRAINT procedure_original_sha256_check CHECK ((length(sha256) = 32))
);
ALTER TABLE ONLY planblanc.procedure_original ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY planblanc.procedure_original FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.procedure_original OWNER TO planblanc_owner;

CREATE TABLE planblanc.ready_pack (
    code text NOT NULL,
    label text NOT NULL,
    description text NOT NULL
);

ALTER TABLE ONLY planblanc.ready_pack FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.ready_pack OWNER TO planblanc_owner;

CREATE TABLE planblanc.ready_pack_line (
    pack_code text NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    competence_code text,
    least_level integer,
    equipment_type_code text,
    service_domain_code text,
    only_if_service text,
    quantity_base integer NOT NULL,
    quantity_per_100_beds numeric(6,2) NOT NULL,
    quantity_least integer NOT NULL,
    quantity_most integer NOT NULL,
    wanted_by text NOT NULL,
    window_hours integer NOT NULL,
    criticality text NOT NULL,
    CONSTRAINT ready_pack_line_check CHECK ((quantity_most >= quantity_least)),
    CONSTRAINT ready_pack_line_check1 CHECK (
CASE kind
    WHEN 'RESPONDER'::text THEN ((competence_code IS NOT NULL) AND (least_level IS NOT NULL))
    WHEN 'EQUIPMENT'::text THEN (equipment_type_code IS NOT NULL)
    ELSE (service_domain_code IS NOT NULL)
END),
    CONSTRAINT ready_pack_line_criticality_check CHECK ((criticality = ANY (ARRAY['VITAL'::text, 'HIGH'::text, 'NORMAL'::text]))),
    CONSTRAINT ready_pack_line_kind_check CHECK ((kind = ANY (ARRAY['RESPONDER'::text, 'EQUIPMENT'::text, 'PROCEDURE'::text]))),
    CONSTRAINT ready_pack_line_least_level_check CHECK (((least_level >= 1) AND (least_level <= 3))),
    CONSTRAINT ready_pack_line_quantity_base_check CHECK ((quantity_base >= 0)),
    CONSTRAINT ready_pack_line_quantity_least_check CHECK ((quantity_least >= 1)),
    CONSTRAINT ready_pack_line_quantity_per_100_beds_check CHECK ((quantity_per_100_beds >= (0)::numeric)),
    CONSTRAINT ready_pack_line_window_hours_check CHECK (((window_hours >= 1) AND (window_hours <= 8760)))
);

ALTER TABLE ONLY planblanc.ready_pack_line FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.ready_pack_line OWNER TO planblanc_owner;

CREATE TABLE planblanc.region (
    code text NOT NULL,
    name text NOT NULL,
    ars_name text NOT NULL,
    grades_name text,
    grades_confirmed boolean NOT NULL,
    zone_code text NOT NULL,
    CONSTRAINT region_code_check CHECK ((code ~ '^[0-9]{2}$'::text))
);

ALTER TABLE ONLY planblanc.region FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.region OWNER TO planblanc_owner;

CREATE TABLE planblanc.region_adjacency (
    region_code text NOT NULL,
    neighbour_code text NOT NULL,
    CONSTRAINT region_adjacency_check CHECK ((region_code <> neighbour_code))
);

ALTER TABLE ONLY planblanc.region_adjacency FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.region_adjacency OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_crew (
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    daily_from time without time zone NOT NULL,
    daily_to time without time zone NOT NULL,
    CONSTRAINT relief_crew_name_check CHECK ((name <> ''::text)),
    CONSTRAINT relief_crew_number_check CHECK (((number >= 1) AND (number <= 4)))
);

ALTER TABLE ONLY planblanc.relief_crew FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_crew OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_person (
    roster_id uuid NOT NULL,
    region_code text NOT NULL,
    responder_id uuid NOT NULL,
    unit_number integer NOT NULL,
    label text NOT NULL,
    lender_name text NOT NULL,
    is_named boolean NOT NULL,
    load jsonb NOT NULL,
    CONSTRAINT relief_person_unit_number_check CHECK ((unit_number >= 1))
);

ALTER TABLE ONLY planblanc.relief_person FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_person OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_post (
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    crew_number integer NOT NULL,
    number integer NOT NULL,
    competence_code text NOT NULL,
    least_level integer NOT NULL,
    quantity integer NOT NULL,
    criticality text NOT NULL,
    is_lead boolean NOT NULL,
    CONSTRAINT relief_post_check CHECK (((NOT is_lead) OR (quantity = 1))),
    CONSTRAINT relief_post_criticality_check CHECK ((criticality = ANY (ARRAY['VITAL'::text, 'HIGH'::text, 'NORMAL'::text]))),
    CONSTRAINT relief_post_least_level_check CHECK (((least_level >= 1) AND (least_level <= 3))),
    CONSTRAINT relief_post_number_check CHECK (((number >= 1) AND (number <= 6))),
    CONSTRAINT relief_post_quantity_check CHECK (((quantity >= 1) AND (quantity <= 20)))
);

ALTER TABLE ONLY planblanc.relief_post FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_post OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_roster (
    id uuid NOT NULL,
    region_code text NOT NULL,
    exercise boolean NOT NULL,
    starts_on date NOT NULL,
    weeks integer NOT NULL,
    rest_minutes integer NOT NULL,
    week_minutes integer NOT NULL,
    longest_run_days integer NOT NULL,
    handover_minutes integer NOT NULL,
    state text NOT NULL,
    requested_by uuid NOT NULL,
    requested_name text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    computed_at timestamp with time zone,
    method text,
    stages jsonb,
    notes text[] DEFAULT '{}'::text[] NOT NULL,
    data_version jsonb,
    failure text,
    approved_by uuid,
    approved_name text,
    approved_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT relief_roster_check CHECK (((state = ANY (ARRAY['PROPOSED'::text, 'APPROVED'::text, 'SUPERSEDED'::text])) = (method IS NOT NULL))),
    CONSTRAINT relief_roster_check1 CHECK (((state = 'FAILED'::text) = (failure IS NOT NULL))),
    CONSTRAINT relief_roster_check2 CHECK (((state <> 'APPROVED'::text) OR (num_nulls(approved_by, approved_name, approved_at) = 0))),
    CONSTRAINT relief_roster_handover_minutes_check CHECK (((handover_minutes >= 0) AND (handover_minutes <= 120))),
    CONSTRAINT relief_roster_longest_run_days_check CHECK ((longest_run_days > 0)),
    CONSTRAINT relief_roster_method_check CHECK ((method = ANY (ARRAY['OPTIMAL'::text, 'GAP'::text]))),
    CONSTRAINT relief_roster_rest_minutes_check CHECK ((rest_minutes >= 0)),
    CONSTRAINT relief_roster_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'PROPOSED'::text, 'FAILED'::text, 'APPROVED'::text, 'SUPERSEDED'::text]))),
    CONSTRAINT relief_roster_week_minutes_check CHECK ((week_minutes > 0)),
    CONSTRAINT relief_roster_weeks_check CHECK (((weeks >= 1) AND (weeks <= 4)))
);

ALTER TABLE ONLY planblanc.relief_roster FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_roster OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_shift (
    id uuid NOT NULL,
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    crew_number integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    is_night boolean NOT NULL,
    CONSTRAINT relief_shift_check CHECK ((ends_at > starts_at))
);

ALTER TABLE ONLY planblanc.relief_shift FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_shift OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_site (
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    "position" integer NOT NULL,
    forecast jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE ONLY planblanc.relief_site FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_site OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_turn (
    id uuid NOT NULL,
    shift_id uuid NOT NULL,
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    post_number integer NOT NULL,
    responder_id uuid NOT NULL,
    unit_number integer NOT NULL,
    lender_id uuid NOT NULL,
    lender_region_code text NOT NULL,
    lender_name text NOT NULL,
    commune text NOT NULL,
    label text NOT NULL,
    is_named boolean NOT NULL,
    rung text,
    travel_minutes integer NOT NULL,
    is_on_site boolean NOT NULL,
    CONSTRAINT relief_turn_rung_check CHECK ((rung = ANY (ARRAY['OWN_GROUP'::text, 'DEPARTMENT'::text, 'REGION'::text, 'ADJACENT_REGION'::text, 'ZONE'::text, 'NATIONAL'::text, 'EU'::text]))),
    CONSTRAINT relief_turn_travel_minutes_check CHECK ((travel_minutes >= 0)),
    CONSTRAINT relief_turn_unit_number_check CHECK ((unit_number >= 1))
);

ALTER TABLE ONLY planblanc.relief_turn FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_turn OWNER TO planblanc_owner;

CREATE TABLE planblanc.relief_vacancy (
    shift_id uuid NOT NULL,
    roster_id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    post_number integer NOT NULL,
    quantity integer NOT NULL,
    reasons jsonb NOT NULL,
    CONSTRAINT relief_vacancy_quantity_check CHECK ((quantity >= 1))
);

ALTER TABLE ONLY planblanc.relief_vacancy FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_vacancy OWNER TO planblanc_owner;

CREATE TABLE planblanc.report_point (
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    entrance text NOT NULL,
    report_to text NOT NULL,
    told_name text NOT NULL,
    told_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT report_point_entrance_check CHECK ((entrance <> ''::text)),
    CONSTRAINT report_point_report_to_check CHECK ((report_to <> ''::text))
);

ALTER TABLE ONLY planblanc.report_point FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.report_point OWNER TO planblanc_owner;

CREATE TABLE planblanc.responder (
    id uuid NOT NULL,
    lender_id uuid NOT NULL,
    region_code text NOT NULL,
    label text NOT NULL,
    named boolean NOT NULL,
    capacity integer NOT NULL,
    commune text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    road_network_code text NOT NULL,
    on_call boolean NOT NULL,
    alert_minutes integer,
    preparation_minutes integer,
    longest_days integer DEFAULT 14 NOT NULL,
    confirm_by date,
    active boolean DEFAULT true NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search_text text GENERATED ALWAYS AS (planblanc.searchable(((label || ' '::text) || commune))) STORED,
    CONSTRAINT responder_alert_minutes_check CHECK (((alert_minutes >= 0) AND (alert_minutes <= 10080))),
    CONSTRAINT responder_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000))),
    CONSTRAINT responder_check CHECK (((NOT named) OR (capacity = 1))),
    CONSTRAINT responder_label_check CHECK ((label <> ''::text)),
    CONSTRAINT responder_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT responder_longest_days_check CHECK (((longest_days >= 1) AND (longest_days <= 365))),
    CONSTRAINT responder_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT responder_preparation_minutes_check CHECK (((preparation_minutes >= 0) AND (preparation_minutes <= 10080)))
);

ALTER TABLE ONLY planblanc.responder FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder OWNER TO planblanc_owner;

CREATE TABLE planblanc.responder_competence (
    responder_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    competence_code text NOT NULL,
    competence_number integer NOT NULL,
    level integer NOT NULL,
    evidence text DEFAULT ''::text NOT NULL,
    expires_on date,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    spot point GENERATED ALWAYS AS (point(((longitude * (0.7)::double precision) + ((1000 * competence_number))::double precision), latitude)) STORED,
    CONSTRAINT responder_competence_level_check CHECK (((level >= 1) AND (level <= 3)))
);

ALTER TABLE ONLY planblanc.responder_competence FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder_competence OWNER TO planblanc_owner;

CREATE TABLE planblanc.responder_phone (
    responder_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    phone_sealed bytea NOT NULL,
    saved_name text NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY planblanc.responder_phone FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder_phone OWNER TO planblanc_owner;

CREATE TABLE planblanc.road_network (
    code text NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL
);

ALTER TABLE ONLY planblanc.road_network FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.road_network OWNER TO planblanc_owner;

CREATE TABLE planblanc.rung_authorisation (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    rung text NOT NULL,
    reason text NOT NULL,
    authorised_by uuid NOT NULL,
    authorised_name text NOT NULL,
    authorised_at timestamp with time zone NOT NULL,
    revoked_by uuid,
    revoked_name text,
    revoked_at timestamp with time zone,
    revoked_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT rung_authorisation_check CHECK ((revoked_at >= authorised_at)),
    CONSTRAINT rung_authorisation_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT rung_authorisation_rung_check CHECK ((rung = ANY (ARRAY['ADJACENT_REGION'::text, 'ZONE'::text, 'NATIONAL'::text, 'EU'::text])))
);

ALTER TABLE ONLY planblanc.rung_authorisation FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.rung_authorisation OWNER TO planblanc_owner;

CREATE TABLE planblanc.schema_migration (
    version text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY planblanc.schema_migration FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.schema_migration OWNER TO planblanc_owner;

CREATE TABLE planblanc.security_change (
    id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    region_code text NOT NULL,
    incident_id uuid,
    from_state text NOT NULL,
    to_state text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_name text NOT NULL,
    proposed_for text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    confirmed_by uuid,
    confirmed_name text,
    confirmed_for text,
    confirmed_at timestamp with time zone,
    one_is_suspect boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT security_change_check CHECK ((confirmed_at >= proposed_at)),
    CONSTRAINT security_change_check1 CHECK ((((from_state || ' '::text) || to_state) = ANY (ARRAY['NORMAL SUSPECT'::text, 'SUSPECT COMPROMISED'::text, 'SUSPECT NORMAL'::text, 'COMPROMISED RESTORED'::text, 'RESTORED NORMAL'::text]))),
    CONSTRAINT security_change_check2 CHECK (((state = 'DONE'::text) OR (from_state = 'COMPROMISED'::text))),
    CONSTRAINT security_change_check3 CHECK (((state <> 'DONE'::text) OR (from_state <> 'COMPROMISED'::text) OR ((confirmed_by IS NOT NULL) AND (confirmed_by <> proposed_by)))),
    CONSTRAINT security_change_check4 CHECK (((NOT one_is_suspect) OR (confirmed_for IS NULL) OR (confirmed_for <> proposed_for))),
    CONSTRAINT security_change_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT security_change_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'DONE'::text, 'DROPPED'::text])))
);

ALTER TABLE ONLY planblanc.security_change FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.security_change OWNER TO planblanc_owner;

CREATE TABLE planblanc.service_domain (
    code text NOT NULL,
    label text NOT NULL,
    rank integer NOT NULL
);

ALTER TABLE ONLY planblanc.service_domain FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.service_domain OWNER TO planblanc_owner;

CREATE TABLE planblanc.service_key (
    id uuid NOT NULL,
    grant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    digest bytea NOT NULL,
    shown text NOT NULL,
    label text NOT NULL,
    issued_by uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_name text,
    revoked_at timestamp with time zone,
    revoked_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT service_key_check CHECK ((expires_at > issued_at)),
    CONSTRAINT service_key_check1 CHECK (((revoked_at IS NULL) = (revoked_reason IS NULL))),
    CONSTRAINT service_key_digest_check CHECK ((length(digest) = 32))
);

ALTER TABLE ONLY planblanc.service_key FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.service_key OWNER TO planblanc_owner;

CREATE TABLE planblanc.session (
    id uuid NOT NULL,
    digest bytea NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    grant_id uuid,
    establishment_id uuid,
    name text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    authenticated_at timestamp with time zone,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_reason text,
    CONSTRAINT session_check CHECK ((expires_at > opened_at)),
    CONSTRAINT session_check1 CHECK (((kind = ANY (ARRAY['LOGIN'::text, 'BREAK_GLASS'::text])) = (account_id IS NOT NULL))),
    CONSTRAINT session_check2 CHECK (((kind = ANY (ARRAY['CALL_BACK'::text, 'PAPER'::text])) = (establishment_id IS NOT NULL))),
    CONSTRAINT session_check3 CHECK (((grant_id IS NULL) OR (account_id IS NOT NULL))),
    CONSTRAINT session_check4 CHECK (((revoked_at IS NULL) = (revoked_reason IS NULL))),
    CONSTRAINT session_digest_check CHECK ((length(digest) = 32)),
    CONSTRAINT session_kind_check CHECK ((kind = ANY (ARRAY['LOGIN'::text, 'CALL_BACK'::text, 'PAPER'::text, 'BREAK_GLASS'::text]))),
    CONSTRAINT session_name_check CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY planblanc.session FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.session OWNER TO planblanc_owner;

CREATE TABLE planblanc.setting (
    key text NOT NULL,
    value jsonb NOT NULL
);

ALTER TABLE ONLY planblanc.setting FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.setting OWNER TO planblanc_owner;

CREATE TABLE planblanc.shared_fate_link (
    id uuid NOT NULL,
    establishment_id uuid NOT NULL,
    lender_id uuid NOT NULL,
    region_code text NOT NULL,
    kind text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    synthetic boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT shared_fate_link_kind_check CHECK ((kind = ANY (ARRAY['DIRECTORY'::text, 'HOSTING'::text, 'NETWORK'::text, 'SUPPLIER'::text])))
);

ALTER TABLE ONLY planblanc.shared_fate_link FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.shared_fate_link OWNER TO planblanc_owner;

CREATE TABLE planblanc.shift_note (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    text text NOT NULL,
    written_by uuid NOT NULL,
    written_name text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT shift_note_text_check CHECK ((text <> ''::text))
);

ALTER TABLE ONLY planblanc.shift_note FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.shift_note OWNER TO planblanc_owner;

CREATE TABLE planblanc.situation_report (
    id uuid NOT NULL,
    incident_id uuid,
    region_code text NOT NULL,
    exercise boolean NOT NULL,
    number integer NOT NULL,
    issued_by uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT situation_report_check CHECK ((sha256 = sha256(content))),
    CONSTRAINT situation_report_number_check CHECK ((number >= 1))
);

ALTER TABLE ONLY planblanc.situation_report FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.situation_report OWNER TO planblanc_owner;

CREATE TABLE planblanc.solicitation (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL,
    lender_region_code text NOT NULL,
    lender_name text NOT NULL,
    lender_commune text NOT NULL,
    victim_name text NOT NULL,
    victim_commune text NOT NULL,
    exercise boolean NOT NULL,
    tlp text NOT NULL,
    issued_by uuid NOT NULL,
    issued_name text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    ars_told_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT solicitation_tlp_check CHECK ((tlp = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER_STRICT'::text])))
);

ALTER TABLE ONLY planblanc.solicitation FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.solicitation OWNER TO planblanc_owner;

CREATE TABLE planblanc.solicitation_line (
    engagement_id uuid NOT NULL,
    solicitation_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    region_code text NOT NULL,
    lender_id uuid NOT NULL,
    label text NOT NULL,
    asked integer NOT NULL,
    criticality text NOT NULL,
    wanted_at timestamp with time zone,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    travel_minutes integer,
    answer text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    escalations integer DEFAULT 0 NOT NULL,
    offered integer,
    reason text DEFAULT ''::text NOT NULL,
    preauthorised boolean DEFAULT false NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid,
    answered_name text,
    answered_for text,
    channel text,
    consent text NOT NULL,
    consent_at timestamp with time zone,
    consent_name text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT solicitation_line_answer_check CHECK ((answer = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'PARTIAL'::text, 'REFUSED'::text, 'DEFERRED'::text]))),
    CONSTRAINT solicitation_line_asked_check CHECK ((asked >= 1)),
    CONSTRAINT solicitation_line_channel_check CHECK ((channel = ANY (ARRAY['API'::text, 'PHONE'::text, 'CONSOLE'::text, 'PORTAL'::text, 'LINK'::text, 'SYSTEM'::text]))),
    CONSTRAINT solicitation_line_check CHECK ((ends_at > starts_at)),
    CONSTRAINT solicitation_line_check1 CHECK (((offered >= 1) AND (offered <= asked))),
    CONSTRAINT solicitation_line_check2 CHECK (((answer = ANY (ARRAY['ACCEPTED'::text, 'PARTIAL'::text])) = (offered IS NOT NULL))),
    CONSTRAINT solicitation_line_check3 CHECK (((answer <> 'ACCEPTED'::text) OR (offered = asked))),
    CONSTRAINT solicitation_line_check4 CHECK (((answer <> 'PARTIAL'::text) OR (offered < asked))),
    CONSTRAINT solicitation_line_check5 CHECK (((answer = 'PENDING'::text) = (answered_at IS NULL))),
    CONSTRAINT solicitation_line_check6 CHECK (((consent = ANY (ARRAY['GIVEN'::text, 'REFUSED'::text])) = (consent_at IS NOT NULL))),
    CONSTRAINT solicitation_line_consent_check CHECK ((consent = ANY (ARRAY['NOT_NEEDED'::text, 'PENDING'::text, 'GIVEN'::text, 'REFUSED'::text]))),
    CONSTRAINT solicitation_line_criticality_check CHECK ((criticality = ANY (ARRAY['VITAL'::text, 'HIGH'::text, 'NORMAL'::text]))),
    CONSTRAINT solicitation_line_escalations_check CHECK ((escalations >= 0)),
    CONSTRAINT solicitation_line_label_check CHECK ((label <> ''::text)),
    CONSTRAINT solicitation_line_travel_minutes_check CHECK ((travel_minutes >= 0))
);

ALTER TABLE ONLY planblanc.solicitation_line FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.solicitation_line OWNER TO planblanc_owner;

CREATE TABLE planblanc.stress_row (
    run_id uuid NOT NULL,
    region_code text NOT NULL,
    part text NOT NULL,
    staffing text NOT NULL,
    rank integer NOT NULL,
    told jsonb NOT NULL,
    CONSTRAINT stress_row_part_check CHECK ((part = ANY (ARRAY['ALONE'::text, 'GROUP'::text, 'PAIR'::text, 'SHORTAGE'::text, 'LOSS'::text, 'GAIN'::text]))),
    CONSTRAINT stress_row_rank_check CHECK ((rank >= 1)),
    CONSTRAINT stress_row_staffing_check CHECK ((staffing = ANY (ARRAY['DAY'::text, 'NIGHT'::text, 'WEEK_END'::text])))
);

ALTER TABLE ONLY planblanc.stress_row FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.stress_row OWNER TO planblanc_owner;

CREATE TABLE planblanc.stress_run (
    id uuid NOT NULL,
    region_code text NOT NULL,
    staffings text[] NOT NULL,
    with_pairs boolean NOT NULL,
    state text NOT NULL,
    requested_by uuid NOT NULL,
    requested_name text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer,
    read_at timestamp with time zone,
    finished_at timestamp with time zone,
    summaries jsonb,
    failure text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT stress_run_check CHECK ((total >= done)),
    CONSTRAINT stress_run_check1 CHECK (((state = ANY (ARRAY['DONE'::text, 'FAILED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT stress_run_check2 CHECK (((state = 'DONE'::text) = (summaries IS NOT NULL))),
    CONSTRAINT stress_run_check3 CHECK (((state = 'FAILED'::text) = (failure IS NOT NULL))),
    CONSTRAINT stress_run_done_check CHECK ((done >= 0)),
    CONSTRAINT stress_run_staffings_check CHECK (((cardinality(staffings) > 0) AND (staffings <@ ARRAY['DAY'::text, 'NIGHT'::text, 'WEEK_END'::text]))),
    CONSTRAINT stress_run_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY planblanc.stress_run FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.stress_run OWNER TO planblanc_owner;

CREATE TABLE planblanc.webhook (
    id uuid NOT NULL,
    region_code text NOT NULL,
    establishment_id uuid,
    label text NOT NULL,
    url text NOT NULL,
    kinds text[] NOT NULL,
    exercises boolean NOT NULL,
    active boolean NOT NULL,
    saved_name text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT webhook_kinds_check CHECK ((cardinality(kinds) > 0)),
    CONSTRAINT webhook_label_check CHECK ((label <> ''::text)),
    CONSTRAINT webhook_url_check CHECK ((url <> ''::text))
);

ALTER TABLE ONLY planblanc.webhook FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.webhook OWNER TO planblanc_owner;

CREATE TABLE planblanc.webhook_delivery (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    region_code text NOT NULL,
    message_id text NOT NULL,
    kind text NOT NULL,
    message jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    settled_at timestamp with time zone,
    reason text,
    CONSTRAINT webhook_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT webhook_delivery_check CHECK ((expires_at > created_at)),
    CONSTRAINT webhook_delivery_check1 CHECK (((state = 'PENDING'::text) = (settled_at IS NULL))),
    CONSTRAINT webhook_delivery_message_id_check CHECK ((message_id <> ''::text)),
    CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text, 'EXPIRED'::text])))
);

ALTER TABLE ONLY planblanc.webhook_delivery FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.webhook_delivery OWNER TO planblanc_owner;

CREATE TABLE planblanc.webhook_secret (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    secret bytea,
    created_at timestamp with time zone NOT NULL,
    secret_sealed bytea,
    CONSTRAINT webhook_secret_once CHECK ((num_nonnulls(secret, secret_sealed) = 1)),
    CONSTRAINT webhook_secret_secret_check CHECK (((length(secret) >= 24) AND (length(secret) <= 64)))
);

ALTER TABLE ONLY planblanc.webhook_secret FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.webhook_secret OWNER TO planblanc_owner;

CREATE TABLE planblanc.working_time (
    code text NOT NULL,
    rest_minutes integer NOT NULL,
    week_minutes integer NOT NULL,
    longest_run_days integer NOT NULL,
    handover_minutes integer NOT NULL,
    confirmed boolean NOT NULL,
    CONSTRAINT working_time_code_check CHECK ((code = 'DEFAULT'::text)),
    CONSTRAINT working_time_handover_minutes_check CHECK (((handover_minutes >= 0) AND (handover_minutes <= 120))),
    CONSTRAINT working_time_longest_run_days_check CHECK (((longest_run_days >= 1) AND (longest_run_days <= 28))),
    CONSTRAINT working_time_rest_minutes_check CHECK (((rest_minutes >= 0) AND (rest_minutes <= 2880))),
    CONSTRAINT working_time_week_minutes_check CHECK (((week_minutes >= 1) AND (week_minutes <= 10080)))
);

ALTER TABLE ONLY planblanc.working_time FORCE ROW LEVEL SECURITY;

ALTER TABLE planblanc.working_time OWNER TO planblanc_owner;

ALTER TABLE ONLY planblanc.access_code
    ADD CONSTRAINT access_code_digest_key UNIQUE (digest);

ALTER TABLE ONLY planblanc.access_code
    ADD CONSTRAINT access_code_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.access_request
    ADD CONSTRAINT access_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.access_rule
    ADD CONSTRAINT access_rule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.account_grant
    ADD CONSTRAINT account_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.account_identity
    ADD CONSTRAINT account_identity_issuer_subject_key UNIQUE (issuer, subject);

ALTER TABLE ONLY planblanc.account_identity
    ADD CONSTRAINT account_identity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.agreement_beneficiary
    ADD CONSTRAINT agreement_beneficiary_pkey PRIMARY KEY (agreement_id, establishment_id);

ALTER TABLE ONLY planblanc.agreement_lender
    ADD CONSTRAINT agreement_lender_pkey PRIMARY KEY (agreement_id, lender_id);

ALTER TABLE ONLY planblanc.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY planblanc.arrival_digest
    ADD CONSTRAINT arrival_digest_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY planblanc.availability
    ADD CONSTRAINT availability_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.call_back
    ADD CONSTRAINT call_back_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.call_list_reveal
    ADD CONSTRAINT call_list_reveal_pkey PRIMARY KEY (incident_id, revealed_by);

ALTER TABLE ONLY planblanc.clean_attestation
    ADD CONSTRAINT clean_attestation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.code_try
    ADD CONSTRAINT code_try_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.competence
    ADD CONSTRAINT competence_code_number_key UNIQUE (code, number);

ALTER TABLE ONLY planblanc.competence
    ADD CONSTRAINT competence_number_key UNIQUE (number);

ALTER TABLE ONLY planblanc.competence
    ADD CONSTRAINT competence_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.contact_edit
    ADD CONSTRAINT contact_edit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.contact_point
    ADD CONSTRAINT contact_point_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.contact_version
    ADD CONSTRAINT contact_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.defence_zone
    ADD CONSTRAINT defence_zone_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.denial
    ADD CONSTRAINT denial_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.department
    ADD CONSTRAINT department_code_region_code_key UNIQUE (code, region_code);

ALTER TABLE ONLY planblanc.department
    ADD CONSTRAINT department_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.duty_roster
    ADD CONSTRAINT duty_roster_pkey PRIMARY KEY (region_code);

ALTER TABLE ONLY planblanc.duty_turn
    ADD CONSTRAINT duty_turn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_assignment_id_key UNIQUE (assignment_id);

ALTER TABLE ONLY planblanc.engagement_hours
    ADD CONSTRAINT engagement_hours_pkey PRIMARY KEY (engagement_id, worked_on);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_id_incident_id_resource_id_key UNIQUE (id, incident_id, resource_id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_of_lender UNIQUE (id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_of_region UNIQUE (id, incident_id, region_code);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_replaces_id_key UNIQUE (replaces_id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_turn_id_key UNIQUE (turn_id);

ALTER TABLE ONLY planblanc.engagement_unit
    ADD CONSTRAINT engagement_unit_pkey PRIMARY KEY (engagement_id, unit_number);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_id_lender_id_key UNIQUE (id, lender_id);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_lender_id_place_equipment_type_code_key UNIQUE (lender_id, place, equipment_type_code);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.equipment_substitute
    ADD CONSTRAINT equipment_substitute_pkey PRIMARY KEY (type_code, substitute_code);

ALTER TABLE ONLY planblanc.equipment_type
    ADD CONSTRAINT equipment_type_code_number_key UNIQUE (code, number);

ALTER TABLE ONLY planblanc.equipment_type
    ADD CONSTRAINT equipment_type_number_key UNIQUE (number);

ALTER TABLE ONLY planblanc.equipment_type
    ADD CONSTRAINT equipment_type_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_finess_key UNIQUE (finess);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.establishment_service
    ADD CONSTRAINT establishment_service_pkey PRIMARY KEY (establishment_id, service_domain_code);

ALTER TABLE ONLY planblanc.floor_override
    ADD CONSTRAINT floor_override_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.hand_over
    ADD CONSTRAINT hand_over_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.help_request_contact
    ADD CONSTRAINT help_request_contact_pkey PRIMARY KEY (request_id);

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_id_incident_id_key UNIQUE (id, incident_id);

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.hospital_group
    ADD CONSTRAINT hospital_group_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (actor_id, key);

ALTER TABLE ONLY planblanc.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.inbox
    ADD CONSTRAINT inbox_webhook_id_body_sha256_key UNIQUE (webhook_id, body_sha256);

ALTER TABLE ONLY planblanc.incident_category
    ADD CONSTRAINT incident_category_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.incident_contact
    ADD CONSTRAINT incident_contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_national_number_key UNIQUE (national_number);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.incident_service
    ADD CONSTRAINT incident_service_pkey PRIMARY KEY (incident_id, service_domain_code);

ALTER TABLE ONLY planblanc.incident_service_state
    ADD CONSTRAINT incident_service_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.legal_entity
    ADD CONSTRAINT legal_entity_finess_key UNIQUE (finess);

ALTER TABLE ONLY planblanc.legal_entity
    ADD CONSTRAINT legal_entity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_code_key UNIQUE (code);

ALTER TABLE ONLY planblanc.lender_competence_floor
    ADD CONSTRAINT lender_competence_floor_lender_id_competence_code_key UNIQUE (lender_id, competence_code);

ALTER TABLE ONLY planblanc.lender_competence_floor
    ADD CONSTRAINT lender_competence_floor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_establishment_id_key UNIQUE (establishment_id);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.loan
    ADD CONSTRAINT loan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.log_chain
    ADD CONSTRAINT log_chain_pkey PRIMARY KEY (kind, key);

ALTER TABLE ONLY planblanc.log_entry
    ADD CONSTRAINT log_entry_pkey PRIMARY KEY (kind, key, sequence);

ALTER TABLE ONLY planblanc.log_event
    ADD CONSTRAINT log_event_pkey PRIMARY KEY (kind, key, sequence);

ALTER TABLE ONLY planblanc.log_event
    ADD CONSTRAINT log_event_region_code_region_sequence_key UNIQUE (region_code, region_sequence);

ALTER TABLE ONLY planblanc.log_head
    ADD CONSTRAINT log_head_pkey PRIMARY KEY (kind, key, sequence, public_key);

ALTER TABLE ONLY planblanc.log_region_head
    ADD CONSTRAINT log_region_head_pkey PRIMARY KEY (region_code);

ALTER TABLE ONLY planblanc.log_text
    ADD CONSTRAINT log_text_pkey PRIMARY KEY (kind, key, sequence);

ALTER TABLE ONLY planblanc.login_attempt
    ADD CONSTRAINT login_attempt_pkey PRIMARY KEY (state_digest);

ALTER TABLE ONLY planblanc.mutual_aid_agreement
    ADD CONSTRAINT mutual_aid_agreement_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.mutual_aid_agreement
    ADD CONSTRAINT mutual_aid_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.national_support
    ADD CONSTRAINT national_support_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_id_incident_id_key UNIQUE (id, incident_id);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_request_id_position_key UNIQUE (request_id, "position");

ALTER TABLE ONLY planblanc.network_travel
    ADD CONSTRAINT network_travel_pkey PRIMARY KEY (from_code, to_code);

ALTER TABLE ONLY planblanc.engagement_unit
    ADD CONSTRAINT no_unit_in_two_places EXCLUDE USING gist (planblanc.uuidrange(resource_id, resource_id, '[]'::text) WITH &&, int4range(unit_number, unit_number, '[]'::text) WITH &&, during WITH &&) WHERE (holds);

ALTER TABLE ONLY planblanc.notice
    ADD CONSTRAINT notice_key_key UNIQUE (key);

ALTER TABLE ONLY planblanc.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.notification_address
    ADD CONSTRAINT notification_address_pkey PRIMARY KEY (notification_id);

ALTER TABLE ONLY planblanc.notification
    ADD CONSTRAINT notification_notice_id_position_key UNIQUE (notice_id, "position");

ALTER TABLE ONLY planblanc.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.obligation
    ADD CONSTRAINT obligation_incident_id_template_code_key UNIQUE (incident_id, template_code);

ALTER TABLE ONLY planblanc.obligation
    ADD CONSTRAINT obligation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.obligation_template
    ADD CONSTRAINT obligation_template_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.one_use_link
    ADD CONSTRAINT one_use_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.one_use_link
    ADD CONSTRAINT one_use_link_token_sha256_key UNIQUE (token_sha256);

ALTER TABLE ONLY planblanc.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.partner_link
    ADD CONSTRAINT partner_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.person_delay
    ADD CONSTRAINT person_delay_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY planblanc.phone_reveal
    ADD CONSTRAINT phone_reveal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.plan_adjustment
    ADD CONSTRAINT plan_adjustment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_id_lender_id_resource_id_key UNIQUE (id, lender_id, resource_id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.plan_blanc_activation
    ADD CONSTRAINT plan_blanc_activation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.plan
    ADD CONSTRAINT plan_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.plan_incident
    ADD CONSTRAINT plan_incident_pkey PRIMARY KEY (plan_id, incident_id);

ALTER TABLE ONLY planblanc.plan_move
    ADD CONSTRAINT plan_move_pkey PRIMARY KEY (plan_id);

ALTER TABLE ONLY planblanc.plan_need
    ADD CONSTRAINT plan_need_pkey PRIMARY KEY (plan_id, need_id);

ALTER TABLE ONLY planblanc.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.plan_rejected
    ADD CONSTRAINT plan_rejected_pkey PRIMARY KEY (plan_id, need_id);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_code_establishment_id_hospital_group_code_region__key UNIQUE NULLS NOT DISTINCT (code, establishment_id, hospital_group_code, region_code, published);

ALTER TABLE ONLY planblanc.procedure_original
    ADD CONSTRAINT procedure_original_pkey PRIMARY KEY (procedure_id);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_pkey PRIMARY KEY (pack_code, "position");

ALTER TABLE ONLY planblanc.ready_pack
    ADD CONSTRAINT ready_pack_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.region_adjacency
    ADD CONSTRAINT region_adjacency_pkey PRIMARY KEY (region_code, neighbour_code);

ALTER TABLE ONLY planblanc.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.relief_crew
    ADD CONSTRAINT relief_crew_pkey PRIMARY KEY (roster_id, establishment_id, number);

ALTER TABLE ONLY planblanc.relief_person
    ADD CONSTRAINT relief_person_pkey PRIMARY KEY (roster_id, responder_id, unit_number);

ALTER TABLE ONLY planblanc.relief_post
    ADD CONSTRAINT relief_post_pkey PRIMARY KEY (roster_id, establishment_id, crew_number, number);

ALTER TABLE ONLY planblanc.relief_roster
    ADD CONSTRAINT relief_roster_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.relief_roster
    ADD CONSTRAINT relief_roster_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.relief_shift
    ADD CONSTRAINT relief_shift_id_roster_id_incident_id_establishment_id_key UNIQUE (id, roster_id, incident_id, establishment_id);

ALTER TABLE ONLY planblanc.relief_shift
    ADD CONSTRAINT relief_shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.relief_shift
    ADD CONSTRAINT relief_shift_roster_id_establishment_id_crew_number_starts__key UNIQUE (roster_id, establishment_id, crew_number, starts_at);

ALTER TABLE ONLY planblanc.relief_site
    ADD CONSTRAINT relief_site_pkey PRIMARY KEY (roster_id, establishment_id);

ALTER TABLE ONLY planblanc.relief_site
    ADD CONSTRAINT relief_site_roster_id_establishment_id_incident_id_key UNIQUE (roster_id, establishment_id, incident_id);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_id_lender_id_responder_id_key UNIQUE (id, lender_id, responder_id);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_shift_id_responder_id_unit_number_key UNIQUE (shift_id, responder_id, unit_number);

ALTER TABLE ONLY planblanc.relief_vacancy
    ADD CONSTRAINT relief_vacancy_pkey PRIMARY KEY (shift_id, post_number);

ALTER TABLE ONLY planblanc.report_point
    ADD CONSTRAINT report_point_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY planblanc.responder_competence
    ADD CONSTRAINT responder_competence_pkey PRIMARY KEY (responder_id, competence_code);

ALTER TABLE ONLY planblanc.responder
    ADD CONSTRAINT responder_id_lender_id_key UNIQUE (id, lender_id);

ALTER TABLE ONLY planblanc.responder_phone
    ADD CONSTRAINT responder_phone_pkey PRIMARY KEY (responder_id);

ALTER TABLE ONLY planblanc.responder
    ADD CONSTRAINT responder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.road_network
    ADD CONSTRAINT road_network_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.rung_authorisation
    ADD CONSTRAINT rung_authorisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY planblanc.security_change
    ADD CONSTRAINT security_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.service_domain
    ADD CONSTRAINT service_domain_pkey PRIMARY KEY (code);

ALTER TABLE ONLY planblanc.service_key
    ADD CONSTRAINT service_key_digest_key UNIQUE (digest);

ALTER TABLE ONLY planblanc.service_key
    ADD CONSTRAINT service_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.session
    ADD CONSTRAINT session_digest_key UNIQUE (digest);

ALTER TABLE ONLY planblanc.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (key);

ALTER TABLE ONLY planblanc.shared_fate_link
    ADD CONSTRAINT shared_fate_link_establishment_id_lender_id_kind_key UNIQUE (establishment_id, lender_id, kind);

ALTER TABLE ONLY planblanc.shared_fate_link
    ADD CONSTRAINT shared_fate_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.shift_note
    ADD CONSTRAINT shift_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.situation_report
    ADD CONSTRAINT situation_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.solicitation
    ADD CONSTRAINT solicitation_id_incident_id_lender_id_key UNIQUE (id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.solicitation_line
    ADD CONSTRAINT solicitation_line_pkey PRIMARY KEY (engagement_id);

ALTER TABLE ONLY planblanc.solicitation
    ADD CONSTRAINT solicitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.stress_row
    ADD CONSTRAINT stress_row_pkey PRIMARY KEY (run_id, part, staffing, rank);

ALTER TABLE ONLY planblanc.stress_run
    ADD CONSTRAINT stress_run_id_region_code_key UNIQUE (id, region_code);

ALTER TABLE ONLY planblanc.stress_run
    ADD CONSTRAINT stress_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook_id_message_id_key UNIQUE (webhook_id, message_id);

ALTER TABLE ONLY planblanc.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.webhook_secret
    ADD CONSTRAINT webhook_secret_pkey PRIMARY KEY (id);

ALTER TABLE ONLY planblanc.working_time
    ADD CONSTRAINT working_time_pkey PRIMARY KEY (code);

CREATE INDEX access_code_by_site ON planblanc.access_code USING btree (establishment_id) WHERE ((used_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX access_code_by_use ON planblanc.access_code USING btree (used_in) WHERE (used_in IS NOT NULL);

CREATE INDEX access_request_by_time ON planblanc.access_request USING btree (asked_at, id);

CREATE UNIQUE INDEX access_request_waits_once ON planblanc.access_request USING btree (account_id, role, regions, establishments, lenders) WHERE (state = 'PENDING'::text);

CREATE INDEX account_by_name ON planblanc.account USING btree (name, id);

CREATE INDEX account_grant_by_account ON planblanc.account_grant USING btree (account_id);

CREATE INDEX account_grant_by_holder ON planblanc.account_grant USING btree (deputy_of) WHERE (deputy_of IS NOT NULL);

CREATE INDEX account_identity_by_account ON planblanc.account_identity USING btree (account_id);

CREATE INDEX agreement_by_beneficiary ON planblanc.agreement_beneficiary USING btree (establishment_id);

CREATE INDEX agreement_by_lender ON planblanc.agreement_lender USING btree (lender_id);

CREATE INDEX agreement_by_region ON planblanc.mutual_aid_agreement USING btree (region_code, title, id);

CREATE INDEX alert_to_escalate ON planblanc.alert USING btree (escalate_at) WHERE (state = 'RAISED'::text);

CREATE INDEX availability_by_responder ON planblanc.availability USING btree (responder_id, ends_at);

CREATE INDEX call_back_by_request ON planblanc.call_back USING btree (request_id, made_at);

CREATE INDEX call_back_by_site ON planblanc.call_back USING btree (establishment_id, made_at DESC) WHERE (establishment_id IS NOT NULL);

CREATE UNIQUE INDEX clean_attestation_stands_once ON planblanc.clean_attestation USING btree (incident_id, lender_id) WHERE (revoked_at IS NULL);

CREATE INDEX code_try_by_address ON planblanc.code_try USING btree (address_digest, tried_at);

CREATE INDEX code_try_by_age ON planblanc.code_try USING btree (tried_at);

CREATE INDEX code_try_by_site ON planblanc.code_try USING btree (site_id, tried_at);

CREATE INDEX contact_edit_by_region ON planblanc.contact_edit USING btree (region_code, asked_at, id) WHERE (state = 'PENDING'::text);

CREATE INDEX contact_point_by_establishment ON planblanc.contact_point USING btree (establishment_id);

CREATE INDEX contact_point_by_lender ON planblanc.contact_point USING btree (lender_id);

CREATE INDEX contact_version_by_lender ON planblanc.contact_version USING btree (lender_id);

CREATE INDEX contact_version_by_site ON planblanc.contact_version USING btree (establishment_id);

CREATE UNIQUE INDEX contact_version_stands_once ON planblanc.contact_version USING btree (contact_id) WHERE (valid_until IS NULL);

CREATE INDEX denial_by_time ON planblanc.denial USING btree (last_at DESC, id DESC);

CREATE INDEX duty_turn_by_region ON planblanc.duty_turn USING btree (region_code, ends_at);

CREATE INDEX engagement_by_incident ON planblanc.engagement USING btree (incident_id, id);

CREATE INDEX engagement_by_incident_state ON planblanc.engagement USING btree (incident_id, state, id);

CREATE INDEX engagement_by_lender ON planblanc.engagement USING btree (lender_id, id);

CREATE INDEX engagement_holding ON planblanc.engagement USING btree (ends_at) WHERE (state = ANY (ARRAY['PROPOSED'::text, 'ALERTED'::text, 'DEPARTED'::text, 'ARRIVED'::text, 'COMPLETED'::text]));

CREATE INDEX equipment_stock_by_lender ON planblanc.equipment_stock USING btree (lender_id, id);

CREATE INDEX equipment_stock_by_region ON planblanc.equipment_stock USING btree (region_code, id) INCLUDE (lender_id);

CREATE INDEX equipment_stock_nearest ON planblanc.equipment_stock USING gist (spot);

CREATE INDEX establishment_by_entity ON planblanc.establishment USING btree (legal_entity_id);

CREATE INDEX establishment_by_finess_prefix ON planblanc.establishment USING btree (finess text_pattern_ops);

CREATE INDEX establishment_by_group ON planblanc.establishment USING btree (hospital_group_code);

CREATE INDEX establishment_by_region ON planblanc.establishment USING btree (region_code, finess);

CREATE INDEX establishment_by_trigram ON planblanc.establishment USING gin (trigrams);

CREATE INDEX establishment_compromised ON planblanc.establishment USING btree (id) WHERE (security_state = 'COMPROMISED'::text);

CREATE INDEX floor_override_by_lender ON planblanc.floor_override USING btree (lender_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX floor_override_stands_once ON planblanc.floor_override USING btree (incident_id, lender_id, kind, competence_code, stock_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX hand_over_pending_once ON planblanc.hand_over USING btree (incident_id) WHERE (accepted_at IS NULL);

CREATE INDEX help_offer_by_incident ON planblanc.help_offer USING btree (incident_id) WHERE (incident_id IS NOT NULL);

CREATE INDEX help_offer_by_region ON planblanc.help_offer USING btree (region_code, offered_at DESC, id DESC);

CREATE INDEX help_request_by_incident ON planblanc.help_request USING btree (incident_id, asked_at, id);

CREATE INDEX inbox_to_match ON planblanc.inbox USING btree (region_code, received_at) WHERE (state = 'TO_MATCH'::text);

CREATE INDEX incident_by_common_cause ON planblanc.incident USING btree (common_cause_id) WHERE (common_cause_id IS NOT NULL);

CREATE INDEX incident_by_establishment ON planblanc.incident USING btree (establishment_id);

CREATE INDEX incident_by_region ON planblanc.incident USING btree (region_code, declared_at DESC, id DESC);

CREATE INDEX incident_contact_by_incident ON planblanc.incident_contact USING btree (incident_id);

CREATE INDEX incident_open ON planblanc.incident USING btree (region_code) WHERE (state = ANY (ARRAY['REPORTED'::text, 'ACTIVE'::text, 'STABILISED'::text]));

CREATE INDEX incident_service_to_reassess ON planblanc.incident_service USING btree (reassess_at) WHERE ((reassess_at IS NOT NULL) AND (reminded_for IS DISTINCT FROM reassess_at));

CREATE INDEX legal_entity_by_finess ON planblanc.legal_entity USING btree (finess text_pattern_ops);

CREATE INDEX lender_by_region ON planblanc.lender USING btree (region_code, id);

CREATE INDEX loan_by_engagement ON planblanc.loan USING btree (engagement_id, id);

CREATE INDEX loan_by_incident ON planblanc.loan USING btree (incident_id, due_at, id);

CREATE INDEX loan_by_lender ON planblanc.loan USING btree (lender_id, due_at, id);

CREATE INDEX loan_out ON planblanc.loan USING btree (due_at) WHERE (state = ANY (ARRAY['OUT'::text, 'RECEIVED'::text]));

CREATE INDEX log_entry_corrected ON planblanc.log_entry USING btree (kind, key, corrects) WHERE (corrects IS NOT NULL);

CREATE INDEX log_event_unnumbered ON planblanc.log_event USING btree (region_code, "position") WHERE (region_sequence IS NULL);

CREATE INDEX login_attempt_by_end ON planblanc.login_attempt USING btree (expires_at);

CREATE INDEX national_support_by_incident ON planblanc.national_support USING btree (incident_id, requested_at, id);

CREATE UNIQUE INDEX national_support_runs_once ON planblanc.national_support USING btree (incident_id, kind) WHERE (ended_at IS NULL);

CREATE INDEX need_line_by_request ON planblanc.need_line USING btree (request_id, "position");

CREATE UNIQUE INDEX need_line_one_lead ON planblanc.need_line USING btree (request_id, team) WHERE (is_lead AND (cancelled_at IS NULL));

CREATE INDEX need_line_open ON planblanc.need_line USING btree (region_code, incident_id) WHERE (cancelled_at IS NULL);

CREATE INDEX notice_by_incident ON planblanc.notice USING btree (incident_id, created_at, id);

CREATE INDEX notice_pending ON planblanc.notice USING btree (expires_at) WHERE (state = 'PENDING'::text);

CREATE INDEX notification_by_incident ON planblanc.notification USING btree (incident_id, created_at, id);

CREATE UNIQUE INDEX notification_one_at_a_time ON planblanc.notification USING btree (notice_id) WHERE (state = 'PENDING'::text);

CREATE INDEX notification_pending ON planblanc.notification USING btree (next_try_at) WHERE (state = 'PENDING'::text);

CREATE INDEX obligation_open ON planblanc.obligation USING btree (region_code) WHERE ((filed_at IS NULL) AND (waived_at IS NULL));

CREATE INDEX one_use_link_by_engagement ON planblanc.one_use_link USING btree (engagement_id) WHERE (engagement_id IS NOT NULL);

CREATE INDEX one_use_link_by_solicitation ON planblanc.one_use_link USING btree (solicitation_id) WHERE (solicitation_id IS NOT NULL);

CREATE INDEX outbox_pending ON planblanc.outbox USING btree (available_at, created_at) WHERE (state = 'PENDING'::text);

CREATE INDEX partner_link_by_incident ON planblanc.partner_link USING btree (incident_id, cut_at, id);

CREATE INDEX phone_reveal_by_actor ON planblanc.phone_reveal USING btree (revealed_by, asked_at);

CREATE INDEX phone_reveal_by_responder ON planblanc.phone_reveal USING btree (responder_id, asked_at DESC, id DESC);

CREATE INDEX plan_adjustment_by_incident ON planblanc.plan_adjustment USING btree (incident_id, made_at, id);

CREATE UNIQUE INDEX plan_adjustment_standing ON planblanc.plan_adjustment USING btree (incident_id, need_id, resource_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);

CREATE INDEX plan_assignment_by_lender ON planblanc.plan_assignment USING btree (lender_id, incident_id);

CREATE INDEX plan_assignment_by_plan ON planblanc.plan_assignment USING btree (plan_id, incident_id, need_id);

CREATE INDEX plan_blanc_by_incident ON planblanc.plan_blanc_activation USING btree (incident_id);

CREATE INDEX plan_by_region ON planblanc.plan USING btree (region_code, requested_at DESC, id DESC);

CREATE INDEX plan_by_request ON planblanc.plan USING btree (requested_at DESC, id DESC);

CREATE INDEX plan_incident_by_incident ON planblanc.plan_incident USING btree (incident_id, plan_id);

CREATE UNIQUE INDEX plan_proposed_once ON planblanc.plan_incident USING btree (incident_id) WHERE (state = 'PROPOSED'::text);

CREATE INDEX plan_waiting ON planblanc.plan USING btree (region_code, scope) WHERE ((state = 'REQUESTED'::text) AND (begun_at IS NULL));

CREATE INDEX procedure_by_domain ON planblanc.procedure USING btree (service_domain_code);

CREATE UNIQUE INDEX relief_post_one_lead ON planblanc.relief_post USING btree (roster_id, establishment_id, crew_number) WHERE is_lead;

CREATE INDEX relief_roster_by_region ON planblanc.relief_roster USING btree (region_code, requested_at DESC, id DESC);

CREATE INDEX relief_site_by_incident ON planblanc.relief_site USING btree (incident_id, roster_id);

CREATE INDEX relief_turn_by_lender ON planblanc.relief_turn USING btree (lender_id, incident_id);

CREATE INDEX relief_turn_by_roster ON planblanc.relief_turn USING btree (roster_id, shift_id);

CREATE INDEX relief_vacancy_by_roster ON planblanc.relief_vacancy USING btree (roster_id, shift_id);

CREATE INDEX responder_by_lender ON planblanc.responder USING btree (lender_id, id);

CREATE INDEX responder_by_region ON planblanc.responder USING btree (region_code, id) INCLUDE (lender_id);

CREATE INDEX responder_competence_by_code ON planblanc.responder_competence USING btree (competence_code, level);

CREATE INDEX responder_competence_nearest ON planblanc.responder_competence USING gist (spot);

CREATE UNIQUE INDEX rung_open_once ON planblanc.rung_authorisation USING btree (incident_id, rung) WHERE (revoked_at IS NULL);

CREATE INDEX security_change_by_site ON planblanc.security_change USING btree (establishment_id, proposed_at DESC, id);

CREATE UNIQUE INDEX security_change_waits_once ON planblanc.security_change USING btree (establishment_id) WHERE (state = 'PROPOSED'::text);

CREATE INDEX service_key_by_account ON planblanc.service_key USING btree (account_id);

CREATE INDEX service_key_by_grant ON planblanc.service_key USING btree (grant_id);

CREATE INDEX service_state_by_incident ON planblanc.incident_service_state USING btree (incident_id, service_domain_code, since, told_at);

CREATE INDEX session_by_account ON planblanc.session USING btree (account_id) WHERE (revoked_at IS NULL);

CREATE INDEX session_by_establishment ON planblanc.session USING btree (establishment_id) WHERE (revoked_at IS NULL);

CREATE INDEX session_by_grant ON planblanc.session USING btree (grant_id) WHERE (revoked_at IS NULL);

CREATE INDEX shared_fate_by_lender ON planblanc.shared_fate_link USING btree (lender_id);

CREATE INDEX shift_note_by_incident ON planblanc.shift_note USING btree (incident_id, written_at, id);

CREATE INDEX situation_report_by_incident ON planblanc.situation_report USING btree (incident_id, number DESC) WHERE (incident_id IS NOT NULL);

CREATE UNIQUE INDEX situation_report_numbered ON planblanc.situation_report USING btree (region_code, exercise, incident_id, number) NULLS NOT DISTINCT;

CREATE INDEX solicitation_by_incident ON planblanc.solicitation USING btree (incident_id, issued_at, id);

CREATE INDEX solicitation_by_lender ON planblanc.solicitation USING btree (lender_id, issued_at DESC, id DESC);

CREATE INDEX solicitation_line_by_incident ON planblanc.solicitation_line USING btree (incident_id);

CREATE INDEX solicitation_line_by_solicitation ON planblanc.solicitation_line USING btree (solicitation_id, engagement_id);

CREATE INDEX solicitation_line_due ON planblanc.solicitation_line USING btree (due_at) WHERE (answer = ANY (ARRAY['PENDING'::text, 'DEFERRED'::text]));

CREATE INDEX stress_run_by_region ON planblanc.stress_run USING btree (region_code, requested_at DESC, id DESC);

CREATE UNIQUE INDEX stress_run_under_way_once ON planblanc.stress_run USING btree (region_code) WHERE (state = ANY (ARRAY['REQUESTED'::text, 'RUNNING'::text]));

CREATE INDEX webhook_by_region ON planblanc.webhook USING btree (region_code, label, id);

CREATE INDEX webhook_delivery_by_webhook ON planblanc.webhook_delivery USING btree (webhook_id, created_at DESC, id DESC);

CREATE INDEX webhook_delivery_pending ON planblanc.webhook_delivery USING btree (next_try_at) WHERE (state = 'PENDING'::text);

CREATE INDEX webhook_secret_by_webhook ON planblanc.webhook_secret USING btree (webhook_id, created_at DESC);

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.access_request FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.account FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.account_grant FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.alert FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.availability FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.contact_edit FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.contact_point FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.duty_roster FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.engagement FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.engagement_hours FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.equipment_stock FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.establishment FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.floor_override FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.hand_over FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.help_offer FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.help_request FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.inbox FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.incident FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.incident_service FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.lender FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.lender_competence_floor FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.loan FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.mutual_aid_agreement FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.national_support FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.need_line FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.obligation FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.one_use_link FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.partner_link FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.plan FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.plan_adjustment FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.plan_blanc_activation FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.plan_incident FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.procedure FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.relief_roster FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.report_point FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.responder FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.rung_authorisation FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.security_change FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.service_key FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.shared_fate_link FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.solicitation FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.solicitation_line FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.stress_run FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER bump_version BEFORE UPDATE ON planblanc.webhook FOR EACH ROW EXECUTE FUNCTION planblanc.bump_version();

CREATE TRIGGER compromise_ends_gifts AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW WHEN (((old.security_state <> new.security_state) AND (new.security_state = 'COMPROMISED'::text))) EXECUTE FUNCTION planblanc.compromise_ends_gifts();

CREATE TRIGGER compromise_revokes AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW WHEN (((old.security_state <> new.security_state) AND (new.security_state = 'COMPROMISED'::text))) EXECUTE FUNCTION planblanc.compromise_revokes();

CREATE TRIGGER contact_in_doubt_waits BEFORE INSERT OR UPDATE ON planblanc.contact_point FOR EACH ROW WHEN ((CURRENT_USER = 'planblanc_app'::name)) EXECUTE FUNCTION planblanc.contact_in_doubt_waits();

CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at ON planblanc.account FOR EACH ROW WHEN (((new.ended_at IS NOT NULL) AND (old.ended_at IS NULL))) EXECUTE FUNCTION planblanc.end_sessions();

CREATE TRIGGER end_sessions AFTER UPDATE OF ended_at ON planblanc.account_grant FOR EACH ROW WHEN (((new.ended_at IS NOT NULL) AND (old.ended_at IS NULL))) EXECUTE FUNCTION planblanc.end_sessions();

CREATE TRIGGER end_sessions AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW WHEN (((old.security_state <> new.security_state) AND (new.security_state = ANY (ARRAY['COMPROMISED'::text, 'RESTORED'::text])))) EXECUTE FUNCTION planblanc.end_sessions();

CREATE TRIGGER engagement_goes_forward BEFORE UPDATE OF state ON planblanc.engagement FOR EACH ROW EXECUTE FUNCTION planblanc.engagement_goes_forward();

CREATE TRIGGER engagement_is_left BEFORE UPDATE OF state ON planblanc.engagement FOR EACH ROW WHEN ((new.state = ANY (ARRAY['COMPLETED'::text, 'RETURNED'::text, 'CANCELLED'::text, 'REFUSED'::text]))) EXECUTE FUNCTION planblanc.engagement_is_left();

CREATE TRIGGER keep_contact_version AFTER INSERT OR DELETE OR UPDATE ON planblanc.contact_point FOR EACH ROW EXECUTE FUNCTION planblanc.keep_contact_version();

CREATE TRIGGER keep_in_mind_services AFTER INSERT OR UPDATE ON planblanc.incident_service FOR EACH ROW EXECUTE FUNCTION planblanc.keep_in_mind_services();

CREATE TRIGGER loan_goes_forward BEFORE UPDATE OF state ON planblanc.loan FOR EACH ROW EXECUTE FUNCTION planblanc.loan_goes_forward();

CREATE TRIGGER require_call_back AFTER UPDATE OF state ON planblanc.help_request FOR EACH ROW WHEN (((old.state = 'TO_VERIFY'::text) AND (new.state = ANY (ARRAY['OPEN'::text, 'COVERED'::text])))) EXECUTE FUNCTION planblanc.require_call_back();

CREATE TRIGGER scope_lies_where_it_says BEFORE INSERT OR UPDATE OF regions, establishments, lenders, region_codes ON planblanc.access_request FOR EACH ROW EXECUTE FUNCTION planblanc.scope_lies_where_it_says();

CREATE TRIGGER scope_lies_where_it_says BEFORE INSERT OR UPDATE OF regions, establishments, lenders, region_codes ON planblanc.account_grant FOR EACH ROW EXECUTE FUNCTION planblanc.scope_lies_where_it_says();

CREATE TRIGGER security_state_has_its_change BEFORE UPDATE OF security_state ON planblanc.establishment FOR EACH ROW WHEN (((old.security_state <> new.security_state) AND (CURRENT_USER = 'planblanc_app'::name))) EXECUTE FUNCTION planblanc.security_state_has_its_change();

CREATE TRIGGER tell_event AFTER INSERT ON planblanc.log_entry FOR EACH ROW EXECUTE FUNCTION planblanc.tell_event();

CREATE TRIGGER tell_security AFTER UPDATE OF security_state ON planblanc.establishment FOR EACH ROW WHEN ((old.security_state <> new.security_state)) EXECUTE FUNCTION planblanc.tell_security();

CREATE TRIGGER tell_session_end AFTER UPDATE OF revoked_at ON planblanc.session FOR EACH ROW WHEN (((new.revoked_at IS NOT NULL) AND (old.revoked_at IS NULL))) EXECUTE FUNCTION planblanc.tell_session_end();

CREATE TRIGGER victim_changes_its_side BEFORE UPDATE ON planblanc.engagement FOR EACH ROW WHEN ((planblanc.actor_role() = 'ESTABLISHMENT'::text)) EXECUTE FUNCTION planblanc.victim_changes_its_side();

CREATE TRIGGER wake_the_relay AFTER INSERT ON planblanc.outbox FOR EACH STATEMENT EXECUTE FUNCTION planblanc.wake_the_relay();

ALTER TABLE ONLY planblanc.access_code
    ADD CONSTRAINT access_code_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.access_request
    ADD CONSTRAINT access_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES planblanc.account(id);

ALTER TABLE ONLY planblanc.account_grant
    ADD CONSTRAINT account_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES planblanc.account(id);

ALTER TABLE ONLY planblanc.account_grant
    ADD CONSTRAINT account_grant_deputy_of_fkey FOREIGN KEY (deputy_of) REFERENCES planblanc.account_grant(id);

ALTER TABLE ONLY planblanc.account_grant
    ADD CONSTRAINT account_grant_request_id_fkey FOREIGN KEY (request_id) REFERENCES planblanc.access_request(id);

ALTER TABLE ONLY planblanc.account_identity
    ADD CONSTRAINT account_identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES planblanc.account(id);

ALTER TABLE ONLY planblanc.agreement_beneficiary
    ADD CONSTRAINT agreement_beneficiary_agreement_id_region_code_fkey FOREIGN KEY (agreement_id, region_code) REFERENCES planblanc.mutual_aid_agreement(id, region_code);

ALTER TABLE ONLY planblanc.agreement_beneficiary
    ADD CONSTRAINT agreement_beneficiary_establishment_id_fkey FOREIGN KEY (establishment_id) REFERENCES planblanc.establishment(id);

ALTER TABLE ONLY planblanc.agreement_lender
    ADD CONSTRAINT agreement_lender_agreement_id_region_code_fkey FOREIGN KEY (agreement_id, region_code) REFERENCES planblanc.mutual_aid_agreement(id, region_code);

ALTER TABLE ONLY planblanc.agreement_lender
    ADD CONSTRAINT agreement_lender_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.alert
    ADD CONSTRAINT alert_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.arrival_digest
    ADD CONSTRAINT arrival_digest_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.availability
    ADD CONSTRAINT availability_responder_id_lender_id_fkey FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder(id, lender_id) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.call_back
    ADD CONSTRAINT call_back_contact_version_id_fkey FOREIGN KEY (contact_version_id) REFERENCES planblanc.contact_version(id);

ALTER TABLE ONLY planblanc.call_back
    ADD CONSTRAINT call_back_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.call_back
    ADD CONSTRAINT call_back_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.call_back
    ADD CONSTRAINT call_back_request_id_incident_id_fkey FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request(id, incident_id) ON UPDATE CASCADE;

ALTER TABLE ONLY planblanc.call_list_reveal
    ADD CONSTRAINT call_list_reveal_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.clean_attestation
    ADD CONSTRAINT clean_attestation_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.clean_attestation
    ADD CONSTRAINT clean_attestation_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.clean_attestation
    ADD CONSTRAINT clean_attestation_partner_link_id_fkey FOREIGN KEY (partner_link_id) REFERENCES planblanc.partner_link(id);

ALTER TABLE ONLY planblanc.contact_edit
    ADD CONSTRAINT contact_edit_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.contact_edit
    ADD CONSTRAINT contact_edit_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.contact_point
    ADD CONSTRAINT contact_point_edit_id_fkey FOREIGN KEY (edit_id) REFERENCES planblanc.contact_edit(id);

ALTER TABLE ONLY planblanc.contact_point
    ADD CONSTRAINT contact_point_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.contact_point
    ADD CONSTRAINT contact_point_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.department
    ADD CONSTRAINT department_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.duty_roster
    ADD CONSTRAINT duty_roster_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.duty_turn
    ADD CONSTRAINT duty_turn_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.duty_roster(region_code);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_assignment_id_lender_id_resource_id_fkey FOREIGN KEY (assignment_id, lender_id, resource_id) REFERENCES planblanc.plan_assignment(id, lender_id, resource_id);

ALTER TABLE ONLY planblanc.engagement_hours
    ADD CONSTRAINT engagement_hours_engagement_id_incident_id_region_code_fkey FOREIGN KEY (engagement_id, incident_id, region_code) REFERENCES planblanc.engagement(id, incident_id, region_code);

ALTER TABLE ONLY planblanc.engagement_hours
    ADD CONSTRAINT engagement_hours_engagement_id_incident_id_resource_id_fkey FOREIGN KEY (engagement_id, incident_id, resource_id) REFERENCES planblanc.engagement(id, incident_id, resource_id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_lender_region_code_fkey FOREIGN KEY (lender_region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_need_id_incident_id_fkey FOREIGN KEY (need_id, incident_id) REFERENCES planblanc.need_line(id, incident_id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_replaces FOREIGN KEY (replaces_id) REFERENCES planblanc.engagement(id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES planblanc.responder(id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES planblanc.equipment_stock(id);

ALTER TABLE ONLY planblanc.engagement
    ADD CONSTRAINT engagement_turn FOREIGN KEY (turn_id, lender_id, responder_id) REFERENCES planblanc.relief_turn(id, lender_id, responder_id);

ALTER TABLE ONLY planblanc.engagement_unit
    ADD CONSTRAINT engagement_unit_engagement_id_incident_id_resource_id_fkey FOREIGN KEY (engagement_id, incident_id, resource_id) REFERENCES planblanc.engagement(id, incident_id, resource_id);

ALTER TABLE ONLY planblanc.engagement_unit
    ADD CONSTRAINT engagement_unit_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_equipment_type_code_equipment_type_number_fkey FOREIGN KEY (equipment_type_code, equipment_type_number) REFERENCES planblanc.equipment_type(code, number);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.equipment_stock
    ADD CONSTRAINT equipment_stock_road_network_code_fkey FOREIGN KEY (road_network_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.equipment_substitute
    ADD CONSTRAINT equipment_substitute_substitute_code_fkey FOREIGN KEY (substitute_code) REFERENCES planblanc.equipment_type(code);

ALTER TABLE ONLY planblanc.equipment_substitute
    ADD CONSTRAINT equipment_substitute_type_code_fkey FOREIGN KEY (type_code) REFERENCES planblanc.equipment_type(code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_department_code_region_code_fkey FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department(code, region_code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_hospital_group_code_fkey FOREIGN KEY (hospital_group_code) REFERENCES planblanc.hospital_group(code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES planblanc.legal_entity(id);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_road_network_code_fkey FOREIGN KEY (road_network_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.establishment
    ADD CONSTRAINT establishment_security_change_id_fkey FOREIGN KEY (security_change_id) REFERENCES planblanc.security_change(id);

ALTER TABLE ONLY planblanc.establishment_service
    ADD CONSTRAINT establishment_service_establishment_id_fkey FOREIGN KEY (establishment_id) REFERENCES planblanc.establishment(id);

ALTER TABLE ONLY planblanc.establishment_service
    ADD CONSTRAINT establishment_service_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.floor_override
    ADD CONSTRAINT floor_override_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.floor_override
    ADD CONSTRAINT floor_override_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.floor_override
    ADD CONSTRAINT floor_override_lender_id_lender_region_code_fkey FOREIGN KEY (lender_id, lender_region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.floor_override
    ADD CONSTRAINT floor_override_stock_id_lender_id_fkey FOREIGN KEY (stock_id, lender_id) REFERENCES planblanc.equipment_stock(id, lender_id);

ALTER TABLE ONLY planblanc.hand_over
    ADD CONSTRAINT hand_over_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_equipment_type_code_fkey FOREIGN KEY (equipment_type_code) REFERENCES planblanc.equipment_type(code);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.help_offer
    ADD CONSTRAINT help_offer_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.help_request_contact
    ADD CONSTRAINT help_request_contact_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.help_request_contact
    ADD CONSTRAINT help_request_contact_request_id_incident_id_fkey FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request(id, incident_id) ON UPDATE CASCADE;

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_department_code_region_code_fkey FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department(code, region_code);

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.help_request
    ADD CONSTRAINT help_request_road_network_code_fkey FOREIGN KEY (road_network_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.hospital_group
    ADD CONSTRAINT hospital_group_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.inbox
    ADD CONSTRAINT inbox_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES planblanc.incident(id);

ALTER TABLE ONLY planblanc.inbox
    ADD CONSTRAINT inbox_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_category_code_fkey FOREIGN KEY (category_code) REFERENCES planblanc.incident_category(code);

ALTER TABLE ONLY planblanc.incident_contact
    ADD CONSTRAINT incident_contact_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_department_code_region_code_fkey FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department(code, region_code);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES planblanc.legal_entity(id);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES planblanc.incident(id);

ALTER TABLE ONLY planblanc.incident
    ADD CONSTRAINT incident_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.incident_service
    ADD CONSTRAINT incident_service_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.incident_service
    ADD CONSTRAINT incident_service_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.incident_service_state
    ADD CONSTRAINT incident_service_state_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.incident_service_state
    ADD CONSTRAINT incident_service_state_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.lender_competence_floor
    ADD CONSTRAINT lender_competence_floor_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.lender_competence_floor
    ADD CONSTRAINT lender_competence_floor_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_department_code_region_code_fkey FOREIGN KEY (department_code, region_code) REFERENCES planblanc.department(code, region_code);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.lender
    ADD CONSTRAINT lender_road_network_code_fkey FOREIGN KEY (road_network_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.loan
    ADD CONSTRAINT loan_engagement_id_incident_id_lender_id_fkey FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement(id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.loan
    ADD CONSTRAINT loan_engagement_id_incident_id_region_code_fkey FOREIGN KEY (engagement_id, incident_id, region_code) REFERENCES planblanc.engagement(id, incident_id, region_code);

ALTER TABLE ONLY planblanc.loan
    ADD CONSTRAINT loan_engagement_id_incident_id_stock_id_fkey FOREIGN KEY (engagement_id, incident_id, stock_id) REFERENCES planblanc.engagement(id, incident_id, resource_id);

ALTER TABLE ONLY planblanc.loan
    ADD CONSTRAINT loan_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.log_entry
    ADD CONSTRAINT log_entry_kind_key_corrects_fkey FOREIGN KEY (kind, key, corrects) REFERENCES planblanc.log_entry(kind, key, sequence);

ALTER TABLE ONLY planblanc.log_entry
    ADD CONSTRAINT log_entry_kind_key_fkey FOREIGN KEY (kind, key) REFERENCES planblanc.log_chain(kind, key);

ALTER TABLE ONLY planblanc.log_event
    ADD CONSTRAINT log_event_kind_key_sequence_fkey FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry(kind, key, sequence) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.log_head
    ADD CONSTRAINT log_head_kind_key_sequence_fkey FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry(kind, key, sequence);

ALTER TABLE ONLY planblanc.log_text
    ADD CONSTRAINT log_text_kind_key_sequence_fkey FOREIGN KEY (kind, key, sequence) REFERENCES planblanc.log_entry(kind, key, sequence);

ALTER TABLE ONLY planblanc.mutual_aid_agreement
    ADD CONSTRAINT mutual_aid_agreement_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.national_support
    ADD CONSTRAINT national_support_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_equipment_type_code_fkey FOREIGN KEY (equipment_type_code) REFERENCES planblanc.equipment_type(code);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_pack_code_fkey FOREIGN KEY (pack_code) REFERENCES planblanc.ready_pack(code);

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_request_id_incident_id_fkey FOREIGN KEY (request_id, incident_id) REFERENCES planblanc.help_request(id, incident_id) ON UPDATE CASCADE;

ALTER TABLE ONLY planblanc.need_line
    ADD CONSTRAINT need_line_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.network_travel
    ADD CONSTRAINT network_travel_from_code_fkey FOREIGN KEY (from_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.network_travel
    ADD CONSTRAINT network_travel_to_code_fkey FOREIGN KEY (to_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.notice
    ADD CONSTRAINT notice_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.notice
    ADD CONSTRAINT notice_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.notification_address
    ADD CONSTRAINT notification_address_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES planblanc.notification(id);

ALTER TABLE ONLY planblanc.notification
    ADD CONSTRAINT notification_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES planblanc.notice(id);

ALTER TABLE ONLY planblanc.notification
    ADD CONSTRAINT notification_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.obligation
    ADD CONSTRAINT obligation_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.obligation_template
    ADD CONSTRAINT obligation_template_after_code_fkey FOREIGN KEY (after_code) REFERENCES planblanc.obligation_template(code);

ALTER TABLE ONLY planblanc.obligation
    ADD CONSTRAINT obligation_template_code_fkey FOREIGN KEY (template_code) REFERENCES planblanc.obligation_template(code);

ALTER TABLE ONLY planblanc.one_use_link
    ADD CONSTRAINT one_use_link_engagement_id_incident_id_lender_id_fkey FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement(id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.one_use_link
    ADD CONSTRAINT one_use_link_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.one_use_link
    ADD CONSTRAINT one_use_link_solicitation_id_incident_id_lender_id_fkey FOREIGN KEY (solicitation_id, incident_id, lender_id) REFERENCES planblanc.solicitation(id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.outbox
    ADD CONSTRAINT outbox_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.partner_link
    ADD CONSTRAINT partner_link_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.partner_link
    ADD CONSTRAINT partner_link_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.phone_reveal
    ADD CONSTRAINT phone_reveal_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES planblanc.incident(id);

ALTER TABLE ONLY planblanc.phone_reveal
    ADD CONSTRAINT phone_reveal_responder_id_lender_id_fkey FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder(id, lender_id) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.plan_adjustment
    ADD CONSTRAINT plan_adjustment_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.plan_adjustment
    ADD CONSTRAINT plan_adjustment_need_id_incident_id_fkey FOREIGN KEY (need_id, incident_id) REFERENCES planblanc.need_line(id, incident_id) ON UPDATE CASCADE;

ALTER TABLE ONLY planblanc.plan_adjustment
    ADD CONSTRAINT plan_adjustment_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES planblanc.responder(id);

ALTER TABLE ONLY planblanc.plan_adjustment
    ADD CONSTRAINT plan_adjustment_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES planblanc.equipment_stock(id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_lender_region_code_fkey FOREIGN KEY (lender_region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_need_id_fkey FOREIGN KEY (need_id) REFERENCES planblanc.need_line(id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_plan_id_incident_id_fkey FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident(plan_id, incident_id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES planblanc.procedure(id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES planblanc.responder(id);

ALTER TABLE ONLY planblanc.plan_assignment
    ADD CONSTRAINT plan_assignment_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES planblanc.equipment_stock(id);

ALTER TABLE ONLY planblanc.plan_blanc_activation
    ADD CONSTRAINT plan_blanc_activation_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.plan_incident
    ADD CONSTRAINT plan_incident_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.plan_incident
    ADD CONSTRAINT plan_incident_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES planblanc.plan(id);

ALTER TABLE ONLY planblanc.plan_move
    ADD CONSTRAINT plan_move_plan_id_region_code_fkey FOREIGN KEY (plan_id, region_code) REFERENCES planblanc.plan(id, region_code);

ALTER TABLE ONLY planblanc.plan_need
    ADD CONSTRAINT plan_need_need_id_fkey FOREIGN KEY (need_id) REFERENCES planblanc.need_line(id);

ALTER TABLE ONLY planblanc.plan_need
    ADD CONSTRAINT plan_need_plan_id_incident_id_fkey FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident(plan_id, incident_id);

ALTER TABLE ONLY planblanc.plan
    ADD CONSTRAINT plan_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.plan_rejected
    ADD CONSTRAINT plan_rejected_plan_id_incident_id_fkey FOREIGN KEY (plan_id, incident_id) REFERENCES planblanc.plan_incident(plan_id, incident_id);

ALTER TABLE ONLY planblanc.plan_rejected
    ADD CONSTRAINT plan_rejected_plan_id_need_id_fkey FOREIGN KEY (plan_id, need_id) REFERENCES planblanc.plan_need(plan_id, need_id);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_establishment_id_fkey FOREIGN KEY (establishment_id) REFERENCES planblanc.establishment(id);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_hospital_group_code_fkey FOREIGN KEY (hospital_group_code) REFERENCES planblanc.hospital_group(code);

ALTER TABLE ONLY planblanc.procedure_original
    ADD CONSTRAINT procedure_original_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES planblanc.procedure(id) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.procedure
    ADD CONSTRAINT procedure_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_equipment_type_code_fkey FOREIGN KEY (equipment_type_code) REFERENCES planblanc.equipment_type(code);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_only_if_service_fkey FOREIGN KEY (only_if_service) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_pack_code_fkey FOREIGN KEY (pack_code) REFERENCES planblanc.ready_pack(code);

ALTER TABLE ONLY planblanc.ready_pack_line
    ADD CONSTRAINT ready_pack_line_service_domain_code_fkey FOREIGN KEY (service_domain_code) REFERENCES planblanc.service_domain(code);

ALTER TABLE ONLY planblanc.region_adjacency
    ADD CONSTRAINT region_adjacency_neighbour_code_fkey FOREIGN KEY (neighbour_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.region_adjacency
    ADD CONSTRAINT region_adjacency_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.region
    ADD CONSTRAINT region_zone_code_fkey FOREIGN KEY (zone_code) REFERENCES planblanc.defence_zone(code);

ALTER TABLE ONLY planblanc.relief_crew
    ADD CONSTRAINT relief_crew_roster_id_establishment_id_incident_id_fkey FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site(roster_id, establishment_id, incident_id);

ALTER TABLE ONLY planblanc.relief_person
    ADD CONSTRAINT relief_person_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES planblanc.responder(id);

ALTER TABLE ONLY planblanc.relief_person
    ADD CONSTRAINT relief_person_roster_id_region_code_fkey FOREIGN KEY (roster_id, region_code) REFERENCES planblanc.relief_roster(id, region_code);

ALTER TABLE ONLY planblanc.relief_post
    ADD CONSTRAINT relief_post_competence_code_fkey FOREIGN KEY (competence_code) REFERENCES planblanc.competence(code);

ALTER TABLE ONLY planblanc.relief_post
    ADD CONSTRAINT relief_post_roster_id_establishment_id_crew_number_fkey FOREIGN KEY (roster_id, establishment_id, crew_number) REFERENCES planblanc.relief_crew(roster_id, establishment_id, number);

ALTER TABLE ONLY planblanc.relief_post
    ADD CONSTRAINT relief_post_roster_id_establishment_id_incident_id_fkey FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site(roster_id, establishment_id, incident_id);

ALTER TABLE ONLY planblanc.relief_roster
    ADD CONSTRAINT relief_roster_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.relief_shift
    ADD CONSTRAINT relief_shift_roster_id_establishment_id_crew_number_fkey FOREIGN KEY (roster_id, establishment_id, crew_number) REFERENCES planblanc.relief_crew(roster_id, establishment_id, number);

ALTER TABLE ONLY planblanc.relief_shift
    ADD CONSTRAINT relief_shift_roster_id_establishment_id_incident_id_fkey FOREIGN KEY (roster_id, establishment_id, incident_id) REFERENCES planblanc.relief_site(roster_id, establishment_id, incident_id);

ALTER TABLE ONLY planblanc.relief_site
    ADD CONSTRAINT relief_site_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.relief_site
    ADD CONSTRAINT relief_site_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.relief_site
    ADD CONSTRAINT relief_site_roster_id_region_code_fkey FOREIGN KEY (roster_id, region_code) REFERENCES planblanc.relief_roster(id, region_code);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_lender_region_code_fkey FOREIGN KEY (lender_region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_responder_id_lender_id_fkey FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder(id, lender_id);

ALTER TABLE ONLY planblanc.relief_turn
    ADD CONSTRAINT relief_turn_shift_id_roster_id_incident_id_establishment_i_fkey FOREIGN KEY (shift_id, roster_id, incident_id, establishment_id) REFERENCES planblanc.relief_shift(id, roster_id, incident_id, establishment_id);

ALTER TABLE ONLY planblanc.relief_vacancy
    ADD CONSTRAINT relief_vacancy_shift_id_roster_id_incident_id_establishmen_fkey FOREIGN KEY (shift_id, roster_id, incident_id, establishment_id) REFERENCES planblanc.relief_shift(id, roster_id, incident_id, establishment_id);

ALTER TABLE ONLY planblanc.report_point
    ADD CONSTRAINT report_point_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.responder_competence
    ADD CONSTRAINT responder_competence_competence_code_competence_number_fkey FOREIGN KEY (competence_code, competence_number) REFERENCES planblanc.competence(code, number);

ALTER TABLE ONLY planblanc.responder_competence
    ADD CONSTRAINT responder_competence_responder_id_lender_id_fkey FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder(id, lender_id) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.responder
    ADD CONSTRAINT responder_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.responder_phone
    ADD CONSTRAINT responder_phone_responder_id_lender_id_fkey FOREIGN KEY (responder_id, lender_id) REFERENCES planblanc.responder(id, lender_id) ON DELETE CASCADE;

ALTER TABLE ONLY planblanc.responder
    ADD CONSTRAINT responder_road_network_code_fkey FOREIGN KEY (road_network_code) REFERENCES planblanc.road_network(code);

ALTER TABLE ONLY planblanc.rung_authorisation
    ADD CONSTRAINT rung_authorisation_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.security_change
    ADD CONSTRAINT security_change_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.security_change
    ADD CONSTRAINT security_change_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.service_key
    ADD CONSTRAINT service_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES planblanc.account(id);

ALTER TABLE ONLY planblanc.service_key
    ADD CONSTRAINT service_key_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES planblanc.account_grant(id);

ALTER TABLE ONLY planblanc.session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES planblanc.account(id);

ALTER TABLE ONLY planblanc.session
    ADD CONSTRAINT session_establishment_id_fkey FOREIGN KEY (establishment_id) REFERENCES planblanc.establishment(id);

ALTER TABLE ONLY planblanc.session
    ADD CONSTRAINT session_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES planblanc.account_grant(id);

ALTER TABLE ONLY planblanc.shared_fate_link
    ADD CONSTRAINT shared_fate_link_establishment_id_fkey FOREIGN KEY (establishment_id) REFERENCES planblanc.establishment(id);

ALTER TABLE ONLY planblanc.shared_fate_link
    ADD CONSTRAINT shared_fate_link_lender_id_region_code_fkey FOREIGN KEY (lender_id, region_code) REFERENCES planblanc.lender(id, region_code);

ALTER TABLE ONLY planblanc.shift_note
    ADD CONSTRAINT shift_note_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.situation_report
    ADD CONSTRAINT situation_report_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.situation_report
    ADD CONSTRAINT situation_report_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.solicitation
    ADD CONSTRAINT solicitation_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.solicitation
    ADD CONSTRAINT solicitation_lender_id_fkey FOREIGN KEY (lender_id) REFERENCES planblanc.lender(id);

ALTER TABLE ONLY planblanc.solicitation
    ADD CONSTRAINT solicitation_lender_region_code_fkey FOREIGN KEY (lender_region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.solicitation_line
    ADD CONSTRAINT solicitation_line_engagement_id_incident_id_lender_id_fkey FOREIGN KEY (engagement_id, incident_id, lender_id) REFERENCES planblanc.engagement(id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.solicitation_line
    ADD CONSTRAINT solicitation_line_incident_id_region_code_fkey FOREIGN KEY (incident_id, region_code) REFERENCES planblanc.incident(id, region_code);

ALTER TABLE ONLY planblanc.solicitation_line
    ADD CONSTRAINT solicitation_line_solicitation_id_incident_id_lender_id_fkey FOREIGN KEY (solicitation_id, incident_id, lender_id) REFERENCES planblanc.solicitation(id, incident_id, lender_id);

ALTER TABLE ONLY planblanc.stress_row
    ADD CONSTRAINT stress_row_run_id_region_code_fkey FOREIGN KEY (run_id, region_code) REFERENCES planblanc.stress_run(id, region_code);

ALTER TABLE ONLY planblanc.stress_run
    ADD CONSTRAINT stress_run_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.webhook_delivery
    ADD CONSTRAINT webhook_delivery_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES planblanc.webhook(id);

ALTER TABLE ONLY planblanc.webhook
    ADD CONSTRAINT webhook_establishment_id_region_code_fkey FOREIGN KEY (establishment_id, region_code) REFERENCES planblanc.establishment(id, region_code);

ALTER TABLE ONLY planblanc.webhook
    ADD CONSTRAINT webhook_region_code_fkey FOREIGN KEY (region_code) REFERENCES planblanc.region(code);

ALTER TABLE ONLY planblanc.webhook_secret
    ADD CONSTRAINT webhook_secret_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES planblanc.webhook(id);

ALTER TABLE planblanc.access_code ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.access_request ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.access_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.account_identity ENABLE ROW LEVEL SECURITY;

CREATE POLICY administrator_decides ON planblanc.obligation_template FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)) WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text));

CREATE POLICY administrator_reads ON planblanc.denial FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text));

CREATE POLICY administrator_updates ON planblanc.account FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)) WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text));

ALTER TABLE planblanc.agreement_beneficiary ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.agreement_lender ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.alert ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.arrival_digest ENABLE ROW LEVEL SECURITY;

CREATE POLICY asked_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])));

CREATE POLICY asked_updates ON planblanc.engagement FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[]))) WITH CHECK ((id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])));

CREATE POLICY asked_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[]))) WITH CHECK ((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])));

CREATE POLICY asked_updates ON planblanc.solicitation_line FOR UPDATE TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])))) WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[]))));

CREATE POLICY asker_inserts ON planblanc.phone_reveal FOR INSERT TO planblanc_app WITH CHECK (((revealed_by = ( SELECT planblanc.actor_id() AS actor_id)) AND (responder_id = ANY (( SELECT planblanc.reachable_responders() AS reachable_responders)::uuid[]))));

CREATE POLICY authoriser_inserts ON planblanc.rung_authorisation FOR INSERT TO planblanc_app WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (rung = ANY (( SELECT planblanc.authorising() AS authorising)::text[]))));

CREATE POLICY authoriser_updates ON planblanc.rung_authorisation FOR UPDATE TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (rung = ANY (( SELECT planblanc.authorising() AS authorising)::text[])))) WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (rung = ANY (( SELECT planblanc.authorising() AS authorising)::text[]))));

ALTER TABLE planblanc.availability ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.call_back ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.call_list_reveal ENABLE ROW LEVEL SECURITY;

CREATE POLICY chain_begins ON planblanc.log_chain FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY chain_grows ON planblanc.log_chain FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);

ALTER TABLE planblanc.clean_attestation ENABLE ROW LEVEL SECURITY;

CREATE POLICY code_holder_inserts_none ON planblanc.incident AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.incident_contact AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.incident_service AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.incident_service_state AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.obligation AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.partner_link AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.plan_blanc_activation AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_inserts_none ON planblanc.report_point AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.agreement_beneficiary AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.agreement_lender AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.engagement_hours AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.floor_override AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.hand_over AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.incident_contact AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.log_chain AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.log_entry AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.log_event AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.log_head AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.log_text AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.mutual_aid_agreement AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.national_support AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.obligation AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.partner_link AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.plan AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.plan_assignment AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.plan_blanc_activation AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.plan_incident AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.plan_need AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_crew AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_post AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_roster AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_shift AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_site AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_turn AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.relief_vacancy AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.rung_authorisation AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.security_change AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_reads_none ON planblanc.situation_report AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.incident AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.incident_contact AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.incident_service AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.incident_service_state AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.obligation AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.partner_link AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.plan_blanc_activation AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_holder_updates_none ON planblanc.report_point AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) <> 'CODE_HOLDER'::text));

CREATE POLICY code_is_used ON planblanc.access_code FOR UPDATE TO planblanc_definer USING (true) WITH CHECK ((used_at IS NOT NULL));

CREATE POLICY code_opens_call_back ON planblanc.session FOR INSERT TO planblanc_app WITH CHECK (((kind = 'CALL_BACK'::text) AND (revoked_at IS NULL) AND (establishment_id = ANY (( SELECT planblanc.redeemed_sites('CALL_BACK'::text) AS redeemed_sites)::uuid[]))));

CREATE POLICY code_opens_paper ON planblanc.session FOR INSERT TO planblanc_app WITH CHECK (((kind = 'PAPER'::text) AND (revoked_at IS NULL) AND (establishment_id = ANY (( SELECT planblanc.redeemed_sites('PAPER'::text) AS redeemed_sites)::uuid[]))));

ALTER TABLE planblanc.code_try ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.competence ENABLE ROW LEVEL SECURITY;

CREATE POLICY compromise_ends ON planblanc.account_grant FOR UPDATE TO planblanc_definer USING (true) WITH CHECK ((ended_at IS NOT NULL));

CREATE POLICY compromise_revokes ON planblanc.service_key FOR UPDATE TO planblanc_definer USING (true) WITH CHECK ((revoked_at IS NOT NULL));

CREATE POLICY confined_inserts_none ON planblanc.access_request AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_inserts_none ON planblanc.account AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_inserts_none ON planblanc.account_grant AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_inserts_none ON planblanc.service_key AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_inserts_none ON planblanc.webhook AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_inserts_none ON planblanc.webhook_secret AS RESTRICTIVE FOR INSERT TO planblanc_app WITH CHECK ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.access_request AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.account_grant AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.agreement_beneficiary AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.agreement_lender AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.mutual_aid_agreement AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.service_key AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.webhook AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_reads_none ON planblanc.webhook_delivery AS RESTRICTIVE FOR SELECT TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.access_request AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.account AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.account_grant AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.service_key AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.webhook AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

CREATE POLICY confined_updates_none ON planblanc.webhook_secret AS RESTRICTIVE FOR UPDATE TO planblanc_app USING ((NOT ( SELECT planblanc.is_confined() AS is_confined)));

ALTER TABLE planblanc.contact_edit ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.contact_point ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.contact_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY coordinator_deletes ON planblanc.duty_turn FOR DELETE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_deletes ON planblanc.establishment_service FOR DELETE TO planblanc_app USING ((establishment_id = ANY (( SELECT planblanc.coordinated_establishments() AS coordinated_establishments)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.access_code FOR INSERT TO planblanc_app WITH CHECK (((used_at IS NULL) AND (issued_by = ( SELECT planblanc.actor_id() AS actor_id)) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_inserts ON planblanc.call_back FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.call_list_reveal FOR INSERT TO planblanc_app WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (revealed_by = ( SELECT planblanc.actor_id() AS actor_id))));

CREATE POLICY coordinator_inserts ON planblanc.clean_attestation FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.duty_roster FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_inserts ON planblanc.duty_turn FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_inserts ON planblanc.engagement FOR INSERT TO planblanc_app WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (lender_id = ANY (( SELECT planblanc.visible_lenders() AS visible_lenders)::uuid[]))));

CREATE POLICY coordinator_inserts ON planblanc.engagement_hours FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.engagement_unit FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.establishment FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_inserts ON planblanc.establishment_service FOR INSERT TO planblanc_app WITH CHECK ((establishment_id = ANY (( SELECT planblanc.coordinated_establishments() AS coordinated_establishments)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.floor_override FOR INSERT TO planblanc_app WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) AND (lender_region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_inserts ON planblanc.hand_over FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.legal_entity FOR INSERT TO planblanc_app WITH CHECK ((cardinality(( SELECT planblanc.coordinated_regions() AS coordinated_regions)) > 0));

CREATE POLICY coordinator_inserts ON planblanc.plan FOR INSERT TO planblanc_app WITH CHECK (((state = 'REQUESTED'::text) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND (scope_regions <@ ( SELECT planblanc.coordinated_regions() AS coordinated_regions))));

CREATE POLICY coordinator_inserts ON planblanc.plan_adjustment FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.relief_crew FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.relief_post FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.relief_roster FOR INSERT TO planblanc_app WITH CHECK (((state = 'REQUESTED'::text) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_inserts ON planblanc.relief_site FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.security_change FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND (proposed_by = ( SELECT planblanc.actor_id() AS actor_id)) AND (confirmed_by IS NULL)));

CREATE POLICY coordinator_inserts ON planblanc.shift_note FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.situation_report FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND ((incident_id IS NULL) OR (incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])))));

CREATE POLICY coordinator_inserts ON planblanc.solicitation FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.solicitation_line FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_inserts ON planblanc.stress_run FOR INSERT TO planblanc_app WITH CHECK (((state = 'REQUESTED'::text) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_of_site_inserts ON planblanc.call_back FOR INSERT TO planblanc_app WITH CHECK (((incident_id IS NULL) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_of_site_reads ON planblanc.call_back FOR SELECT TO planblanc_app USING (((incident_id IS NULL) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))));

CREATE POLICY coordinator_reads ON planblanc.access_code FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.alert FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.call_back FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.call_list_reveal FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.clean_attestation FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.contact_version FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.duty_roster FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.duty_turn FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.notice FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.notification FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.plan_adjustment FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.plan_move FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.plan_rejected FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.relief_person FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_reads ON planblanc.shift_note FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_reads ON planblanc.stress_row FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_READER'::text)));

CREATE POLICY coordinator_reads ON planblanc.stress_run FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_READER'::text)));

CREATE POLICY coordinator_updates ON planblanc.access_code FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((revoked_at IS NOT NULL));

CREATE POLICY coordinator_updates ON planblanc.alert FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.clean_attestation FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.contact_edit FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND ((decided_by IS NULL) OR (decided_by = ( SELECT planblanc.actor_id() AS actor_id)))));

CREATE POLICY coordinator_updates ON planblanc.duty_roster FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.duty_turn FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.engagement FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.engagement_hours FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.establishment FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.floor_override FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.hand_over FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.help_offer FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.incident FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.partner_link FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.plan FOR UPDATE TO planblanc_app USING (((state = 'REQUESTED'::text) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND (scope_regions <@ ( SELECT planblanc.coordinated_regions() AS coordinated_regions)))) WITH CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'FAILED'::text])));

CREATE POLICY coordinator_updates ON planblanc.plan_adjustment FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.plan_incident FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])));

CREATE POLICY coordinator_updates ON planblanc.relief_roster FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY coordinator_updates ON planblanc.security_change FOR UPDATE TO planblanc_app USING (((state = 'PROPOSED'::text) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])))) WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) AND ((confirmed_by IS NULL) OR (confirmed_by = ( SELECT planblanc.actor_id() AS actor_id)))));

CREATE POLICY coordinator_updates ON planblanc.stress_run FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY declarer_inserts ON planblanc.incident FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR (((establishment_id IS NULL) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[]))) AND ((legal_entity_id IS NULL) OR (legal_entity_id = ANY (( SELECT planblanc.own_legal_entities() AS own_legal_entities)::uuid[]))) AND (num_nonnulls(establishment_id, legal_entity_id) > 0) AND (region_code = ANY (( SELECT planblanc.own_regions() AS own_regions)::text[])))));

ALTER TABLE planblanc.defence_zone ENABLE ROW LEVEL SECURITY;

CREATE POLICY definer ON planblanc.access_code FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.access_request FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.access_rule FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.account FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.account_grant FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.account_identity FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.agreement_beneficiary FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.agreement_lender FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.alert FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.arrival_digest FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.availability FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.call_back FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.call_list_reveal FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.clean_attestation FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.code_try FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.competence FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.contact_edit FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.contact_point FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.contact_version FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.defence_zone FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.denial FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.department FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.duty_roster FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.duty_turn FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.engagement FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.engagement_hours FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.engagement_unit FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.equipment_stock FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.equipment_substitute FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.equipment_type FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.establishment FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.establishment_service FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.floor_override FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.hand_over FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.help_offer FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.help_request FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.help_request_contact FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.hospital_group FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.idempotency_key FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.inbox FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.incident FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.incident_category FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.incident_contact FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.incident_service FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.incident_service_state FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.legal_entity FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.lender FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.lender_competence_floor FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.loan FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_chain FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_entry FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_event FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_head FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_region_head FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.log_text FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.login_attempt FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.mutual_aid_agreement FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.national_support FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.need_line FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.network_travel FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.notice FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.notification FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.notification_address FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.obligation FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.obligation_template FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.one_use_link FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.outbox FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.partner_link FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.person_delay FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.phone_reveal FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_adjustment FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_assignment FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_blanc_activation FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_incident FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_move FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_need FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.plan_rejected FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.procedure FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.procedure_original FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.ready_pack FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.ready_pack_line FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.region FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.region_adjacency FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_crew FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_person FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_post FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_roster FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_shift FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_site FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_turn FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.relief_vacancy FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.report_point FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.responder FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.responder_competence FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.responder_phone FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.road_network FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.rung_authorisation FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.schema_migration FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.security_change FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.service_domain FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.service_key FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.session FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.setting FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.shared_fate_link FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.shift_note FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.situation_report FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.solicitation FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.solicitation_line FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.stress_row FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.stress_run FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.webhook FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.webhook_delivery FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.webhook_secret FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer ON planblanc.working_time FOR SELECT TO planblanc_definer USING (true);

CREATE POLICY definer_deletes ON planblanc.login_attempt FOR DELETE TO planblanc_definer USING (true);

CREATE POLICY definer_updates ON planblanc.session FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);

ALTER TABLE planblanc.denial ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.department ENABLE ROW LEVEL SECURITY;

CREATE POLICY door_reads ON planblanc.access_rule FOR SELECT TO planblanc_app USING ((( SELECT planblanc.actor_role() AS actor_role) = ANY (ARRAY['NEWCOMER'::text, 'ADMINISTRATOR'::text])));

CREATE POLICY doors_insert ON planblanc.denial FOR INSERT TO planblanc_app WITH CHECK (( SELECT planblanc.has_actor() AS has_actor));

ALTER TABLE planblanc.duty_roster ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.duty_turn ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement_hours ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.engagement_unit ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_stock ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_substitute ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.equipment_type ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.establishment ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.establishment_service ENABLE ROW LEVEL SECURITY;

CREATE POLICY event_is_added ON planblanc.log_event FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY event_is_numbered ON planblanc.log_event FOR UPDATE TO planblanc_definer USING ((region_sequence IS NULL)) WITH CHECK ((region_sequence IS NOT NULL));

CREATE POLICY everybody_reads ON planblanc.competence FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.defence_zone FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.department FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.equipment_substitute FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.equipment_type FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.establishment FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.establishment_service FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.hospital_group FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.incident_category FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.legal_entity FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.network_travel FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.obligation_template FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.person_delay FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.procedure FOR SELECT TO planblanc_app USING (((published AND ( SELECT planblanc.has_actor() AS has_actor)) OR (region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text))));

CREATE POLICY everybody_reads ON planblanc.ready_pack FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.ready_pack_line FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.region FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.region_adjacency FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.road_network FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.service_domain FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY everybody_reads ON planblanc.working_time FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

ALTER TABLE planblanc.floor_override ENABLE ROW LEVEL SECURITY;

CREATE POLICY follower_reads ON planblanc.engagement FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.followed_engagements() AS followed_engagements)::uuid[])));

CREATE POLICY follower_reads ON planblanc.engagement_hours FOR SELECT TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.followed_engagements() AS followed_engagements)::uuid[])));

CREATE POLICY follower_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.floor_override FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.managed_lenders() AS managed_lenders)::uuid[]))));

CREATE POLICY follower_reads ON planblanc.hand_over FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.help_request FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.loan FOR SELECT TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.followed_engagements() AS followed_engagements)::uuid[])));

CREATE POLICY follower_reads ON planblanc.national_support FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.need_line FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.obligation FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.partner_link FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.plan FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.followed_plans() AS followed_plans)::uuid[])));

CREATE POLICY follower_reads ON planblanc.plan_assignment FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((responder_id IS NULL) OR (( SELECT planblanc.actor_role() AS actor_role) <> 'NATIONAL_READER'::text))));

CREATE POLICY follower_reads ON planblanc.plan_blanc_activation FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.plan_incident FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.relief_crew FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.relief_post FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.relief_roster FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.followed_rosters() AS followed_rosters)::uuid[])));

CREATE POLICY follower_reads ON planblanc.relief_shift FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.relief_site FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.relief_turn FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND (( SELECT planblanc.actor_role() AS actor_role) <> 'NATIONAL_READER'::text) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.relief_vacancy FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) AND ((( SELECT planblanc.actor_role() AS actor_role) <> ALL (ARRAY['ESTABLISHMENT'::text, 'SERVICE'::text])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY follower_reads ON planblanc.report_point FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.rung_authorisation FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])));

CREATE POLICY follower_reads ON planblanc.security_change FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_READER'::text)));

CREATE POLICY follower_reads ON planblanc.situation_report FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.followed_incidents() AS followed_incidents)::uuid[])) OR ((incident_id IS NULL) AND (region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[]))) OR ((incident_id IS NULL) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_READER'::text))));

CREATE POLICY follower_reads ON planblanc.solicitation FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.followed_solicitations() AS followed_solicitations)::uuid[])));

CREATE POLICY follower_reads ON planblanc.solicitation_line FOR SELECT TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.followed_solicitation_lines() AS followed_solicitation_lines)::uuid[])));

ALTER TABLE planblanc.hand_over ENABLE ROW LEVEL SECURITY;

CREATE POLICY handler_inserts ON planblanc.help_request FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.help_request_contact FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.incident_contact FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.incident_service FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.incident_service_state FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.need_line FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.obligation FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.partner_link FOR INSERT TO planblanc_app WITH CHECK (((restored_at IS NULL) AND (incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))));

CREATE POLICY handler_inserts ON planblanc.plan_blanc_activation FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_inserts ON planblanc.report_point FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_reads ON planblanc.help_request_contact FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_reads ON planblanc.incident_contact FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_reads ON planblanc.plan_need FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.help_request FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.incident_contact FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.incident_service FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.need_line FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.obligation FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.plan_blanc_activation FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY handler_updates ON planblanc.report_point FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.handled_incidents() AS handled_incidents)::uuid[])));

CREATE POLICY head_begins ON planblanc.log_region_head FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY head_grows ON planblanc.log_region_head FOR UPDATE TO planblanc_definer USING (true) WITH CHECK (true);

ALTER TABLE planblanc.help_offer ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.help_request ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.help_request_contact ENABLE ROW LEVEL SECURITY;

CREATE POLICY holder_names_a_deputy ON planblanc.account_grant FOR INSERT TO planblanc_app WITH CHECK (((deputy_of IS NOT NULL) AND (account_id <> ALL (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) AND planblanc.holds_as_much(deputy_of, role, regions, establishments, lenders, until)));

ALTER TABLE planblanc.hospital_group ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.idempotency_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.inbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_category ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_contact ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_service ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.incident_service_state ENABLE ROW LEVEL SECURITY;

CREATE POLICY installation ON planblanc.setting FOR SELECT TO planblanc_app, planblanc_portal USING (( SELECT planblanc.has_actor() AS has_actor));

CREATE POLICY issuer_inserts ON planblanc.one_use_link FOR INSERT TO planblanc_app WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[]))));

CREATE POLICY issuer_reads ON planblanc.one_use_link FOR SELECT TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) OR (id = ( SELECT planblanc.actor_id() AS actor_id))));

CREATE POLICY issuer_updates ON planblanc.one_use_link FOR UPDATE TO planblanc_app USING (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) OR (id = ( SELECT planblanc.actor_id() AS actor_id)))) WITH CHECK (((incident_id = ANY (( SELECT planblanc.coordinated_incidents() AS coordinated_incidents)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) OR (id = ( SELECT planblanc.actor_id() AS actor_id))));

CREATE POLICY keeper_deletes ON planblanc.procedure FOR DELETE TO planblanc_app USING (((NOT published) AND ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text)))));

CREATE POLICY keeper_deletes ON planblanc.procedure_original FOR DELETE TO planblanc_app USING ((EXISTS ( SELECT
   FROM planblanc.procedure
  WHERE ((procedure.id = procedure_original.procedure_id) AND ((procedure.region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (procedure.establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((procedure.scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text)))))));

CREATE POLICY keeper_deletes ON planblanc.responder_phone FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY keeper_inserts ON planblanc.account FOR INSERT TO planblanc_app WITH CHECK (((kind = 'SERVICE'::text) AND ((( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text) OR (cardinality(( SELECT planblanc.coordinated_regions() AS coordinated_regions)) > 0) OR ((( SELECT planblanc.actor_role() AS actor_role) = 'ESTABLISHMENT'::text) AND (cardinality(( SELECT planblanc.own_establishments() AS own_establishments)) > 0)))));

CREATE POLICY keeper_inserts ON planblanc.account_grant FOR INSERT TO planblanc_app WITH CHECK (((deputy_of IS NULL) AND (account_id <> ALL (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) AND planblanc.keeps_access(role, regions, establishments, lenders, region_codes)));

CREATE POLICY keeper_inserts ON planblanc.contact_edit FOR INSERT TO planblanc_app WITH CHECK (((state = 'PENDING'::text) AND (asked_by = ( SELECT planblanc.actor_id() AS actor_id)) AND ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])))));

CREATE POLICY keeper_inserts ON planblanc.contact_point FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[]))));

CREATE POLICY keeper_inserts ON planblanc.procedure FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text))));

CREATE POLICY keeper_inserts ON planblanc.procedure_original FOR INSERT TO planblanc_app WITH CHECK ((EXISTS ( SELECT
   FROM planblanc.procedure
  WHERE ((procedure.id = procedure_original.procedure_id) AND ((procedure.region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (procedure.establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((procedure.scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text)))))));

CREATE POLICY keeper_inserts ON planblanc.responder_phone FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY keeper_inserts ON planblanc.service_key FOR INSERT TO planblanc_app WITH CHECK (((account_id <> ALL (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) AND (grant_id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[]))));

CREATE POLICY keeper_inserts ON planblanc.webhook FOR INSERT TO planblanc_app WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR ((( SELECT planblanc.actor_role() AS actor_role) = 'ESTABLISHMENT'::text) AND (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

CREATE POLICY keeper_inserts ON planblanc.webhook_secret FOR INSERT TO planblanc_app WITH CHECK ((webhook_id = ANY (( SELECT planblanc.kept_webhooks() AS kept_webhooks)::uuid[])));

CREATE POLICY keeper_reads ON planblanc.access_request FOR SELECT TO planblanc_app USING (((id = ANY (( SELECT planblanc.kept_requests() AS kept_requests)::uuid[])) OR (account_id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)));

CREATE POLICY keeper_reads ON planblanc.account FOR SELECT TO planblanc_app USING (((id = ANY (( SELECT planblanc.kept_accounts() AS kept_accounts)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)));

CREATE POLICY keeper_reads ON planblanc.account_grant FOR SELECT TO planblanc_app USING (((id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)));

CREATE POLICY keeper_reads ON planblanc.account_identity FOR SELECT TO planblanc_app USING (((account_id = ANY (( SELECT planblanc.kept_accounts() AS kept_accounts)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)));

CREATE POLICY keeper_reads ON planblanc.contact_edit FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[]))));

CREATE POLICY keeper_reads ON planblanc.contact_point FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.kept_contacts() AS kept_contacts)::uuid[])));

CREATE POLICY keeper_reads ON planblanc.phone_reveal FOR SELECT TO planblanc_app USING (((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])) OR (revealed_by = ( SELECT planblanc.actor_id() AS actor_id)) OR (responder_id = ( SELECT planblanc.linked_responder() AS linked_responder))));

CREATE POLICY keeper_reads ON planblanc.responder_phone FOR SELECT TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY keeper_reads ON planblanc.service_key FOR SELECT TO planblanc_app USING (((grant_id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text)));

CREATE POLICY keeper_reads ON planblanc.webhook FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.kept_webhooks() AS kept_webhooks)::uuid[])));

CREATE POLICY keeper_reads ON planblanc.webhook_delivery FOR SELECT TO planblanc_app USING ((webhook_id = ANY (( SELECT planblanc.kept_webhooks() AS kept_webhooks)::uuid[])));

CREATE POLICY keeper_updates ON planblanc.access_request FOR UPDATE TO planblanc_app USING (((id = ANY (( SELECT planblanc.kept_requests() AS kept_requests)::uuid[])) AND (account_id <> ALL (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])))) WITH CHECK ((state <> 'PENDING'::text));

CREATE POLICY keeper_updates ON planblanc.account_grant FOR UPDATE TO planblanc_app USING (((id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text))) WITH CHECK ((ended_at IS NOT NULL));

CREATE POLICY keeper_updates ON planblanc.contact_point FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.kept_contacts() AS kept_contacts)::uuid[]))) WITH CHECK (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[]))));

CREATE POLICY keeper_updates ON planblanc.procedure FOR UPDATE TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text)))) WITH CHECK (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text))));

CREATE POLICY keeper_updates ON planblanc.procedure_original FOR UPDATE TO planblanc_app USING ((EXISTS ( SELECT
   FROM planblanc.procedure
  WHERE ((procedure.id = procedure_original.procedure_id) AND ((procedure.region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (procedure.establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((procedure.scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text))))))) WITH CHECK ((EXISTS ( SELECT
   FROM planblanc.procedure
  WHERE ((procedure.id = procedure_original.procedure_id) AND ((procedure.region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (procedure.establishment_id = ANY (( SELECT planblanc.kept_establishments() AS kept_establishments)::uuid[])) OR ((procedure.scope = 'NATIONAL'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NATIONAL_COORDINATOR'::text)))))));

CREATE POLICY keeper_updates ON planblanc.responder_phone FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY keeper_updates ON planblanc.service_key FOR UPDATE TO planblanc_app USING (((grant_id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[])) OR (( SELECT planblanc.actor_role() AS actor_role) = 'ADMINISTRATOR'::text))) WITH CHECK ((revoked_at IS NOT NULL));

CREATE POLICY keeper_updates ON planblanc.webhook FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.kept_webhooks() AS kept_webhooks)::uuid[]))) WITH CHECK (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR ((( SELECT planblanc.actor_role() AS actor_role) = 'ESTABLISHMENT'::text) AND (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])))));

ALTER TABLE planblanc.legal_entity ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.lender ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.lender_competence_floor ENABLE ROW LEVEL SECURITY;

CREATE POLICY lender_inserts ON planblanc.engagement_hours FOR INSERT TO planblanc_app WITH CHECK (((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])) AND (( SELECT planblanc.actor_role() AS actor_role) <> 'LINK_HOLDER'::text)));

CREATE POLICY lender_region_inserts ON planblanc.loan FOR INSERT TO planblanc_app WITH CHECK ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[])));

CREATE POLICY lender_region_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[])));

CREATE POLICY lender_region_updates ON planblanc.engagement FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[]))) WITH CHECK ((id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[])));

CREATE POLICY lender_region_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[]))) WITH CHECK ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[])));

CREATE POLICY lender_region_updates ON planblanc.loan FOR UPDATE TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[]))) WITH CHECK ((engagement_id = ANY (( SELECT planblanc.lent_elsewhere() AS lent_elsewhere)::uuid[])));

CREATE POLICY lender_updates ON planblanc.engagement_hours FOR UPDATE TO planblanc_app USING (((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])) AND (( SELECT planblanc.actor_role() AS actor_role) <> 'LINK_HOLDER'::text))) WITH CHECK (((engagement_id = ANY (( SELECT planblanc.answered_engagements() AS answered_engagements)::uuid[])) AND (( SELECT planblanc.actor_role() AS actor_role) <> 'LINK_HOLDER'::text)));

CREATE POLICY line_is_added ON planblanc.log_entry FOR INSERT TO planblanc_definer WITH CHECK (true);

ALTER TABLE planblanc.loan ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_chain ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_head ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_region_head ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.log_text ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.login_attempt ENABLE ROW LEVEL SECURITY;

CREATE POLICY manager_deletes ON planblanc.agreement_beneficiary FOR DELETE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_deletes ON planblanc.agreement_lender FOR DELETE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_deletes ON planblanc.availability FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_deletes ON planblanc.equipment_stock FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_deletes ON planblanc.lender_competence_floor FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_deletes ON planblanc.responder FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_deletes ON planblanc.responder_competence FOR DELETE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.agreement_beneficiary FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_inserts ON planblanc.agreement_lender FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_inserts ON planblanc.availability FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.equipment_stock FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.lender FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_inserts ON planblanc.lender_competence_floor FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.mutual_aid_agreement FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_inserts ON planblanc.responder FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.responder_competence FOR INSERT TO planblanc_app WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_inserts ON planblanc.shared_fate_link FOR INSERT TO planblanc_app WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_reads ON planblanc.availability FOR SELECT TO planblanc_app USING ((( SELECT planblanc.manages_the_nation() AS manages_the_nation) OR (lender_id IN ( SELECT unnest(planblanc.managed_lenders()) AS unnest))));

CREATE POLICY manager_reads ON planblanc.responder FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[]))));

CREATE POLICY manager_reads ON planblanc.responder_competence FOR SELECT TO planblanc_app USING ((( SELECT planblanc.manages_the_nation() AS manages_the_nation) OR (lender_id IN ( SELECT unnest(planblanc.managed_lenders()) AS unnest))));

CREATE POLICY manager_reads ON planblanc.shared_fate_link FOR SELECT TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_updates ON planblanc.availability FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.equipment_stock FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.lender FOR UPDATE TO planblanc_app USING ((id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.lender_competence_floor FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.mutual_aid_agreement FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY manager_updates ON planblanc.responder FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.responder_competence FOR UPDATE TO planblanc_app USING ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[]))) WITH CHECK ((lender_id = ANY (( SELECT planblanc.kept_lenders() AS kept_lenders)::uuid[])));

CREATE POLICY manager_updates ON planblanc.shared_fate_link FOR UPDATE TO planblanc_app USING ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[]))) WITH CHECK ((region_code = ANY (( SELECT planblanc.managed_regions() AS managed_regions)::text[])));

CREATE POLICY matcher_reads ON planblanc.inbox FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR ((region_code IS NULL) AND (state = 'TO_MATCH'::text) AND (cardinality(( SELECT planblanc.coordinated_regions() AS coordinated_regions)) > 0))));

CREATE POLICY matcher_updates ON planblanc.inbox FOR UPDATE TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR ((region_code IS NULL) AND (state = 'TO_MATCH'::text) AND (cardinality(( SELECT planblanc.coordinated_regions() AS coordinated_regions)) > 0)))) WITH CHECK ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])));

CREATE POLICY migrator ON planblanc.access_code TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.access_request TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.access_rule TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.account TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.account_grant TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.account_identity TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.agreement_beneficiary TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.agreement_lender TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.alert TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.arrival_digest TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.availability TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.call_back TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.call_list_reveal TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.clean_attestation TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.code_try TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.competence TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.contact_edit TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.contact_point TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.contact_version TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.defence_zone TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.denial TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.department TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.duty_roster TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.duty_turn TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.engagement TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.engagement_hours TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.engagement_unit TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.equipment_stock TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.equipment_substitute TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.equipment_type TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.establishment TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.establishment_service TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.floor_override TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.hand_over TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.help_offer TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.help_request TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.help_request_contact TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.hospital_group TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.idempotency_key TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.inbox TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.incident TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.incident_category TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.incident_contact TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.incident_service TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.incident_service_state TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.legal_entity TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.lender TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.lender_competence_floor TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.loan TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_chain TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_entry TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_event TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_head TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_region_head TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.log_text TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.login_attempt TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.mutual_aid_agreement TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.national_support TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.need_line TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.network_travel TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.notice TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.notification TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.notification_address TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.obligation TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.obligation_template TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.one_use_link TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.outbox TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.partner_link TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.person_delay TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.phone_reveal TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_adjustment TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_assignment TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_blanc_activation TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_incident TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_move TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_need TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.plan_rejected TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.procedure TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.procedure_original TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.ready_pack TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.ready_pack_line TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.region TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.region_adjacency TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_crew TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_person TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_post TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_roster TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_shift TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_site TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_turn TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.relief_vacancy TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.report_point TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.responder TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.responder_competence TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.responder_phone TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.road_network TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.rung_authorisation TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.schema_migration TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.security_change TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.service_domain TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.service_key TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.session TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.setting TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.shared_fate_link TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.shift_note TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.situation_report TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.solicitation TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.solicitation_line TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.stress_row TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.stress_run TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.webhook TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.webhook_delivery TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.webhook_secret TO planblanc_migrator USING (true) WITH CHECK (true);

CREATE POLICY migrator ON planblanc.working_time TO planblanc_migrator USING (true) WITH CHECK (true);

ALTER TABLE planblanc.mutual_aid_agreement ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.national_support ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.need_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.network_travel ENABLE ROW LEVEL SECURITY;

CREATE POLICY newcomer_inserts ON planblanc.access_request FOR INSERT TO planblanc_app WITH CHECK (((state = 'PENDING'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (account_id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[]))));

CREATE POLICY newcomer_inserts ON planblanc.account FOR INSERT TO planblanc_app WITH CHECK (((kind = 'PERSON'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (id = ( SELECT planblanc.actor_id() AS actor_id))));

CREATE POLICY newcomer_inserts ON planblanc.account_identity FOR INSERT TO planblanc_app WITH CHECK (((( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (id = ( SELECT planblanc.actor_id() AS actor_id)) AND (account_id = id)));

CREATE POLICY newcomer_inserts ON planblanc.login_attempt FOR INSERT TO planblanc_app WITH CHECK ((( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text));

CREATE POLICY newcomer_inserts ON planblanc.session FOR INSERT TO planblanc_app WITH CHECK (((kind = 'LOGIN'::text) AND (revoked_at IS NULL) AND (( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (account_id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) AND ((grant_id IS NULL) OR (grant_id = ANY (( SELECT planblanc.kept_grants() AS kept_grants)::uuid[])))));

CREATE POLICY newcomer_updates ON planblanc.account FOR UPDATE TO planblanc_app USING (((( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])) AND (ended_at IS NULL))) WITH CHECK ((ended_at IS NULL));

CREATE POLICY newcomer_updates ON planblanc.account_identity FOR UPDATE TO planblanc_app USING (((( SELECT planblanc.actor_role() AS actor_role) = 'NEWCOMER'::text) AND (id = ( SELECT planblanc.actor_id() AS actor_id)))) WITH CHECK ((id = ( SELECT planblanc.actor_id() AS actor_id)));

ALTER TABLE planblanc.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.notification ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.notification_address ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.obligation ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.obligation_template ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.one_use_link ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.outbox ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_inserts ON planblanc.idempotency_key FOR INSERT TO planblanc_app WITH CHECK ((actor_id = ( SELECT planblanc.actor_id() AS actor_id)));

CREATE POLICY owner_reads ON planblanc.idempotency_key FOR SELECT TO planblanc_app USING ((actor_id = ( SELECT planblanc.actor_id() AS actor_id)));

CREATE POLICY owner_reads ON planblanc.session FOR SELECT TO planblanc_app USING ((account_id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[])));

CREATE POLICY owner_revokes ON planblanc.session FOR UPDATE TO planblanc_app USING ((account_id = ANY (( SELECT planblanc.own_accounts() AS own_accounts)::uuid[]))) WITH CHECK ((revoked_at IS NOT NULL));

CREATE POLICY owner_updates ON planblanc.idempotency_key FOR UPDATE TO planblanc_app USING ((actor_id = ( SELECT planblanc.actor_id() AS actor_id))) WITH CHECK ((actor_id = ( SELECT planblanc.actor_id() AS actor_id)));

ALTER TABLE planblanc.partner_link ENABLE ROW LEVEL SECURITY;

CREATE POLICY party_inserts ON planblanc.help_offer FOR INSERT TO planblanc_app WITH CHECK (((state = 'RECEIVED'::text) AND ((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR ((lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) AND ((incident_id IS NULL) OR (incident_id = ANY (( SELECT planblanc.answered_incidents() AS answered_incidents)::uuid[])))))));

CREATE POLICY party_inserts ON planblanc.loan FOR INSERT TO planblanc_app WITH CHECK ((engagement_id = ANY (( SELECT planblanc.lending_engagements() AS lending_engagements)::uuid[])));

CREATE POLICY party_reads ON planblanc.agreement_beneficiary FOR SELECT TO planblanc_app USING ((agreement_id = ANY (( SELECT planblanc.visible_agreements() AS visible_agreements)::uuid[])));

CREATE POLICY party_reads ON planblanc.agreement_lender FOR SELECT TO planblanc_app USING ((agreement_id = ANY (( SELECT planblanc.visible_agreements() AS visible_agreements)::uuid[])));

CREATE POLICY party_reads ON planblanc.help_offer FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.coordinated_regions() AS coordinated_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[]))));

CREATE POLICY party_reads ON planblanc.mutual_aid_agreement FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.visible_agreements() AS visible_agreements)::uuid[])));

CREATE POLICY party_updates ON planblanc.loan FOR UPDATE TO planblanc_app USING ((engagement_id = ANY (( SELECT planblanc.lending_engagements() AS lending_engagements)::uuid[]))) WITH CHECK ((engagement_id = ANY (( SELECT planblanc.lending_engagements() AS lending_engagements)::uuid[])));

ALTER TABLE planblanc.person_delay ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.phone_reveal ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_adjustment ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_assignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_blanc_activation ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_incident ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_move ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_need ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.plan_rejected ENABLE ROW LEVEL SECURITY;

CREATE POLICY portal_inserts ON planblanc.inbox FOR INSERT TO planblanc_portal WITH CHECK (((state = ANY (ARRAY['RECEIVED'::text, 'INVALID'::text])) AND ( SELECT planblanc.has_actor() AS has_actor)));

ALTER TABLE planblanc.procedure ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.procedure_original ENABLE ROW LEVEL SECURITY;

CREATE POLICY reader_reads ON planblanc.log_chain FOR SELECT TO planblanc_app USING ((key = ANY (( SELECT planblanc.readable_chains() AS readable_chains)::text[])));

CREATE POLICY reader_reads ON planblanc.log_entry FOR SELECT TO planblanc_app USING (((key = ANY (( SELECT planblanc.readable_chains() AS readable_chains)::text[])) AND ((tlp = ANY (( SELECT planblanc.readable_tlps() AS readable_tlps)::text[])) OR (actor_id = ( SELECT planblanc.actor_id() AS actor_id)))));

CREATE POLICY reader_reads ON planblanc.log_event FOR SELECT TO planblanc_app USING (((key = ANY (( SELECT planblanc.readable_chains() AS readable_chains)::text[])) OR (tells_services AND (incident_id = ANY (( SELECT planblanc.visible_incidents() AS visible_incidents)::uuid[])))));

CREATE POLICY reader_reads ON planblanc.log_head FOR SELECT TO planblanc_app USING ((key = ANY (( SELECT planblanc.readable_chains() AS readable_chains)::text[])));

CREATE POLICY reader_reads ON planblanc.log_text FOR SELECT TO planblanc_app USING (((key = ANY (( SELECT planblanc.readable_chains() AS readable_chains)::text[])) AND ((tlp = ANY (( SELECT planblanc.readable_tlps() AS readable_tlps)::text[])) OR (actor_id = ( SELECT planblanc.actor_id() AS actor_id))) AND (( SELECT planblanc.actor_role() AS actor_role) <> 'NATIONAL_READER'::text)));

CREATE POLICY reader_reads ON planblanc.procedure_original FOR SELECT TO planblanc_app USING ((EXISTS ( SELECT
   FROM planblanc.procedure
  WHERE (procedure.id = procedure_original.procedure_id))));

CREATE POLICY readiness ON planblanc.schema_migration FOR SELECT TO planblanc_app USING (( SELECT planblanc.has_actor() AS has_actor));

ALTER TABLE planblanc.ready_pack ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.ready_pack_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.region ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.region_adjacency ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_crew ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_person ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_post ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_roster ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_shift ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_site ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_turn ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.relief_vacancy ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.report_point ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder_competence ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.responder_phone ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.road_network ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.rung_authorisation ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.schema_migration ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.security_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.service_domain ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.service_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.session ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.shared_fate_link ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.shift_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.situation_report ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.solicitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.solicitation_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.stress_row ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.stress_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY supporter_inserts ON planblanc.national_support FOR INSERT TO planblanc_app WITH CHECK ((incident_id = ANY (( SELECT planblanc.supported_incidents() AS supported_incidents)::uuid[])));

CREATE POLICY supporter_updates ON planblanc.national_support FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.supported_incidents() AS supported_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.supported_incidents() AS supported_incidents)::uuid[])));

CREATE POLICY teller_inserts ON planblanc.outbox FOR INSERT TO planblanc_app, planblanc_portal WITH CHECK (((state = 'PENDING'::text) AND (attempts = 0) AND ( SELECT planblanc.has_actor() AS has_actor)));

CREATE POLICY text_is_added ON planblanc.log_text FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY text_is_erased ON planblanc.log_text FOR DELETE TO planblanc_definer USING (true);

CREATE POLICY try_is_counted ON planblanc.code_try FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY try_is_forgotten ON planblanc.code_try FOR DELETE TO planblanc_definer USING (true);

CREATE POLICY version_begins ON planblanc.contact_version FOR INSERT TO planblanc_definer WITH CHECK (true);

CREATE POLICY version_ends ON planblanc.contact_version FOR UPDATE TO planblanc_definer USING (true) WITH CHECK ((valid_until IS NOT NULL));

CREATE POLICY victim_proposes ON planblanc.security_change FOR INSERT TO planblanc_app WITH CHECK (((state = 'PROPOSED'::text) AND (( SELECT planblanc.actor_role() AS actor_role) = 'ESTABLISHMENT'::text) AND (establishment_id = ANY (( SELECT planblanc.own_establishments() AS own_establishments)::uuid[])) AND (proposed_by = ( SELECT planblanc.actor_id() AS actor_id)) AND (confirmed_by IS NULL)));

CREATE POLICY victim_updates ON planblanc.engagement FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.own_incidents() AS own_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.own_incidents() AS own_incidents)::uuid[])));

CREATE POLICY victim_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.own_incidents() AS own_incidents)::uuid[]))) WITH CHECK ((incident_id = ANY (( SELECT planblanc.own_incidents() AS own_incidents)::uuid[])));

CREATE POLICY watcher_reads ON planblanc.equipment_stock FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.pool_regions() AS pool_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) OR (lender_id = ANY (( SELECT planblanc.shared_lenders() AS shared_lenders)::uuid[]))));

CREATE POLICY watcher_reads ON planblanc.incident FOR SELECT TO planblanc_app USING ((id = ANY (( SELECT planblanc.visible_incidents() AS visible_incidents)::uuid[])));

CREATE POLICY watcher_reads ON planblanc.incident_service FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.visible_incidents() AS visible_incidents)::uuid[])));

CREATE POLICY watcher_reads ON planblanc.incident_service_state FOR SELECT TO planblanc_app USING ((incident_id = ANY (( SELECT planblanc.visible_incidents() AS visible_incidents)::uuid[])));

CREATE POLICY watcher_reads ON planblanc.lender FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.pool_regions() AS pool_regions)::text[])) OR (id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[])) OR (id = ANY (( SELECT planblanc.shared_lenders() AS shared_lenders)::uuid[]))));

CREATE POLICY watcher_reads ON planblanc.lender_competence_floor FOR SELECT TO planblanc_app USING (((region_code = ANY (( SELECT planblanc.pool_regions() AS pool_regions)::text[])) OR (lender_id = ANY (( SELECT planblanc.lent_lenders() AS lent_lenders)::uuid[]))));

ALTER TABLE planblanc.webhook ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.webhook_delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE planblanc.webhook_secret ENABLE ROW LEVEL SECURITY;

CREATE POLICY worker_deletes ON planblanc.alert FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.arrival_digest FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.call_back FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.clean_attestation FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.denial FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.engagement FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.engagement_unit FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.hand_over FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.help_request FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.help_request_contact FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.inbox FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.incident FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.incident_contact FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.incident_service FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.incident_service_state FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.loan FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.need_line FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.notice FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.notification FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.notification_address FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.obligation FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.one_use_link FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.outbox FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.phone_reveal FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_assignment FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_blanc_activation FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_incident FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_move FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_need FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.plan_rejected FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_crew FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_person FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_post FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_roster FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_shift FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_site FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_turn FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.relief_vacancy FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.responder_phone FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.rung_authorisation FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.solicitation FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.solicitation_line FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.stress_row FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.stress_run FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_deletes ON planblanc.webhook_delivery FOR DELETE TO planblanc_worker USING (true);

CREATE POLICY worker_inserts ON planblanc.alert FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.arrival_digest FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.call_back FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.clean_attestation FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.denial FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.engagement FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.engagement_unit FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.hand_over FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.help_request FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.help_request_contact FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.inbox FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.incident FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.incident_contact FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.incident_service FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.incident_service_state FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.loan FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.need_line FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.notice FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.notification FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.notification_address FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.obligation FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.one_use_link FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.outbox FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.phone_reveal FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_assignment FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_blanc_activation FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_incident FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_move FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_need FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.plan_rejected FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_crew FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_person FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_post FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_roster FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_shift FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_site FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_turn FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.relief_vacancy FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.responder_phone FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.rung_authorisation FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.solicitation FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.solicitation_line FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.stress_row FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.stress_run FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_inserts ON planblanc.webhook_delivery FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_reads ON planblanc.access_code FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.access_request FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.access_rule FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.account FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.account_grant FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.account_identity FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.agreement_beneficiary FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.agreement_lender FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.alert FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.arrival_digest FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.availability FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.call_back FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.call_list_reveal FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.clean_attestation FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.code_try FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.competence FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.contact_edit FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.contact_point FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.contact_version FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.defence_zone FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.denial FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.department FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.duty_roster FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.duty_turn FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.engagement FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.engagement_hours FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.engagement_unit FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.equipment_stock FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.equipment_substitute FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.equipment_type FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.establishment FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.establishment_service FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.floor_override FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.hand_over FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.help_offer FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.help_request FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.help_request_contact FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.hospital_group FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.idempotency_key FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.inbox FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.incident FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.incident_category FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.incident_contact FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.incident_service FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.incident_service_state FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.legal_entity FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.lender FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.lender_competence_floor FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.loan FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_chain FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_entry FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_event FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_head FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_region_head FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.log_text FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.login_attempt FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.mutual_aid_agreement FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.national_support FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.need_line FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.network_travel FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.notice FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.notification FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.notification_address FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.obligation FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.obligation_template FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.one_use_link FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.outbox FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.partner_link FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.person_delay FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.phone_reveal FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_adjustment FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_assignment FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_blanc_activation FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_incident FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_move FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_need FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.plan_rejected FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.procedure FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.procedure_original FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.ready_pack FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.ready_pack_line FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.region FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.region_adjacency FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_crew FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_person FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_post FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_roster FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_shift FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_site FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_turn FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.relief_vacancy FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.report_point FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.responder FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.responder_competence FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.responder_phone FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.road_network FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.rung_authorisation FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.schema_migration FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.security_change FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.service_domain FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.service_key FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.session FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.setting FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.shared_fate_link FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.shift_note FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.situation_report FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.solicitation FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.solicitation_line FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.stress_row FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.stress_run FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.webhook FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.webhook_delivery FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.webhook_secret FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_reads ON planblanc.working_time FOR SELECT TO planblanc_worker USING (true);

CREATE POLICY worker_signs ON planblanc.log_head FOR INSERT TO planblanc_worker WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.alert FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.arrival_digest FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.call_back FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.clean_attestation FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.denial FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.engagement FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.engagement_unit FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.hand_over FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.help_request FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.help_request_contact FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.inbox FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.incident FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.incident_contact FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.incident_service FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.incident_service_state FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.loan FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.need_line FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.notice FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.notification FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.notification_address FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.obligation FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.one_use_link FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.outbox FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.phone_reveal FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_assignment FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_blanc_activation FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_incident FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_move FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_need FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.plan_rejected FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_crew FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_person FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_post FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_roster FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_shift FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_site FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_turn FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.relief_vacancy FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.responder_phone FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.rung_authorisation FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.solicitation FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.solicitation_line FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.stress_row FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.stress_run FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_updates ON planblanc.webhook_delivery FOR UPDATE TO planblanc_worker USING (true) WITH CHECK (true);

ALTER TABLE planblanc.working_time ENABLE ROW LEVEL SECURITY;

GRANT ALL ON SCHEMA planblanc TO planblanc_definer;
GRANT USAGE ON SCHEMA planblanc TO planblanc_app;
GRANT USAGE ON SCHEMA planblanc TO planblanc_worker;
GRANT USAGE ON SCHEMA planblanc TO planblanc_portal;
GRANT USAGE ON SCHEMA planblanc TO planblanc_migrator;

REVOKE ALL ON FUNCTION planblanc.account_chains() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.account_chains() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.account_chains() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.answered_engagements() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.answered_engagements() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.answered_engagements() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.answered_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.answered_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.answered_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.answered_solicitations() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.answered_solicitations() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.answered_solicitations() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) TO planblanc_migrator;
GRANT ALL ON FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.append_log(kinds text[], keys text[], lines bytea[], salts bytea[], bodies text[], at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.call_list_numbers(wanted_incident uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.call_list_numbers(wanted_incident uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.call_list_numbers(wanted_incident uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.close_session(shown_digest bytea, at timestamp with time zone, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.close_session(shown_digest bytea, at timestamp with time zone, why text) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.close_session(shown_digest bytea, at timestamp with time zone, why text) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.compromise_ends_gifts() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.compromise_ends_gifts() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.compromise_ends_gifts() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.compromise_revokes() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.compromise_revokes() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.compromise_revokes() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.coordinated_establishments() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.coordinated_establishments() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.coordinated_establishments() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.coordinated_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.coordinated_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.coordinated_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.coordinated_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.coordinated_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.coordinated_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.crisis_lead() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.crisis_lead() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.crisis_lead() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) TO planblanc_migrator;
GRANT ALL ON FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.end_code_sessions(of_site uuid, of_kind text, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.end_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.end_sessions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.end_sessions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.engagement_sheets(wanted uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.engagement_sheets(wanted uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.engagement_sheets(wanted uuid[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.engagement_terms(wanted uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.engagement_terms(wanted uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.engagement_terms(wanted uuid[]) TO planblanc_worker;

REVOKE ALL ON PROCEDURE planblanc.entrust(IN target regprocedure) FROM PUBLIC;

REVOKE ALL ON FUNCTION planblanc.erase_from_contact_versions(pattern text, replacement text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.erase_from_contact_versions(pattern text, replacement text) TO planblanc_migrator;

REVOKE ALL ON FUNCTION planblanc.erase_log_text(in_kind text, in_key text, sequences bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.erase_log_text(in_kind text, in_key text, sequences bigint[]) TO planblanc_migrator;

REVOKE ALL ON FUNCTION planblanc.erase_words(pattern text, replacement text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.erase_words(pattern text, replacement text) TO planblanc_migrator;

REVOKE ALL ON FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.event_head(wanted_kind text, wanted_key text) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.floor_set(wanted_assignment uuid, wanted_lender uuid, wanted_kind text, wanted_competence text, wanted_stock uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_engagements() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_engagements() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_engagements() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_plans() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_plans() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_plans() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_rosters() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_rosters() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_rosters() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_solicitation_lines() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_solicitation_lines() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_solicitation_lines() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.followed_solicitations() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.followed_solicitations() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.followed_solicitations() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.forget_login_attempts(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.forget_login_attempts(at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.forget_login_attempts(at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.free_units(wanted_resource uuid, wanted_window tstzrange, wanted_units integer, wanted_assignment uuid) TO planblanc_worker;

REVOKE ALL ON PROCEDURE planblanc.guard(IN target regclass) FROM PUBLIC;

REVOKE ALL ON PROCEDURE planblanc.guard_reference(IN target regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION planblanc.handled_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.handled_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.handled_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.holds_as_much(held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.holds_as_much(held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.holds_as_much(held uuid, named_role text, named_regions text[], named_establishments uuid[], named_lenders uuid[], ends timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.is_any_compromised(sites uuid[], lenders uuid[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.is_contact_in_doubt(of_lender uuid, of_site uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.keep_contact_version() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.keep_contact_version() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.keep_contact_version() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.keeps_access(kept_role text, kept_regions text[], kept_establishments uuid[], kept_lenders uuid[], lies_in text[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_accounts() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_accounts() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_accounts() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_contacts() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_contacts() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_contacts() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_grants() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_grants() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_grants() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_lenders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_lenders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_lenders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_requests() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_requests() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_requests() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.kept_webhooks() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.kept_webhooks() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.kept_webhooks() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.key_actor(shown_digest bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.key_actor(shown_digest bytea, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.key_actor(shown_digest bytea, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.lending_engagements() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.lending_engagements() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.lending_engagements() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.lent_elsewhere() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.lent_elsewhere() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.lent_elsewhere() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.lent_lenders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.lent_lenders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.lent_lenders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.linked_engagements() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.linked_engagements() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.linked_engagements() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.linked_responder() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.linked_responder() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.linked_responder() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.managed_lenders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.managed_lenders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.managed_lenders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.managed_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.managed_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.managed_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.manages_the_nation() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.manages_the_nation() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.manages_the_nation() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.may_log(wanted_kind text, wanted_key text) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.nameable(wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.nameable(wanted uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.nameable(wanted uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.named_responders(wanted uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.named_responders(wanted uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.named_responders(wanted uuid[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.nearest_responders(lane integer, at_longitude double precision, at_latitude double precision, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.nearest_stocks(lane integer, at_longitude double precision, at_latitude double precision, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.number_events(wanted_region text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.number_events(wanted_region text, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.number_events(wanted_region text, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.open_link(wanted_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.open_link(wanted_sha256 bytea) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.open_link(wanted_sha256 bytea) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.own_accounts() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.own_accounts() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.own_accounts() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.own_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.own_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.own_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.own_legal_entities() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.own_legal_entities() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.own_legal_entities() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.own_phone() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.own_phone() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.own_phone() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.own_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.own_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.own_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.people_to_spare(wanted_responder uuid, wanted_window tstzrange, wanted_assignment uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.pool_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.pool_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.pool_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.reachable_responders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.reachable_responders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.reachable_responders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.readable_chains() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.readable_chains() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.readable_chains() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.redeem_code(of_site uuid, shown bytea, from_address bytea, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.redeemed_sites(of_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.redeemed_sites(of_kind text) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.redeemed_sites(of_kind text) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.require_true_line(in_kind text, in_key text, line bytea, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.responders_with_phone(wanted uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.responders_with_phone(wanted uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.responders_with_phone(wanted uuid[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.revealed_phone(wanted_reveal uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.revealed_phone(wanted_reveal uuid) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.revealed_phone(wanted_reveal uuid) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.rows_about(pattern text) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.rows_about(pattern text) TO planblanc_migrator;

REVOKE ALL ON FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.scope_lenders(of_sites uuid[], codes text[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.scope_lies_where_it_says() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.scope_lies_where_it_says() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.scope_lies_where_it_says() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.scope_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.scope_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.scope_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_establishments(said text, near_region text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_establishments(said text, near_region text, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_establishments(said text, near_region text, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean, after_code text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean, after_code text, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_lenders(in_region text, in_department text, of_kind text, patterns text[], is_synthetic boolean, or_inactive boolean, after_code text, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_log(in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_log(in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_log(in_kind text, in_key text, wanted text, of_kinds text[], after_sequence bigint, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_log_back(in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_log_back(in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_log_back(in_kind text, in_key text, wanted text, of_kinds text[], before_sequence bigint, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, after_id uuid, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, due_on date, after_id uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, due_on date, after_id uuid, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_responders(in_region text, in_department text, of_lender uuid, holding text, least_level integer, patterns text[], free_from timestamp with time zone, free_until timestamp with time zone, is_synthetic boolean, or_inactive boolean, today date, due_on date, after_id uuid, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, after_id uuid, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, due_on date, after_id uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, due_on date, after_id uuid, most integer) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.search_stocks(in_region text, in_department text, of_lender uuid, of_type text, patterns text[], is_synthetic boolean, or_inactive boolean, due_on date, after_id uuid, most integer) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.session_actor(shown_digest bytea, at timestamp with time zone, idle_since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.session_actor(shown_digest bytea, at timestamp with time zone, idle_since timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.session_actor(shown_digest bytea, at timestamp with time zone, idle_since timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.shared_lenders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.shared_lenders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.shared_lenders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.supported_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.supported_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.supported_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.take_login_attempt(shown_digest bytea, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.tell_event() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.tell_event() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.tell_event() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.touch_session(shown_digest bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.touch_session(shown_digest bytea, at timestamp with time zone) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.touch_session(shown_digest bytea, at timestamp with time zone) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.unverified_requests(of_incidents uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.unverified_requests(of_incidents uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.unverified_requests(of_incidents uuid[]) TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.visible_agreements() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.visible_agreements() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.visible_agreements() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.visible_incidents() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.visible_incidents() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.visible_incidents() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.visible_lenders() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.visible_lenders() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.visible_lenders() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.watched_regions() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.watched_regions() TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.watched_regions() TO planblanc_worker;

REVOKE ALL ON FUNCTION planblanc.ways_of(engagements uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.ways_of(engagements uuid[]) TO planblanc_app;
GRANT ALL ON FUNCTION planblanc.ways_of(engagements uuid[]) TO planblanc_worker;

REVOKE ALL ON PROCEDURE planblanc.worker_writes(IN target regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION planblanc.written_columns() FROM PUBLIC;
GRANT ALL ON FUNCTION planblanc.written_columns() TO planblanc_migrator;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.access_code TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.access_code TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.access_code TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(id) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(establishment_id) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(region_code) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(kind) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(issued_by) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(issued_name) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(issued_at) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(expires_at) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT(used_at) ON TABLE planblanc.access_code TO planblanc_app;
GRANT UPDATE(used_at) ON TABLE planblanc.access_code TO planblanc_definer;

GRANT UPDATE(used_in) ON TABLE planblanc.access_code TO planblanc_definer;

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE planblanc.access_code TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.access_request TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.access_request TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.access_request TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.access_request TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.access_request TO planblanc_app;

GRANT UPDATE(decided_by) ON TABLE planblanc.access_request TO planblanc_app;

GRANT UPDATE(decided_name) ON TABLE planblanc.access_request TO planblanc_app;

GRANT UPDATE(decided_at) ON TABLE planblanc.access_request TO planblanc_app;

GRANT UPDATE(reason) ON TABLE planblanc.access_request TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.access_rule TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.access_rule TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.access_rule TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.access_rule TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.account TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.account TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.account TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.account TO planblanc_app;

GRANT UPDATE(name) ON TABLE planblanc.account TO planblanc_app;

GRANT UPDATE(ended_by) ON TABLE planblanc.account TO planblanc_app;

GRANT UPDATE(ended_name) ON TABLE planblanc.account TO planblanc_app;

GRANT UPDATE(ended_at) ON TABLE planblanc.account TO planblanc_app;

GRANT UPDATE(ended_reason) ON TABLE planblanc.account TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.account_grant TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.account_grant TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.account_grant TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.account_grant TO planblanc_app;

GRANT UPDATE(ended_by) ON TABLE planblanc.account_grant TO planblanc_app;
GRANT UPDATE(ended_by) ON TABLE planblanc.account_grant TO planblanc_definer;

GRANT UPDATE(ended_name) ON TABLE planblanc.account_grant TO planblanc_app;
GRANT UPDATE(ended_name) ON TABLE planblanc.account_grant TO planblanc_definer;

GRANT UPDATE(ended_at) ON TABLE planblanc.account_grant TO planblanc_app;
GRANT UPDATE(ended_at) ON TABLE planblanc.account_grant TO planblanc_definer;

GRANT UPDATE(ended_reason) ON TABLE planblanc.account_grant TO planblanc_app;
GRANT UPDATE(ended_reason) ON TABLE planblanc.account_grant TO planblanc_definer;

GRANT UPDATE(version) ON TABLE planblanc.account_grant TO planblanc_definer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.account_identity TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.account_identity TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.account_identity TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.account_identity TO planblanc_app;

GRANT UPDATE(rpps) ON TABLE planblanc.account_identity TO planblanc_app;

GRANT UPDATE(finess) ON TABLE planblanc.account_identity TO planblanc_app;

GRANT UPDATE(siret) ON TABLE planblanc.account_identity TO planblanc_app;

GRANT UPDATE(last_seen_at) ON TABLE planblanc.account_identity TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.agreement_beneficiary TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.agreement_beneficiary TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.agreement_beneficiary TO planblanc_worker;
GRANT SELECT,INSERT,DELETE ON TABLE planblanc.agreement_beneficiary TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.agreement_lender TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.agreement_lender TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.agreement_lender TO planblanc_worker;
GRANT SELECT,INSERT,DELETE ON TABLE planblanc.agreement_lender TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.alert TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.alert TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.alert TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.alert TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.alert TO planblanc_app;

GRANT UPDATE(escalate_at) ON TABLE planblanc.alert TO planblanc_app;

GRANT UPDATE(acknowledged_by) ON TABLE planblanc.alert TO planblanc_app;

GRANT UPDATE(acknowledged_name) ON TABLE planblanc.alert TO planblanc_app;

GRANT UPDATE(acknowledged_at) ON TABLE planblanc.alert TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.arrival_digest TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.arrival_digest TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.arrival_digest TO planblanc_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.availability TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.availability TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.availability TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.availability TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.call_back TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.call_back TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.call_back TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.call_back TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.call_list_reveal TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.call_list_reveal TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.call_list_reveal TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.call_list_reveal TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.clean_attestation TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.clean_attestation TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.clean_attestation TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.clean_attestation TO planblanc_app;

GRANT UPDATE(revoked_by) ON TABLE planblanc.clean_attestation TO planblanc_app;

GRANT UPDATE(revoked_name) ON TABLE planblanc.clean_attestation TO planblanc_app;

GRANT UPDATE(revoked_at) ON TABLE planblanc.clean_attestation TO planblanc_app;

GRANT UPDATE(revoked_reason) ON TABLE planblanc.clean_attestation TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.code_try TO planblanc_migrator;
GRANT SELECT,INSERT,DELETE ON TABLE planblanc.code_try TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.code_try TO planblanc_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.competence TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.competence TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.competence TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.competence TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.contact_edit TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.contact_edit TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.contact_edit TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT UPDATE(decided_by) ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT UPDATE(decided_name) ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT UPDATE(decided_at) ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT UPDATE(reason) ON TABLE planblanc.contact_edit TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.contact_point TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.contact_point TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.contact_point TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.contact_point TO planblanc_app;

GRANT SELECT ON TABLE planblanc.contact_version TO planblanc_migrator;
GRANT SELECT,INSERT ON TABLE planblanc.contact_version TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.contact_version TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.contact_version TO planblanc_app;

GRANT UPDATE(label) ON TABLE planblanc.contact_version TO planblanc_definer;

GRANT UPDATE(address) ON TABLE planblanc.contact_version TO planblanc_definer;

GRANT UPDATE(valid_until) ON TABLE planblanc.contact_version TO planblanc_definer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.defence_zone TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.defence_zone TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.defence_zone TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.defence_zone TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.denial TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.denial TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.denial TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.denial TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.department TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.department TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.department TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.department TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.duty_roster TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.duty_roster TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.duty_roster TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.duty_roster TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.duty_turn TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.duty_turn TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.duty_turn TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.duty_turn TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.engagement TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.engagement TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.engagement TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(quantity) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(starts_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(ends_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(rests_until) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(released_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(released_by_name) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(accepted_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(alerted_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(departed_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(arrived_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(completed_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(returned_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(eta_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(end_kind) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(end_reason) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(received_quantity) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(received_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(received_by_name) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(awaits_more) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(back_quantity) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(report_entrance) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(report_to) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(return_asked_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(return_wanted_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(return_reason) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(purchase_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(purchase_by_name) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(purchase_reference) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(purchase_most_cents) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(cost_agreement_id) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(cost_rule) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(cost_rate_cents) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(cost_minutes) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(cost_cents) ON TABLE planblanc.engagement TO planblanc_app;

GRANT UPDATE(costs_frozen_at) ON TABLE planblanc.engagement TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.engagement_hours TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.engagement_hours TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.engagement_hours TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.engagement_hours TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.engagement_unit TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.engagement_unit TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.engagement_unit TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.engagement_unit TO planblanc_app;

GRANT UPDATE(during) ON TABLE planblanc.engagement_unit TO planblanc_app;

GRANT UPDATE(holds) ON TABLE planblanc.engagement_unit TO planblanc_app;

GRANT UPDATE(is_out) ON TABLE planblanc.engagement_unit TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.equipment_stock TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.equipment_stock TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.equipment_stock TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.equipment_stock TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.equipment_substitute TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.equipment_substitute TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.equipment_substitute TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.equipment_substitute TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.equipment_type TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.equipment_type TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.equipment_type TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.equipment_type TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.establishment TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.establishment TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.establishment TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.establishment TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.establishment_service TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.establishment_service TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.establishment_service TO planblanc_worker;
GRANT SELECT,INSERT,DELETE ON TABLE planblanc.establishment_service TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.floor_override TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.floor_override TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.floor_override TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.floor_override TO planblanc_app;

GRANT UPDATE(revoked_by) ON TABLE planblanc.floor_override TO planblanc_app;

GRANT UPDATE(revoked_name) ON TABLE planblanc.floor_override TO planblanc_app;

GRANT UPDATE(revoked_at) ON TABLE planblanc.floor_override TO planblanc_app;

GRANT UPDATE(revoked_reason) ON TABLE planblanc.floor_override TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.hand_over TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.hand_over TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.hand_over TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.hand_over TO planblanc_app;

GRANT UPDATE(to_id) ON TABLE planblanc.hand_over TO planblanc_app;

GRANT UPDATE(to_name) ON TABLE planblanc.hand_over TO planblanc_app;

GRANT UPDATE(accepted_at) ON TABLE planblanc.hand_over TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.help_offer TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.help_offer TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.help_offer TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(incident_id) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(decided_by) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(decided_name) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(decided_at) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(reason) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT UPDATE(resource_id) ON TABLE planblanc.help_offer TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.help_request TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.help_request TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.help_request TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.help_request TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.help_request_contact TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.help_request_contact TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.help_request_contact TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.help_request_contact TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.hospital_group TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.hospital_group TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.hospital_group TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.hospital_group TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.idempotency_key TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.idempotency_key TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.idempotency_key TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.idempotency_key TO planblanc_app;

GRANT UPDATE(reference) ON TABLE planblanc.idempotency_key TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.inbox TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.inbox TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.inbox TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.inbox TO planblanc_portal;
GRANT SELECT ON TABLE planblanc.inbox TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.inbox TO planblanc_app;

GRANT UPDATE(region_code) ON TABLE planblanc.inbox TO planblanc_app;

GRANT UPDATE(incident_id) ON TABLE planblanc.inbox TO planblanc_app;

GRANT UPDATE(reason) ON TABLE planblanc.inbox TO planblanc_app;

GRANT UPDATE(settled_at) ON TABLE planblanc.inbox TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.incident TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.incident TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_category TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.incident_category TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.incident_category TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.incident_category TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_contact TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.incident_contact TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_contact TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.incident_contact TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_service TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.incident_service TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_service TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.incident_service TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_service_state TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.incident_service_state TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.incident_service_state TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.incident_service_state TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.legal_entity TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.legal_entity TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.legal_entity TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.legal_entity TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.lender TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.lender TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.lender TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.lender TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.lender_competence_floor TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.lender_competence_floor TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.lender_competence_floor TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.lender_competence_floor TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.loan TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.loan TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.loan TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(quantity) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(serials) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(lot) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(condition_out) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(is_described) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(due_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(received_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(returned_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(condition_back) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(wiping_certificate) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(lost_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(lost_reason) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(overdue_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT UPDATE(reminded_at) ON TABLE planblanc.loan TO planblanc_app;

GRANT SELECT ON TABLE planblanc.log_chain TO planblanc_migrator;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.log_chain TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.log_chain TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.log_chain TO planblanc_app;

GRANT SELECT ON TABLE planblanc.log_entry TO planblanc_migrator;
GRANT SELECT,INSERT ON TABLE planblanc.log_entry TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.log_entry TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.log_entry TO planblanc_app;

GRANT SELECT ON TABLE planblanc.log_event TO planblanc_migrator;
GRANT SELECT,INSERT ON TABLE planblanc.log_event TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.log_event TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.log_event TO planblanc_app;

GRANT UPDATE(region_sequence) ON TABLE planblanc.log_event TO planblanc_definer;

GRANT SELECT ON TABLE planblanc.log_head TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.log_head TO planblanc_definer;
GRANT SELECT,INSERT ON TABLE planblanc.log_head TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.log_head TO planblanc_app;

GRANT SELECT ON TABLE planblanc.log_region_head TO planblanc_migrator;
GRANT SELECT,INSERT ON TABLE planblanc.log_region_head TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.log_region_head TO planblanc_worker;

GRANT UPDATE(sequence) ON TABLE planblanc.log_region_head TO planblanc_definer;

GRANT SELECT ON TABLE planblanc.log_text TO planblanc_migrator;
GRANT SELECT,INSERT,DELETE ON TABLE planblanc.log_text TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.log_text TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.log_text TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.login_attempt TO planblanc_migrator;
GRANT SELECT,DELETE ON TABLE planblanc.login_attempt TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.login_attempt TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.login_attempt TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.mutual_aid_agreement TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.mutual_aid_agreement TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.mutual_aid_agreement TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.mutual_aid_agreement TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.national_support TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.national_support TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.national_support TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(incident_id) ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(accepted_at) ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(started_at) ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(ended_at) ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(note) ON TABLE planblanc.national_support TO planblanc_app;

GRANT UPDATE(recorded_name) ON TABLE planblanc.national_support TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.need_line TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.need_line TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.need_line TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.need_line TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.network_travel TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.network_travel TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.network_travel TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.network_travel TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notice TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.notice TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notice TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.notice TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notification TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.notification TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notification TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.notification TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notification_address TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.notification_address TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.notification_address TO planblanc_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.obligation TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.obligation TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.obligation TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(started_at) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(filed_at) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(reference) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(filed_by) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(late_seconds) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(supplements) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(waived_at) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(waived_by) ON TABLE planblanc.obligation TO planblanc_app;

GRANT UPDATE(waived_reason) ON TABLE planblanc.obligation TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.obligation_template TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.obligation_template TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.obligation_template TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.obligation_template TO planblanc_app;

GRANT UPDATE(enabled) ON TABLE planblanc.obligation_template TO planblanc_app;

GRANT UPDATE(decided_by) ON TABLE planblanc.obligation_template TO planblanc_app;

GRANT UPDATE(decided_at) ON TABLE planblanc.obligation_template TO planblanc_app;

GRANT SELECT ON TABLE planblanc.obligation_clock TO planblanc_app;
GRANT SELECT ON TABLE planblanc.obligation_clock TO planblanc_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.one_use_link TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.one_use_link TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.one_use_link TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.one_use_link TO planblanc_app;

GRANT UPDATE(used_at) ON TABLE planblanc.one_use_link TO planblanc_app;

GRANT UPDATE(revoked_at) ON TABLE planblanc.one_use_link TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.outbox TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.outbox TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.outbox TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.outbox TO planblanc_app;
GRANT INSERT ON TABLE planblanc.outbox TO planblanc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.partner_link TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.partner_link TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.partner_link TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.partner_link TO planblanc_app;

GRANT UPDATE(incident_id) ON TABLE planblanc.partner_link TO planblanc_app;

GRANT UPDATE(restored_at) ON TABLE planblanc.partner_link TO planblanc_app;

GRANT UPDATE(attested_by) ON TABLE planblanc.partner_link TO planblanc_app;

GRANT UPDATE(attestation) ON TABLE planblanc.partner_link TO planblanc_app;

GRANT UPDATE(restored_name) ON TABLE planblanc.partner_link TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.person_delay TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.person_delay TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.person_delay TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.person_delay TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.phone_reveal TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.phone_reveal TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.phone_reveal TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(id) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(responder_id) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(lender_id) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(incident_id) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(revealed_by) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(revealed_name) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(revealed_role) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(motive) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT INSERT(revealed_at) ON TABLE planblanc.phone_reveal TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.plan TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.plan TO planblanc_app;

GRANT UPDATE(computed_at) ON TABLE planblanc.plan TO planblanc_app;

GRANT UPDATE(failure) ON TABLE planblanc.plan TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_adjustment TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_adjustment TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.plan_adjustment TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT UPDATE(incident_id) ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT UPDATE(revoked_by) ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT UPDATE(revoked_name) ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT UPDATE(revoked_at) ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT UPDATE(revoked_reason) ON TABLE planblanc.plan_adjustment TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_assignment TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_assignment TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_assignment TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.plan_assignment TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_blanc_activation TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_blanc_activation TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_blanc_activation TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.plan_blanc_activation TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_incident TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_incident TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_incident TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.plan_incident TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.plan_incident TO planblanc_app;

GRANT UPDATE(approved_by) ON TABLE planblanc.plan_incident TO planblanc_app;

GRANT UPDATE(approved_name) ON TABLE planblanc.plan_incident TO planblanc_app;

GRANT UPDATE(approved_at) ON TABLE planblanc.plan_incident TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_move TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_move TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_move TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.plan_move TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_need TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_need TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_need TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.plan_need TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_rejected TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.plan_rejected TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.plan_rejected TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.plan_rejected TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.procedure TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.procedure TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.procedure TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.procedure TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.procedure_original TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.procedure_original TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.procedure_original TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.procedure_original TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.ready_pack TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.ready_pack TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.ready_pack TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.ready_pack TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.ready_pack_line TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.ready_pack_line TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.ready_pack_line TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.ready_pack_line TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.region TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.region TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.region TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.region TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.region_adjacency TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.region_adjacency TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.region_adjacency TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.region_adjacency TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_crew TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_crew TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_crew TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.relief_crew TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_person TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_person TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_person TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.relief_person TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_post TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_post TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_post TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.relief_post TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_roster TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_roster TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_roster TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.relief_roster TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.relief_roster TO planblanc_app;

GRANT UPDATE(approved_by) ON TABLE planblanc.relief_roster TO planblanc_app;

GRANT UPDATE(approved_name) ON TABLE planblanc.relief_roster TO planblanc_app;

GRANT UPDATE(approved_at) ON TABLE planblanc.relief_roster TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_shift TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_shift TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_shift TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.relief_shift TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_site TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_site TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_site TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.relief_site TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_turn TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_turn TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_turn TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.relief_turn TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_vacancy TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.relief_vacancy TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.relief_vacancy TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.relief_vacancy TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.report_point TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.report_point TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.report_point TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.report_point TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.responder TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.responder TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder_competence TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.responder_competence TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.responder_competence TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder_competence TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder_phone TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.responder_phone TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.responder_phone TO planblanc_worker;
GRANT INSERT,DELETE ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT SELECT(responder_id) ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT SELECT(lender_id) ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT UPDATE(phone_sealed) ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT SELECT(saved_name),UPDATE(saved_name) ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT SELECT(saved_at),UPDATE(saved_at) ON TABLE planblanc.responder_phone TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.road_network TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.road_network TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.road_network TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.road_network TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.rung_authorisation TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.rung_authorisation TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.rung_authorisation TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.rung_authorisation TO planblanc_app;

GRANT UPDATE(revoked_by) ON TABLE planblanc.rung_authorisation TO planblanc_app;

GRANT UPDATE(revoked_name) ON TABLE planblanc.rung_authorisation TO planblanc_app;

GRANT UPDATE(revoked_at) ON TABLE planblanc.rung_authorisation TO planblanc_app;

GRANT UPDATE(revoked_reason) ON TABLE planblanc.rung_authorisation TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.schema_migration TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.schema_migration TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.schema_migration TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.schema_migration TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.security_change TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.security_change TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.security_change TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(confirmed_by) ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(confirmed_name) ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(confirmed_for) ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(confirmed_at) ON TABLE planblanc.security_change TO planblanc_app;

GRANT UPDATE(one_is_suspect) ON TABLE planblanc.security_change TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.service_domain TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.service_domain TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.service_domain TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.service_domain TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.service_key TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.service_key TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.service_key TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.service_key TO planblanc_app;

GRANT UPDATE(revoked_name) ON TABLE planblanc.service_key TO planblanc_app;
GRANT UPDATE(revoked_name) ON TABLE planblanc.service_key TO planblanc_definer;

GRANT UPDATE(revoked_at) ON TABLE planblanc.service_key TO planblanc_app;
GRANT UPDATE(revoked_at) ON TABLE planblanc.service_key TO planblanc_definer;

GRANT UPDATE(revoked_reason) ON TABLE planblanc.service_key TO planblanc_app;
GRANT UPDATE(revoked_reason) ON TABLE planblanc.service_key TO planblanc_definer;

GRANT UPDATE(version) ON TABLE planblanc.service_key TO planblanc_definer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.session TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.session TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.session TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(id) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(kind) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(account_id) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(grant_id) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(establishment_id) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(name) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(opened_at) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(authenticated_at) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(seen_at) ON TABLE planblanc.session TO planblanc_app;
GRANT UPDATE(seen_at) ON TABLE planblanc.session TO planblanc_definer;

GRANT SELECT(expires_at) ON TABLE planblanc.session TO planblanc_app;

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE planblanc.session TO planblanc_app;
GRANT UPDATE(revoked_at) ON TABLE planblanc.session TO planblanc_definer;

GRANT SELECT(revoked_reason),UPDATE(revoked_reason) ON TABLE planblanc.session TO planblanc_app;
GRANT UPDATE(revoked_reason) ON TABLE planblanc.session TO planblanc_definer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.setting TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.setting TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.setting TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.setting TO planblanc_app;
GRANT SELECT ON TABLE planblanc.setting TO planblanc_portal;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.shared_fate_link TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.shared_fate_link TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.shared_fate_link TO planblanc_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.shared_fate_link TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.shift_note TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.shift_note TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.shift_note TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.shift_note TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.situation_report TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.situation_report TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.situation_report TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.situation_report TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.solicitation TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.solicitation TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.solicitation TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.solicitation TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.solicitation_line TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.solicitation_line TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.solicitation_line TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(asked) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(answer) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(due_at) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(escalations) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(offered) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(reason) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(answered_at) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(answered_by) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(answered_name) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(answered_for) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(channel) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(consent) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(consent_at) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT UPDATE(consent_name) ON TABLE planblanc.solicitation_line TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.stress_row TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.stress_row TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.stress_row TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.stress_row TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.stress_run TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.stress_run TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.stress_run TO planblanc_worker;
GRANT SELECT,INSERT ON TABLE planblanc.stress_run TO planblanc_app;

GRANT UPDATE(state) ON TABLE planblanc.stress_run TO planblanc_app;

GRANT UPDATE(finished_at) ON TABLE planblanc.stress_run TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.webhook TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.webhook TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.webhook TO planblanc_worker;
GRANT SELECT,INSERT,UPDATE ON TABLE planblanc.webhook TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.webhook_delivery TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.webhook_delivery TO planblanc_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.webhook_delivery TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.webhook_delivery TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.webhook_secret TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.webhook_secret TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.webhook_secret TO planblanc_worker;
GRANT INSERT ON TABLE planblanc.webhook_secret TO planblanc_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE planblanc.working_time TO planblanc_migrator;
GRANT SELECT ON TABLE planblanc.working_time TO planblanc_definer;
GRANT SELECT ON TABLE planblanc.working_time TO planblanc_worker;
GRANT SELECT ON TABLE planblanc.working_time TO planblanc_app;
