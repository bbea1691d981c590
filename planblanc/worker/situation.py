"""Who hears of what is decided and told of an incident: the lender whose floor is lowered and its agency, the victim of a report."""

from uuid import UUID

from planblanc.domain import french
from planblanc.domain.facts import FloorOverridden, SituationReported
from planblanc.domain.identity import IncidentId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.store import floors
from planblanc.usecases import notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def tell_whose_floor(tools: Tools, fact_id: UUID, fact: FloorOverridden) -> None:
    """Tell the lender, and the agency of its region where that is another; nobody once it has its floor back."""
    async with tools.database.transaction(WORKER) as tx:
        (made,) = await floors.by_ids(tx, [fact.override_id])
        if made is None or made.revoked is not None:
            return
        recipients = [Recipient.lender(made.lender)]
        if made.lender_region != fact.region:
            recipients.append(Recipient.region_duty(made.lender_region))
        for recipient in recipients:
            notice = Notice(
                key=f"floor:{fact_id}:{recipient.kind.value}",
                kind=NoticeKind.FLOOR_LOWERED,
                recipient=recipient,
                region=fact.region or made.lender_region,
                incident=made.incident,
                said={"what": made.told, "floor": french.number(made.floor)},
            )
            await notifications.notify(tx, notice, await tools.crisis_clock(tx))


async def tell_the_victim(tools: Tools, fact_id: UUID, fact: SituationReported) -> None:
    """Tell the victim that a report of its incident can be read; that of a region is for those who conduct it."""
    if fact.incident_id is None:
        return
    async with tools.database.transaction(WORKER) as tx:
        notice = Notice(
            key=f"situation:{fact_id}",
            kind=NoticeKind.SITUATION_REPORTED,
            recipient=Recipient.call_back(),
            region=fact.region or "",
            incident=IncidentId(fact.incident_id),
        )
        await notifications.notify(tx, notice, await tools.crisis_clock(tx))
