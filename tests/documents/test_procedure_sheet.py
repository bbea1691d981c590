"""A procedure is read from its file, or the line that is wrong is told."""

from datetime import date

import pytest

from planblanc.documents import procedure_sheet
from planblanc.domain.procedures import ProcedureSource

SHEET = """---
code: essai
title: Essai : lire une fiche
service_domain: EMERGENCY
kind: DEGRADED
scope: NATIONAL
version: 1.0
business_owner: Chef de service
published_by: Modèle national
review_date: 2027-11-30
sources:
- Un guide | Un éditeur | 2021
- Un texte | République française |
---

## Quand

---

Après un trait.
"""


def test_a_sheet_is_read_with_its_sources_and_its_text() -> None:
    sheet = procedure_sheet.read(SHEET)

    assert (sheet.code, sheet.title, sheet.review_date) == ("essai", "Essai : lire une fiche", date(2027, 11, 30))
    assert sheet.sources == (ProcedureSource("Un guide", "Un éditeur", 2021), ProcedureSource("Un texte", "République française"))
    assert sheet.body == "## Quand\n\n---\n\nAprès un trait."


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("---\ncode", "code", "three dashes"),
        ("kind: DEGRADED\n", "", "kind"),
        ("kind: DEGRADED\n", "kind: DEGRADED\nmood: calm\n", "mood"),
        ("kind: DEGRADED", "kind DEGRADED", "key: value"),
        ("| Un éditeur |", "par un éditeur |", "title | publisher | year"),
        ("2027-11-30", "novembre", "Invalid isoformat"),
    ],
)
def test_a_wrong_line_is_told(right: str, wrong: str, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace("|", r"\|")):
        procedure_sheet.read(SHEET.replace(right, wrong, 1))
