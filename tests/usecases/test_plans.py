"""A plan is asked for, computed apart, and saved only if what it was read from still stands."""

from datetime import datetime, timedelta

import pytest

from planblanc.domain.errors import Forbidden
from planblanc.domain.needs import NeedTold
from planblanc.domain.plans import LineFlag, PlanMethod, PlanScope, PlanStanding, PlanState
from planblanc.domain.requests import WantedBy
from planblanc.planning.run import Bounds, Solver
from planblanc.planning.work import F, Task
from planblanc.store import plans as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import plans
from planblanc.usecases.plans import PlanWanted
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, WORKER, Crisis, Doors


class Meddled(Solver):
    """A solver during whose work somebody changes the database."""

    def __init__(self, crisis: Crisis, statement: str, *, times: int = 1) -> None:
        super().__init__()
        self._crisis, self._statement, self._times = crisis, statement, times

    async def find(self, work: Task[F]) -> F:
        """Search truly, then let the change happen before anything is saved."""
        found = await super().find(work)
        if self._times:
            self._times -= 1
            await self._crisis.sql(self._statement)
        return found


async def test_a_plan_is_proven_and_says_what_stays_missing(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.method is PlanMethod.OPTIMAL
    assert 0 < read.answers[0].covered < read.answers[0].wanted == 90
    assert sum(line.quantity for line in read.lines) == read.answers[0].covered


async def test_each_line_tells_where_from_and_how_soon(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    (bayonne,) = [line for line in read.lines if "COTE BASQUE" in line.lender_name]
    assert bayonne.journey is not None
    assert bayonne.journey.distance_km == pytest.approx(43.5, abs=1)
    assert bayonne.journey.least_minutes < bayonne.journey.total_minutes < bayonne.journey.most_minutes
    assert LineFlag.SYNTHETIC in bayonne.flags


async def test_the_next_closed_rung_is_told_unasked(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    next_rung = read.parts[0].next_rung
    (tarbes,) = next_rung.offers
    assert (next_rung.rung, next_rung.skipped) == ("ADJACENT_REGION", ())
    assert (tarbes.quantity, tarbes.region, tarbes.zone) == (30, "76", "SUD")
    assert tarbes.distance_km == pytest.approx(104.6, abs=1)


async def test_what_is_missing_names_the_rule_that_blocks_the_nearest(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    (tarbes,) = read.answers[0].obstacles
    assert (tarbes.rule, tarbes.title) == ("rung", "Être à un échelon autorisé pour l'incident")


async def test_a_candidate_beyond_the_open_rungs_is_told_without_its_person(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=60))

    read = await crisis.read(await crisis.proposed(solver))

    beyond = [one for one in read.answers[0].obstacles if one.rule == "rung"]
    assert {one.label for one in beyond} == {"Réseau et pare-feu"}


async def test_beyond_the_open_rungs_candidates_are_only_counted(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    assert {counted.rule: counted.count for counted in read.answers[0].counts}["rung"] >= 1
    assert all("TARBES" not in rejected.lender_name for rejected in read.answers[0].rejected)


async def test_the_chosen_is_compared_with_the_runner_up(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(equipment_type="WORKSTATION", quantity=1))

    read = await crisis.read(await crisis.proposed(solver))

    (line,), runner_up = read.lines, read.answers[0].runner_up
    assert runner_up is not None
    assert runner_up.lender_name != line.lender_name
    assert runner_up.behind in line.reason


async def test_a_request_is_planned_while_it_is_still_to_verify(crisis: Crisis, solver: Solver) -> None:
    read = await crisis.read(await crisis.proposed(solver))

    assert read.parts[0].state is PlanStanding.PROPOSED


async def test_a_newer_plan_replaces_what_was_only_proposed(crisis: Crisis, solver: Solver) -> None:
    first = await crisis.proposed(solver)
    await crisis.proposed(solver)

    assert (await crisis.read(first)).parts[0].state is PlanStanding.SUPERSEDED


async def test_the_same_data_give_the_same_plan(crisis: Crisis, solver: Solver) -> None:
    first = await crisis.read(await crisis.proposed(solver))
    second = await crisis.read(await crisis.proposed(solver))

    assert [(line.stock_id, line.quantity) for line in first.lines] == [(line.stock_id, line.quantity) for line in second.lines]
    assert second.plan.moved == ()


async def test_a_fact_told_twice_computes_one_plan(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)
    await plans.propose(crisis.worker, solver, WORKER, plan, dax.clock)

    assert await crisis.sql("SELECT count(*) FROM plan_incident") == [(1,)]


async def test_a_need_that_shrinks_meanwhile_is_planned_as_it_is_now(crisis: Crisis) -> None:
    async with Meddled(crisis, "UPDATE need_line SET quantity = 5 RETURNING id") as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.answers[0].wanted == read.answers[0].covered == 5


async def test_a_plan_that_still_holds_is_saved_and_tells_what_changed(crisis: Crisis) -> None:
    touch = "UPDATE need_line SET note = note || '.' RETURNING id"
    async with Meddled(crisis, touch, times=plans.TRIES) as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.state is PlanState.PROPOSED
    assert read.plan.moved == ("Pendant le calcul, un besoin a changé ; le plan tient toujours.",)


async def test_a_plan_that_no_longer_holds_is_not_saved(crisis: Crisis) -> None:
    shrink = "UPDATE equipment_stock SET quantity = quantity - 1 WHERE equipment_type_code = 'WORKSTATION' RETURNING id"
    async with Meddled(crisis, shrink, times=plans.TRIES) as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.state is PlanState.FAILED
    assert read.plan.failure is not None
    assert "ne tient plus" in read.plan.failure
    assert read.lines == []


async def test_a_need_for_what_nobody_has_is_an_answer(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(equipment_type="MOBILE_CLEAN_ROOM", quantity=3))

    read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.method is PlanMethod.OPTIMAL
    assert (read.answers[0].covered, read.answers[0].missing) == (0, 3)
    assert read.answers[0].reason == "Personne de connu, à aucun échelon, n'a ce qui est demandé."


async def test_an_empty_pool_still_gives_a_plan(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql("UPDATE lender SET active = false RETURNING id")

    read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.state is PlanState.PROPOSED
    assert (read.lines, read.answers[0].covered) == ([], 0)


async def test_without_its_solver_the_service_says_so(crisis: Crisis) -> None:
    async with Solver(Bounds(seconds=0.0)) as solver:
        read = await crisis.read(await crisis.proposed(solver))

    assert read.plan.method is PlanMethod.NEAREST_FIRST
    assert sum(line.quantity for line in read.lines) == read.answers[0].covered > 0


async def test_once_its_hour_is_past_a_need_takes_whoever_comes_soonest_and_says_so(doors: Doors, solver: Solver) -> None:
    wanted = NeedTold(equipment_type="WORKSTATION", quantity=5, wanted_by=WantedBy.M30)
    crisis = await dax.declared(doors, wanted)
    before = await crisis.read(await crisis.proposed(solver))

    plan = await crisis.wanted()
    await plans.propose(crisis.worker, solver, WORKER, plan, an_hour_later)
    after = await crisis.read(plan)

    assert (before.answers[0].covered, after.answers[0].covered) == (0, 5)
    assert all("l'heure voulue est passée" in line.reason for line in after.lines)


async def an_hour_later(_: Transaction) -> datetime:
    return NIGHT + timedelta(hours=1)


async def test_a_procedure_is_looked_up(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(service_domain="EMERGENCY"))

    read = await crisis.read(await crisis.proposed(solver))

    assert read.answers[0].missing == 0
    assert all(line.procedure_id is not None and line.lender_id is None for line in read.lines)


async def test_another_region_cannot_ask_for_a_plan(crisis: Crisis) -> None:
    async with crisis.acting(NEIGHBOUR) as tx:
        with pytest.raises(Forbidden):
            await plans.request(tx, NEIGHBOUR, PlanWanted("75"), NIGHT)


async def test_an_establishment_cannot_ask_for_a_plan(crisis: Crisis) -> None:
    async with crisis.acting(HOSPITAL) as tx:
        with pytest.raises(Forbidden):
            await plans.request(tx, HOSPITAL, PlanWanted("75"), NIGHT)


async def test_a_region_cannot_plan_for_its_zone(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        with pytest.raises(Forbidden):
            await plans.request(tx, ARS, PlanWanted("75", PlanScope.ZONE), NIGHT)


async def test_another_region_does_not_see_the_plan(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)

    async with crisis.acting(NEIGHBOUR) as tx:
        assert await stored.by_id(tx, plan) is None


async def test_the_incident_tells_what_was_proposed(crisis: Crisis, solver: Solver) -> None:
    await crisis.proposed(solver)

    lines = await crisis.sql("SELECT convert_from(line, 'UTF8') FROM log_entry WHERE kind = 'INCIDENT' ORDER BY sequence DESC LIMIT 1")
    assert "Plan proposé : 1 besoin, dont 1 à compléter." in str(lines[0][0])
