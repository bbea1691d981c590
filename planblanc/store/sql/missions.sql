-- name: read_missions
-- Engagements with what each is about, its terms and its hours: those of some keys, an incident, a lender or a region, the first to begin first.
WITH chosen AS (
    SELECT engagement.id FROM engagement
    WHERE (:ids::uuid[] IS NULL OR engagement.id = ANY(:ids::uuid[]))
      AND (:incident::uuid IS NULL OR engagement.incident_id = :incident)
      AND (:lender::uuid IS NULL OR engagement.lender_id = :lender)
      AND (:region::text IS NULL OR engagement.region_code = :region)
      AND (:states::text[] IS NULL OR engagement.state = ANY(:states::text[]))
      AND (:after_id::uuid IS NULL OR (engagement.starts_at, engagement.id) > (:after_starts_at::timestamptz, :after_id::uuid))
    ORDER BY engagement.starts_at, engagement.id
    LIMIT :limit
), keys AS (SELECT coalesce(array_agg(id), '{}') AS all_of_them FROM chosen)
SELECT engagement.id, engagement.incident_id, engagement.region_code, engagement.need_id, engagement.assignment_id, engagement.turn_id,
       engagement.replaces_id, engagement.responder_id, engagement.stock_id, engagement.lender_id, engagement.lender_region_code,
       engagement.quantity, engagement.starts_at, engagement.ends_at, engagement.rests_until, engagement.state, engagement.exercise,
       engagement.version, engagement.released_at, engagement.released_by_name, engagement.accepted_at, engagement.alerted_at,
       engagement.departed_at, engagement.arrived_at, engagement.completed_at, engagement.returned_at, engagement.eta_at,
       engagement.end_kind, CASE WHEN actor_role() <> 'NATIONAL_READER' THEN engagement.end_reason ELSE '' END AS end_reason,
       engagement.received_quantity, engagement.received_at, engagement.received_by_name, engagement.awaits_more, engagement.back_quantity, engagement.return_asked_at,
       engagement.return_wanted_at, CASE WHEN actor_role() <> 'NATIONAL_READER' THEN engagement.return_reason ELSE '' END AS return_reason,
       engagement.purchase_at, engagement.purchase_by_name, engagement.purchase_reference, engagement.purchase_most_cents,
       engagement.cost_agreement_id, engagement.cost_rule, engagement.cost_rate_cents, engagement.cost_minutes, engagement.cost_cents,
       engagement.costs_frozen_at, coalesce(worked.minutes, 0) AS worked_minutes,
       sheet.lender_name, sheet.lender_commune, sheet.lender_establishment_id, sheet.label, sheet.is_named, sheet.longest_days,
       sheet.equipment_type_code, sheet.holds_data, sheet.site_id, sheet.victim, sheet.town, sheet.incident_state, sheet.tlp, sheet.entrance,
       sheet.report_to, terms.agreement_id, terms.title, terms.preauthorised, terms.cost_rule AS agreed_rule,
       terms.rate_cents AS agreed_cents, terms.is_paid
FROM engagement
JOIN engagement_sheets((SELECT all_of_them FROM keys)) AS sheet ON sheet.engagement_id = engagement.id
JOIN engagement_terms((SELECT all_of_them FROM keys)) AS terms ON terms.engagement_id = engagement.id
LEFT JOIN (
    SELECT engagement_id, sum(minutes)::integer AS minutes FROM engagement_hours
    WHERE engagement_id = ANY((SELECT all_of_them FROM keys)::uuid[]) GROUP BY engagement_id
) AS worked ON worked.engagement_id = engagement.id
WHERE engagement.id = ANY((SELECT all_of_them FROM keys)::uuid[])
ORDER BY engagement.starts_at, engagement.id

-- name: count_missions
-- How many engagements there are by state, and how many people or things they promise: of an incident, a lender or a region.
SELECT engagement.state, count(*)::integer AS engagements, sum(engagement.quantity)::integer AS units
FROM engagement
WHERE (:incident::uuid IS NULL OR engagement.incident_id = :incident)
  AND (:lender::uuid IS NULL OR engagement.lender_id = :lender)
  AND (:region::text IS NULL OR engagement.region_code = :region)
GROUP BY engagement.state

-- name: hold_engagement
-- Holds an engagement until the end of the transaction: whoever changes it waits here for the one before.
SELECT id FROM engagement WHERE id = :id FOR UPDATE

-- name: save_mission
-- Writes where an engagement now stands, unless it was changed since it was read.
UPDATE engagement
SET state = :state, ends_at = :ends_at, rests_until = :rests_until, released_at = :released_at, released_by_name = :released_by,
    accepted_at = :accepted_at, alerted_at = :alerted_at, departed_at = :departed_at, arrived_at = :arrived_at,
    completed_at = :completed_at, returned_at = :returned_at, eta_at = :eta_at, end_kind = :end_kind, end_reason = :end_reason,
    received_quantity = :received_quantity, received_at = :received_at, received_by_name = :received_by,
    awaits_more = :awaits_more, back_quantity = :back_quantity,
    return_asked_at = :return_asked_at, return_wanted_at = :return_wanted_at, return_reason = :return_reason,
    purchase_at = :purchase_at, purchase_by_name = :purchase_by, purchase_reference = :purchase_reference,
    purchase_most_cents = :purchase_most_cents
WHERE id = :id AND version = :version

-- name: say_where_for_one
-- Where one engagement reports, when that is not where the others do.
UPDATE engagement SET report_entrance = :entrance, report_to = :report_to WHERE id = :id

-- name: put_report_point
-- Where whoever comes for an incident reports.
INSERT INTO report_point (incident_id, region_code, entrance, report_to, told_name, told_at)
VALUES (:incident, :region, :entrance, :report_to, :told_name, :told_at)
ON CONFLICT (incident_id) DO UPDATE
SET entrance = excluded.entrance, report_to = excluded.report_to, told_name = excluded.told_name, told_at = excluded.told_at

-- name: put_hours
-- The hours of one day; told again, they take the place of what was told.
INSERT INTO engagement_hours (engagement_id, incident_id, region_code, resource_id, worked_on, minutes, recorded_name, recorded_at)
VALUES (:engagement, :incident, :region, :resource, :worked_on, :minutes, :recorded_name, :recorded_at)
ON CONFLICT (engagement_id, worked_on) DO UPDATE
SET minutes = excluded.minutes, recorded_name = excluded.recorded_name, recorded_at = excluded.recorded_at

-- name: list_hours
-- The hours of these engagements, day by day.
SELECT engagement_id, worked_on, minutes, recorded_name, recorded_at FROM engagement_hours
WHERE engagement_id = ANY(:engagements::uuid[]) ORDER BY engagement_id, worked_on

-- name: freeze_costs
-- What an engagement cost, from here on.
UPDATE engagement
SET cost_agreement_id = :agreement, cost_rule = :rule, cost_rate_cents = :rate_cents, cost_minutes = :minutes, cost_cents = :cents,
    costs_frozen_at = :at
WHERE id = :id AND costs_frozen_at IS NULL

-- name: prolong_units
-- Holds the units of an engagement until another hour; a unit that is promised elsewhere meanwhile refuses it.
UPDATE engagement_unit SET during = tstzrange(lower(during), :ends_at) WHERE engagement_id = :engagement AND holds
