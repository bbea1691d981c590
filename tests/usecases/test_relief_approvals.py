"""Approved weeks of relief promise each turn once, with the rest after it, all of them or none."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import Conflict, Forbidden, NotFound, PlanblancError, PlanOutdated, Refused, TransitionRefused
from planblanc.domain.identity import establishment_id
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.relief import ReliefState, RosterId
from planblanc.domain.relief_wanted import ReliefWanted, SiteWanted
from planblanc.domain.requests import Criticality
from planblanc.planning.run import Solver
from planblanc.usecases import approvals, call_backs, relief_approvals, requests, rungs
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import Call, HelpWanted
from tests import nights
from tests.usecases import dax_relief
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Crisis
from tests.usecases.dax_relief import DAY, NIGHTS, TOMORROW, wanted
from tests.usecases.test_requests import CONFIRMED

TURNS = """SELECT engagement.responder_id, engagement.state, upper(unit.during) - engagement.ends_at AS rest, unit.holds
FROM engagement JOIN engagement_unit AS unit ON unit.engagement_id = engagement.id
WHERE engagement.turn_id IS NOT NULL ORDER BY engagement.starts_at, engagement.id"""
DOUBLE = """SELECT one.engagement_id FROM engagement_unit AS one JOIN engagement_unit AS other
ON one.resource_id = other.resource_id AND one.unit_number = other.unit_number AND one.engagement_id <> other.engagement_id
AND one.during && other.during WHERE one.holds AND other.holds"""


async def approve(crisis: Crisis, roster: RosterId, actor: Actor = ARS) -> None:
    async with crisis.acting(actor) as tx:
        await relief_approvals.approve(tx, actor, roster, NIGHT)


async def approved(crisis: Crisis, solver: Solver, asked: ReliefWanted | None = None) -> RosterId:
    roster = await dax_relief.proposed(crisis, solver, asked)
    await approve(crisis, roster)
    return roster


async def state(crisis: Crisis, roster: RosterId) -> ReliefState:
    read = await dax_relief.read(crisis, roster)
    assert read is not None
    return read.roster.state


async def test_each_turn_is_promised_with_the_rest_after_it(crisis: Crisis, solver: Solver) -> None:
    roster = await approved(crisis, solver, wanted(crisis.incident, DAY, NIGHTS))

    read = await dax_relief.read(crisis, roster)
    turns = await crisis.sql(TURNS)
    assert read is not None
    assert (read.roster.state, read.roster.approved_name) == (ReliefState.APPROVED, ARS.name)
    assert len(turns) == read.held > 0
    assert {turn[1:] for turn in turns} == {("PROPOSED", timedelta(hours=11), True)}
    assert await crisis.sql(DOUBLE) == []


async def engaged(crisis: Crisis, solver: Solver, **told: Any) -> None:
    """A plan that sends people who know telephony, approved."""
    async with crisis.acting() as tx:
        need = NeedTold(competence="TELEPHONY", **told)
        wanted = HelpWanted(crisis.incident, NeedsWanted((need,)), Call("Directeur", "0558910000"))
        for key in (crisis.request, (await requests.ask(tx, ARS, wanted, NIGHT)).id):
            await call_backs.verify(tx, ARS, key, CONFIRMED, NIGHT)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def test_a_plan_finds_only_those_who_are_in_no_crew_and_do_not_rest(crisis: Crisis, solver: Solver) -> None:
    await approved(crisis, solver)

    await engaged(crisis, solver, quantity=3, criticality=Criticality.VITAL)

    assert len({row[0] for row in await crisis.sql(TURNS)}) > 1
    assert await crisis.sql(DOUBLE) == []


async def test_the_plan_of_the_same_incident_leaves_the_crews_alone(crisis: Crisis, solver: Solver) -> None:
    await approved(crisis, solver)
    plan = await crisis.proposed(solver)

    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)

    assert {row[1] for row in await crisis.sql(TURNS)} == {"PROPOSED"}


async def test_who_is_engaged_there_already_is_not_asked_twice(crisis: Crisis, solver: Solver) -> None:
    await engaged(crisis, solver, quantity=2, ends_at=NIGHT + timedelta(days=4))

    roster = await approved(crisis, solver)

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    there = sum(turn.is_on_site for shift in read.shifts for turn in shift.turns)
    assert there > 0
    assert len(await crisis.sql(TURNS)) == read.held - there
    assert await crisis.sql(DOUBLE) == []


async def test_a_lender_keeps_those_of_a_competence_and_the_roster_knows_it(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql(
        """INSERT INTO lender_competence_floor (id, lender_id, region_code, competence_code, people)
        SELECT gen_random_uuid(), id, region_code, 'TELEPHONY', 1 FROM lender WHERE code = 'alpi'"""
    )

    roster = await approved(crisis, solver)

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert {turn.unit for shift in read.shifts for turn in shift.turns if turn.label == "Techniciens téléphonie"} <= {2}


async def test_two_who_approve_at_once_promise_once(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)

    outcomes = await asyncio.gather(approve(crisis, roster), approve(crisis, roster), return_exceptions=True)

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "TransitionRefused"]
    assert len(await crisis.sql(TURNS)) == read.held


async def test_a_person_who_was_promised_meanwhile_refuses_all_of_it(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    await engaged(crisis, solver, quantity=3)

    with pytest.raises(Conflict) as refused:
        await approve(crisis, roster)

    assert "n'est plus disponible, ou vient d'être promise ailleurs" in refused.value.message
    assert await crisis.sql(TURNS) == []
    assert await state(crisis, roster) is ReliefState.PROPOSED


async def test_a_newer_roster_gives_back_what_it_does_not_keep(crisis: Crisis, solver: Solver) -> None:
    first = await approved(crisis, solver)
    second = await approved(crisis, solver)

    states = [row[1:] for row in await crisis.sql(TURNS)]
    read = await dax_relief.read(crisis, second)
    assert read is not None
    assert [await state(crisis, roster) for roster in (first, second)] == [ReliefState.SUPERSEDED, ReliefState.APPROVED]
    assert [holds for *_, holds in states].count(True) == read.held
    assert {held for what, _, held in states if what == "CANCELLED"} == {False}


async def test_the_weeks_after_stand_beside_those_before(crisis: Crisis, solver: Solver) -> None:
    first = await approved(crisis, solver)
    second = await approved(crisis, solver, wanted(crisis.incident, starts_on=TOMORROW + timedelta(days=7)))

    assert [await state(crisis, roster) for roster in (first, second)] == [ReliefState.APPROVED, ReliefState.APPROVED]
    assert await crisis.sql(DOUBLE) == []


async def test_a_roster_of_several_sites_is_not_undone_by_halves(crisis: Crisis, solver: Solver) -> None:
    other = establishment_id("330781360")
    await crisis.sql("UPDATE help_request SET establishment_id = :site", site=other)
    (site,) = wanted(crisis.incident).sites
    both = replace(wanted(crisis.incident), sites=(site, SiteWanted(crisis.incident, (DAY,), other)))
    await approved(crisis, solver, both)
    alone = await dax_relief.proposed(crisis, solver)

    with pytest.raises(Conflict) as refused:
        await approve(crisis, alone)

    assert "sert aussi d'autres établissements" in refused.value.message


async def test_a_lender_that_was_hit_meanwhile_is_not_asked(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    await crisis.sql("UPDATE establishment SET security_state = 'COMPROMISED' WHERE finess = '640000162'")

    with pytest.raises(PlanOutdated) as refused:
        await approve(crisis, roster)

    assert "victime à son tour" in refused.value.message


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM availability",
        "UPDATE responder SET active = false",
        """INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at)
        SELECT gen_random_uuid(), id, lender_id, 'ABSENCE', '2021-02-12 10:00+01', '2021-02-12 11:00+01' FROM responder""",
    ],
)
async def test_who_is_no_longer_there_for_a_whole_shift_outdates_it(crisis: Crisis, solver: Solver, change: str) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    await crisis.sql(change)

    with pytest.raises(PlanOutdated) as refused:
        await approve(crisis, roster)

    assert "n'est plus disponible pour la garde du" in refused.value.message
    assert await crisis.sql(TURNS) == []


async def test_leave_that_was_only_asked_for_outdates_nothing(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    await crisis.sql(
        """INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at)
        SELECT gen_random_uuid(), id, lender_id, 'LEAVE_ASKED', '2021-02-12 10:00+01', '2021-02-12 11:00+01' FROM responder"""
    )

    await approve(crisis, roster)

    assert await state(crisis, roster) is ReliefState.APPROVED


async def test_a_rung_that_was_closed_again_outdates_it(crisis: Crisis, solver: Solver) -> None:
    asked = wanted(crisis.incident, replace(DAY, posts=DAY.posts[:1]))
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, rungs.Decision(Rung.ADJACENT_REGION, "Durer"), NIGHT)
    await crisis.sql("UPDATE responder SET active = false WHERE lender_id IN (SELECT id FROM lender WHERE region_code = '75')")
    roster = await dax_relief.proposed(crisis, solver, asked)
    async with crisis.acting() as tx:
        await rungs.revoke(tx, ARS, crisis.incident, rungs.Decision(Rung.ADJACENT_REGION, "Assez"), NIGHT)

    with pytest.raises(PlanOutdated) as refused:
        await approve(crisis, roster)

    assert "échelon" in refused.value.message


async def test_help_of_an_open_rung_can_be_approved(crisis: Crisis, solver: Solver) -> None:
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, rungs.Decision(Rung.ADJACENT_REGION, "Durer"), NIGHT)
    await crisis.sql("UPDATE responder SET active = false WHERE lender_id IN (SELECT id FROM lender WHERE region_code = '75')")

    roster = await approved(crisis, solver, wanted(crisis.incident, replace(DAY, posts=DAY.posts[:1])))

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert {turn.rung for shift in read.shifts for turn in shift.turns} == {"ADJACENT_REGION"}


async def test_a_first_shift_that_has_begun_outdates_it(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver, wanted(crisis.incident, starts_on=date(2021, 2, 9)))

    with pytest.raises(PlanOutdated):
        async with crisis.acting() as tx:
            await relief_approvals.approve(tx, ARS, roster, NIGHT + timedelta(hours=8))


async def test_an_exercise_holds_nobody(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql("UPDATE incident SET exercise = true")

    await approved(crisis, solver)

    assert {row[3] for row in await crisis.sql(TURNS)} == {False}


@pytest.mark.parametrize(
    ("actor", "refusal"), [(NEIGHBOUR, NotFound), (HOSPITAL, Forbidden), (nights.READER, Forbidden), (nights.SAMU, NotFound)]
)
async def test_only_who_conducts_the_crisis_approves(crisis: Crisis, solver: Solver, actor: Actor, refusal: type[PlanblancError]) -> None:
    roster = await dax_relief.proposed(crisis, solver)

    with pytest.raises(refusal):
        await approve(crisis, roster, actor)

    assert await crisis.sql(TURNS) == []


async def test_what_was_not_proposed_is_not_approved(crisis: Crisis) -> None:
    roster = await dax_relief.requested(crisis)

    with pytest.raises(TransitionRefused) as refused:
        await approve(crisis, roster)

    assert refused.value.message == "Cette relève est en cours de calcul : elle ne peut pas devenir approuvée."


async def test_an_incident_that_is_over_needs_no_relief(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    await crisis.sql("UPDATE incident SET state = 'CLOSED', closed_at = now(), closing_reason = 'Rétabli'")

    with pytest.raises(Refused):
        await approve(crisis, roster)
