"""A victim lends nothing."""

from solver.rules import is_no_victim
from tests.solver.builders import need, person, problem
from tests.solver.rules.alone import allows


def test_the_victim_lends_nothing_and_its_neighbour_does() -> None:
    struck = problem([need()], [person("R1", site="S1"), person("R2", site="S2")], victims=["L1"])

    assert not allows(is_no_victim.RULE, struck, "R1")
    assert allows(is_no_victim.RULE, struck, "R2")
