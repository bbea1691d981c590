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


def test_the_slow_end_is_a_measure_that_was_made() -> None:
    durations = Durations(tuple(float(seconds) for seconds in range(20, 0, -1)))

    assert (durations.first, durations.percentile(50), durations.percentile(95)) == (20.0, 10.0, 19.0)


def test_runs_are_bounded() -> None:
    assert bench("crisis", "--runs", "0").exit_code == 2
