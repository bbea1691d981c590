"""Weeks of relief are asked for, computed apart, and saved only if what they were read from still stands."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, PlanblancError
from planblanc.domain.facts import ReliefRequested
from planblanc.domain.identity import IncidentId, establishment_id
from planblanc.domain.relief import ReliefState, Shift
from planblanc.domain.relief_wanted import Crew, Post, ReliefWanted, SiteWanted
from planblanc.planning.run import Bounds, Solver
from planblanc.planning.work import F, Task
from planblanc.store.outbox import Claim
from planblanc.usecases import relief
from planblanc.worker import handlers
from planblanc.worker.relay import Relay
from planblanc.worker.tools import Tools
from tests import nights
from tests.usecases import dax, dax_relief
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, WORKER, Crisis
from tests.usecases.dax_relief import DAY, NETWORK, NIGHTS, wanted

TOUCH = "UPDATE incident SET summary = summary || '.'"
LEAVE = """INSERT INTO availability (id, responder_id, lender_id, kind, starts_at, ends_at)
SELECT gen_random_uuid(), id, lender_id, :kind, '2021-02-10 00:00+01', '2021-02-17 12:00+01' FROM responder WHERE label = :label"""


class Meddled(Solver):
    """A solver during whose work somebody changes the database."""

    def __init__(self, crisis: Crisis, *statements: str) -> None:
        super().__init__()
        self._crisis, self._statements = crisis, list(statements)

    async def find(self, work: Task[F]) -> F:
        """Search truly, then let the change happen before anything is saved."""
        found = await super().find(work)
        if self._statements:
            await self._crisis.sql(self._statements.pop(0))
        return found


async def computed(crisis: Crisis, solver: Solver, asked: ReliefWanted | None = None) -> dax_relief.Read:
    found = await dax_relief.read(crisis, await dax_relief.proposed(crisis, solver, asked))
    assert found is not None
    return found


async def test_a_week_is_proven_and_every_place_is_filled_or_said_to_be_vacant(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, DAY, NIGHTS))

    assert read.roster.state is ReliefState.PROPOSED
    assert len(read.shifts) == 14
    assert read.held + read.missing == 7 * 3
    assert {stage.proof for stage in read.roster.stages if stage.name != "tie_break"} == {"OPTIMAL"}


async def test_a_vacancy_counts_by_rule_those_who_cannot_come(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, Crew("jour", time(8), time(20), (Post("TELEPHONY", quantity=2),))))

    vacant = [vacancy for shift in read.shifts for vacancy in shift.vacancies]
    assert "week" in {reason.rule for vacancy in vacant for reason in vacancy.reasons}
    assert all(reason.count > 0 for vacancy in vacant for reason in vacancy.reasons)


async def test_a_post_that_has_everybody_says_that_there_is_nobody_else(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, Crew("jour", time(8), time(20), (Post("ICU_WATCH", 3, 20),))))

    (vacancy,) = read.shifts[0].vacancies
    assert [reason.title for reason in vacancy.reasons] == ["Personne d'autre de connu n'a cette compétence à ce niveau"]


async def test_everybody_rests_and_works_no_more_than_the_law_lets_them(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, DAY, NIGHTS))

    worked: dict[tuple[object, int], list[Shift]] = {}
    for shift in read.shifts:
        for turn in shift.turns:
            worked.setdefault((turn.responder_id, turn.unit), []).append(shift)
    assert all(
        later.starts_at - earlier.ends_at >= timedelta(hours=11) for shifts in worked.values() for earlier, later in pairwise(shifts)
    )
    assert {(load.responder_id, load.unit) for load in read.people} == set(worked)
    assert max(load.most_minutes_a_week for load in read.people) <= 48 * 60


async def test_a_crew_stays_until_the_next_has_taken_over(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, DAY, NIGHTS))

    day, night = read.shifts[:2]
    assert day.ends_at - night.starts_at == timedelta(minutes=15)


async def test_a_crew_that_nobody_follows_leaves_at_its_hour(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver)

    assert read.shifts[0].ends_at - read.shifts[0].starts_at == timedelta(hours=12)


async def test_the_night_of_the_clock_change_lasts_as_long_as_it_lasts(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, replace(wanted(crisis.incident, NIGHTS, starts_on=date(2021, 3, 22)), handover_minutes=0))

    lasts = {shift.starts_at.date(): shift.ends_at - shift.starts_at for shift in read.shifts}
    assert lasts[date(2021, 3, 26)] == timedelta(hours=12)
    assert lasts[date(2021, 3, 27)] == timedelta(hours=11)


async def test_nobody_is_asked_who_shares_the_fate_of_the_victim_or_stands_beyond_the_open_rungs(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver)

    lenders = {turn.lender_name for shift in read.shifts for turn in shift.turns}
    assert not any("MARSAN" in name or "TARBES" in name for name in lenders)
    assert {turn.rung for shift in read.shifts for turn in shift.turns} <= {"DEPARTMENT", "REGION", "OWN_GROUP"}


async def test_leave_that_was_asked_for_is_respected_while_it_can_be(crisis: Crisis, solver: Solver) -> None:
    crews = [Crew("jour", time(8), time(20), (Post("TELEPHONY"),))]
    before = await computed(crisis, solver, wanted(crisis.incident, *crews))
    away = before.shifts[0].turns[0].label
    await crisis.sql(LEAVE, kind="LEAVE_ASKED", label=away)

    after = await computed(crisis, solver, wanted(crisis.incident, *crews))

    stage = next(stage for stage in after.roster.stages if stage.name == "wished_leave")
    busy = sum(turn.label == away for shift in after.shifts for turn in shift.turns)
    assert stage.value == (float(busy),)
    assert busy < sum(turn.label == away for shift in before.shifts for turn in shift.turns)


async def test_leave_that_was_granted_is_not_taken_back(crisis: Crisis, solver: Solver) -> None:
    crews = [Crew("jour", time(8), time(20), (Post("TELEPHONY"),))]
    for label in ("Techniciens téléphonie", "Technicien téléphonie, par l'astreinte"):
        await crisis.sql(LEAVE, kind="ABSENCE", label=label)

    read = await computed(crisis, solver, wanted(crisis.incident, *crews))

    assert read.held == 0
    assert "granted_leave" in {reason.rule for reason in read.shifts[0].vacancies[0].reasons}


async def test_what_changes_meanwhile_has_it_computed_again(crisis: Crisis) -> None:
    solver = Meddled(crisis, "UPDATE responder SET commune = 'ICI'")

    read = await computed(crisis, solver)
    await solver.close()

    assert {turn.commune for shift in read.shifts for turn in shift.turns} == {"ICI"}
    assert not any("Pendant le calcul" in note for note in read.roster.notes)


async def test_what_always_changes_is_told_when_the_roster_still_holds(crisis: Crisis) -> None:
    solver = Meddled(crisis, TOUCH, TOUCH, TOUCH)

    read = await computed(crisis, solver)
    await solver.close()

    assert "Pendant le calcul, un incident a changé ; la relève tient toujours." in read.roster.notes


async def test_what_no_longer_holds_is_not_proposed(crisis: Crisis) -> None:
    solver = Meddled(crisis, TOUCH, TOUCH, "UPDATE responder SET active = false WHERE active")

    read = await computed(crisis, solver)
    await solver.close()

    assert read.roster.state is ReliefState.FAILED
    assert read.roster.failure is not None


async def test_computing_twice_has_the_effect_of_once(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)
    before = await dax_relief.read(crisis, roster)

    await relief.propose(crisis.worker, solver, WORKER, roster, dax.clock)

    assert await dax_relief.read(crisis, roster) == before


async def test_a_search_that_does_not_end_says_so(crisis: Crisis) -> None:
    async with Solver(Bounds(seconds=0.05)) as hurried:
        read = await computed(crisis, hurried)

    assert read.roster.state is ReliefState.FAILED
    assert "Le calcul s'est interrompu" in str(read.roster.failure)


async def test_whoever_waits_is_told_that_nothing_comes(crisis: Crisis) -> None:
    roster = await dax_relief.requested(crisis)

    await relief.give_up(crisis.worker, WORKER, roster, dax.clock)

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert read.roster.state is ReliefState.FAILED


async def test_the_worker_rosters_what_was_asked_for(crisis: Crisis) -> None:
    roster = await dax_relief.requested(crisis)
    tools = Tools(crisis.worker, Solver(), dax.clock, lambda: NIGHT)

    assert await Relay(crisis.worker, (ReliefRequested,), partial(handlers.deliver, tools), None, partial(handlers.give_up, tools)).step()

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert read.roster.state is ReliefState.PROPOSED


async def test_a_roster_that_no_worker_can_compute_fails_and_says_so(crisis: Crisis) -> None:
    roster = await dax_relief.requested(crisis)
    tools = Tools(crisis.worker, Solver(), dax.clock, lambda: NIGHT)

    async def refuse(_: Claim) -> None:
        raise BadInput

    await Relay(crisis.worker, (ReliefRequested,), refuse, None, partial(handlers.give_up, tools)).step()

    read = await dax_relief.read(crisis, roster)
    assert read is not None
    assert read.roster.failure == "Le calcul s'est interrompu à chaque essai : demandez une nouvelle relève."


async def test_a_newer_proposal_replaces_the_one_before(crisis: Crisis, solver: Solver) -> None:
    first = await dax_relief.proposed(crisis, solver)
    await dax_relief.proposed(crisis, solver)

    read = await dax_relief.read(crisis, first)
    assert read is not None
    assert read.roster.state is ReliefState.SUPERSEDED


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"weeks": 0}, ("weeks",)),
        ({"weeks": 5}, ("weeks",)),
        ({"handover_minutes": 121}, ("handover_minutes",)),
        ({"sites": ()}, ("sites",)),
        ({"crews": ()}, ("sites", "0", "crews")),
        ({"crews": (DAY, DAY)}, ("sites", "0", "crews")),
        ({"crews": (replace(DAY, name=" "),)}, ("sites", "0", "crews", "0", "name")),
        ({"crews": (replace(DAY, posts=()),)}, ("sites", "0", "crews", "0", "posts")),
        ({"crews": (replace(DAY, posts=(NETWORK, NETWORK)),)}, ("sites", "0", "crews", "0", "posts")),
        ({"crews": (replace(DAY, posts=(replace(NETWORK, quantity=2),)),)}, ("sites", "0", "crews", "0", "posts", "0", "quantity")),
        ({"crews": (replace(DAY, posts=(Post("NETWORK", 4),)),)}, ("sites", "0", "crews", "0", "posts", "0", "least_level")),
        ({"crews": (replace(DAY, posts=(Post("NETWORK", quantity=21),)),)}, ("sites", "0", "crews", "0", "posts", "0", "quantity")),
        ({"crews": (replace(DAY, posts=(Post("MAGIE"),)),)}, ("sites", "0", "crews", "0", "posts", "0", "competence")),
        ({"starts_on": date(2021, 2, 8)}, ("starts_on",)),
        ({"starts_on": date(2021, 6, 1)}, ("starts_on",)),
        ({"establishment": establishment_id("330781360")}, ("sites", "0", "establishment")),
    ],
)
async def test_what_cannot_be_asked_is_refused_by_its_field(crisis: Crisis, changes: dict[str, Any], path: tuple[str, ...]) -> None:
    asked: dict[str, Any] = {
        "starts_on": dax_relief.TOMORROW,
        "weeks": 1,
        "handover_minutes": None,
        "crews": (DAY, NIGHTS),
        "establishment": None,
    }
    asked.update(changes)
    crews, establishment = asked.pop("crews"), asked.pop("establishment")
    asked.setdefault("sites", (SiteWanted(crisis.incident, crews, establishment),))

    with pytest.raises(BadInput) as refused:
        await dax_relief.requested(crisis, ReliefWanted(**asked))

    assert refused.value.path == path


async def test_the_same_site_is_relieved_once(crisis: Crisis) -> None:
    (site,) = wanted(crisis.incident).sites

    with pytest.raises(BadInput) as refused:
        await dax_relief.requested(crisis, replace(wanted(crisis.incident), sites=(site, site)))

    assert refused.value.path == ("sites", "1", "establishment")


@pytest.mark.parametrize(("actor", "refusal"), [(NEIGHBOUR, NotFound), (HOSPITAL, Forbidden), (nights.READER, Forbidden)])
async def test_only_who_conducts_the_crisis_asks_for_relief(crisis: Crisis, actor: Actor, refusal: type[PlanblancError]) -> None:
    with pytest.raises(refusal):
        await dax_relief.requested(crisis, actor=actor)


async def test_an_incident_that_is_nowhere_is_refused(crisis: Crisis) -> None:
    with pytest.raises(NotFound):
        await dax_relief.requested(crisis, wanted(IncidentId(establishment_id("400000105"))))


async def test_the_hospital_reads_its_crews_and_nobody_else_s_hours(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)

    read = await dax_relief.read(crisis, roster, HOSPITAL)

    assert read is not None
    assert read.held > 0
    assert read.people == []


async def test_a_national_reader_reads_figures_and_nobody(crisis: Crisis, solver: Solver) -> None:
    roster = await dax_relief.proposed(crisis, solver)

    read = await dax_relief.read(crisis, roster, nights.READER)

    assert read is not None
    assert (read.held, read.people, len(read.shifts)) == (0, [], 7)


@pytest.mark.parametrize("actor", [NEIGHBOUR, nights.OTHER_HOSPITAL, nights.SAMU])
async def test_others_read_nothing_of_it(crisis: Crisis, solver: Solver, actor: Actor) -> None:
    roster = await dax_relief.proposed(crisis, solver)

    assert await dax_relief.read(crisis, roster, actor) is None


async def test_an_exercise_is_relieved_as_an_exercise(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql("UPDATE incident SET exercise = true")

    read = await computed(crisis, solver)

    assert read.roster.exercise
    assert read.held > 0


async def test_the_worker_asks_at_the_time_of_the_crisis(crisis: Crisis, solver: Solver) -> None:
    read = await computed(crisis, solver, wanted(crisis.incident, starts_on=date(2021, 2, 9)))

    assert read.roster.computed_at == NIGHT
    assert min(shift.starts_at for shift in read.shifts) > NIGHT
    assert read.roster.requested_name == ARS.name
