"""No more than asked, and what lacks is told."""

from dataclasses import replace

from solver.engaged import Progress
from solver.problem import Problem
from solver.proposal import Proposal, Unmet
from solver.rules import no_more_than_asked
from solver.search import solve
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem


def told(given: Problem, proposal: Proposal) -> list[str]:
    return list(no_more_than_asked.broken(given, proposal))


def test_as_many_as_asked_may_go_and_not_one_more() -> None:
    given = problem([need(quantity=2)], [person(f"R{number}") for number in range(3)])
    two = {("N1", "R0"): 1, ("N1", "R1"): 1}

    assert told(given, brute.proposal_of(given, two)) == []
    assert told(given, brute.proposal_of(given, {**two, ("N1", "R2"): 1})) == ["asked: 3 sent to 'N1', 2 asked for"]


def test_what_lacks_is_told_as_it_is() -> None:
    given = problem([need(quantity=2)], [person()])
    proposal = brute.proposal_of(given, {("N1", "R1"): 1})

    assert told(given, replace(proposal, unmet=())) == ["asked: 'N1' lacks 1, 0 told"]
    assert told(given, replace(proposal, unmet=(Unmet("N1", 2),))) == ["asked: 'N1' lacks 1, 2 told"]


def test_more_may_stay_where_more_have_arrived() -> None:
    given = problem([need(quantity=1)], [person(count=3)], engagements=[engaged("N1", "R1", Progress.ARRIVED, quantity=2)])

    assert solve(given).sent == {("N1", "R1"): 2}
