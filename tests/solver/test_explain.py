"""What the explanation says is so: taken at its word, on random problems."""

from dataclasses import replace
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from solver import rules
from solver.candidates import allowed
from solver.canonical import Canonical
from solver.check import breaches
from solver.explain import explain
from solver.needs import Need
from solver.pool import Person, Rung, Stock
from solver.problem import Problem
from solver.search import solve
from solver.standing import standing
from tests.solver import brute
from tests.solver.builders import need, person, problem
from tests.solver.small import small_problem

SEEDS = st.integers(0, 2**32)
MANY = settings(deadline=None, max_examples=120)


def test_the_runner_up_is_told_with_what_speaks_against_it() -> None:
    links = {("H1", "S1"): (10, Rung.REGION), ("H1", "S2"): (35, Rung.REGION)}
    given_problem = problem([need()], [person("R1", site="S1"), person("R2", site="S2")], links=links)

    told = explain(given_problem, solve(given_problem))[0].runner_up

    assert told is not None
    assert (told.resource, told.instead_of, told.preference, told.by) == ("R2", "R1", "tens_vital", 2)


def test_an_unmet_need_tells_who_is_near_and_where_they_are_sent() -> None:
    given_problem = problem([need("A"), need("B", at="H2", quantity=2)], [person("R1"), person("R2", knows="forensics")])

    told = explain(given_problem, solve(given_problem))[1]

    assert [(obstacle.resource, obstacle.rule, obstacle.sent_to) for obstacle in told.obstacles] == [("R1", "once", ("A",))]
    assert told.rejected_by == {"competence": 1}


def test_beyond_the_open_rungs_only_counts_are_told() -> None:
    far = {("H1", "S2"): (30, Rung.ZONE), ("H1", "S3"): (30, Rung.ZONE)}
    people = [person("R1"), person("R2", site="S2"), person("R3", site="S3", free=()), person("R4", site="S2", knows="forensics")]

    told = explain(given_problem := problem([need()], people, links=far), solve(given_problem))[0]

    assert told.rejected == ()
    assert told.beyond == {"available": 1, "competence": 1, "rung": 1}


def eligible(given_problem: Problem, asked: Need, resource: Person | Stock, without: tuple[str, ...]) -> bool:
    return all(rule.allows(given_problem, asked, resource) for rule in rules.FILTERS if rule.name not in without)


@given(SEEDS)
@MANY
def test_without_the_named_rules_the_rejected_are_eligible_and_with_any_of_them_not(seed: int) -> None:
    given_problem = small_problem(Random(seed))

    for told in explain(given_problem, solve(given_problem), most=None):
        asked = given_problem.need[told.need]
        for rejection in told.rejected:
            resource, named = given_problem.resource[rejection.resource], (rejection.rule, *rejection.also)
            assert eligible(given_problem, asked, resource, named)
            assert not any(eligible(given_problem, asked, resource, tuple(set(named) - {name})) for name in named)


@given(SEEDS)
@MANY
def test_everyone_of_the_kind_is_counted_once(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    canonical = Canonical(given_problem)

    for told in explain(given_problem, solve(given_problem)):
        asked = given_problem.need[told.need]
        kind = given_problem.people if asked.wants_people else given_problem.stocks
        counted = sum(told.rejected_by.values()) + sum(told.beyond.values())
        assert counted + len(allowed(canonical, asked)) == len(kind)


@given(SEEDS)
@example(849_468)  # a team on its way in part, which nobody may join
@MANY
def test_the_runner_up_could_come_and_would_be_no_better(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    proposal = solve(given_problem)

    for told in explain(given_problem, proposal):
        if told.runner_up is None:
            continue
        sent = dict(proposal.sent)
        sent[told.need, told.runner_up.instead_of] -= 1
        sent[told.need, told.runner_up.resource] = 1
        swapped = brute.proposal_of(given_problem, {pair: quantity for pair, quantity in sent.items() if quantity})
        assert told.runner_up.by > 0
        assert breaches(given_problem, swapped) == ()
        assert brute.score(given_problem, swapped) >= brute.score(given_problem, proposal)


@given(SEEDS)
@MANY
def test_no_need_lacks_what_somebody_idle_could_give(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    proposal = solve(given_problem)
    left, canonical = standing(given_problem, proposal), Canonical(given_problem)

    for unmet in proposal.unmet:
        if given_problem.need[unmet.need].team is not None:  # it may lack somebody else
            continue
        for index in allowed(canonical, given_problem.need[unmet.need]):
            assert left.blocked_by(canonical.resources[index]) is not None


def test_all_the_rejected_are_told_on_request() -> None:
    given_problem = problem([need()], [person(f"R{number:02}", free=()) for number in range(30)])
    proposal = solve(given_problem)

    assert len(explain(given_problem, proposal)[0].rejected) == 20
    assert len(explain(given_problem, proposal, most=None)[0].rejected) == 30


def test_a_shared_victim_is_told_by_its_first_rule_and_the_others() -> None:
    given_problem = problem([need()], [person(free=())], victims=["L1"])

    told = explain(given_problem, replace(solve(given_problem)))[0].rejected[0]

    assert (told.rule, told.also) == ("victim", ("available",))


def test_who_is_free_for_a_team_that_lacks_someone_else_is_told_to_wait_for_it() -> None:
    lines = [need("A", team="T", leads=True), need("B", wants="forensics", team="T")]
    given_problem = problem(lines, [person("R1")])

    told = explain(given_problem, solve(given_problem))[0]

    assert [(obstacle.resource, obstacle.rule) for obstacle in told.obstacles] == [("R1", "team")]
