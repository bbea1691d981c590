"""The operator's commands on accounts, run as they are typed, against a real database."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main
from tests.databases import KEY_FILE

ISSUER = "https://identites.example"


@pytest.fixture
def command(seeded_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The environment of an operator; the address of the database."""
    for name in [name for name in os.environ if name.startswith("PLANBLANC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLANBLANC_MIGRATOR_URL", seeded_url)
    monkeypatch.setenv("PLANBLANC_DATA_KEYS", str(KEY_FILE))
    return seeded_url


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["user", *words])


def added(subject: str = "admin-1") -> str:
    done = run("add", "--issuer", ISSUER, "--subject", subject, "--name", "Administratrice (synthétique)")
    assert done.exit_code == 0, done.output
    return done.output.split()[-1]


def granted(account: str, *scope: str, role: str = "ADMINISTRATOR") -> Result:
    return run("grant", account, "--role", role, *scope, "--reason", "Mise en service")


@pytest.mark.usefixtures("command")
def test_the_first_administrator_is_added_listed_and_ended() -> None:
    account = added()
    assert granted(account).exit_code == 0

    before = run("list").output
    ended = run("end", account, "--reason", "Départ")

    assert account in before
    assert "administrateur, national : ouvert" in before
    assert ended.output == "Compte fermé.\n"
    assert run("list").output == ""
    assert "administrateur, national : fermé" in run("list", "--ended").output


@pytest.mark.usefixtures("command")
def test_the_glass_is_broken_for_a_named_account() -> None:
    account = added()
    granted(account, "--on", "region:75", role="ARS_COORDINATOR")

    broken = run("break-glass", account, "--reason", "Fournisseur en panne")

    assert broken.exit_code == 0, broken.output
    assert re.search(r"^pbs_[A-Za-z0-9_-]{43}$", broken.output, re.MULTILINE)


@pytest.mark.usefixtures("command")
def test_rules_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "regles.csv"
    file.write_text(
        "issuer,claim,pattern,role,scope,scope_key,label\n"
        ",FINESS,*,ESTABLISHMENT,SHOWN_ESTABLISHMENT,,Établissement montré\n"
        f"{ISSUER},SIRET,13000796*,ARS_COORDINATOR,REGION,75,ARS Nouvelle-Aquitaine\n",
        "utf-8",
    )

    assert run("rules", str(file)).output.startswith("2 règles")


@pytest.mark.usefixtures("command")
@pytest.mark.parametrize(
    "content",
    ["autre,chose\n", "issuer,claim,pattern,role,scope,scope_key,label\n,FINESS,*,KING,NATION,,Roi\n",
     "issuer,claim,pattern,role,scope,scope_key,label\n,FINESS,*,ADMINISTRATOR,REGION,75,Trop\n"],
    ids=["no header", "no such role", "a role without its scope"],
)  # fmt: skip
def test_a_file_of_rules_that_makes_no_sense_is_refused_in_french(tmp_path: Path, content: str) -> None:
    file = tmp_path / "regles.csv"
    file.write_text(content, "utf-8")

    refused = run("rules", str(file))

    assert refused.exit_code != 0
    assert "Traceback" not in refused.output


@pytest.mark.usefixtures("command")
def test_rules_that_a_spreadsheet_wrote_otherwise_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "regles.csv"
    file.write_bytes(
        "issuer,claim,pattern,role,scope,scope_key,label\n,FINESS,*,ESTABLISHMENT,SHOWN_ESTABLISHMENT,,Montré\n".encode("latin-1")
    )

    refused = run("rules", str(file))

    assert refused.exit_code != 0
    assert "UTF-8" in str(refused.output or refused.exception)


@pytest.mark.usefixtures("command")
def test_what_is_not_known_is_refused_in_one_line() -> None:
    account = added()

    for refused in (
        granted(account, "--on", "region:75'", role="ARS_COORDINATOR"),
        granted("00000000-0000-0000-0000-000000000007"),
        run("end", "n'importe quoi", "--reason", "Départ"),
        run("break-glass", account, "--reason", "Panne"),
    ):
        assert refused.exit_code != 0
        assert "Traceback" not in refused.output
