"""Plans: asked for, computed, read, approved."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId, LenderId, NeedId, PlanId
from planblanc.domain.plans import Candidate, IncidentPart, Line, NeedAnswer, Plan, PlanScope, PlanStanding, Proposed, RuleCount
from planblanc.store import plan_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("plans")


@dataclass(frozen=True)
class PlannedThen:
    """A need as the plan answered it: whether it is still what the plan read, and whether its request is verified."""

    id: NeedId
    unchanged: bool
    is_unverified: bool


async def request(tx: Transaction, plan: Plan) -> None:
    """Keep that a plan is wanted."""
    await tx.execute(
        QUERIES["request_plan"],
        id=plan.id,
        region=plan.region,
        scope=plan.scope.value,
        scope_regions=list(plan.scope_regions),
        exercise=plan.exercise,
        requested_by=plan.requested_by,
        requested_name=plan.requested_name,
        requested_at=plan.requested_at,
    )


async def waiting(tx: Transaction, *, region: str, scope: PlanScope, exercise: bool) -> PlanId | None:
    """The equal plan that nobody has begun to compute, held back from beginning until this transaction ends."""
    await tx.execute(QUERIES["queue"], region=region, scope=scope.value, exercise=exercise)
    found = await tx.value(QUERIES["find_waiting"], region=region, scope=scope.value, exercise=exercise)
    return PlanId(found) if found is not None else None


async def begin(tx: Transaction, plan: Plan, at: datetime) -> None:
    """Say that the plan is being computed, once every request that it was to answer is committed."""
    await tx.execute(QUERIES["queue"], region=plan.region, scope=plan.scope.value, exercise=plan.exercise)
    await tx.execute(QUERIES["begin_plan"], id=plan.id, at=at)


async def regions_in_scope(tx: Transaction, region: str, scope: PlanScope) -> tuple[str, ...]:
    """The INSEE codes of the regions that a plan of this scope covers."""
    found = await tx.rows(QUERIES["regions_in_scope"], region=region, scope=scope.value)
    return tuple(row["code"] for row in found)


async def by_id(tx: Transaction, plan: PlanId) -> Plan | None:
    """One plan, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_plan"], id=plan)
    return rows.plan(row) if row else None


async def lock(tx: Transaction, plan: PlanId) -> Plan | None:
    """One plan, held until the transaction ends."""
    row = await tx.row(QUERIES["lock_plan"], id=plan)
    return rows.plan(row) if row else None


async def of_incident(tx: Transaction, incident: IncidentId, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Plan]:
    """The plans that concern one incident, newest first, after the sort key of the page before."""
    before_at, before_id = before or (None, None)
    found = await tx.rows(QUERIES["list_plans"], incident=incident, before_at=before_at, before_id=before_id, limit=limit)
    return [rows.plan(row) for row in found]


async def latest_of(tx: Transaction, incidents: list[IncidentId]) -> list[Plan | None]:
    """For each incident, the last plan that is proposed or approved."""
    found = {row["for_incident"]: rows.plan(row) for row in await tx.rows(QUERIES["list_latest"], incidents=incidents)}
    return [found.get(incident) for incident in incidents]


async def last_asked(tx: Transaction, incidents: list[IncidentId]) -> list[Plan | None]:
    """For each incident, the last plan that was asked for and covers it: under way, computed, or without a result."""
    found = {row["for_incident"]: rows.plan(row) for row in await tx.rows(QUERIES["list_last_asked"], incidents=incidents)}
    return [found.get(incident) for incident in incidents]


async def last_proven(tx: Transaction, plans: list[PlanId]) -> list[Plan | None]:
    """For each plan, the last one of the same scope that was computed to its end before it."""
    found = {row["for_plan"]: rows.plan(row) for row in await tx.rows(QUERIES["list_last_proven"], plans=plans)}
    return [found.get(plan) for plan in plans]


