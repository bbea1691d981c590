-- name: request_plan
-- A plan that is wanted; the worker computes it.
INSERT INTO plan (id, region_code, scope, scope_regions, exercise, state, requested_by, requested_name, requested_at)
VALUES (:id, :region, :scope, :scope_regions::text[], :exercise, 'REQUESTED', :requested_by, :requested_name, :requested_at)

-- name: queue
-- Requests for a plan of one scope, and the beginning of its computation, come one after the other until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('planblanc/plan/' || :region::text || '/' || :scope::text || '/' || :exercise::boolean, 0))

-- name: find_waiting
-- The plan of this scope that nobody has begun to compute: what is read for it will be newer than any change made until now.
SELECT id FROM plan
WHERE region_code = :region AND scope = :scope AND exercise = :exercise AND state = 'REQUESTED' AND begun_at IS NULL
ORDER BY requested_at, id LIMIT 1

-- name: begin_plan
-- Its computation begins: who asks from now on waits for another.
UPDATE plan SET begun_at = coalesce(begun_at, :at) WHERE id = :id AND state = 'REQUESTED'

-- name: read_plan
-- One plan, as far as it was computed.
SELECT plan.id, plan.region_code, scope, scope_regions, exercise, state, requested_by, requested_name, requested_at, begun_at,
       computed_at, method, stages, plan_move.told AS moved, plan_move.by_hand, plan_move.sacrifices, failure, version
FROM plan LEFT JOIN plan_move ON plan_move.plan_id = plan.id WHERE plan.id = :id

-- name: lock_plan
-- The same, held until the transaction ends, so that a plan is computed once.
SELECT plan.id, plan.region_code, scope, scope_regions, exercise, state, requested_by, requested_name, requested_at, begun_at,
       computed_at, method, stages, plan_move.told AS moved, plan_move.by_hand, plan_move.sacrifices, failure, version
FROM plan LEFT JOIN plan_move ON plan_move.plan_id = plan.id WHERE plan.id = :id FOR UPDATE OF plan

-- name: list_plans
-- The plans that concern one incident, newest first, a page at a time.
SELECT plan.id, plan.region_code, scope, scope_regions, exercise, plan.state, requested_by, requested_name, requested_at,
       begun_at, computed_at, method, stages, plan_move.told AS moved, plan_move.by_hand, plan_move.sacrifices, failure, plan.version
FROM plan_incident JOIN plan ON plan.id = plan_incident.plan_id
LEFT JOIN plan_move ON plan_move.plan_id = plan.id
WHERE plan_incident.incident_id = :incident
  AND (:before_id::uuid IS NULL OR (plan.requested_at, plan.id) < (:before_at::timestamptz, :before_id::uuid))
ORDER BY plan.requested_at DESC, plan.id DESC
LIMIT :limit

-- name: list_latest
-- For each of these incidents, the plan that counts: the last proposed or approved.
SELECT DISTINCT ON (plan_incident.incident_id) plan_incident.incident_id AS for_incident,
       plan.id, plan.region_code, scope, scope_regions, exercise, plan.state, requested_by, requested_name, requested_at,
       begun_at, computed_at, method, stages, plan_move.told AS moved, plan_move.by_hand, plan_move.sacrifices, failure, plan.version
FROM plan_incident JOIN plan ON plan.id = plan_incident.plan_id
LEFT JOIN plan_move ON plan_move.plan_id = plan.id
WHERE plan_incident.incident_id = ANY(:incidents::uuid[]) AND plan_incident.state IN ('PROPOSED', 'APPROVED')
ORDER BY plan_incident.incident_id, plan.requested_at DESC, plan.id DESC

-- name: list_last_asked
-- For each of these incidents, the last plan that was asked for and covers it, whatever became of it.
SELECT incident.id AS for_incident, plan.id, plan.region_code, plan.scope, plan.scope_regions, plan.exercise, plan.state, plan.requested_by,
       plan.requested_name, plan.requested_at, plan.begun_at, plan.computed_at, plan.method, plan.stages, plan_move.told AS moved,
       plan_move.by_hand, plan_move.sacrifices, plan.failure, plan.version
