"""A team goes whole or not at all."""

from solver.check import breaches
from solver.engaged import Engagement, Progress
from solver.problem import Problem
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem

LEAD = need("N1", wants="lead", team="T", leads=True)
HANDS = need("N2", quantity=2, team="T")


def team(engagements: tuple[Engagement, ...] = ()) -> Problem:
    people = [person("R1", knows="lead"), person("R2"), person("R3")]
    return problem([LEAD, HANDS], people, engagements=engagements)


def names(given: Problem, sent: brute.Sent) -> list[str]:
    return [told.split(":")[0] for told in breaches(given, brute.proposal_of(given, sent))]


def test_all_of_it_may_go_and_none_of_it_may() -> None:
    assert names(team(), {("N1", "R1"): 1, ("N2", "R2"): 1, ("N2", "R3"): 1}) == []
    assert names(team(), {}) == []


def test_without_one_of_its_hands_it_may_not() -> None:
    assert names(team(), {("N1", "R1"): 1, ("N2", "R2"): 1}) == ["team"]


def test_without_its_lead_it_may_not() -> None:
    assert names(team(), {("N2", "R2"): 1, ("N2", "R3"): 1}) == ["team"]


def test_who_was_released_goes_on_alone() -> None:
    on_the_way = (engaged("N2", "R2", Progress.ALERTED),)

    assert names(team(on_the_way), {("N2", "R2"): 1}) == []
    assert names(team(on_the_way), {("N2", "R2"): 1, ("N2", "R3"): 1}) == ["team"]


def test_who_was_only_asked_does_not() -> None:
    assert names(team((engaged("N2", "R2", Progress.PROPOSED),)), {("N2", "R2"): 1}) == ["team"]
