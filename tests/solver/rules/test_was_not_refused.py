"""What was refused is not proposed again."""

import pytest

from solver.engaged import Refused
from solver.rules import was_not_refused
from tests.solver.builders import need, person, problem
from tests.solver.rules.alone import allows


@pytest.mark.parametrize(("subject", "expected"), [("N1", False), ("I-H1", False), ("N2", True), ("I-H2", True)])
def test_a_refusal_holds_for_its_need_or_its_incident(subject: str, expected: bool) -> None:
    given = problem([need()], [person()], refused=[Refused(subject, "R1")])

    assert allows(was_not_refused.RULE, given, "R1") is expected
