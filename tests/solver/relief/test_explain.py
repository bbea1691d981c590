"""What is said of a vacancy, and that it is so: without the rules named, the person could come."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.relief import check
from solver.relief.explain import NO_RULE, Count, Near, explain
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, Turn, Vacancy, vacancies
from solver.relief.search import solve
from tests.solver.relief.builders import ALWAYS, duty, person, post, problem, roster, shift
from tests.solver.relief.small import small_problem


def test_each_person_counts_once_under_the_first_rule() -> None:
    asked = problem(
        [shift()],
        [
            person("P1", knows="directory"),
            person("P2", knows="directory", to={}),
            person("P3", to={}),
            person("P4", to={"H1": 50}, granted=ALWAYS),
            person("P5", to={"H1": 20}, free=(), granted=ALWAYS),
        ],
    )

    (found,) = explain(asked, roster(asked))

    assert found.vacancy == Vacancy("S1", 0, 1)
    assert [(count.rule, count.people) for count in found.counts] == [
        ("competence", 2),
        ("available", 1),
        ("granted_leave", 1),
        ("reachable", 1),
    ]
    assert found.counts[0].title == "Avoir la compétence au niveau demandé"
    assert found.nearest == (Near("P5", 20, ("available", "granted_leave")), Near("P4", 50, ("granted_leave",)))


def test_what_a_person_does_already_keeps_them_away() -> None:
    asked = problem([shift("S1"), shift("S2", 20, 32)], [person("P1"), person("P2", worked=[duty(-6, 6)])])

    (found,) = explain(asked, roster(asked, ("S1", "P1")))

    assert found.vacancy.shift == "S2"
    assert found.nearest == (Near("P1", 10, ("rest",)), Near("P2", 10, ()))
    assert [count.rule for count in found.counts] == ["rest", NO_RULE[0]]


def test_a_crew_without_its_lead_is_told_and_whoever_is_in_the_crew_is_not() -> None:
    asked = problem([shift(posts=[post(quantity=2), post("crisis", leads=True)])], [person("P1"), person("P2", knows="crisis")])

    without, lead = explain(asked, roster(asked))
    (second,) = explain(asked, roster(asked, ("S1", "P1", 0), ("S1", "P2", 1)))

    assert [(count.rule, count.people) for count in without.counts] == [("competence", 1), ("lead", 1)]
    assert lead.nearest == (Near("P2", 10, ()),)
    assert second.counts == ()


def test_only_the_nearest_few_are_named_and_all_are_counted() -> None:
    asked = problem([shift()], [person(f"P{number}", to={"H1": 90 - number}, free=()) for number in range(9)])

    (found,) = explain(asked, roster(asked), most=2)

    assert [near.reliever for near in found.nearest] == ["P8", "P7"]
    assert found.counts == (Count("available", "Être disponible pendant toute la garde", 9),)


def test_a_full_roster_has_nothing_to_explain() -> None:
    asked = problem([shift()], [person()])

    assert explain(asked, roster(asked, ("S1", "P1"))) == ()


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=25, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
def test_the_rules_named_are_those_that_adding_the_person_breaks(seed: int) -> None:
    small = small_problem(Random(seed))
    found = solve(small)

    for explained in explain(small, found, most=100):
        crew = {turn.reliever for turn in found.crews.get(explained.vacancy.shift, ())}
        assert sum(count.people for count in explained.counts) == len(small.relievers) - len(crew), f"seed {seed}"
        for near in explained.nearest:
            assert set(near.rules) == _broken_with(small, found, explained.vacancy, near.reliever), f"seed {seed}"


def _broken_with(small: ReliefProblem, found: Roster, vacancy: Vacancy, reliever: str) -> set[str]:
    turns = tuple(sorted((*found.turns, Turn(vacancy.shift, vacancy.post, reliever))))
    return {breach.split(":")[0] for breach in check.breaches(small, Roster(turns, vacancies(small, turns), (), found.proof))}


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=25, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_proven_roster_leaves_nobody_who_could_be_added(seed: int) -> None:
    small = small_problem(Random(seed))
    found = solve(small)

    left = [each.vacancy for each in explain(small, found) if any(count.rule == NO_RULE[0] for count in each.counts)]
    assert not left or not found.is_optimal, f"seed {seed}"
