"""A plan counts on a lender of the victim's fate once it is attested clean, and no longer once that is taken back."""

import pytest

from planblanc.domain.attestations import AttestationWanted
from planblanc.domain.errors import PlanOutdated
from planblanc.domain.identity import PlanId
from planblanc.planning.run import Solver
from planblanc.usecases import approvals, attestations, call_backs, shared_fate
from planblanc.usecases.attestations import AttestationGone
from tests.usecases import pool_wanted
from tests.usecases.dax import ARS, NIGHT, Crisis
from tests.usecases.pool_wanted import ALPI
from tests.usecases.test_requests import CONFIRMED


async def falls_with_dax(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await shared_fate.save(tx, ARS, pool_wanted.FATE, NIGHT)


async def attest(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await attestations.attest(tx, ARS, crisis.incident, AttestationWanted(ALPI, "Vérifié par le CERT Santé."), NIGHT)


async def take_back(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await attestations.withdraw(tx, ARS, crisis.incident, AttestationGone(ALPI, "Trace trouvée"), NIGHT)


async def approve(crisis: Crisis, plan: PlanId) -> None:
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def sent_by_alpi(crisis: Crisis, plan: PlanId) -> int:
    return sum(line.quantity for line in (await crisis.read(plan)).lines if line.lender_id == ALPI)


async def test_who_is_attested_clean_is_counted_on_until_that_is_taken_back(crisis: Crisis, solver: Solver) -> None:
    await falls_with_dax(crisis)
    alone = await sent_by_alpi(crisis, await crisis.proposed(solver))

    await attest(crisis)
    counted = await sent_by_alpi(crisis, await crisis.proposed(solver))
    await take_back(crisis)
    after = await sent_by_alpi(crisis, await crisis.proposed(solver))

    assert (alone, after) == (0, 0)
    assert counted > 0


async def test_a_plan_that_counted_on_it_is_not_approved_once_it_is_taken_back(crisis: Crisis, solver: Solver) -> None:
    await falls_with_dax(crisis)
    await attest(crisis)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    await take_back(crisis)

    with pytest.raises(PlanOutdated, match="attesté"):
        await approve(crisis, plan)


async def test_one_that_is_given_again_meanwhile_holds(crisis: Crisis, solver: Solver) -> None:
    await falls_with_dax(crisis)
    await attest(crisis)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    await take_back(crisis)
    await attest(crisis)

    await approve(crisis, plan)
