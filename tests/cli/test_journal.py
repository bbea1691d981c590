"""The commands of the main courante: taken out, verified alone, a text erased, the chain still whole."""

import asyncio
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main
from planblanc.domain.journal import Chain, LogLine
from tests.databases import connect
from tests.nights import ARS, NOW


def run(url: str, home: Path, *arguments: str, **environment: str) -> Result:
    told = {"DATABASE_URL": url, "PLANBLANC_HOME": str(home), **environment}
    return CliRunner().invoke(main, list(arguments), env=told)


@pytest.fixture
def written(seeded_url: str) -> str:
    """A database in which somebody wrote two lines in the chain of Nouvelle-Aquitaine."""

    async def write() -> None:
        database = await connect(seeded_url, "planblanc_app", size=1)
        for text in ("Monsieur Untel a rappelé.", "Madame Unetelle aussi."):
            async with database.transaction(ARS) as tx:
                tx.note(LogLine(Chain.of_region("75"), "test.noted", "Note écrite.", NOW, personal=text))
        await database.close()

    asyncio.run(write())
    return seeded_url


def test_what_is_exported_verifies_with_the_command_and_alone(written: str, tmp_path: Path) -> None:
    out = tmp_path / "export"
    exported = run(written, tmp_path, "export-journal", "--region", "75", "--output", str(out))
    assert exported.exit_code == 0, exported.output
    key = exported.output.split("--key ")[1].strip()

    assert {file.name for file in out.iterdir()} == {"main-courante-75.jsonl", "main-courante-75.pdf", "verify_journal.py"}
    alone = [sys.executable, "-I", "verify_journal.py", "main-courante-75.jsonl", "--key", key]
    assert subprocess.run(alone, cwd=out, capture_output=True, check=False).returncode == 0
    known = run(written, tmp_path, "verify-journal", str(out / "main-courante-75.jsonl"))
    assert (known.exit_code, known.output.splitlines()[0]) == (0, "Main courante intacte.")


def test_a_file_that_was_touched_is_told(written: str, tmp_path: Path) -> None:
    run(written, tmp_path, "export-journal", "--region", "75", "--output", str(tmp_path))
    file = tmp_path / "main-courante-75.jsonl"
    file.write_bytes(file.read_bytes().replace(b"Unetelle", b"Uneautre"))

    told = run(written, tmp_path, "verify-journal", str(file))
    assert (told.exit_code, told.output.splitlines()[0]) == (1, "Main courante ALTÉRÉE :")


def test_a_key_that_nobody_gave_is_to_be_compared(written: str, tmp_path: Path) -> None:
    run(written, tmp_path, "export-journal", "--region", "75", "--output", str(tmp_path))
    elsewhere = tmp_path / "ailleurs"

    told = run(written, elsewhere, "verify-journal", str(tmp_path / "main-courante-75.jsonl"))
    assert told.exit_code == 3
    assert not elsewhere.exists()  # to verify makes no key


def test_an_erased_text_is_gone_from_later_exports_which_still_verify(written: str, tmp_path: Path) -> None:
    async def last() -> int:
        eye = await asyncpg.connect(written)
        found: int = await eye.fetchval("SELECT max(sequence) FROM planblanc.log_text WHERE key = '75'")
        await eye.close()
        return found

    number = asyncio.run(last())
    asked = ("erase-journal-text", "--region", "75", "--line", str(number), "--reason", "Demande de la personne")
    erased = run(written, tmp_path, *asked)
    assert (erased.exit_code, f"lignes {number}." in erased.output) == (0, True)

    run(written, tmp_path, "export-journal", "--region", "75", "--output", str(tmp_path))
    content = (tmp_path / "main-courante-75.jsonl").read_text("utf-8")
    assert ("Untel a" in content, "Unetelle" in content) == (True, False)
    assert run(written, tmp_path, "verify-journal", str(tmp_path / "main-courante-75.jsonl")).exit_code == 0
    assert run(written, tmp_path, *asked).exit_code == 1  # there is nothing left to erase


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export-journal", "--output", "x"), "--incident ou --region"),
        (("export-journal", "--region", "75", "--incident", "x", "--output", "x"), "--incident ou --region"),
        (("export-journal", "--incident", "x", "--output", "x"), "identifiant"),
        (("export-journal", "--region", "00", "--output", "x"), "n'existe pas"),
        (("erase-journal-text", "--region", "75", "--line", "1", "--reason", " "), "vide"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(seeded_url: str, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    refused = run(seeded_url, tmp_path, *arguments)

    assert refused.exit_code == 1
    assert said in refused.output
    assert "Traceback" not in refused.output


def test_a_key_is_drawn_and_its_public_half_told(tmp_path: Path) -> None:
    file = tmp_path / "cle.pem"
    made = run("postgresql://x@127.0.0.1/x", tmp_path, "journal-key", "--make", str(file))
    again = run("postgresql://x@127.0.0.1/x", tmp_path, "journal-key", PLANBLANC_JOURNAL_KEY=str(file))

    assert made.output.splitlines()[-1] == again.output.strip()
    assert run("postgresql://x@127.0.0.1/x", tmp_path, "journal-key", PLANBLANC_JOURNAL_KEY=str(tmp_path / "rien")).exit_code == 1
