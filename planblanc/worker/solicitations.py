"""Lenders are told what they are asked, their ARS that its pool is drawn on, officers what is answered; what is lost is planned again."""

from datetime import datetime
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.access import Channel
from planblanc.domain.engagements import EngagementState
from planblanc.domain.facts import (
    CoverageLost,
    EngagementReplaced,
    OfferMade,
    PlanProposed,
    RequestCancelled,
    SolicitationAnswered,
    SolicitationIssued,
)
from planblanc.domain.identity import EngagementId, IncidentId, OfferId, PlanId, SolicitationId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.requests import Criticality
from planblanc.domain.solicitations import ANSWER_WORDS, Answer, Solicitation
from planblanc.store import codes, incidents, missions, offers, plans
from planblanc.store import solicitations as stored
from planblanc.usecases import coverage, escalations, notes, notifications, replanning, soliciting
from planblanc.usecases.notes import Note
from planblanc.usecases.soliciting import Asked
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

# Whoever wrote the answer down need not be told of it.
_WRITTEN_BY_OFFICER = frozenset({Channel.PHONE, Channel.CONSOLE, Channel.SYSTEM})


async def ask(tools: Tools, fact_id: UUID, fact: SolicitationIssued) -> None:
    """Tell a lender that it is asked, and its own ARS, when that is another one, that its pool is drawn on: once."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        solicitation = await stored.read(tx, SolicitationId(fact.solicitation_id))
        said = {"lender": solicitation.lender_told, "wanted": french.listed([line.told for line in solicitation.lines])}
        if solicitation.waiting:
            told = _notice(f"asked:{fact_id}", NoticeKind.SOLICITATION, Recipient.lender(solicitation.lender), solicitation, said)
            await notifications.notify(tx, told, now)
        if await stored.tell_lender_ars(tx, solicitation.id, now) and solicitation.lender_region != solicitation.region:
            duty = Recipient.region_duty(solicitation.lender_region)
            await notifications.notify(tx, _notice(f"drawn-on:{solicitation.id}", NoticeKind.POOL_DRAWN_ON, duty, solicitation, said), now)
            tx.note(_drawn_on(solicitation, said["wanted"], now))
        await coverage.settle(tx, solicitation.incident, now)


async def hear(tools: Tools, fact_id: UUID, fact: SolicitationAnswered) -> None:
    """Bring the requests to where they stand once somebody has answered, and tell the officer who did not take the call."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        await coverage.settle(tx, IncidentId(fact.incident_id), now)
        solicitation = await stored.read(tx, SolicitationId(fact.solicitation_id))
        answer = _answer(solicitation)
        if answer:
            said = {"lender": solicitation.lender_told, "answer": answer}
            notice = _notice(f"answered:{fact_id}", NoticeKind.SOLICITATION_ANSWERED, Recipient.officer(), solicitation, said)
            await notifications.notify(tx, notice, now)


async def plan_again(tools: Tools, _: UUID, fact: CoverageLost | RequestCancelled) -> None:
    """Plan again once something will not come, or is no longer wanted, and say where the requests stand."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        await coverage.settle(tx, IncidentId(fact.incident_id), now)
        await replanning.again(tx, WORKER, IncidentId(fact.incident_id), now)


async def tell_what_changed(tools: Tools, _: UUID, fact: PlanProposed) -> None:
    """Tell the officers what a plan that the service asked for by itself changes."""
    async with tools.database.transaction(WORKER) as tx:
        plan = await plans.by_id(tx, PlanId(fact.plan_id))
        if plan is not None and plan.requested_by == WORKER.id:
            await replanning.tell(tx, plan.id, await tools.crisis_clock(tx))


async def ask_for_replacement(tools: Tools, _: UUID, fact: EngagementReplaced) -> None:
    """Ask the lender of whoever is to go in the place of somebody who fell ill; once."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        # First, as an approval does: what both ask of one lender joins one call.
        incident = await incidents.hold(tx, IncidentId(fact.incident_id))
        key = EngagementId(fact.engagement_id)
        (mission,) = await missions.by_ids(tx, [key])
        if mission is None or mission.state is not EngagementState.PROPOSED or await stored.line(tx, key) is not None:
            return
        sheet = mission.sheet
        wanted = Asked(mission.engagement, sheet.lender_name, sheet.lender_commune, sheet.label, Criticality.HIGH)
        await soliciting.issue(tx, WORKER, incident, [wanted], now)


async def tell_of_offer(tools: Tools, fact_id: UUID, fact: OfferMade) -> None:
    """Tell whoever is on duty that somebody offers help, unless it was written down there."""
    async with tools.database.transaction(WORKER) as tx:
        (offer,) = await offers.by_ids(tx, [OfferId(fact.offer_id)])
        if offer is None or offer.channel in _WRITTEN_BY_OFFICER:
            return
        labels = await codes.labels(tx, competences=[offer.offered.code], equipment_types=[offer.offered.code])
        label = {**labels.competences, **labels.equipment_types}[offer.offered.code]
        notice = Notice(
            key=f"offer:{fact_id}",
            kind=NoticeKind.OFFER_MADE,
            recipient=Recipient.region_duty(offer.region),
            region=offer.region,
            incident=offer.incident,
            said={"lender": offer.offerer, "offered": f"{offer.offered.quantity} × {label}"},
        )
        await notifications.notify(tx, notice, await tools.crisis_clock(tx))


async def escalate(tools: Tools) -> None:
    """Escalate the answers that do not come."""
    async with tools.database.transaction(WORKER) as tx:
        await escalations.overdue(tx, await tools.crisis_clock(tx))


def _notice(key: str, kind: NoticeKind, recipient: Recipient, solicitation: Solicitation, said: dict[str, str]) -> Notice:
    return Notice(key=key, kind=kind, recipient=recipient, region=solicitation.region, incident=solicitation.incident, said=said)


def _answer(solicitation: Solicitation) -> str:
    """What was answered last, otherwise than by phone to the officer, without a person; empty when there is nothing to tell."""
    last = max((line.answered.at for line in solicitation.lines if line.answered is not None), default=None)
    told = []
    for line in solicitation.lines:
        if line.answered is None or line.answered.at != last or line.answered.channel in _WRITTEN_BY_OFFICER:
            continue
        said = f"{line.offered} sur {line.asked}" if line.answer is Answer.PARTIAL else ANSWER_WORDS[line.answer]
        told.append(f"{said} pour {line.told}")
    return french.listed(told)


def _drawn_on(solicitation: Solicitation, wanted: str, now: datetime) -> LogLine:
    text = f"{solicitation.lender_told} est sollicité pour {solicitation.victim_told} : {wanted}."
    note = Note("pool.drawn_on", text, {"solicitation": str(solicitation.id), "incident": str(solicitation.incident)})
    chain = Chain.of_region(solicitation.lender_region)
    return notes.line(chain, note, now, exercise=solicitation.exercise, tlp=solicitation.tlp)
