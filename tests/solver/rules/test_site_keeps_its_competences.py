"""The site keeps those who hold what it cannot do without."""

import pytest

from solver.check import breaches
from solver.engaged import Engagement, Progress
from solver.pool import Site
from solver.problem import Problem
from solver.rules import site_keeps_its_competences
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem
from tests.solver.rules.alone import allows

BOTH = {"network": 1, "forensics": 2}


def of_three(
    network: int, forensics: int = 0, engagements: tuple[Engagement, ...] = (), overrides: dict[tuple[str, str], int] | None = None
) -> Problem:
    """Two who hold both, one who holds networks alone."""
    people = [person("R1", knows=BOTH), person("R2", knows=BOTH), person("R3")]
    sites = [Site("S1", "L1", competence_floors={"network": network, "forensics": forensics})]
    return problem([need(quantity=3)], people, sites=sites, engagements=engagements, competence_overrides=overrides)


@pytest.mark.parametrize(("network", "forensics", "may"), [(1, 0, True), (3, 0, False), (0, 2, False), (0, 1, True)])
def test_one_who_holds_several_is_kept_by_the_floor_of_each(network: int, forensics: int, may: bool) -> None:
    assert allows(site_keeps_its_competences.RULE, of_three(network, forensics), "R1") is may


def test_the_floor_of_another_competence_keeps_nobody() -> None:
    assert allows(site_keeps_its_competences.RULE, of_three(0, 2), "R3")


def test_one_more_breaks_the_floor() -> None:
    given = of_three(1, 1)

    assert breaches(given, brute.proposal_of(given, {("N1", "R1"): 1, ("N1", "R3"): 1})) == ()
    broken = breaches(given, brute.proposal_of(given, {("N1", "R1"): 1, ("N1", "R2"): 1}))
    assert [told.split(":")[0] for told in broken] == ["competence_floor"]


def test_a_coordinator_may_override_the_floor() -> None:
    assert allows(site_keeps_its_competences.RULE, of_three(3, overrides={("S1", "network"): 2}), "R1")


def test_who_is_out_for_another_need_counts_as_out() -> None:
    out = (engaged("other", "R1", window=(9_000, 9_001)),)

    assert allows(site_keeps_its_competences.RULE, of_three(1, 0, out), "R2")
    assert not allows(site_keeps_its_competences.RULE, of_three(2, 0, out), "R2")


def test_who_is_on_the_way_goes_on_though_the_floor_was_raised() -> None:
    given = of_three(3, 0, (engaged("N1", "R1", Progress.DEPARTED),))

    assert breaches(given, brute.proposal_of(given, {("N1", "R1"): 1})) == ()
