"""Leave that was granted, beside a shift from 8 to 20."""

import pytest

from solver.relief.relievers import Span
from solver.relief.rules import granted_leave_holds
from tests.solver.relief.builders import person, shift
from tests.solver.relief.rules.alone import lets_take

STARTS, ENDS = 8 * 60, 20 * 60


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        ([], True),
        ([(0, STARTS)], True),
        ([(ENDS, ENDS + 60)], True),
        ([(0, STARTS + 1)], False),
        ([(ENDS - 1, ENDS + 60)], False),
        ([(STARTS + 60, STARTS + 61)], False),
    ],
)
def test_no_minute_of_the_shift_is_in_leave(granted: list[Span], expected: bool) -> None:
    assert lets_take(granted_leave_holds.RULE, person(granted=granted), shift()) is expected


def test_leave_that_was_only_asked_for_forbids_nothing() -> None:
    assert lets_take(granted_leave_holds.RULE, person(wished=[(STARTS, ENDS)]), shift())
