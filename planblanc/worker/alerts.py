"""Facts and hours that wake somebody: a new incident, an alert that nobody hears, a hand-over to accept, help that arrives."""

from uuid import UUID

from planblanc.domain.facts import HandOverOffered, IncidentDeclared
from planblanc.domain.identity import IncidentId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.usecases import alerts, arrivals, notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def wake(tools: Tools, _: UUID, fact: IncidentDeclared) -> None:
    """Wake whoever is on duty for a new incident."""
    async with tools.database.transaction(WORKER) as tx:
        await alerts.give(tx, IncidentId(fact.incident_id), await tools.crisis_clock(tx))


async def escalate(tools: Tools) -> None:
    """Wake the next turn of duty for the alerts that nobody has heard in time."""
    async with tools.database.transaction(WORKER) as tx:
        await alerts.escalate(tx, await tools.crisis_clock(tx))


async def offer_hand_over(tools: Tools, fact_id: UUID, fact: HandOverOffered) -> None:
    """Tell the region's duty that a hand-over is to be read and accepted."""
    async with tools.database.transaction(WORKER) as tx:
        incident = IncidentId(fact.incident_id)
        notice = Notice(f"hand_over:{fact_id}", NoticeKind.HAND_OVER_OFFERED, Recipient.officer(), fact.region or "", incident)
        await notifications.notify(tx, notice, await tools.crisis_clock(tx))


async def tell_arrivals(tools: Tools) -> None:
    """Tell the victims what arrives."""
    async with tools.database.transaction(WORKER) as tx:
        await arrivals.tell(tx, await tools.crisis_clock(tx))
