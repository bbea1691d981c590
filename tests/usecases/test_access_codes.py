"""Whoever came by a paper code receives what comes for its own site, and does nothing else of it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import pytest_asyncio

from planblanc.domain import access_codes as domain
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import Forbidden, NotFound
from planblanc.domain.identity import establishment_id
from planblanc.planning.run import Solver
from planblanc.usecases import access_codes, engagements, receipts
from planblanc.usecases.access_codes import CodeShown
from planblanc.usecases.engagements import Step
from planblanc.usecases.receipts import ReceiptWanted
from tests.usecases import engaged
from tests.usecases.dax import NIGHT, Doors
from tests.usecases.engaged import Sent, after

DAX, BAYONNE = establishment_id("400000105"), establishment_id("640000162")
HOLDER = Actor(UUID(int=44), "Porteur d'un code", Role.CODE_HOLDER, establishments=frozenset({DAX}), channel=Channel.CONSOLE, confined=True)
ELSEWHERE = replace(HOLDER, id=UUID(int=64), establishments=frozenset({BAYONNE}))


@pytest_asyncio.fixture
async def machines(doors: Doors, solver: Solver) -> Sent:
    """Ninety workstations are asked of several lenders."""
    return await engaged.sent(doors, solver)


async def test_it_receives_what_comes(machines: Sent) -> None:
    key = machines.engagements[0]
    awaited = (await machines.read(key)).engagement.quantity
    await machines.alerted(key)

    await machines.act(receipts.confirm, key, ReceiptWanted(awaited, "Cadre de garde"), who=HOLDER, now=after(hours=2))

    assert (await machines.read(key)).state is EngagementState.ARRIVED


async def test_it_receives_nothing_of_another_site(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.alerted(key)

    with pytest.raises(NotFound):
        await machines.act(receipts.confirm, key, ReceiptWanted(1, "Cadre de garde"), who=ELSEWHERE, now=after(hours=2))


async def test_it_does_not_say_where_an_engagement_is(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.alerted(key)

    with pytest.raises(Forbidden):
        await machines.act(engagements.advance, key, Step(EngagementState.DEPARTED), who=HOLDER)


@pytest.mark.parametrize("who", [ELSEWHERE, replace(HOLDER, confined=False)], ids=["another site", "not confined"])
async def test_a_code_is_shown_for_the_site_that_it_is_of(doors: Doors, who: Actor) -> None:
    shown = CodeShown(DAX, domain.written(bytes(10)), "192.0.2.1")

    async with doors.api.transaction(who) as tx:
        with pytest.raises(Forbidden):
            await access_codes.redeem(tx, who, shown, datetime.now(UTC), NIGHT)
