"""What is built can be installed elsewhere, and brings its schema and its seeds."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, database: str = "") -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANBLANC"))}
    done = subprocess.run(
        command, cwd=cwd, env={**environment, "DATABASE_URL": database}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, and the libraries of this one but not its checkout."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", place, cwd=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    wheel = next(place.glob("planblanc-*.whl"))
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "--quiet", wheel, cwd=place)
    libraries = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip()
    # A folder named so is searched last, and its own .pth files (the checkout) are not read.
    (Path(libraries) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python.parent


async def test_an_installed_wheel_migrates_a_database(installed: Path, empty_database_url: str, tmp_path: Path) -> None:
    first = run(installed / "planblanc", "migrate", cwd=tmp_path, database=empty_database_url)
    second = run(installed / "planblanc", "migrate", cwd=tmp_path, database=empty_database_url)

    assert "Migration faite : 0001_roles" in first
    assert second == "La base est déjà à jour.\n"


def test_the_seeds_travel_with_it(installed: Path, tmp_path: Path) -> None:
    asked = "from planblanc import shipped; print(shipped.seeds_dir()); print(*sorted(p.name for p in shipped.seeds_dir().iterdir()))"
    place, names = run(installed / "python", "-c", asked, cwd=tmp_path).splitlines()

    assert Path(place).is_relative_to(installed.parent)
    assert {"regions.csv", "establishments.csv"} <= set(names.split())
