"""Who acts on which fact: one table. Each handler has one effect, however often it is called for one fact."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias
from uuid import UUID

from planblanc.domain.access import Actor
from planblanc.domain.declarations import DeclaredIncident
from planblanc.domain.errors import AlreadyExists, Conflict, Refused
from planblanc.domain.facts import (
    CoverageLost,
    EngagementCancelled,
    EngagementReduced,
    EngagementReplaced,
    Fact,
    FloorOverridden,
    HandOverOffered,
    IncidentClosed,
    IncidentDeclared,
    IncidentDismissed,
    IncidentMerged,
    IncidentTakenInCharge,
    LoanOverdue,
    ObligationDue,
    OfferMade,
    PlanApproved,
    PlanProposed,
    PlanRequested,
    PortalMessageReceived,
    ReceiptConfirmed,
    ReliefRequested,
    RequestCancelled,
    ReturnRequested,
    SecurityStateChanged,
    ServiceReassessmentDue,
    SituationReported,
    SolicitationAnswered,
    SolicitationIssued,
    StressTestRequested,
)
from planblanc.domain.identity import IncidentId, PlanId, StressRunId, key_of
from planblanc.domain.relief import RosterId
from planblanc.domain.security_facts import AccessCodeUsed, GlassBroken
from planblanc.domain.webhooks import EVENTS
from planblanc.integrations.portal import callback, message
from planblanc.integrations.portal.endpoint import PORTAL
from planblanc.planning import relief_answer
from planblanc.planning.run import Solver
from planblanc.store import inbox, portal_news, regions
from planblanc.store.outbox import Claim
from planblanc.store.transaction import Transaction
from planblanc.usecases import plans, portal_messages, relief, stress
from planblanc.worker import (
    accounts,
    alerts,
    heads,
    lent,
    notifications,
    reassessments,
    reminders_of_obligations,
    security,
    situation,
    solicitations,
    under_way,
)
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

Handler: TypeAlias = Callable[[Tools, UUID, Any], Awaitable[None]]
News: TypeAlias = Callable[[DeclaredIncident], dict[str, object]]


async def read_message(tools: Tools, _: UUID, fact: PortalMessageReceived) -> None:
    """Read a kept message of the portal: it changes its incident, or waits for a person."""
    try:
        async with tools.database.transaction(PORTAL) as tx:
            await _applied(tools, tx, fact)
    except (Conflict, AlreadyExists) as error:
        # Somebody wrote the same incident meanwhile: read again, it is known now.
        raise Conflict from error
    except Refused as refused:
        async with tools.database.transaction(PORTAL) as tx:
            await _set_aside(tools, tx, fact, refused.message)


async def compute_plan(tools: Tools, _: UUID, fact: PlanRequested) -> None:
    """Solve a plan that was asked for, in its own process."""
    await plans.propose(tools.database, tools.solver, WORKER, PlanId(fact.plan_id), tools.crisis_clock)


async def compute_roster(tools: Tools, _: UUID, fact: ReliefRequested) -> None:
    """Solve weeks of relief, in a process of their own: no plan waits behind them."""
    async with Solver(relief_answer.BOUNDS) as solver:
        await relief.propose(tools.database, solver, WORKER, RosterId(fact.roster_id), tools.crisis_clock)


async def run_stress_test(tools: Tools, _: UUID, fact: StressTestRequested) -> None:
    """Attack a region's pool, in a process of its own."""
    await stress.run(tools.database, WORKER, StressRunId(fact.run_id), tools.crisis_clock)


async def tell_who_is_in_charge(tools: Tools, fact_id: UUID, fact: IncidentTakenInCharge) -> None:
    """Tell the portal who has taken its incident in charge."""
    async with tools.database.transaction(WORKER, read_only=True) as tx:
        now = await tools.crisis_clock(tx)
        declared = await portal_news.declarations(tx, IncidentId(fact.incident_id))
    await _send(tools, fact_id, declared, lambda one: callback.taken_in_charge(replace(one, officer_name=fact.officer_name), now))


async def tell_who_is_in_charge_already(tools: Tools, fact_id: UUID, fact: IncidentMerged) -> None:
    """Tell the portal who is in charge of an incident that it declared once somebody already was."""
    async with tools.database.transaction(WORKER, read_only=True) as tx:
        now = await tools.crisis_clock(tx)
        declared = await portal_news.declarations(tx, IncidentId(fact.incident_id))
    taken = tuple(one for one in declared if one.officer_name is not None)
    await _send(tools, fact_id, taken, lambda one: callback.taken_in_charge(one, now))


async def tell_what_is_covered(tools: Tools, fact_id: UUID, fact: PlanApproved) -> None:
    """Tell the portal what the incident is promised now that a plan is approved."""
    async with tools.database.transaction(WORKER, read_only=True) as tx:
        now = await tools.crisis_clock(tx)
        declared = await portal_news.declarations(tx, IncidentId(fact.incident_id))
        coverage = await portal_news.coverage(tx, IncidentId(fact.incident_id))
    await _send(tools, fact_id, declared, lambda one: callback.covered(one, coverage, now))


