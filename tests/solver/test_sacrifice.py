"""Two victims want the same help: what giving it to one costs the other."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.candidates import allowed
from solver.canonical import Canonical
from solver.engaged import Progress
from solver.explanation import Sacrifice
from solver.pool import Rung
from solver.sacrifice import sacrifices
from solver.search import solve
from tests.solver.builders import engaged, need, person, problem
from tests.solver.small import small_problem

A, B = need("A", at="H1"), need("B", at="H2")


def test_giving_it_to_one_delays_the_other_by_six_hours() -> None:
    links = {("H1", "S1"): (10.0, Rung.REGION), ("H2", "S1"): (10.0, Rung.REGION)}
    links |= {("H1", "S2"): (370.0, Rung.REGION), ("H2", "S2"): (310.0, Rung.REGION)}
    given_problem = problem([A, B], [person("R1", site="S1"), person("R2", site="S2")], links=links)

    told = sacrifices(given_problem, solve(given_problem), 5)

    assert told == (Sacrifice("A", "B", "R1", 1, delay_minutes=360, lacks=0, gains=0, sooner_minutes=300),)


def test_where_there_is_no_other_the_one_who_gives_is_left_without() -> None:
    given_problem = problem([A, B], [person("R1")])

    told = sacrifices(given_problem, solve(given_problem), 5)

    assert [(one.delay_minutes, one.lacks, one.gains) for one in told] == [(None, 1, 1)]


def test_a_team_is_one_side_and_what_it_takes_goes_with_it() -> None:
    team = [need("B1", at="H2", team="T", leads=True), need("B2", at="H2", team="T")]
    given_problem = problem([A, *team], [person("R1"), person("R2")])
    proposal = solve(given_problem)

    told = sacrifices(given_problem, proposal, 5)

    assert len(told) == 1
    assert {told[0].gives, told[0].to} in ({"A", "B1"}, {"A", "B2"})
    assert told[0].lacks == 1


def test_who_has_arrived_is_nobody_s_to_give() -> None:
    given_problem = problem([A, B], [person("R1")], engagements=[engaged("A", "R1", Progress.ARRIVED)])

    assert sacrifices(given_problem, solve(given_problem), 5) == ()


def test_needs_of_one_incident_do_not_compete() -> None:
    given_problem = problem([A, replace(A, id="A2")], [person("R1")])

    assert sacrifices(given_problem, solve(given_problem), 5) == ()


def test_no_more_are_told_than_asked_for() -> None:
    given_problem = problem([A, B, need("C", at="H3")], [person("R1")])

    assert len(sacrifices(given_problem, solve(given_problem), 1)) == 1
    assert len(sacrifices(given_problem, solve(given_problem), 5)) == 2


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=60)
def test_what_is_told_could_be_and_costs_something(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    proposal = solve(given_problem)
    canonical = Canonical(given_problem)

    for told in sacrifices(given_problem, proposal, 3):
        may = {canonical.resources[index].id for index in allowed(canonical, given_problem.need[told.to])}
        assert told.resource in may
        assert proposal.sent[told.gives, told.resource] >= told.units
        assert told.lacks > 0 or (told.delay_minutes or 0) > 0
