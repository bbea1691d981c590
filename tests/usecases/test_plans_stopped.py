"""Whoever no longer waits for a plan stops its computation; and what an approval would do is told before it is done."""

import asyncio
from datetime import timedelta

import pytest

from planblanc.domain.errors import NotFound, PlanOutdated, ToVerifyFirst, TransitionRefused
from planblanc.domain.plans import PlanState
from planblanc.planning.run import Solver
from planblanc.planning.work import F, Task
from planblanc.store import plans as stored
from planblanc.usecases import approvals, call_backs, plans
from planblanc.usecases.approvals import Preview
from tests.usecases import dax
from tests.usecases.dax import ARS, NEIGHBOUR, NIGHT, WORKER, Crisis
from tests.usecases.test_requests import CONFIRMED

LATER = NIGHT + timedelta(minutes=1)


class Endless(Solver):
    """A solver that would search all night, and says when it began and when it was told to end."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.ended = asyncio.Event(), asyncio.Event()

    async def find(self, work: Task[F]) -> F:
        """Search until told to end."""
        self.began.set()
        try:
            await asyncio.sleep(3600)
        finally:
            self.ended.set()
        return await super().find(work)


async def preview(crisis: Crisis) -> Preview:
    async with crisis.acting() as tx:
        found = await approvals.preview(tx, ARS, crisis.incident)
    assert found is not None
    return found


async def test_a_plan_that_is_stopped_frees_the_search_and_says_by_whom(crisis: Crisis) -> None:
    solver, plan = Endless(), await crisis.wanted()
    search = asyncio.create_task(plans.propose(crisis.worker, solver, WORKER, plan, dax.clock))
    await solver.began.wait()

    async with crisis.acting() as tx:
        await plans.cancel(tx, ARS, plan, LATER)
    await asyncio.wait_for(search, 10)

    read = (await crisis.read(plan)).plan
    assert solver.ended.is_set()
    assert (read.state, read.failure) == (PlanState.FAILED, f"Calcul arrêté par {ARS.name}.")


async def test_a_plan_that_is_computed_is_not_stopped(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)

    with pytest.raises(TransitionRefused, match="terminé"):
        async with crisis.acting() as tx:
            await plans.cancel(tx, ARS, plan, LATER)


async def test_a_neighbour_stops_nothing(crisis: Crisis) -> None:
    plan = await crisis.wanted()

    with pytest.raises(NotFound):
        async with crisis.acting(NEIGHBOUR) as tx:
            await plans.cancel(tx, NEIGHBOUR, plan, LATER)


async def test_the_last_plan_asked_for_is_known_while_it_is_computed(crisis: Crisis, solver: Solver) -> None:
    await crisis.proposed(solver)
    async with crisis.acting() as tx:
        waiting = await plans.request(tx, ARS, plans.PlanWanted("75"), LATER)
        (last,) = await stored.last_asked(tx, [crisis.incident])

    assert last is not None
    assert (last.id, last.state) == (waiting, PlanState.REQUESTED)


async def test_an_approval_says_beforehand_what_it_waits_for(crisis: Crisis, solver: Solver) -> None:
    await crisis.proposed(solver)

    assert isinstance((await preview(crisis)).refused, ToVerifyFirst)


async def test_an_approval_says_beforehand_whom_it_would_ask_then_does_just_that(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)

    told = await preview(crisis)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)

    asked = await crisis.sql("SELECT DISTINCT lender_id FROM engagement WHERE state = 'PROPOSED'")
    assert told.refused is None
    assert (told.plan, told.withdrawn, len(told.lenders)) == (plan, 0, len(asked))
    assert told.promised >= len(asked) > 1


async def test_a_plan_whose_needs_changed_says_so_before_anybody_tries(crisis: Crisis, solver: Solver) -> None:
    await crisis.proposed(solver)
    await crisis.sql("UPDATE need_line SET quantity = quantity + 1 RETURNING id")

    assert isinstance((await preview(crisis)).refused, PlanOutdated)


async def test_whoever_may_not_approve_is_told_nothing_of_it(crisis: Crisis, solver: Solver) -> None:
    await crisis.proposed(solver)
    async with crisis.acting(NEIGHBOUR) as tx:
        with pytest.raises(NotFound):
            await approvals.preview(tx, NEIGHBOUR, crisis.incident)
