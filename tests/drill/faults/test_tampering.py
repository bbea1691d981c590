"""Tampered exports: none passes, and a verifier that would let one pass does not keep the promise."""

import pytest

from planblanc.drill.faults import tampering
from planblanc.drill.faults.ground import Ground
from planblanc.sealing import verify_journal
from planblanc.sealing.verify_journal import Verdict
from tests.sealing.exports import KEY, export


async def test_none_of_the_tampered_exports_passes_and_the_true_one_does(ground: Ground) -> None:
    for figure in await tampering.run(ground):
        assert figure.is_kept, figure


def test_a_verifier_that_forgets_one_check_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgets(*_: object) -> None:
        """The seal of the whole file is not looked at."""

    monkeypatch.setattr(verify_journal, "_check_seal", forgets)
    found = tampering.try_all(export(), KEY, tries=150)

    assert not found.holds
    assert any(told.startswith("en-tête modifié") for told in found.accepted)


def test_a_verifier_that_accepts_nothing_does_not_keep_the_promise_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_journal, "verify", lambda *_: Verdict(faults=["non"]))

    assert not tampering.try_all(export(), KEY, tries=15).holds
