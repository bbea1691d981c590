"""A night, then a day."""

from solver.relief.rules import no_day_after_a_night
from tests.solver.relief.builders import duty
from tests.solver.relief.rules.alone import lets_follow

RULE = no_day_after_a_night.RULE
NIGHT = duty(20, 32, night=True)


def test_no_day_begins_on_the_day_on_which_a_night_ended() -> None:
    assert not lets_follow(RULE, NIGHT, duty(44, 48))
    assert lets_follow(RULE, NIGHT, duty(48, 56))


def test_a_night_that_ends_at_midnight_leaves_the_next_day_free() -> None:
    assert lets_follow(RULE, duty(18, 24, night=True), duty(35, 47))


def test_another_night_may_follow_and_a_night_may_follow_a_day() -> None:
    assert lets_follow(RULE, NIGHT, duty(44, 56, night=True))
    assert lets_follow(RULE, duty(0, 8), duty(20, 24, night=True))
