"""A lead in every crew that wants one."""

from solver.relief.rules import every_crew_has_its_lead
from tests.solver.relief.builders import person, post, problem, roster, shift

RULE = every_crew_has_its_lead.RULE
GIVEN = problem([shift(posts=[post("network"), post("crisis", leads=True)])], [person("P1"), person("P2", knows="crisis")])


def test_a_crew_stands_with_its_lead_or_not_at_all() -> None:
    assert not [*RULE.broken(GIVEN, roster(GIVEN, ("S1", "P1", 0), ("S1", "P2", 1)))]
    assert not [*RULE.broken(GIVEN, roster(GIVEN, ("S1", "P2", 1)))]
    assert not [*RULE.broken(GIVEN, roster(GIVEN))]
    assert [*RULE.broken(GIVEN, roster(GIVEN, ("S1", "P1", 0)))]


def test_a_crew_that_wants_no_lead_needs_none() -> None:
    given = problem([shift()], [person()])

    assert not [*RULE.broken(given, roster(given, ("S1", "P1")))]
