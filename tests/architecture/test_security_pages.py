"""The pages that say how the service is kept safe name tests that exist, one chapter of the standard after another."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASSESSMENT = ROOT / "docs" / "security.md"
PAGES = (ASSESSMENT, ROOT / "docs" / "threat-model.md", ROOT / "SECURITY.md")
CHAPTERS = 17  # of OWASP ASVS 5.0


def named(page: Path) -> set[tuple[str, str]]:
    """The tests that a page names: each file, and the test in it or nothing."""
    return {(path, test) for path, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page.read_text("utf-8"))}


def known_in(path: str) -> set[str]:
    """What a file of tests holds, and nothing when there is none."""
    file = ROOT / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"))
    return {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_is_named_exists(page: Path) -> None:
    missing = [f"{path}::{test}" for path, test in sorted(named(page)) if not ({test} if test else known_in(path)) & known_in(path)]

    assert named(page)
    assert missing == []


def test_each_chapter_says_how_it_is_met_what_shows_it_and_what_is_not() -> None:
    _, *sections = re.split(r"^## (?=V\d+ )", ASSESSMENT.read_text("utf-8"), flags=re.MULTILINE)

    assert [section.split()[0] for section in sections] == [f"V{number}" for number in range(1, CHAPTERS + 1)]
    assert [section.split()[0] for section in sections if "**Not met.**" not in section] == []
    assert [section.split()[0] for section in sections if "tests/" not in section and "Does not apply" not in section] == []


def test_the_threat_model_fits_one_page() -> None:
    assert len((ROOT / "docs" / "threat-model.md").read_text("utf-8").splitlines()) <= 60