FROM incident
CROSS JOIN LATERAL (
    SELECT asked.id FROM plan AS asked
    WHERE incident.region_code = ANY(asked.scope_regions) AND asked.exercise = incident.exercise
    ORDER BY asked.requested_at DESC, asked.id DESC LIMIT 1
) AS last
JOIN plan ON plan.id = last.id
LEFT JOIN plan_move ON plan_move.plan_id = plan.id
WHERE incident.id = ANY(:incidents::uuid[])

-- name: list_last_proven
-- For each of these plans, the last one of the same scope that was computed to its end before it.
SELECT asked.id AS for_plan, plan.id, plan.region_code, plan.scope, plan.scope_regions, plan.exercise, plan.state, plan.requested_by,
       plan.requested_name, plan.requested_at, plan.begun_at, plan.computed_at, plan.method, plan.stages, plan_move.told AS moved, plan_move.by_hand,
       plan_move.sacrifices, plan.failure, plan.version
FROM plan AS asked
CROSS JOIN LATERAL (
    SELECT before.id FROM plan AS before
    WHERE before.region_code = asked.region_code AND before.scope = asked.scope AND before.exercise = asked.exercise
      AND before.method IN ('OPTIMAL', 'GAP') AND before.requested_at <= asked.requested_at AND before.id <> asked.id
    ORDER BY before.requested_at DESC, before.id DESC LIMIT 1
) AS last
JOIN plan ON plan.id = last.id
LEFT JOIN plan_move ON plan_move.plan_id = plan.id
WHERE asked.id = ANY(:plans::uuid[])

-- name: list_parts
-- Where these plans stand for each of their incidents.
SELECT plan_id, incident_id, region_code, state, open_rungs, next_rung, approved_name, approved_at
FROM plan_incident WHERE plan_id = ANY(:plans::uuid[]) ORDER BY plan_id, incident_id

-- name: lock_part
-- A plan as it stands for one incident, held for its approval.
SELECT plan_id, incident_id, region_code, state, open_rungs, next_rung, approved_name, approved_at
FROM plan_incident WHERE plan_id = :plan AND incident_id = :incident FOR UPDATE

-- name: list_lines
-- The lines of these plans, in the order of their needs, nearest first.
SELECT id, plan_id, incident_id, need_id, responder_id, stock_id, procedure_id, lender_id, lender_region_code, lender_name,
       commune, label, quantity, rung, distance_km, alert_minutes, preparation_minutes, road_minutes, least_minutes,
       most_minutes, arrives_at, starts_at, ends_at, reason, flags
FROM plan_assignment WHERE plan_id = ANY(:plans::uuid[])
ORDER BY plan_id, incident_id, need_id, arrives_at NULLS FIRST, coalesce(responder_id, stock_id, procedure_id)

-- name: list_answers
-- What these plans say of each need.
SELECT plan_id, incident_id, need_id, wanted, covered, runner_up, rejected, obstacles, counts
FROM plan_need WHERE plan_id = ANY(:plans::uuid[]) ORDER BY plan_id, incident_id, need_id

-- name: last_lines
-- The resources that the last plan of these incidents gave each need, to tell what moved since.
SELECT line.need_id, coalesce(line.responder_id, line.stock_id) AS resource_id, line.lender_name, line.label, line.quantity
FROM plan_assignment AS line
JOIN (
    SELECT DISTINCT ON (plan_incident.incident_id) plan_incident.incident_id, plan_incident.plan_id
    FROM plan_incident JOIN plan ON plan.id = plan_incident.plan_id
    WHERE plan_incident.incident_id = ANY(:incidents::uuid[]) AND plan_incident.state IN ('PROPOSED', 'APPROVED')
    ORDER BY plan_incident.incident_id, plan.computed_at DESC, plan.id DESC
) AS last ON last.plan_id = line.plan_id AND last.incident_id = line.incident_id
WHERE line.procedure_id IS NULL
ORDER BY line.need_id, line.id

-- name: hold_incidents
-- Two plans of the same incidents are saved one after the other, always in one order.
SELECT id FROM incident WHERE id = ANY(:incidents::uuid[]) ORDER BY id FOR NO KEY UPDATE

