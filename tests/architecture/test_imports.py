"""Who may import whom, beyond what one process loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, Source, under

SEARCHES = "solver/"
# The bench runs the same engines as peers, in processes of its own.
MEASURES = "planblanc/bench/solver/"


def test_calls_go_down() -> None:
    contracts = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert contracts.returncode == 0, contracts.stdout


@pytest.mark.parametrize("source", under("planblanc/domain"), ids=lambda source: source.name)
def test_the_domain_needs_the_standard_library_alone(source: Source) -> None:
    foreign = {name.partition(".")[0] for name in source.imports} - sys.stdlib_module_names

    assert foreign <= {"planblanc"}


def test_only_the_solver_loads_what_searches() -> None:
    loaders = {source.name for source in under("planblanc", "solver") if any(name.startswith("ortools") for name in source.imports)}

    assert all(name.startswith((SEARCHES, MEASURES)) for name in loaders)


@pytest.mark.parametrize("process", ["planblanc.app", "planblanc.cli", "planblanc.worker"])
def test_a_serving_process_loads_neither_solver_nor_tables_nor_printer(process: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {process}; print(*sys.modules)"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()

    assert {"ortools", "pandas", "typst"}.isdisjoint(loaded)
