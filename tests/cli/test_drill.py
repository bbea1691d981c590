"""`planblanc drill faults` tells each promise and what was measured of it, and ends with 1 when one is not kept."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main
from planblanc.domain.errors import Unavailable
from planblanc.drill.faults import drills
from planblanc.drill.faults.drills import Drill
from planblanc.drill.faults.figures import Figure
from planblanc.drill.faults.ground import Ground


def faults(*options: str) -> Result:
    return CliRunner().invoke(main, ["drill", "faults", *options])


def test_the_promises_are_told_with_their_seed_and_the_logs_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The database of a real installation is never what is drilled.
    monkeypatch.setenv("PLANBLANC_APP_URL", "postgresql://nobody@127.0.0.1:1/real")
    monkeypatch.setenv("PLANBLANC_WORKER_URL", "postgresql://nobody@127.0.0.1:1/real")
    result = faults("--only", "restarting", "--seed", "7", "--size", "0.02", "--logs", str(tmp_path))

    assert result.output.startswith("Graine 7, taille 0.02,")
    assert "SIGTERM sous charge : erreurs vues de 20 clients" in result.output
    assert "3 promesses tenues sur 3." in result.output
    assert result.exit_code == 0
    assert {log.name for log in tmp_path.iterdir()} >= {"restarting-api.log", "restarting-worker.log"}


def test_a_promise_that_is_not_kept_and_a_drill_that_cannot_end_are_said_and_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    async def missed(ground: Ground) -> tuple[Figure, ...]:
        return Figure("tenue", str(ground.scaled(1000)), is_kept=True), Figure("manquée", "3", is_kept=False)

    async def stopped(_: Ground) -> tuple[Figure, ...]:
        raise Unavailable("La base ne répond pas.")

    monkeypatch.setattr("planblanc.cli.drill.DRILLS", (Drill("missed", "Manquée", missed), Drill("stopped", "Arrêtée", stopped)))
    result = faults("--seed", "7", "--size", "0.5")

    lines = result.output.splitlines()
    assert [line.split()[-2:] for line in lines if line.endswith("TENU")] == [["NON", "TENU"]] * 2
    assert any("tenue" in line and "500" in line and line.endswith(" tenu") for line in lines)
    assert any("La base ne répond pas." in line for line in lines)
    assert lines[-1] == "1 promesse tenue sur 3."
    assert result.exit_code == 1


def test_each_drill_has_a_name_of_its_own() -> None:
    assert len({one.name for one in drills.DRILLS}) == len(drills.DRILLS) >= 5
