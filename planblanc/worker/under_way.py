"""What is told of engagements under way: who no longer comes, what lacks at a receipt, what a lender wants back."""

from collections.abc import Sequence
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.engagements import EndKind
from planblanc.domain.facts import EngagementCancelled, EngagementReduced, ReceiptConfirmed, ReturnRequested
from planblanc.domain.identity import EngagementId, IncidentId
from planblanc.domain.missions import Mission
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.store import missions
from planblanc.store.transaction import Transaction
from planblanc.usecases import coverage, notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

_NOT_WANTED = "Ce renfort n'est plus demandé."
_ENDED = {
    EndKind.CANCELLED: "L'engagement est annulé.",
    EndKind.RECALLED: "Qui était en chemin est rappelé.",
    EndKind.RELEASED: "Le besoin n'existe plus.",
    EndKind.SICK: "La personne est empêchée.",
}


async def tell_who_no_longer_comes(tools: Tools, fact_id: UUID, fact: EngagementCancelled) -> None:
    """Tell the lender, whose people or things must not leave or may go home, and the site that waits for them."""
    async with tools.database.transaction(WORKER) as tx:
        mission = await _read(tx, fact.engagement_id)
        await coverage.settle(tx, IncidentId(fact.incident_id), await tools.crisis_clock(tx))
        if mission is not None:
            # Withdrawn by a newer plan, or with its incident, nobody gave a reason of its own.
            said = {"what": mission.told, "why": _ENDED[mission.end.kind] if mission.end is not None else _NOT_WANTED}
            lender = Recipient.lender(mission.engagement.lender_id)
            recipients = (lender, Recipient.call_back()) if mission.is_wanted else (lender,)
            await _tell(tools, tx, _notices(mission, NoticeKind.ENGAGEMENT_CANCELLED, f"cancelled:{fact_id}", recipients, said))


async def tell_who_sends_fewer(tools: Tools, fact_id: UUID, fact: EngagementReduced) -> None:
    """Tell the lender that fewer are wanted than it was asked for."""
    async with tools.database.transaction(WORKER) as tx:
        mission = await _read(tx, fact.engagement_id)
        if mission is not None:
            said = {"what": mission.sheet.label, "before": french.number(fact.before), "kept": french.number(fact.kept)}
            lender = Recipient.lender(mission.engagement.lender_id)
            await _tell(tools, tx, _notices(mission, NoticeKind.ENGAGEMENT_REDUCED, f"reduced:{fact_id}", (lender,), said))


async def tell_what_lacks(tools: Tools, fact_id: UUID, fact: ReceiptConfirmed) -> None:
    """Tell the officer in charge and the lender that fewer came than were sent."""
    if fact.received >= fact.awaited:
        return
    async with tools.database.transaction(WORKER) as tx:
        mission = await _read(tx, fact.engagement_id)
        if mission is not None:
            counted = {"received": french.number(fact.received), "expected": french.number(fact.awaited)}
            said = {**counted, "what": mission.sheet.label, "lender": french.name(mission.sheet.lender_name)}
            recipients = (Recipient.officer(), Recipient.lender(mission.engagement.lender_id))
            await _tell(tools, tx, _notices(mission, NoticeKind.RECEIPT_SHORT, f"receipt:{fact_id}", recipients, said))


async def tell_who_wants_it_back(tools: Tools, fact_id: UUID, fact: ReturnRequested) -> None:
    """Tell the officer in charge that a lender wants back what it lends, and by when."""
    async with tools.database.transaction(WORKER) as tx:
        mission = await _read(tx, fact.engagement_id)
        if mission is not None and mission.return_asked is not None:
            said = {"what": mission.told, "wanted_at": french.moment(mission.return_asked.wanted_at)}
            notices = _notices(mission, NoticeKind.RETURN_REQUESTED, f"return:{fact_id}", (Recipient.officer(),), said)
            await _tell(tools, tx, notices)


async def _read(tx: Transaction, key: UUID) -> Mission | None:
    return (await missions.by_ids(tx, [EngagementId(key)]))[0]


def _notices(mission: Mission, kind: NoticeKind, key: str, recipients: Sequence[Recipient], said: dict[str, str]) -> list[Notice]:
    region, incident = mission.engagement.region, mission.engagement.incident_id
    return [Notice(f"{key}:{recipient.kind.value}", kind, recipient, region, incident, said) for recipient in recipients]


async def _tell(tools: Tools, tx: Transaction, notices: Sequence[Notice]) -> None:
    now = await tools.crisis_clock(tx)
    for notice in notices:
        await notifications.notify(tx, notice, now)
