"""An hour's way between H1 and H2, beside eleven hours of rest."""

from solver.relief.rules import travels_after_resting
from tests.solver.relief.builders import duty, problem
from tests.solver.relief.rules.alone import lets_follow

RULE = travels_after_resting.RULE
GIVEN = problem(travel={("H1", "H2"): 60})


def test_the_way_comes_on_top_of_the_rest() -> None:
    assert lets_follow(RULE, duty(8, 20), duty(32, 40, at="H2"), GIVEN)
    assert not lets_follow(RULE, duty(8, 20), duty(32 - 1 / 60, 40, at="H2"), GIVEN)


def test_within_one_establishment_nobody_travels() -> None:
    assert lets_follow(RULE, duty(8, 20), duty(31, 40), GIVEN)


def test_what_cannot_be_travelled_is_never_followed() -> None:
    assert not lets_follow(RULE, duty(8, 20, at="H2"), duty(80, 90), GIVEN)
