"""The bench of the solver runs each case in a process of its own, on an instance of its own, and tells what it found."""

import json

import pytest
from click.testing import CliRunner, Result

from planblanc.bench.solver import alone, cases, instances, table
from planblanc.bench.solver.measured import Goal
from planblanc.cli import main


def bench(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bench", "solver", "--size", "small", "--runs", "1", *arguments], catch_exceptions=False)


def test_every_case_is_measured_and_told_to_a_program() -> None:
    result = bench("--json")

    told = json.loads(result.output)
    assert result.exit_code == 0
    assert set(told["cases"]) == set(alone.TITLES)
    for name, case in told["cases"].items():
        assert case["counts"], name
        assert all(seconds > 0 for seconds in case["seconds"].values()), name
        assert all(goal["is_reached"] in (True, False, None) for goal in case["goals"]), name


def test_every_title_has_its_case() -> None:
    assert list(alone.TITLES) == list(cases.FULL) == list(cases.SMALLER)


def test_the_peers_are_on_the_same_instance_and_their_ratio_is_told() -> None:
    result = bench("--case", "assignment")

    assert result.exit_code == 0
    assert "Affectation nationale" in result.output
    assert "même optimum" in result.output
    assert "OR-Tools, ModelBuilder et GLOP" in result.output
    assert "objectif contre OR-Tools, ModelBuilder et GLOP, au moins 50 ×" in result.output


def test_a_peer_that_is_not_installed_leaves_its_goal_unmeasured() -> None:
    goal = Goal("contre un absent", 10, None, "×")

    lines = list(table.lines("un cas", {"counts": {"lines": 1}, "seconds": {"planblanc": 0.5}, "facts": {}, "goals": [goal.told()]}))

    assert lines[-1] == "  objectif contre un absent, au moins 10 × : non mesuré ici"


@pytest.mark.parametrize(("unit", "found", "is_reached"), [("×", 10, True), ("×", 9.9, False), ("s", 10, False), ("s", 9.9, True)])
def test_a_goal_is_reached_or_not(unit: str, found: float, is_reached: bool) -> None:
    assert Goal("un objectif", 10, found, unit).is_reached is is_reached


def test_the_same_seed_draws_the_same_instance_over_the_real_hospitals() -> None:
    one, other = instances.instance(3, instances.SMALL), instances.instance(3, instances.SMALL)

    assert (one.needs, one.people, one.stocks, one.sites, one.victims) == (
        other.needs,
        other.people,
        other.stocks,
        other.sites,
        other.victims,
    )
    assert (one.reach.road_minutes == other.reach.road_minutes).all()
    assert one.needs != instances.instance(4, instances.SMALL).needs
    assert "010000024" in one.site  # CH de Fleyriat, the first of the seeds
