"""An incident that ends lets go of what was asked and promised for it, and can no longer take anything in."""

import pytest

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.plans import PlanStanding
from planblanc.domain.requests import RequestState
from planblanc.planning.run import Solver
from planblanc.store import requests as stored_requests
from planblanc.usecases import approvals, call_backs, incidents, merges
from tests.nights import told
from tests.usecases.dax import ARS, NIGHT, Crisis
from tests.usecases.test_requests import CONFIRMED


async def promised(crisis: Crisis, solver: Solver) -> None:
    """A verified request, and an approved plan for it."""
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def held(crisis: Crisis) -> int:
    ((units,),) = await crisis.sql("SELECT count(*) FROM engagement_unit WHERE holds")
    assert isinstance(units, int)
    return units


async def test_what_was_promised_is_free_again(crisis: Crisis, solver: Solver) -> None:
    await promised(crisis, solver)
    before = await held(crisis)

    async with crisis.acting() as tx:
        await incidents.dismiss(tx, ARS, crisis.incident, "Fausse alerte", NIGHT)

    assert before > 0
    assert await held(crisis) == 0
    assert {state for (state,) in await crisis.sql("SELECT state FROM engagement")} == {"CANCELLED"}
    async with crisis.acting() as tx:
        (request,) = await stored_requests.by_ids(tx, [crisis.request])
    assert request is not None
    assert request.state is RequestState.CANCELLED


async def test_an_incident_that_something_was_promised_to_is_the_one_to_keep(crisis: Crisis, solver: Solver) -> None:
    await promised(crisis, solver)
    async with crisis.acting() as tx:
        other = await incidents.declare(tx, ARS, told(), NIGHT)

    with pytest.raises(TransitionRefused, match="c'est lui qu'il faut garder"):
        async with crisis.acting() as tx:
            await merges.merge(tx, ARS, other.id, crisis.incident, NIGHT)
    async with crisis.acting() as tx:
        kept = await merges.merge(tx, ARS, crisis.incident, other.id, NIGHT)
    assert kept.id == crisis.incident


async def test_a_plan_that_was_only_proposed_does_not_keep_needs_from_moving(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        other = await incidents.declare(tx, ARS, told(), NIGHT)
        kept = await merges.merge(tx, ARS, other.id, crisis.incident, NIGHT)

    async with crisis.acting() as tx:
        (moved,) = await stored_requests.of_incidents(tx, [kept.id])
    assert [request.id for request in moved] == [crisis.request]
    read = await crisis.read(plan)
    assert [part.state for part in read.parts] == [PlanStanding.SUPERSEDED]
