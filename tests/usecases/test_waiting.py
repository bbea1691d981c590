"""What waits for a person: from the hour on which it is due, and no longer once it is done."""

from datetime import datetime, timedelta

from planblanc.domain.access import Actor
from planblanc.domain.reports import ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.waiting import WaitingKind
from planblanc.store import waiting
from planblanc.usecases import services
from tests.nights import ARS, NOW, OTHER_ARS, Night

LOOK_AGAIN = NOW + timedelta(hours=12)


async def kinds(night: Night, at: datetime, who: Actor = ARS) -> set[WaitingKind]:
    async with night.reading(who) as tx:
        return {thing.kind for thing in await waiting.things(tx, None, at)}


async def test_a_service_waits_from_the_hour_of_its_next_look(night: Night) -> None:
    await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW, LOOK_AGAIN),))

    assert WaitingKind.REASSESSMENT_DUE not in await kinds(night, NOW)
    assert WaitingKind.REASSESSMENT_DUE in await kinds(night, LOOK_AGAIN)
    assert WaitingKind.REASSESSMENT_DUE not in await kinds(night, LOOK_AGAIN, OTHER_ARS)


async def test_a_service_that_was_looked_at_waits_no_more(night: Night) -> None:
    incident = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW, LOOK_AGAIN),))

    await night.act(ARS, services.update, incident.id, [ServiceTold("EMERGENCY", ServiceState.OPEN)], LOOK_AGAIN)

    assert WaitingKind.REASSESSMENT_DUE not in await kinds(night, LOOK_AGAIN + timedelta(hours=1))
