"""What goes wrong while installing is said in one line, with what to do."""

import os
import subprocess
import sys
from pathlib import Path

SETUP = Path(__file__).parents[1] / "bin" / "setup"
PYTHON = sys.executable


def refusal(venv: Path, python: Path | str, **environment: str) -> str:
    """The last line of a set-up that fails."""
    wanted = {**os.environ, "VENV": str(venv), "PYTHON": str(python), **environment}
    done = subprocess.run([SETUP, "run"], env=wanted, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def python_that(folder: Path, script: str) -> Path:
    """A stand-in for a Python that the machine does not have."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return program


def test_no_python(tmp_path: Path) -> None:
    assert "trouvé : aucun Python) : installez-le" in refusal(tmp_path / "venv", tmp_path / "nowhere")


def test_a_python_too_old(tmp_path: Path) -> None:
    old = python_that(tmp_path, '[ "$1" = -V ] && echo Python 3.10.13')

    assert "il faut Python 3.11, 3.12 ou 3.13 (trouvé : Python 3.10.13)" in refusal(tmp_path / "venv", old)


def test_a_python_without_venv(tmp_path: Path) -> None:
    bare = python_that(tmp_path, f'case "$2" in *ensurepip*) exit 1;; esac; exec {PYTHON} "$@"')

    assert "n'a pas le module venv : installez-le" in refusal(tmp_path / "venv", bare)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")

    assert "ne peut pas être écrit" in refusal(tmp_path / "file" / "venv", PYTHON)


def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("keep me", "utf-8")

    assert "n'est pas un environnement Python" in refusal(tmp_path / "letters", PYTHON)
    assert (tmp_path / "letters" / "dear.txt").exists()


def test_no_network(tmp_path: Path) -> None:
    away = {name: "" for name in os.environ if name.startswith("PIP_")}
    closed = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}

    assert "reliez la machine au réseau" in refusal(tmp_path / "venv", PYTHON, **{**away, **closed})
