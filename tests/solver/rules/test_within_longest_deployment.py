"""Nobody stays longer than they can be sent for."""

import pytest

from solver.rules import within_longest_deployment
from tests.solver.builders import need, person, problem, stock
from tests.solver.rules.alone import allows


@pytest.mark.parametrize(("longest", "expected"), [(None, True), (100, True), (99, False)])
def test_the_window_is_no_longer_than_the_longest_deployment(longest: int | None, expected: bool) -> None:
    given = problem([need(window=(0, 100))], [person(longest=longest)])

    assert allows(within_longest_deployment.RULE, given, "R1") is expected


def test_things_do_not_tire() -> None:
    assert allows(within_longest_deployment.RULE, problem([need()], [], [stock()]), "K1")
