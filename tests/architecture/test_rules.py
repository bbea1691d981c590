"""Every rule that the solver enforces has a test that names it."""

import pytest

from tests.architecture.sources import under

FORM = {"__init__", "rule"}
RULES = [source.path.stem for source in under("solver/rules") if source.path.stem not in FORM]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_test(rule: str) -> None:
    named = [test.name for test in under("tests/solver") if rule in test.path.read_text("utf-8")]

    assert named, f"no test under tests/solver names {rule}"
