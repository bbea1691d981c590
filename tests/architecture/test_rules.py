"""Every rule that the solver enforces has a test that names it."""

import pytest

from tests.architecture.sources import under

FORM = {"__init__", "rule"}
FOLDERS = ("solver/rules", "solver/relief/rules")
RULES = [(folder, source.path.stem) for folder in FOLDERS for source in under(folder) if source.path.stem not in FORM]


@pytest.mark.parametrize(("folder", "rule"), RULES)
def test_every_rule_has_its_test(folder: str, rule: str) -> None:
    tests = {test.path.stem: test for test in under(f"tests/{folder}")}

    assert f"test_{rule}" in tests, f"tests/{folder} has no test of {rule}"
    assert any(tests[f"test_{rule}"].functions)
