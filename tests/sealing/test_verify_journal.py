"""The verifier accepts what was exported, and nothing else; it runs alone, with Python and one package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc.drill.faults import tampering
from planblanc.sealing import verify_journal
from tests.sealing.exports import KEY, export

EXPORT = export()


@pytest.mark.parametrize("count", [1, 2, 12])
def test_what_was_exported_is_intact(count: int) -> None:
    verdict = verify_journal.verify(export(count), KEY)

    assert (verdict.faults, verdict.is_intact, verdict.lines) == ([], True, count)


def test_an_erased_text_is_counted_and_is_no_fault() -> None:
    verdict = verify_journal.verify(EXPORT, KEY)

    assert (verdict.erased, verdict.heads, verdict.public_key) == (2, 2, KEY)


def test_without_a_key_to_compare_it_is_coherent_and_not_intact() -> None:
    verdict = verify_journal.verify(EXPORT)

    assert (verdict.is_coherent, verdict.is_intact) == (True, False)


def test_another_key_than_the_one_that_is_trusted_is_a_fault() -> None:
    assert not verify_journal.verify(EXPORT, "00" * 32).is_coherent


def test_of_a_thousand_tampered_exports_none_is_accepted_and_the_true_one_is() -> None:
    found = tampering.try_all(EXPORT, KEY)

    assert (found.accepted, found.pristine_is_accepted, found.holds) == ((), True, True)
    assert sum(found.tried.values()) == 1000
    assert min(found.tried.values()) >= 1000 // len(tampering.CHANGES)


@pytest.mark.parametrize(
    ("way", "fault"),
    [
        ("ligne modifiée", "elle n'est plus ce qui a été scellé"),
        ("ligne retirée", "son numéro n'est pas celui attendu"),
        ("lignes échangées", "elle n'est plus ce qui a été scellé"),
        ("fin tronquée", "ne s'arrête pas à sa fin signée"),
        ("ligne ajoutée", "son numéro n'est pas celui attendu"),
        ("texte remplacé", "son texte n'est pas celui qui a été scellé"),
    ],
)
def test_the_fault_is_named(way: str, fault: str) -> None:
    faults = verify_journal.verify(tampering.CHANGES[way](EXPORT, Random(3)), KEY).faults
    assert any(fault in told for told in faults), faults


@given(st.binary(max_size=400))
def test_anything_else_is_refused_without_a_traceback(content: bytes) -> None:
    assert not verify_journal.verify(content, KEY).is_coherent


@given(st.integers(0, len(EXPORT) - 1), st.integers(1, 255))
def test_any_byte_that_differs_is_found(place: int, change: int) -> None:
    tampered = EXPORT[:place] + bytes([EXPORT[place] ^ change]) + EXPORT[place + 1 :]

    assert not verify_journal.verify(tampered, KEY).is_coherent


@pytest.mark.parametrize("row", [{"part": "line"}, {"part": []}, {}, {"part": "header", "format": 1}, {"part": "line", "text": "\ud800"}])
def test_a_row_of_another_form_is_refused(row: dict[str, object]) -> None:
    rows = EXPORT.splitlines(keepends=True)

    assert not verify_journal.verify(b"".join([rows[0], json.dumps(row).encode() + b"\n", *rows[1:]]), KEY).is_coherent


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The file alone, in a folder where nothing of the service can be imported."""
    shutil.copyfile(verify_journal.__file__, folder / "verify_journal.py")
    command = [sys.executable, "-I", "verify_journal.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})


def test_it_runs_alone(tmp_path: Path) -> None:
    (tmp_path / "juste.jsonl").write_bytes(EXPORT)
    (tmp_path / "faux.jsonl").write_bytes(EXPORT.replace(b"Ligne 4.", b"Ligne 5."))

    asked = (("juste.jsonl", "--key", KEY), ("juste.jsonl",), ("faux.jsonl",), ("rien.jsonl",))
    assert [run(tmp_path, *arguments).returncode for arguments in asked] == [0, 3, 1, 2]
    assert run(tmp_path, "juste.jsonl", "--key", KEY).stdout.startswith("Main courante intacte.\n")
    assert "Ligne 4 : elle n'est plus ce qui a été scellé" in run(tmp_path, "faux.jsonl").stdout


def test_it_needs_python_and_cryptography_alone() -> None:
    code = "import sys, runpy; runpy.run_path(sys.argv[1]); print([name for name in sys.modules if name.startswith('planblanc')])"
    done = subprocess.run([sys.executable, "-I", "-c", code, verify_journal.__file__], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
