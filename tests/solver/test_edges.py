"""Problems at the edge: nothing, far too much, nobody allowed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import certificate, nearest
from solver.check import breaches
from solver.engaged import Engagement, Pin, Progress, Refused
from solver.needs import Item, Skill
from solver.optimality import NotProven
from solver.pool import Delays, Rung, Site
from solver.problem import Problem
from solver.proposal import Proof, Proposal
from solver.refusal import ProblemRefused
from solver.search import Limits, solve
from tests.solver import builders, small
from tests.solver.builders import need, person, problem, stock


def test_no_needs_is_a_plan_that_sends_nobody() -> None:
    proposal = solve(problem([], [person()]))

    assert (proposal.proof, proposal.assignments, proposal.unmet) == (Proof.OPTIMAL, (), ())


def test_an_empty_pool_leaves_everything_unmet() -> None:
    proposal = solve(problem([need(quantity=3)]))

    assert proposal.proof is Proof.OPTIMAL
    assert [(unmet.need, unmet.quantity) for unmet in proposal.unmet] == [("N1", 3)]


def test_one_need_of_ten_thousand_takes_all_there_is() -> None:
    crowd = [person(f"R{number}", count=1_000) for number in range(7)]

    proposal = solve(problem([need(quantity=10_000)], crowd))

    assert proposal.unmet[0].quantity == 3_000


def test_a_thousand_incidents_at_once_share_what_there_is() -> None:
    needs = [need(f"N{number:04}", at=f"H{number:04}") for number in range(1_000)]
    pool = [person(f"R{number:03}", site=f"S{number % 20:02}") for number in range(120)]

    proposal = solve(problem(needs, pool))

    assert {stage.proof for stage in proposal.stages} == {Proof.OPTIMAL}
    assert len(proposal.assignments) == 120
    assert sum(unmet.quantity for unmet in proposal.unmet) == 880


def test_an_island_without_a_way_is_not_reached() -> None:
    links = {("H1", "S1"): (float("inf"), Rung.REGION)}

    assert solve(problem([need()], [person()], links=links)).assignments == ()


def test_everyone_refused_leaves_the_need_unmet() -> None:
    refused = [Refused("N1", "R1"), Refused("I-H1", "R2")]

    proposal = solve(problem([need()], [person("R1"), person("R2")], refused=refused))

    assert proposal.assignments == ()


def test_a_pin_that_no_rule_forbids_comes_before_everything() -> None:
    people = [person("R1", site="S1"), person("R2", site="S2", stale=True)]

    proposal = solve(problem([need()], people, pins=[Pin("N1", "R2")]))

    assert proposal.sent == {("N1", "R2"): 1}
    assert proposal.unkept_pins == ()


def test_a_pin_against_a_rule_is_told_as_not_kept() -> None:
    pin = Pin("N1", "R1")

    proposal = solve(problem([need()], [person("R1")], pins=[pin], victims=["L1"]))

    assert proposal.unkept_pins == (pin,)


def test_a_limit_ends_in_a_checked_plan_that_says_what_was_not_reached() -> None:
    people = [person("R1", site="S1"), person("R2", site="S2")]
    links = {("H1", "S1"): (50, Rung.REGION), ("H1", "S2"): (10, Rung.REGION)}

    proposal = solve(problem([need()], people, links=links), Limits(runs=1))

    assert proposal.proof is Proof.NOT_REACHED
    assert proposal.unmet == ()
    assert proposal.stages[-1].proof is Proof.NOT_REACHED


TWO_TEAMS = [
    need("A1", quantity=2, team="A", leads=True),
    need("A2", wants="forensics", team="A"),
    need("B1", at="H2", quantity=2, team="B", leads=True),
    need("B2", at="H2", wants="forensics", team="B"),
]
BOTH = {"network": 1, "forensics": 1}


def test_two_teams_for_people_enough_for_one_send_one_whole() -> None:
    proposal = solve(problem(TWO_TEAMS, [person(f"R{number}", knows=BOTH) for number in range(4)]))

    assert proposal.proof is Proof.OPTIMAL
    assert sum(proposal.sent.values()) == 3
    assert len({need_id[0] for need_id, _ in proposal.sent}) == 1


def test_a_limit_on_leaves_ends_in_a_checked_plan_that_tells_the_gap() -> None:
    given_problem = problem(TWO_TEAMS, [person(f"R{number}", knows=BOTH) for number in range(4)])

    proposal = solve(given_problem, Limits(leaves=0))

    certificate.verify(given_problem, proposal)
    assert breaches(given_problem, proposal) == ()
    assert proposal.proof is Proof.NOT_REACHED
    assert next(stage.proof for stage in proposal.stages if stage.name == "coverage") is Proof.GAP


def test_a_forged_certificate_of_rows_is_found_out() -> None:
    given_problem = problem(TWO_TEAMS, [person(f"R{number}", knows=BOTH) for number in range(4)])
    good = solve(given_problem)
    assert good.certificate is not None
    cheaper = replace(good.certificate, steps=tuple(replace(step, splits=()) for step in good.certificate.steps))

    for worse in (replace(good, assignments=(), unmet=solve(problem(TWO_TEAMS)).unmet), replace(good, certificate=cheaper)):
        with pytest.raises(NotProven):
            certificate.verify(given_problem, worse)


def test_each_better_proposal_is_told_on_the_way() -> None:
    told: list[Proposal] = []

    last = solve(problem([need()], [person()]), on_better=told.append)

    assert told[-1].sent == last.sent


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=100)
def test_nearest_first_breaks_no_rule_and_says_what_it_is(seed: int) -> None:
    given_problem = small.small_problem(Random(seed))

    proposal = nearest.nearest_first(given_problem)

    assert proposal.proof is Proof.NEAREST_FIRST
    assert breaches(given_problem, proposal) == ()


@pytest.mark.parametrize(
    ("build", "named"),
    [
        (lambda: need(quantity=0), "quantity 0"),
        (lambda: need(quantity=10**9), "quantity 1000000000"),
        (lambda: need(window=(10, 10)), "ends (10) before it begins (10)"),
        (lambda: Skill("network", 4), "level 4"),
        (lambda: Item("pc", frozenset({"pc"})), "no substitute of itself"),
        (lambda: Site("S1", "L1", -1), "floor -1"),
        (lambda: stock(quantity=-1), "quantity -1"),
        (lambda: stock(floor=-2), "floor -2"),
        (lambda: Delays(-1, 0), "never negative"),
        (lambda: person(count=0), "count 0"),
        (lambda: person(knows={"network": 0}), "level 0"),
        (lambda: person(free=((5, 5),)), "ends (5)"),
        (lambda: person(longest=0), "longest deployment 0"),
        (lambda: Engagement("N1", "R1", 0, Progress.ALERTED, 0, 1), "quantity 0"),
        (lambda: Engagement("N1", "R1", 1, Progress.ALERTED, 1, 1), "ends (1)"),
        (lambda: Pin("N1", "R1", 0), "quantity 0"),
        (lambda: problem([need(), need()]), "'N1': it is given twice"),
        (lambda: problem([need()], [person()], pins=[Pin("N2", "R1")]), "the need is unknown"),
        (lambda: problem([need()], [person()], pins=[Pin("N1", "R2")]), "the resource is unknown"),
        (lambda: problem([need()], [person()], engagements=[builders.engaged("N1", "R9")]), "the resource is unknown"),
        (lambda: problem([need()], [], [stock()], engagements=[builders.engaged("N1", "K1")]), "needs for people"),
        (lambda: problem([need()], [person()], overrides={"R1": 0}), "neither a site nor a stock"),
        (lambda: problem([need()], [person()], overrides={"S1": -1}), "floor -1"),
        (lambda: Site("S1", "L1", competence_floors={"network": -1}), "floor -1 of network"),
        (lambda: problem([need()], [person()], competence_overrides={("S1", "network"): -1}), "floor -1"),
        (lambda: problem([need()], [person()], competence_overrides={("S9", "network"): 1}), "the site is unknown"),
        (lambda: need(wants=Item("pc"), team="T"), "made of people"),
        (lambda: need(leads=True), "leads no team"),
        (lambda: need(wants=Item("pc"), pris=True), "not things"),
        (lambda: problem([need(team="T")]), "0 of its lines lead it"),
        (lambda: problem([need(team="T", leads=True), need("N2", team="T", leads=True)]), "2 of its lines lead it"),
        (lambda: problem([need(team="T", leads=True), need("N2", at="H2", team="T")]), "several incidents"),
        (lambda: problem([need()], [person()], links={("H1", "S1"): (-1, Rung.REGION)}), "less than no time"),
    ],
)
def test_what_cannot_be_is_refused_by_name(build: object, named: str) -> None:
    assert callable(build)
    with pytest.raises(ProblemRefused) as refusal:
        build()

    assert named in str(refusal.value)


def test_a_need_of_a_place_that_travel_does_not_know_is_refused() -> None:
    reach = builders.reach([], [], {})

    with pytest.raises(ProblemRefused, match="no travel to 'H1'"):
        Problem(now=0, needs=(need(),), sites=(), people=(), stocks=(), reach=reach)


def test_a_forged_certificate_is_found_out() -> None:
    given_problem = problem(
        [need()],
        [person("R1", site="S1"), person("R2", site="S2")],
        links={("H1", "S1"): (50, Rung.REGION), ("H1", "S2"): (10, Rung.REGION)},
    )
    good = solve(given_problem)
    worse = replace(good, assignments=(replace(good.assignments[0], resource="R1"),))

    with pytest.raises(NotProven):
        certificate.verify(given_problem, worse)
