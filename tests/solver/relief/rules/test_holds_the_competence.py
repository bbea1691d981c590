"""The competence, at the level asked for."""

import pytest

from solver.relief.rules import holds_the_competence
from tests.solver.relief.builders import person, post, shift
from tests.solver.relief.rules.alone import lets_take


@pytest.mark.parametrize(
    ("knows", "expected"),
    [({"network": 2}, True), ({"network": 3}, True), ({"network": 1}, False), ({"directory": 3}, False), ({}, False)],
)
def test_the_level_is_at_least_what_is_asked(knows: dict[str, int], expected: bool) -> None:
    asked = shift(posts=[post("network", 2)])

    assert lets_take(holds_the_competence.RULE, person(knows=knows), asked) is expected
