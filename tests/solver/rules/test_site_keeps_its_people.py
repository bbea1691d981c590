"""The site keeps its people."""

import pytest

from solver.check import breaches
from solver.engaged import Engagement, Progress
from solver.pool import Site
from solver.problem import Problem
from solver.rules import site_keeps_its_people
from solver.search import solve
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem
from tests.solver.rules.alone import allows


def of_three(floor: int, engagements: tuple[Engagement, ...] = (), overrides: dict[str, int] | None = None) -> Problem:
    people = [person("R1"), person("R2"), person("R3")]
    sites = [Site("S1", "L1", floor)]
    return problem([need(quantity=3)], people, sites=sites, engagements=engagements, overrides=overrides)


@pytest.mark.parametrize(("floor", "sent"), [(0, 3), (1, 2), (2, 1), (3, 0), (4, 0)])
def test_as_many_stay_as_must(floor: int, sent: int) -> None:
    assert len(solve(of_three(floor)).assignments) == sent


def test_one_more_breaks_the_floor() -> None:
    given = of_three(2)

    assert breaches(given, brute.proposal_of(given, {("N1", "R1"): 1})) == ()
    assert any("people_floor" in told for told in breaches(given, brute.proposal_of(given, {("N1", "R1"): 1, ("N1", "R2"): 1})))


def test_a_floor_of_all_rejects_everyone() -> None:
    assert allows(site_keeps_its_people.RULE, of_three(2), "R1")
    assert not allows(site_keeps_its_people.RULE, of_three(3), "R1")


def test_a_coordinator_may_override_the_floor() -> None:
    assert len(solve(of_three(3, overrides={"S1": 1})).assignments) == 2


def test_who_is_out_for_another_need_counts_as_out() -> None:
    out = (engaged("other", "R1", window=(9_000, 9_001)),)

    assert len(solve(of_three(1, out)).assignments) == 2
    assert len(solve(of_three(2, out)).assignments) == 1


def test_who_is_on_the_way_goes_on_though_the_floor_was_raised() -> None:
    on_the_way = (engaged("N1", "R1", Progress.DEPARTED),)

    assert solve(of_three(3, on_the_way)).sent == {("N1", "R1"): 1}
