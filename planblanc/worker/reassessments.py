"""The hour to say again how a service goes has come: the officer in charge and the victim are reminded, once each time."""

from uuid import UUID

from planblanc.domain import facts, french
from planblanc.domain.facts import ServiceReassessmentDue
from planblanc.domain.identity import IncidentId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.store import codes, outbox, services
from planblanc.usecases import notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def look(tools: Tools) -> None:
    """Tell the incidents of which services are to be looked at again; each hour that was set is told once, whoever looks."""
    async with tools.database.transaction(WORKER) as tx:
        for incident, region in await services.fall_due(tx, await tools.crisis_clock(tx)):
            await outbox.append(tx, facts.ServiceReassessmentDue(region, incident_id=incident))


async def remind(tools: Tools, fact_id: UUID, fact: ServiceReassessmentDue) -> None:
    """Remind who conducts the crisis, and the victim, of the services that are late; nobody once they were told again."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        (known,) = await services.of_incidents(tx, [IncidentId(fact.incident_id)])
        late = [service.domain for service in known if service.is_overdue(now)]
        if not late:
            return
        labels = (await codes.labels(tx, service_domains=late)).service_domains
        said = {"services": french.listed([labels[domain] for domain in late])}
        for recipient in (Recipient.officer(), Recipient.call_back()):
            notice = Notice(
                key=f"reassess:{fact_id}:{recipient.kind.value}",
                kind=NoticeKind.SERVICE_REASSESSMENT_DUE,
                recipient=recipient,
                region=fact.region or "",
                incident=IncidentId(fact.incident_id),
                said=said,
            )
            await notifications.notify(tx, notice, now)
