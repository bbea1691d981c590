"""A paid lender waits for the purchase; hours are counted under the agreement, and frozen when all is over."""

from datetime import date

import pytest
import pytest_asyncio

from planblanc.domain.costs import CostRule
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, Forbidden, TransitionRefused
from planblanc.planning.run import Solver
from planblanc.usecases import agreements, charge, engagement_costs, incidents
from planblanc.usecases.agreements import AgreementWanted
from planblanc.usecases.engagement_costs import HoursTold, PurchaseWanted
from tests.usecases import engaged
from tests.usecases.dax import ARS, HOSPITAL, Doors
from tests.usecases.engaged import Sent, after, manager

ARRIVED, COMPLETED, DEPARTED, RETURNED = (EngagementState(word) for word in ("ARRIVED", "COMPLETED", "DEPARTED", "RETURNED"))
TODAY = date(2021, 2, 9)


@pytest_asyncio.fixture
async def technician(doors: Doors, solver: Solver) -> Sent:
    """One person is engaged, without any agreement."""
    return await engaged.sent(doors, solver, engaged.TECHNICIAN)


async def agree(technician: Sent, rule: CostRule, cents: int, *, preauthorised: bool = False) -> None:
    lender = (await technician.read(technician.engagements[0])).engagement.lender_id
    terms = AgreementWanted("75", "Entraide", True, True, preauthorised, rule, cents, date(2021, 1, 1), date(2021, 12, 31), (lender,))
    await technician.act(agreements.save, terms)


async def close(technician: Sent) -> None:
    await technician.act(charge.take, technician.crisis.incident, None)
    await technician.act(incidents.stabilise, technician.crisis.incident)
    await technician.act(incidents.close, technician.crisis.incident, "Rétabli", now=after(days=1))


async def test_a_paid_lender_leaves_once_the_victim_approved_the_purchase(technician: Sent) -> None:
    (key,) = technician.engagements
    await agree(technician, CostRule.HOURLY, 6000)
    await technician.alerted(key)
    with pytest.raises(TransitionRefused, match="doit d'abord approuver l'achat"):
        await technician.step(key, DEPARTED)

    await technician.act(engagement_costs.approve_purchase, key, PurchaseWanted("BC-2021-17", 200_000), who=HOSPITAL)
    await technician.step(key, DEPARTED)

    assert (await technician.read(key)).purchase is not None
    assert (await technician.lines("purchase.approved"))[0].endswith("commande BC-2021-17, plafond 2\u202f000,00\u00a0€.")


async def test_the_lender_does_not_approve_its_own_purchase(technician: Sent) -> None:
    (key,) = technician.engagements
    await agree(technician, CostRule.HOURLY, 6000)
    lender = manager((await technician.read(key)).engagement.lender_id)

    with pytest.raises(Forbidden):
        await technician.act(engagement_costs.approve_purchase, key, PurchaseWanted("BC-1"), who=lender)


async def test_nothing_is_bought_from_who_lends_for_nothing(technician: Sent) -> None:
    with pytest.raises(TransitionRefused, match="n'est pas payant"):
        await technician.act(engagement_costs.approve_purchase, technician.engagements[0], PurchaseWanted("BC-1"), who=HOSPITAL)


async def test_hours_are_counted_under_the_rule_and_frozen_when_the_incident_is_closed(technician: Sent) -> None:
    (key,) = technician.engagements
    await agree(technician, CostRule.HOURLY, 6000)
    await technician.act(engagement_costs.approve_purchase, key, PurchaseWanted("BC-1"), who=HOSPITAL)
    await technician.step(key, ARRIVED, after(hours=1))
    lender = manager((await technician.read(key)).engagement.lender_id)
    await technician.act(engagement_costs.record_hours, key, HoursTold(TODAY, 300), who=lender, now=after(hours=9))
    await technician.act(engagement_costs.record_hours, key, HoursTold(TODAY, 450), who=lender, now=after(hours=9))
    await technician.step(key, COMPLETED, after(hours=10))
    costs = (await technician.read(key)).costs
    assert costs is not None
    assert (costs.minutes, costs.cents, costs.frozen_at) == (450, 45_000, None)

    await close(technician)
    await agree(technician, CostRule.FLAT, 1)

    frozen = (await technician.read(key)).costs
    assert frozen is not None
    assert (frozen.cents, frozen.rule, frozen.frozen_at) == (45_000, CostRule.HOURLY, after(days=1))
    with pytest.raises(TransitionRefused, match="figés"):
        await technician.act(engagement_costs.record_hours, key, HoursTold(TODAY, 60), now=after(days=1))


async def test_who_is_still_there_at_the_closing_is_counted_until_it_ends(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))
    await close(technician)
    await technician.act(engagement_costs.record_hours, key, HoursTold(TODAY, 60), now=after(days=1))

    await technician.step(key, RETURNED, after(days=1))

    costs = (await technician.read(key)).costs
    assert costs is not None
    assert (costs.minutes, costs.cents, costs.frozen_at) == (60, None, after(days=1))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (HoursTold(TODAY, 25 * 60), "minutes"),
        (HoursTold(TODAY, -1), "minutes"),
        (HoursTold(date(2021, 2, 8), 60), "worked_on"),
        (HoursTold(date(2021, 2, 10), 60), "worked_on"),
    ],
)
async def test_impossible_hours_are_refused(technician: Sent, told: HoursTold, field: str) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))

    with pytest.raises(BadInput) as refused:
        await technician.act(engagement_costs.record_hours, key, told, now=after(hours=9))

    assert refused.value.path == (field,)


async def test_an_agreement_authorises_beforehand(technician: Sent) -> None:
    (key,) = technician.engagements
    assert not (await technician.read(key)).terms.preauthorised

    await agree(technician, CostRule.FREE, 0, preauthorised=True)

    terms = (await technician.read(key, ARS)).terms
    assert (terms.preauthorised, terms.is_paid) == (True, False)
