"""Who hears that the accounts of a site are no longer trusted, or are again: whoever is on duty for its region."""

from uuid import UUID

from planblanc.domain.access_codes import KIND_WORDS, CodeKind
from planblanc.domain.establishments import SecurityState
from planblanc.domain.facts import SecurityStateChanged
from planblanc.domain.identity import EstablishmentId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.security import STATE_WORDS
from planblanc.domain.security_facts import AccessCodeUsed
from planblanc.store import recipients
from planblanc.usecases import notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def tell_those_on_duty(tools: Tools, fact_id: UUID, fact: SecurityStateChanged) -> None:
    """Tell the duty of the region: what the site asks, and who calls for it, is read otherwise from now on."""
    region = fact.region or ""
    async with tools.database.transaction(WORKER) as tx:
        site = await recipients.establishment_name(tx, EstablishmentId(fact.establishment_id))
        notice = Notice(
            key=f"security:{fact_id}",
            kind=NoticeKind.SECURITY_CHANGED,
            recipient=Recipient.region_duty(region),
            region=region,
            said={"site": site, "state": STATE_WORDS[SecurityState(fact.state)]},
        )
        await notifications.notify(tx, notice, await tools.crisis_clock(tx))


async def tell_of_a_code(tools: Tools, fact_id: UUID, fact: AccessCodeUsed) -> None:
    """Tell the duty of the region that somebody came in for a site by a code."""
    region = fact.region or ""
    async with tools.database.transaction(WORKER) as tx:
        site = await recipients.establishment_name(tx, EstablishmentId(fact.establishment_id))
        notice = Notice(
            key=f"code:{fact_id}",
            kind=NoticeKind.CODE_USED,
            recipient=Recipient.region_duty(region),
            region=region,
            said={"site": site, "code": KIND_WORDS[CodeKind(fact.kind)]},
        )
        await notifications.notify(tx, notice, await tools.crisis_clock(tx))
