"""Half an hour of handover between two crews of a series."""

import pytest

from solver.relief.rules import crews_hand_over
from tests.solver.relief.builders import person, problem, roster, shift

RULE = crews_hand_over.RULE


@pytest.mark.parametrize(
    ("ends", "expected"),
    [(20.5, True), (21, True), (20.5 - 1 / 60, False), (20, False), (19.5, True)],
)
def test_the_crew_before_is_there_as_long_as_is_asked_or_has_long_left(ends: float, expected: bool) -> None:
    given = problem([shift("S1", 8, ends), shift("S2", 20, 32, handover=30)], [person("P1"), person("P2")])

    assert ([*RULE.broken(given, roster(given, ("S1", "P1"), ("S2", "P2")))] == []) is expected


def test_only_crews_that_stand_in_one_series_of_one_establishment_hand_over() -> None:
    other_place = problem([shift("S1"), shift("S2", 20, 32, at="H2", handover=30)], [person("P1"), person("P2")])
    other_series = problem([shift("S1", series="a"), shift("S2", 20, 32, handover=30, series="b")], [person("P1"), person("P2")])
    same = problem([shift("S1"), shift("S2", 20, 32, handover=30)], [person("P1"), person("P2")])

    assert not [*RULE.broken(other_place, roster(other_place, ("S1", "P1"), ("S2", "P2")))]
    assert not [*RULE.broken(other_series, roster(other_series, ("S1", "P1"), ("S2", "P2")))]
    assert not [*RULE.broken(same, roster(same, ("S2", "P2")))]
    assert [*RULE.broken(same, roster(same, ("S1", "P1"), ("S2", "P2")))]
