"""Legal clocks go on by themselves: what was enabled is opened, and a limit that comes near is told."""

from uuid import UUID

from planblanc.domain.facts import ObligationDue
from planblanc.domain.identity import IncidentId, ObligationId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.obligations import ObligationState
from planblanc.store import obligations as stored
from planblanc.usecases import notifications, obligations
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def look(tools: Tools) -> None:
    """Open the obligations that incidents lack, and call to mind the limits that come near; each once, whoever looks."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        await obligations.complete(tx, now)
        await obligations.remind(tx, now)


async def tell(tools: Tools, fact_id: UUID, fact: ObligationDue) -> None:
    """Tell who conducts the crisis, and the victim, whose duty it is; nobody once it was filed or waived."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        (obligation,) = await stored.by_ids(tx, [ObligationId(fact.obligation_id)])
        if obligation is None or obligation.state is not ObligationState.RUNNING:
            return
        template = obligation.template
        said = {"obligation": template.label, "authority": template.authority, "limit": obligations.told_limit(obligation, now)}
        for recipient in (Recipient.officer(), Recipient.call_back()):
            notice = Notice(
                key=f"obligation:{fact_id}:{recipient.kind.value}",
                kind=NoticeKind.OBLIGATION_DUE,
                recipient=recipient,
                region=obligation.region,
                incident=IncidentId(fact.incident_id),
                said=said,
            )
            await notifications.notify(tx, notice, now)
