"""Plans: asked for, computed with no transaction open, saved if what they were read from still stands."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from planblanc.domain import access, french
from planblanc.domain.access import Act, Actor, Role
from planblanc.domain.errors import Forbidden, NotFound, TransitionRefused
from planblanc.domain.facts import PlanProposed, PlanRequested
from planblanc.domain.identity import IncidentId, PlanId
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.domain.planning import Snapshot
from planblanc.domain.plans import Plan, PlanScope, PlanState, Proposed
from planblanc.planning import answer
from planblanc.planning.run import Solver
from planblanc.store import outbox
from planblanc.store import planning as reading
from planblanc.store import plans as stored
from planblanc.store.planning import Question
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import plan_procedures, plan_versions

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]

# A plan whose data change while it is computed is computed again; the last time it may still hold as it is.
TRIES = 3
# How long a computation that was stopped may still hold the solving process.
WATCH_SECONDS = 1.0
WIDE = {PlanScope.ZONE: {Role.ZONE_COORDINATOR, Role.NATIONAL_COORDINATOR}, PlanScope.NATION: {Role.NATIONAL_COORDINATOR}}


@dataclass(frozen=True)
class PlanWanted:
    """A plan for all the open incidents of a region (INSEE code), of its zone or of the nation."""

    region: str
    scope: PlanScope = PlanScope.REGION
    exercise: bool = False


@dataclass(frozen=True)
class Computed:
    """What was found, the question it answers, and the moment of the database it was found on."""

    plan: Plan
    question: Question
    snapshot: Snapshot
    answer: answer.Answered


async def request(tx: Transaction, actor: Actor, wanted: PlanWanted, now: datetime) -> PlanId:
    """Ask for a plan; the worker computes it, and the fact `PlanProposed` tells when it can be read.

    An equal plan that waits to be begun answers too: it will be read after all that is changed until now.
    """
    access.require(actor, Act.PROPOSE_PLAN, region=wanted.region)
    if actor.role not in WIDE.get(wanted.scope, {actor.role}):
        raise Forbidden("Un plan de zone ou national est demandé par le coordonnateur de zone ou national.")
    return await ask(tx, actor, wanted, now)


async def ask(tx: Transaction, asker: Actor, wanted: PlanWanted, now: datetime) -> PlanId:
    """Ask for a plan, whoever does: a person who may, or the service when something is lost."""
    regions = await stored.regions_in_scope(tx, wanted.region, wanted.scope)
    if wanted.region not in regions:
        raise NotFound("Cette région n'existe pas.", ("region",))
    waiting = await stored.waiting(tx, region=wanted.region, scope=wanted.scope, exercise=wanted.exercise)
    if waiting is not None:
        _tell_request(tx, wanted, waiting, "Plan demandé : celui qui attend déjà d'être calculé répondra.", now)
        return waiting
    plan = Plan(
        id=PlanId(uuid4()),
        region=wanted.region,
        scope=wanted.scope,
        scope_regions=regions,
        exercise=wanted.exercise,
        state=PlanState.REQUESTED,
        requested_by=asker.id,
        requested_name=asker.name,
        requested_at=now,
    )
    await stored.request(tx, plan)
    _tell_request(tx, wanted, plan.id, "Plan demandé.", now)
    await outbox.append(tx, PlanRequested(wanted.region, plan.id))
    return plan.id


async def cancel(tx: Transaction, actor: Actor, plan_id: PlanId, now: datetime) -> PlanId:
    """Stop a computation that has not ended; its process is killed within a second or so, and the plan before still stands."""
    plan = await stored.by_id(tx, plan_id)
    if plan is None:
        raise NotFound(path=("task",))
    access.require(actor, Act.PROPOSE_PLAN, region=plan.region)
    held = await stored.lock(tx, plan_id)
    if held is None or held.state != PlanState.REQUESTED:
        raise TransitionRefused("Ce calcul est terminé : il ne peut plus être arrêté.", ("task",))
    await stored.fail(tx, plan.id, why=f"Calcul arrêté par {actor.name}.", at=now)
    tx.note(LogLine(Chain.of_region(plan.region), "plan.cancelled", "Calcul de plan arrêté.", now, details={"plan": str(plan.id)}))
    return plan.id


async def propose(database: Database, solver: Solver, actor: Actor, plan_id: PlanId, clock: Clock) -> None:
    """Compute a plan that was asked for, and keep it or the reason why there is none; twice has the effect of once."""
    await _begin(database, actor, plan_id, clock)
    for attempt in range(1, TRIES + 1):
        computed = await _compute(database, solver, actor, plan_id, clock)
        if computed is None or await _save(database, actor, computed, clock, is_last=attempt == TRIES):
            return


async def give_up(database: Database, actor: Actor, plan_id: PlanId, clock: Clock) -> None:
    """Say that a plan will not come, once the worker could not compute it however often it tried."""
    async with database.transaction(actor) as tx:
        plan = await stored.lock(tx, plan_id)
        if plan is not None and plan.state == PlanState.REQUESTED:
            await _fail(tx, plan, "Le calcul s'est interrompu à chaque essai : demandez un nouveau plan.", await clock(tx))


async def _begin(database: Database, actor: Actor, plan_id: PlanId, clock: Clock) -> None:
    """In a transaction of its own, before anything is read: a request that comes later gets a plan of its own."""
    async with database.transaction(actor) as tx:
        plan = await stored.by_id(tx, plan_id)
        if plan is not None and plan.state == PlanState.REQUESTED:
            await stored.begin(tx, plan, await clock(tx))


async def _compute(database: Database, solver: Solver, actor: Actor, plan_id: PlanId, clock: Clock) -> Computed | None:
    """Read one moment of the database, then search with no transaction open; nothing when the plan is no longer wanted."""
    async with database.transaction(actor, read_only=True) as tx:
        plan = await stored.by_id(tx, plan_id)
        if plan is None or plan.state != PlanState.REQUESTED:
            return None
        now = await clock(tx)
        question = Question(plan.scope_regions, plan.exercise, now, now.astimezone(french.PARIS).date())
        snapshot = await reading.read(tx, question)
        before = await stored.last_lines(tx, [incident.id for incident in snapshot.incidents])
        procedures = await plan_procedures.looked_up(tx, snapshot)
    finding = answer.find(snapshot, solver, before=before, procedures=procedures)
    found = await _unless_stopped(database, actor, plan_id, finding)
    return Computed(plan, question, snapshot, found) if found is not None else None


async def _unless_stopped(
    database: Database, actor: Actor, plan_id: PlanId, finding: Coroutine[None, None, answer.Answered]
) -> answer.Answered | None:
    """What is found; nothing, and the search ended, as soon as nobody waits for it any more."""
    search = asyncio.create_task(finding)
    try:
        while not (await asyncio.wait({search}, timeout=WATCH_SECONDS))[0]:
            async with database.transaction(actor, read_only=True) as tx:
                plan = await stored.by_id(tx, plan_id)
            if plan is None or plan.state != PlanState.REQUESTED:
                return None
        return search.result()
    finally:
        search.cancel()
        await asyncio.wait({search})


async def _save(database: Database, actor: Actor, computed: Computed, clock: Clock, *, is_last: bool) -> bool:
    """Save unless the rows that were used have changed; the last time, save what still holds and tell what changed."""
    async with database.transaction(actor) as tx:
        plan = await stored.lock(tx, computed.plan.id)
        if plan is None or plan.state != PlanState.REQUESTED:
            return True
        now = await clock(tx)
        proposed = computed.answer.proposed
        if proposed is None:
            await _fail(tx, plan, computed.answer.failure, now)
            return True
        used = plan_versions.used(computed.snapshot, proposed)
        versions = await plan_versions.now(tx, computed.question, used)
        changed = plan_versions.changed(used, versions)
        if changed and not is_last:
            return False
        if changed:
            fresh = await reading.read(tx, computed.question)
            if answer.broken_on(fresh, computed.answer):
                why = "Les données ont changé pendant le calcul, et le plan trouvé ne tient plus : demandez-en un nouveau."
                await _fail(tx, plan, why, now)
                return True
            proposed = replace(proposed, moved=(*proposed.moved, *changed))
        overtaken = await stored.save(tx, plan, proposed, versions=versions, computed_at=now)
        _tell_proposal(tx, plan, proposed, overtaken, now)
        await outbox.append(tx, PlanProposed(plan.region, plan.id))
        return True


def _tell_request(tx: Transaction, wanted: PlanWanted, plan: PlanId, text: str, now: datetime) -> None:
    tx.note(LogLine(Chain.of_region(wanted.region), "plan.requested", text, now, details={"plan": str(plan)}))


async def _fail(tx: Transaction, plan: Plan, why: str, now: datetime) -> None:
    await stored.fail(tx, plan.id, why=why, at=now)
    tx.note(LogLine(Chain.of_region(plan.region), "plan.failed", f"Aucun plan : {why}", now, details={"plan": str(plan.id)}))


def _tell_proposal(tx: Transaction, plan: Plan, proposed: Proposed, overtaken: Collection[IncidentId], now: datetime) -> None:
    for part in proposed.parts:
        needs = [need for need in proposed.answers if need.incident_id == part.incident_id]
        missing = sum(1 for need in needs if need.missing)
        text = f"Plan proposé : {french.counted(len(needs), 'besoin', 'besoins')}, dont {missing} à compléter."
        if part.incident_id in overtaken:
            text += " Un plan demandé depuis le remplace déjà."
        details: dict[str, Detail] = {"plan": str(plan.id), "needs": len(needs), "incomplete": missing, "method": proposed.method.value}
        tx.note(LogLine(Chain.of_incident(part.incident_id), "plan.proposed", text, now, details=details))
