"""Whoever falls with the victim lends nothing to it, unless attested clean."""

import pytest

from solver.pool import SharedFate
from solver.rules import shares_no_fate
from tests.solver.builders import need, person, problem
from tests.solver.rules.alone import allows


@pytest.mark.parametrize(
    ("fate", "expected"),
    [
        (SharedFate("H1", "L1"), False),
        (SharedFate("H1", "L1", is_attested_clean=True), True),
        (SharedFate("H2", "L1"), True),
        (SharedFate("H1", "L2"), True),
    ],
)
def test_only_the_pair_that_falls_together_is_kept_apart(fate: SharedFate, expected: bool) -> None:
    assert allows(shares_no_fate.RULE, problem([need()], [person()], fates=[fate]), "R1") is expected