-- name: save_proposed
-- The plan is computed: how good it is, and what it was computed from.
UPDATE plan SET state = 'PROPOSED', computed_at = :computed_at, method = :method, stages = :stages::jsonb,
       data_version = :data_version::jsonb
WHERE id = :id AND state = 'REQUESTED'

-- name: save_moved
-- What changed since the plan before, for those who conduct its crises.
INSERT INTO plan_move (plan_id, region_code, told, by_hand, sacrifices)
VALUES (:id, :region, :told::jsonb, :by_hand::jsonb, :sacrifices::jsonb)

-- name: save_failed
-- The plan could not be computed, and why.
UPDATE plan SET state = 'FAILED', computed_at = :computed_at, failure = :failure WHERE id = :id AND state = 'REQUESTED'

-- name: list_overtaken
-- The incidents that a plan asked for later already answers.
SELECT DISTINCT newer.incident_id
FROM plan_incident AS newer JOIN plan ON plan.id = newer.plan_id
WHERE newer.incident_id = ANY(:incidents::uuid[]) AND newer.state IN ('PROPOSED', 'APPROVED') AND plan.requested_at > :requested_at
ORDER BY newer.incident_id

-- name: supersede_proposed
-- A newer plan replaces what was only proposed for these incidents.
UPDATE plan_incident SET state = 'SUPERSEDED' WHERE incident_id = ANY(:incidents::uuid[]) AND state = 'PROPOSED'

-- name: save_part
-- The plan as it stands for one incident.
INSERT INTO plan_incident (plan_id, incident_id, region_code, state, open_rungs, next_rung)
VALUES (:plan, :incident, :region, :state, :open_rungs::text[], :next_rung::jsonb)

-- name: save_line
-- One line of the plan.
INSERT INTO plan_assignment (id, plan_id, incident_id, region_code, need_id, responder_id, stock_id, procedure_id, lender_id,
    lender_region_code, lender_name, commune, label, quantity, rung, distance_km, alert_minutes, preparation_minutes,
    road_minutes, least_minutes, most_minutes, arrives_at, starts_at, ends_at, reason, flags)
VALUES (:id, :plan, :incident, :region, :need, :responder, :stock, :procedure, :lender, :lender_region, :lender_name, :commune,
    :label, :quantity, :rung, :distance_km, :alert_minutes, :preparation_minutes, :road_minutes, :least_minutes, :most_minutes,
    :arrives_at, :starts_at, :ends_at, :reason, :flags::text[])

-- name: save_answer
-- What the plan says of one need.
INSERT INTO plan_need (plan_id, incident_id, region_code, need_id, wanted, covered, runner_up, rejected, obstacles, counts)
VALUES (:plan, :incident, :region, :need, :wanted, :covered, :runner_up::jsonb, 
    :rejected::jsonb, :obstacles::jsonb, :counts::jsonb)

-- name: save_rejections
-- All those of the open rungs that a rule rejects for one need.
INSERT INTO plan_rejected (plan_id, incident_id, region_code, need_id, told, counts)
VALUES (:plan, :incident, :region, :need, :told::jsonb, :counts::jsonb)

-- name: list_rejected
-- A page of those whom a plan rejects for one need, nearest first.
SELECT rejected.position::integer AS position, rejected.candidate
FROM plan_rejected AS whole
CROSS JOIN LATERAL jsonb_array_elements(whole.told) WITH ORDINALITY AS rejected (candidate, position)
WHERE whole.plan_id = :plan AND whole.need_id = :need AND rejected.position > coalesce(:after::integer, 0)
ORDER BY rejected.position
LIMIT :limit

-- name: count_rejected
-- How many of the open rungs each rule is the first to reject, for these needs of these plans.
SELECT plan_id, need_id, counts FROM plan_rejected WHERE plan_id = ANY(:plans::uuid[])

-- name: approve_part
-- A person approved the plan for one incident.
UPDATE plan_incident SET state = 'APPROVED', approved_by = :approved_by, approved_name = :approved_name, approved_at = :approved_at
WHERE plan_id = :plan AND incident_id = :incident AND state = 'PROPOSED'

-- name: supersede_approved
-- What was approved before for this incident is replaced.
UPDATE plan_incident SET state = 'SUPERSEDED'
WHERE incident_id = :incident AND plan_id <> :plan AND state = 'APPROVED'

