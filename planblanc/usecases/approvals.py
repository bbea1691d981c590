"""A person approves a plan for one incident: what it counts on is promised, once, and its lenders are to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, french, perimeter, plans
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import Engagement, EngagementState, Held
from planblanc.domain.errors import Conflict, NotFound, PlanOutdated, Refused, ToVerifyFirst
from planblanc.domain.facts import EngagementReduced, PlanApproved
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, NeedId, PlanId
from planblanc.domain.incidents import require_open
from planblanc.domain.journal import Detail
from planblanc.domain.plans import IncidentPart, Line, Plan, PlanStanding
from planblanc.domain.requests import NeedLine
from planblanc.store import engagements, incidents, needs, outbox, solicitations
from planblanc.store import plans as stored
from planblanc.store.plans import PlannedThen
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, soliciting, withdrawals
from planblanc.usecases.notes import Note
from planblanc.usecases.soliciting import Asked

_WITHDRAWN = {
    "FLOOR": "Un plancher abaissé sur lequel ce plan compte a été rendu au prêteur",
    "ATTESTATION": "Un prêteur sur lequel ce plan peut compter n'est plus attesté sain",
}

_ELSEWHERE = (
    "Une ressource de ce plan est promise à un autre incident. Si ce plan la lui reprend, approuvez-le d'abord pour cet autre incident ; "
    "sinon, demandez un nouveau plan."
)


@dataclass(frozen=True)
class Settled:
    """What the approval changes: what is newly promised, what is kept in part, what is given back."""

    promised: tuple[Engagement, ...]
    reduced: tuple[tuple[Held, int], ...]
    withdrawn: tuple[EngagementId, ...]


@dataclass(frozen=True)
class Considered:
    """A plan as it would be approved for one incident, with all that it rests on."""

    plan: Plan
    part: IncidentPart
    lines: tuple[Line, ...]
    needs: tuple[PlannedThen, ...]
    settled: Settled


@dataclass(frozen=True)
class Preview:
    """What approving a plan would do now: which lenders would be asked, how much is promised, kept in part, given back."""

    plan: PlanId
    incident: IncidentId
    lenders: tuple[str, ...]
    promised: int
    reduced: int
    withdrawn: int
    refused: Refused | None


async def approve(tx: Transaction, actor: Actor, plan_id: PlanId, incident_id: IncidentId, now: datetime) -> None:
    """Approve a plan for one incident; refused when it no longer holds, all of it or nothing."""
    # Held first: an incident that ends, merges or closes a rung meanwhile waits, or is seen here.
    incident = await incidents.hold(tx, incident_id)
    part = await stored.lock_part(tx, plan_id, incident_id)
    plan = await stored.by_id(tx, plan_id)
    if part is None or plan is None:
        raise NotFound
    access.require(actor, Act.APPROVE_PLAN, region=part.region)
    require_open(incident)
    plans.require_next(part.state, PlanStanding.APPROVED)
    lines = [line for line in (await stored.lines_of(tx, [plan_id]))[0] if line.incident_id == incident_id]
    settled = _settle(part, lines, await engagements.held(tx, incident_id), exercise=plan.exercise)
    needs_then = await stored.needs_as_planned(tx, plan_id, incident_id)
    await _require_holds(tx, Considered(plan, part, tuple(lines), tuple(needs_then), settled))
    await _apply(tx, settled)
    await soliciting.issue(tx, actor, incident, await _asked(tx, settled, lines), now)
    await stored.approve(tx, plan_id, incident_id, actor=actor, at=now)
    for reduced, kept in settled.reduced:
        await outbox.append(tx, EngagementReduced(part.region, part.incident_id, reduced.id, reduced.quantity, kept))
    notes.write(tx, incident, _told(plan_id, settled), now)
    await outbox.append(tx, PlanApproved(part.region, plan_id, incident_id))


async def preview(tx: Transaction, actor: Actor, incident_id: IncidentId, plan_id: PlanId | None = None) -> Preview | None:
    """What approving a plan, or the last one, would do now, and why it would be refused; nothing is held or changed.

    Nothing for whoever may not approve it, or where there is no such plan.
    """
    incident = await incidents.read(tx, incident_id)
    plan = await stored.by_id(tx, plan_id) if plan_id is not None else (await stored.latest_of(tx, [incident_id]))[0]
    if plan is None or not access.covers_region(actor, incident.region) or not access.is_allowed(actor, Act.APPROVE_PLAN):
        return None
    part = next((one for one in (await stored.parts_of(tx, [plan.id]))[0] if one.incident_id == incident_id), None)
    if part is None:
        return None
    lines = [line for line in (await stored.lines_of(tx, [plan.id]))[0] if line.incident_id == incident_id]
    settled = _settle(part, lines, await engagements.holding(tx, incident_id), exercise=plan.exercise)
    refused: Refused | None = None
    try:
        require_open(incident)
        plans.require_next(part.state, PlanStanding.APPROVED)
        needs_then = await stored.needs_as_read(tx, plan.id, incident_id)
        await _require_holds(tx, Considered(plan, part, tuple(lines), tuple(needs_then), settled))
    except Refused as why:
        refused = why
    asked = {line.lender_id: line.lender_name for line in lines}
    names = sorted({asked.get(one.lender_id, "") for one in settled.promised})
    return Preview(plan.id, incident_id, tuple(names), len(settled.promised), len(settled.reduced), len(settled.withdrawn), refused)


async def _require_holds(tx: Transaction, considered: Considered) -> None:
    """All that an approval rests on is still so."""
    await _require_still_true(tx, considered)
    await _require_no_victim(tx, considered.settled, exercise=considered.plan.exercise)
    await _require_not_answered(tx, considered.part, considered.settled)


async def _require_still_true(tx: Transaction, considered: Considered) -> None:
    """The needs are those that the plan read, their requests are verified, and the rungs it uses are still open."""
    plan_id, part, needs, lines = considered.plan.id, considered.part, considered.needs, considered.lines
    if not all(need.unchanged for need in needs):
        raise PlanOutdated("Les besoins ont changé depuis ce plan : demandez-en un nouveau.")
    if any(need.is_unverified for need in needs):
        raise ToVerifyFirst
    if await stored.is_adjusted_since(tx, plan_id, part.incident_id):
        raise PlanOutdated("Un choix à la main a été fait ou annulé depuis ce plan : attendez le nouveau.")
    withdrawn = await stored.withdrawn_since(tx, plan_id, part.incident_id)
    if withdrawn is not None:
        raise PlanOutdated(f"{_WITHDRAWN[withdrawn]} : demandez un nouveau plan.")
    opened = {perimeter.Rung(rung) for rung in await stored.open_rungs(tx, part.incident_id)}
    if not all(perimeter.is_open(perimeter.Rung(line.rung), opened) for line in lines if line.rung is not None):
        raise PlanOutdated("Un échelon dont ce plan se sert a été refermé : demandez un nouveau plan.")


async def _require_no_victim(tx: Transaction, settled: Settled, *, exercise: bool) -> None:
    """Nobody is asked who was hit since the plan was computed; who is there already stays."""
    struck = await stored.struck(tx, sorted({promised.lender_id for promised in settled.promised}), exercise=exercise)
    if struck:
        raise PlanOutdated(f"{struck[0]} est victime à son tour : demandez un nouveau plan.")


async def _require_not_answered(tx: Transaction, part: IncidentPart, settled: Settled) -> None:
    """Nobody is asked again for what it refused, or gave a part of, since the plan was computed."""
    lender = await engagements.said_no(tx, part.incident_id, settled.promised)
    if lender is not None:
        raise PlanOutdated(f"{lender} a répondu depuis ce plan qu'il ne donne pas, ou pas davantage : attendez le nouveau.")


def _settle(part: IncidentPart, lines: Sequence[Line], held: Sequence[Held], *, exercise: bool) -> Settled:
    """Compare what the plan sends with what is already promised, need by need and resource by resource."""
    standing = _by_pair(held)
    promised: list[Engagement] = []
    reduced: list[tuple[Held, int]] = []
    for line in lines:
        resource = line.responder_id or line.stock_id
        if resource is None:
            continue
        missing = line.quantity
        for engagement in standing.pop((line.need_id, resource), []):
            kept = min(missing, engagement.quantity)
            if 0 < kept < engagement.quantity and engagement.is_movable:
                reduced.append((engagement, kept))
            if kept == 0:
                standing.setdefault((line.need_id, resource), []).append(engagement)
            missing -= kept
        if missing:
            promised.append(_engagement(part, line, missing, exercise=exercise))
    left = [engagement for group in standing.values() for engagement in group]
    withdrawn = tuple(engagement.id for engagement in left if engagement.is_movable)
    return Settled(tuple(sorted(promised, key=lambda one: (str(one.lender_id), str(one.resource_id)))), tuple(reduced), withdrawn)


def _by_pair(held: Sequence[Held]) -> dict[tuple[UUID, UUID], list[Held]]:
    """(need, resource) → its engagements, those furthest on their way first."""
    order = list(EngagementState)
    standing: dict[tuple[UUID, UUID], list[Held]] = {}
    for engagement in sorted(held, key=lambda one: -order.index(one.state)):
        standing.setdefault((engagement.need_id, engagement.resource_id), []).append(engagement)
    return standing


def _engagement(part: IncidentPart, line: Line, quantity: int, *, exercise: bool) -> Engagement:
    return Engagement(
        id=EngagementId(uuid4()),
        incident_id=part.incident_id,
        region=part.region,
        need_id=line.need_id,
        assignment_id=line.id,
        lender_id=LenderId(line.lender_id) if line.lender_id else _no_lender(line),
        lender_region=line.lender_region or part.region,
        quantity=quantity,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        state=EngagementState.PROPOSED,
        exercise=exercise,
        responder_id=line.responder_id,
        stock_id=line.stock_id,
    )


def _no_lender(line: Line) -> LenderId:
    raise AssertionError(f"line {line.id} sends a resource without a lender")


async def _apply(tx: Transaction, settled: Settled) -> None:
    """Give back first, then promise, resources in a fixed order so that two approvals never wait for each other."""
    await withdrawals.withdraw(tx, settled.withdrawn)
    for engagement, kept in settled.reduced:
        await engagements.reduce(tx, engagement.id, kept=kept)
        await solicitations.ask_for_fewer(tx, engagement.id, kept)
    for promised in settled.promised:
        if not await engagements.engage(tx, promised):
            raise Conflict(_ELSEWHERE)


async def _asked(tx: Transaction, settled: Settled, lines: Sequence[Line]) -> list[Asked]:
    """What the lenders of all that is newly promised are to be asked, with what each must know of it."""
    by_key = {line.id: line for line in lines}
    wanted = {need.id: need for need in await needs.by_ids(tx, sorted({line.need_id for line in lines})) if need is not None}
    return [_one_asked(one, by_key, wanted) for one in settled.promised]


def _one_asked(engagement: Engagement, lines: Mapping[UUID, Line], wanted: Mapping[NeedId, NeedLine]) -> Asked:
    line = lines[engagement.assignment_id] if engagement.assignment_id is not None else _unplanned(engagement)
    need = wanted[line.need_id]
    return Asked(
        engagement,
        line.lender_name,
        line.commune,
        line.label,
        need.criticality,
        need.wanted_at,
        line.journey.total_minutes if line.journey is not None else None,
    )


def _unplanned(engagement: Engagement) -> Line:
    raise AssertionError(f"engagement {engagement.id} is of no plan")


def _told(plan_id: PlanId, settled: Settled) -> Note:
    lenders: Mapping[LenderId, None] = dict.fromkeys(engagement.lender_id for engagement in settled.promised)
    promised = french.counted(len(settled.promised), "engagement", "engagements")
    text = f"Plan approuvé : {promised} auprès de {french.counted(len(lenders), 'prêteur', 'prêteurs')}."
    if settled.withdrawn:
        text += f" {french.counted(len(settled.withdrawn), 'engagement', 'engagements')} à annuler."
    details: dict[str, Detail] = {"plan": str(plan_id), "engagements": [str(one.id) for one in settled.promised]}
    return Note("plan.approved", text, details)