async def parts_of(tx: Transaction, plans: list[PlanId]) -> list[list[IncidentPart]]:
    """For each plan, where it stands for each of its incidents."""
    found: dict[UUID, list[IncidentPart]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_parts"], plans=plans):
        found[row["plan_id"]].append(rows.part(row))
    return [found[plan] for plan in plans]


async def lines_of(tx: Transaction, plans: list[PlanId]) -> list[list[Line]]:
    """For each plan, its lines, nearest first within a need."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_lines"], plans=plans):
        found[row["plan_id"]].append(rows.line(row))
    return [found[plan] for plan in plans]


async def answers_of(tx: Transaction, plans: list[PlanId]) -> list[list[NeedAnswer]]:
    """For each plan, what it says of each need."""
    found: dict[UUID, list[NeedAnswer]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_answers"], plans=plans):
        found[row["plan_id"]].append(rows.answer(row))
    return [found[plan] for plan in plans]


async def rejected(tx: Transaction, plan: PlanId, need: NeedId, *, after: int | None, limit: int) -> list[tuple[int, Candidate]]:
    """A page of those of the open rungs whom the plan rejects for one need, each with its place, nearest first."""
    found = await tx.rows(QUERIES["list_rejected"], plan=plan, need=need, after=after, limit=limit)
    return [(row["position"], rows.candidate(row["candidate"])) for row in found]


async def rejected_counts(tx: Transaction, plans: list[PlanId]) -> list[dict[NeedId, tuple[RuleCount, ...]]]:
    """For each plan, how many of the open rungs each rule is the first to reject, by need."""
    found: dict[UUID, dict[NeedId, tuple[RuleCount, ...]]] = defaultdict(dict)
    for row in await tx.rows(QUERIES["count_rejected"], plans=plans):
        found[row["plan_id"]][row["need_id"]] = tuple(RuleCount(**count) for count in row["counts"])
    return [found[plan] for plan in plans]


async def last_lines(tx: Transaction, incidents: Sequence[IncidentId]) -> dict[tuple[UUID, UUID], tuple[str, int]]:
    """What the last plan gave: (need, resource) → (who, how many)."""
    found = await tx.rows(QUERIES["last_lines"], incidents=list(incidents))
    return {(row["need_id"], row["resource_id"]): (f"{row['lender_name']}, {row['label']}", row["quantity"]) for row in found}


async def save(
    tx: Transaction, plan: Plan, proposed: Proposed, *, versions: Mapping[str, int], computed_at: datetime
) -> Collection[IncidentId]:
    """Keep what was computed, in place of what was only proposed for the same incidents.

    For those that a plan asked for later already answers, it is replaced as soon as it is kept: they are given back.
    """
    incidents = [part.incident_id for part in proposed.parts]
    await tx.rows(QUERIES["hold_incidents"], incidents=incidents)
    await tx.execute(
        QUERIES["save_proposed"],
        id=plan.id,
        computed_at=computed_at,
        method=proposed.method.value,
        stages=[asdict(stage) for stage in proposed.stages],
        data_version=dict(versions),
    )
    await tx.execute(
        QUERIES["save_moved"],
        id=plan.id,
        region=plan.region,
        told=list(proposed.moved),
        by_hand=[asdict(kept) for kept in proposed.by_hand],
        sacrifices=list(proposed.sacrifices),
    )
    newer = await tx.rows(QUERIES["list_overtaken"], incidents=incidents, requested_at=plan.requested_at)
    overtaken = frozenset(IncidentId(row["incident_id"]) for row in newer)
    await tx.execute(QUERIES["supersede_proposed"], incidents=[incident for incident in incidents if incident not in overtaken])
    parts = [replace(part, state=PlanStanding.SUPERSEDED) if part.incident_id in overtaken else part for part in proposed.parts]
    regions = {part.incident_id: part.region for part in proposed.parts}
    await tx.execute_many(QUERIES["save_part"], [rows.part_columns(plan.id, part) for part in parts])
    await tx.execute_many(
        QUERIES["save_answer"],
        [rows.answer_columns(plan.id, regions[answer.incident_id], answer) for answer in proposed.answers],
    )
    await tx.execute_many(
        QUERIES["save_rejections"],
        [rows.rejection_columns(plan.id, regions[one.incident_id], one) for one in proposed.rejections],
    )
    await tx.execute_many(QUERIES["save_line"], [rows.line_columns(plan.id, regions[line.incident_id], line) for line in proposed.lines])
    return overtaken


async def fail(tx: Transaction, plan: PlanId, *, why: str, at: datetime) -> None:
    """Keep why the plan could not be computed."""
    await tx.execute(QUERIES["save_failed"], id=plan, computed_at=at, failure=why)


async def lock_part(tx: Transaction, plan: PlanId, incident: IncidentId) -> IncidentPart | None:
    """The plan as it stands for one incident, held until the transaction ends."""
    row = await tx.row(QUERIES["lock_part"], plan=plan, incident=incident)
    return rows.part(row) if row else None


async def needs_as_planned(tx: Transaction, plan: PlanId, incident: IncidentId) -> list[PlannedThen]:
    """The needs that the plan answers for one incident."""
    return [_planned(row) for row in await tx.rows(QUERIES["needs_as_planned"], plan=plan, incident=incident)]


async def needs_as_read(tx: Transaction, plan: PlanId, incident: IncidentId) -> list[PlannedThen]:
    """The same, to be told what an approval would do: nothing is held."""
    return [_planned(row) for row in await tx.rows(QUERIES["read_needs_as_planned"], plan=plan, incident=incident)]


async def struck(tx: Transaction, lenders: Collection[LenderId], *, exercise: bool) -> list[str]:
    """The names of those lenders that are victims themselves by now."""
    return [row["name"] for row in await tx.rows(QUERIES["list_struck"], lenders=list(lenders), exercise=exercise)]


async def is_adjusted_since(tx: Transaction, plan: PlanId, incident: IncidentId) -> bool:
    """Whether anything was set or undone by hand for one incident since what the plan read."""
    return bool(await tx.value(QUERIES["adjusted_since"], plan=plan, incident=incident))


async def withdrawn_since(tx: Transaction, plan: PlanId, incident: IncidentId) -> str | None:
    """What the plan counted on for one incident and was taken back since: FLOOR, ATTESTATION, or nothing."""
    kind: str | None = await tx.value(QUERIES["withdrawn_since"], plan=plan, incident=incident)
    return kind


async def open_rungs(tx: Transaction, incident: IncidentId) -> frozenset[str]:
    """The rungs that are authorised for one incident now."""
    return frozenset(row["rung"] for row in await tx.rows(QUERIES["open_rungs"], incident=incident))


async def approve(tx: Transaction, plan: PlanId, incident: IncidentId, *, actor: Actor, at: datetime) -> None:
    """The plan is approved for one incident; what was approved before for it is replaced."""
    await tx.execute(QUERIES["supersede_approved"], plan=plan, incident=incident)
    await tx.execute(
        QUERIES["approve_part"],
        plan=plan,
        incident=incident,
        approved_by=actor.id,
        approved_name=actor.name,
        approved_at=at,
    )


def _planned(row: Record) -> PlannedThen:
    return PlannedThen(row["id"], bool(row["unchanged"]), row["is_unverified"])
