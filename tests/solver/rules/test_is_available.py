"""Available for the whole window."""

import pytest

from solver.rules import is_available
from tests.solver.builders import need, person, problem, stock
from tests.solver.rules.alone import allows


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (((100, 200),), True),
        (((101, 200),), False),
        (((100, 199),), False),
        (((0, 150), (150, 300)), True),
        (((0, 149), (150, 300)), False),
        ((), False),
    ],
)
def test_one_span_covers_the_whole_window(free: tuple[tuple[int, int], ...], expected: bool) -> None:
    given = problem([need(window=(100, 200))], [person(free=free)])

    assert allows(is_available.RULE, given, "R1") is expected


def test_a_stock_is_always_there() -> None:
    assert allows(is_available.RULE, problem([need()], [], [stock()]), "K1")
