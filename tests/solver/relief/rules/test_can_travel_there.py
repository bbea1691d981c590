"""A way from home to the establishment."""

import pytest

from solver.relief.rules import can_travel_there
from tests.solver.relief.builders import person, shift
from tests.solver.relief.rules.alone import lets_take


@pytest.mark.parametrize(("to", "expected"), [({"H1": 0}, True), ({"H1": 600, "H2": 10}, True), ({"H2": 10}, False), ({}, False)])
def test_there_is_a_way_however_long(to: dict[str, int], expected: bool) -> None:
    assert lets_take(can_travel_there.RULE, person(to=to), shift()) is expected
