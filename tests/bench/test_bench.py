"""The bench measures a real service, end to end, and tells what it found; how fast it is, no test says."""

import json

import pytest
from click.testing import CliRunner, Result

from planblanc.bench.figures import Durations
from planblanc.cli import main


def bench(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bench", *arguments], catch_exceptions=False)


def test_a_crisis_is_measured_from_the_portal_to_the_stored_plan() -> None:
    result = bench("crisis", "--runs", "1", "--json")

    told = json.loads(result.output)
    assert result.exit_code == 0
    assert set(told["steps"]) == {"post", "declare", "ask", "request", "propose"}
    assert {"read", "translate", "solve", "search", "explain", "save"} <= set(told["parts"])
    assert told["total"]["p50_ms"] == pytest.approx(sum(step["p50_ms"] for step in told["steps"].values()), abs=0.01)
    assert told["counts"]["needs"] > 0
    assert set(told["memory_mib"]) == set(told["processor_ms"]) == {"api", "worker", "solver"}
    assert told["examples"]["regions"]["statements"] == 2


def test_the_nearest_are_measured_with_their_index_and_without() -> None:
    result = bench("nearest", "--runs", "2")

    assert result.exit_code == 0
    assert "dix plus proches, par l'index" in result.output
    assert "fois plus lent" in result.output


def test_the_wall_is_measured_against_no_wall() -> None:
    result = bench("tenancy", "--rows", "25000", "--runs", "1", "--json")

    told = json.loads(result.output)
    assert min(told["counts"].values()) >= 25_000
    assert {read["scope"] for read in told["reads"]} == {"region", "nation"}
    assert {"things_by_words", "people_by_words", "people_free"} <= {read["name"] for read in told["reads"]}
    assert told["is_reached"] == all(read["ratio"] <= 1.5 for read in told["reads"])


def test_each_mutation_of_an_incident_is_measured_with_its_slow_end() -> None:
    result = bench("mutations", "--runs", "2", "--json")

    told = json.loads(result.output)
    assert result.exit_code == 0
    assert [*told] == ["declareIncident", "addLogEntry", "updateServiceStatus", "requestHelp", "cancelRequest", "dismissIncident", "all"]
    assert {name: durations["runs"] for name, durations in told.items()} == {**dict.fromkeys(told, 2), "all": 12}
    assert all(0 < durations["p50_ms"] <= durations["p99_ms"] for durations in told.values())


def test_the_slow_end_is_a_measure_that_was_made() -> None:
    durations = Durations(tuple(float(seconds) for seconds in range(20, 0, -1)))

    assert (durations.first, durations.percentile(50), durations.percentile(95)) == (20.0, 10.0, 19.0)


def test_runs_are_bounded() -> None:
    assert bench("crisis", "--runs", "0").exit_code == 2
