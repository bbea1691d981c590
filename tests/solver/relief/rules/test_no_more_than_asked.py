"""As many as are asked for, and what lacks told as it is."""

from dataclasses import replace

from solver.relief.roster import Vacancy
from solver.relief.rules import no_more_than_asked
from tests.solver.relief.builders import person, post, problem, roster, shift

RULE = no_more_than_asked.RULE
GIVEN = problem([shift(posts=[post(quantity=2)])], [person("P1"), person("P2"), person("P3")])


def test_two_may_come_where_two_are_asked_for_and_three_may_not() -> None:
    assert not [*RULE.broken(GIVEN, roster(GIVEN, ("S1", "P1"), ("S1", "P2")))]
    assert [*RULE.broken(GIVEN, roster(GIVEN, ("S1", "P1"), ("S1", "P2"), ("S1", "P3")))]


def test_what_lacks_is_told_exactly() -> None:
    short = roster(GIVEN, ("S1", "P1"))

    assert short.vacancies == (Vacancy("S1", 0, 1),)
    assert not [*RULE.broken(GIVEN, short)]
    assert [*RULE.broken(GIVEN, replace(short, vacancies=()))]
    assert [*RULE.broken(GIVEN, replace(short, vacancies=(Vacancy("S1", 0, 2),)))]