async def tell_that_it_is_over(tools: Tools, fact_id: UUID, fact: IncidentClosed) -> None:
    """Tell the portal that its incident is closed."""
    async with tools.database.transaction(WORKER, read_only=True) as tx:
        now = await tools.crisis_clock(tx)
        declared = await portal_news.declarations(tx, IncidentId(fact.incident_id))
    await _send(tools, fact_id, declared, lambda one: callback.closed(one, now))


WHEN: Mapping[type[Fact], tuple[Handler, ...]] = {
    PortalMessageReceived: (read_message,),
    PlanRequested: (compute_plan,),
    ReliefRequested: (compute_roster,),
    StressTestRequested: (run_stress_test,),
    IncidentDeclared: (alerts.wake,),
    IncidentTakenInCharge: (tell_who_is_in_charge,),
    HandOverOffered: (alerts.offer_hand_over,),
    IncidentMerged: (tell_who_is_in_charge_already,),
    PlanApproved: (tell_what_is_covered,),
    IncidentClosed: (heads.sign_at_closing, tell_that_it_is_over),
    IncidentDismissed: (heads.sign_at_closing,),
    ServiceReassessmentDue: (reassessments.remind,),
    FloorOverridden: (situation.tell_whose_floor,),
    SituationReported: (situation.tell_the_victim,),
    ObligationDue: (reminders_of_obligations.tell,),
    SolicitationIssued: (solicitations.ask,),
    SolicitationAnswered: (solicitations.hear,),
    CoverageLost: (solicitations.plan_again,),
    RequestCancelled: (solicitations.plan_again,),
    PlanProposed: (solicitations.tell_what_changed,),
    EngagementReplaced: (solicitations.ask_for_replacement,),
    EngagementCancelled: (under_way.tell_who_no_longer_comes,),
    EngagementReduced: (under_way.tell_who_sends_fewer,),
    ReceiptConfirmed: (under_way.tell_what_lacks,),
    ReturnRequested: (under_way.tell_who_wants_it_back,),
    LoanOverdue: (lent.remind,),
    OfferMade: (solicitations.tell_of_offer,),
    SecurityStateChanged: (security.tell_those_on_duty,),
    AccessCodeUsed: (security.tell_of_a_code,),
    GlassBroken: (accounts.tell_every_duty,),
}


async def deliver(tools: Tools, held: Claim) -> None:
    """Hand a fact to the programs that want to hear of it, then to whoever acts on it; nobody, for a fact that only tells."""
    if held.kind in EVENTS:
        await notifications.announce(tools, held.id, held.fact)
    for handler in WHEN.get(type(held.fact), ()):
        await handler(tools, held.id, held.fact)


async def give_up(tools: Tools, held: Claim) -> None:
    """Say what will not come of a fact that could not be handed to anybody: whoever waits for a plan must not wait for ever."""
    if held.kind is PlanRequested:
        await plans.give_up(tools.database, WORKER, PlanId(UUID(held.told["plan_id"])), tools.crisis_clock)
    if held.kind is ReliefRequested:
        await relief.give_up(tools.database, WORKER, RosterId(UUID(held.told["roster_id"])), tools.crisis_clock)
    if held.kind is StressTestRequested:
        await stress.give_up(tools.database, WORKER, StressRunId(UUID(held.told["run_id"])), tools.crisis_clock)


async def _applied(tools: Tools, tx: Transaction, fact: PortalMessageReceived) -> None:
    kept = await inbox.read(tx, fact.message_id)
    if kept is not None and kept.is_waiting:
        everywhere = await _scope(tx)
        await portal_messages.apply(tx, everywhere, kept.id, message.read(kept.body), await tools.crisis_clock(tx))


async def _set_aside(tools: Tools, tx: Transaction, fact: PortalMessageReceived, reason: str) -> None:
    kept = await inbox.hold(tx, fact.message_id)
    if kept is not None and kept.is_waiting:
        await portal_messages.set_aside(tx, kept.id, message.read(kept.body), reason, await tools.crisis_clock(tx))


async def _scope(tx: Transaction) -> Actor:
    """The portal as an actor: it declares in every region."""
    known = await regions.regions(tx, after_code=None, limit=100)
    return replace(PORTAL, regions=frozenset(region.code for region in known))


async def _send(tools: Tools, fact_id: UUID, declared: tuple[DeclaredIncident, ...], news: News) -> None:
    if tools.callback is None:
        return
    for one in declared:
        webhook_id = str(key_of("callback", f"{fact_id}:{one.national.number}"))
        await callback.send(tools.callback, webhook_id, news(one), tools.real_clock())
