"""Who hears that the glass was broken: whoever is on duty, in every region."""

from uuid import UUID

from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.security_facts import GlassBroken
from planblanc.store import duty_rosters
from planblanc.usecases import notifications
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def tell_every_duty(tools: Tools, fact_id: UUID, fact: GlassBroken) -> None:
    """Tell each agency that has somebody on duty now: one of them knows whether this was wanted."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        for region in await duty_rosters.regions_on_duty(tx, now):
            notice = Notice(
                key=f"glass:{fact_id}:{region}",
                kind=NoticeKind.GLASS_BROKEN,
                recipient=Recipient.region_duty(region),
                region=region,
                said={"access": fact.told},
            )
            await notifications.notify(tx, notice, now)