-- name: needs_as_planned
-- The needs of one incident that the plan answers, each with whether it is still what the plan read; held as they are.
SELECT need.id, need.request_id,
       need.request_id IN (SELECT waiting.request_id FROM unverified_requests(ARRAY[:incident::uuid]) AS waiting) AS is_unverified,
       need.cancelled_at IS NULL AND request.state IN ('TO_VERIFY', 'OPEN', 'COVERED')
           AND need.incident_id = answer.incident_id
           AND (plan.data_version ->> ('need:' || need.id))::integer = need.version AS unchanged
FROM plan_need AS answer
JOIN plan ON plan.id = answer.plan_id
JOIN need_line AS need ON need.id = answer.need_id
JOIN help_request AS request ON request.id = need.request_id
WHERE answer.plan_id = :plan AND answer.incident_id = :incident
ORDER BY need.id
FOR SHARE OF need, request

-- name: read_needs_as_planned
-- The same, to be told what an approval would do: nothing is held.
SELECT need.id, need.request_id,
       need.request_id IN (SELECT waiting.request_id FROM unverified_requests(ARRAY[:incident::uuid]) AS waiting) AS is_unverified,
       need.cancelled_at IS NULL AND request.state IN ('TO_VERIFY', 'OPEN', 'COVERED')
           AND need.incident_id = answer.incident_id
           AND (plan.data_version ->> ('need:' || need.id))::integer = need.version AS unchanged
FROM plan_need AS answer
JOIN plan ON plan.id = answer.plan_id
JOIN need_line AS need ON need.id = answer.need_id
JOIN help_request AS request ON request.id = need.request_id
WHERE answer.plan_id = :plan AND answer.incident_id = :incident
ORDER BY need.id

-- name: list_struck
-- Those of these lenders that are victims themselves by now, as far as the actor sees.
SELECT lender.name
FROM lender JOIN establishment AS site ON site.id = lender.establishment_id
WHERE lender.id = ANY(:lenders::uuid[]) AND (site.security_state = 'COMPROMISED' OR EXISTS (
    SELECT FROM incident
    WHERE incident.state IN ('REPORTED', 'ACTIVE', 'STABILISED') AND incident.exercise = :exercise
      AND (incident.establishment_id = site.id
           OR incident.establishment_id IS NULL AND incident.legal_entity_id = site.legal_entity_id)))
ORDER BY lender.name

-- name: adjusted_since
-- Whether anything was set or undone by hand for one incident since what the plan read.
SELECT EXISTS (
    SELECT FROM plan_adjustment AS made CROSS JOIN plan
    WHERE plan.id = :plan AND made.incident_id = :incident
      AND (made.revoked_at IS NULL) <> coalesce(plan.data_version ? ('adjustment:' || made.id), false))

-- name: withdrawn_since
-- What a plan read that was decided for one incident and was taken back since: a floor, or an attestation.
SELECT 'FLOOR' AS kind FROM floor_override AS made CROSS JOIN plan
WHERE plan.id = :plan AND made.incident_id = :incident AND made.revoked_at IS NOT NULL AND plan.data_version ? ('floor:' || made.id)
UNION ALL
SELECT 'ATTESTATION' FROM clean_attestation AS made CROSS JOIN plan
WHERE plan.id = :plan AND made.incident_id = :incident AND made.revoked_at IS NOT NULL
  AND plan.data_version ? ('attestation:' || made.incident_id || ':' || made.lender_id)
  AND NOT EXISTS (SELECT FROM clean_attestation AS again
                  WHERE again.incident_id = made.incident_id AND again.lender_id = made.lender_id AND again.revoked_at IS NULL)
LIMIT 1

-- name: open_rungs
-- The rungs that are open for one incident now.
SELECT rung FROM rung_authorisation WHERE incident_id = :incident AND revoked_at IS NULL

-- name: regions_in_scope
-- The regions that a plan asked for from one region covers.
SELECT code FROM region
WHERE code = :region OR :scope = 'NATION'
   OR (:scope = 'ZONE' AND zone_code = (SELECT zone_code FROM region AS own WHERE own.code = :region))
ORDER BY code
