"""Free for the whole shift, from 8 to 20."""

import pytest

from solver.relief.relievers import Span
from solver.relief.rules import is_available
from tests.solver.relief.builders import person, shift
from tests.solver.relief.rules.alone import lets_take

STARTS, ENDS, NOON = 8 * 60, 20 * 60, 12 * 60


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        ([(STARTS, ENDS)], True),
        ([(STARTS + 1, ENDS)], False),
        ([(STARTS, ENDS - 1)], False),
        ([(NOON, ENDS), (STARTS, NOON)], True),
        ([(NOON + 1, ENDS), (STARTS, NOON)], False),
        ([(0, ENDS + 60), (NOON, NOON + 1)], True),
        ([], False),
    ],
)
def test_spans_that_touch_hold_the_whole_shift(free: list[Span], expected: bool) -> None:
    assert lets_take(is_available.RULE, person(free=free), shift()) is expected
