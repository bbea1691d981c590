"""One crew at a time."""

from solver.relief.rules import nobody_is_in_two_places
from tests.solver.relief.builders import duty, person, post, problem, roster, shift
from tests.solver.relief.rules.alone import lets_follow

RULE = nobody_is_in_two_places.RULE


def test_the_next_shift_begins_when_this_one_ends_not_a_minute_before() -> None:
    assert lets_follow(RULE, duty(0, 8), duty(8, 16))
    assert not lets_follow(RULE, duty(0, 8), duty(8 - 1 / 60, 16))


def test_two_establishments_at_once_and_two_posts_of_one_crew_are_forbidden() -> None:
    given = problem([shift("S1", posts=[post(), post("directory")]), shift("S2", at="H2")], [person()])

    assert [*RULE.broken(given, roster(given, ("S1", "P1"), ("S2", "P1")))]
    assert [*RULE.broken(given, roster(given, ("S1", "P1", 0), ("S1", "P1", 1)))]
    assert not [*RULE.broken(given, roster(given, ("S1", "P1")))]
