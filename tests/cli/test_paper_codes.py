"""The command that prints the envelope of a site, run as it is typed, against a real database."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main
from tests.databases import KEY_FILE


@pytest.fixture(autouse=True)
def command(seeded_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of an operator."""
    for name in [name for name in os.environ if name.startswith("PLANBLANC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLANBLANC_MIGRATOR_URL", seeded_url)
    monkeypatch.setenv("PLANBLANC_DATA_KEYS", str(KEY_FILE))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["paper-codes", *words])


def test_an_envelope_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    done = run("400000105", "--out", str(tmp_path / "codes.pdf"))

    assert done.exit_code == 0, done.output
    assert (tmp_path / "codes.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "codes.pdf").stat().st_mode & 0o077 == 0


def test_a_file_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "codes.pdf").write_text("autre chose")

    assert run("400000105", "--out", str(tmp_path / "codes.pdf")).exit_code != 0
    assert (tmp_path / "codes.pdf").read_text() == "autre chose"


@pytest.mark.parametrize(("finess", "said"), [("123", "FINESS"), ("999999999", "FINESS")], ids=["malformed", "unknown"])
def test_a_site_that_is_none_has_no_envelope(tmp_path: Path, finess: str, said: str) -> None:
    refused = run(finess, "--out", str(tmp_path / "codes.pdf"))

    assert refused.exit_code != 0
    assert said in refused.output
    assert not (tmp_path / "codes.pdf").exists()
