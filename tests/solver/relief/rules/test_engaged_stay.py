"""Engagements elsewhere, beside a shift at H1 from 8 to 20."""

import pytest

from solver.relief.relievers import Stay
from solver.relief.rules import engaged_stay
from tests.solver.relief.builders import person, shift
from tests.solver.relief.rules.alone import lets_take

STARTS, ENDS = 8 * 60, 20 * 60


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (Stay("H2", 0, STARTS), True),
        (Stay("H2", 0, STARTS + 1), False),
        (Stay("H2", ENDS, ENDS + 1), True),
        (Stay("H2", ENDS - 1, ENDS + 1), False),
        (Stay("H1", 0, ENDS), True),
    ],
)
def test_whoever_is_engaged_elsewhere_stays_there(stay: Stay, expected: bool) -> None:
    assert lets_take(engaged_stay.RULE, person(stays=[stay]), shift()) is expected
