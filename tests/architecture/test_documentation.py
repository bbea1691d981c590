"""The pages that newcomers read agree with the code."""

import importlib
import pkgutil
import re
from enum import StrEnum
from pathlib import Path

import pytest

from planblanc import domain

ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
# A choice is written in capitals, or as the name of an event; an act is a French phrase already.
CODE = re.compile(r"[A-Z0-9_]+|incident\.[a-z]+")


def choices() -> dict[str, set[str]]:
    modules = [importlib.import_module(f"{domain.__name__}.{found.name}") for found in pkgutil.iter_modules(domain.__path__)]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, StrEnum)}
    return {kind.__name__: {str(choice) for choice in kind if CODE.fullmatch(choice)} for kind in kinds}


def test_every_state_and_choice_has_its_line_in_the_glossary() -> None:
    said = set(re.findall(r"`([^`]+)`", (ROOT / "docs" / "glossary.md").read_text("utf-8")))

    assert {name: codes - said for name, codes in choices().items() if codes - said} == {}


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_names_a_check_that_exists(page: Path) -> None:
    _, _, checks = page.read_text("utf-8").partition("**Enforced by**")
    named = re.findall(r"`(tests/[\w/]+(?:\.py)?)`", checks)

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
