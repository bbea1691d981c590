"""After a refusal the plan is the one that a search from nothing gives, proven by its own prices."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import again, certificate, flows, goals, search
from solver.again import Solved
from solver.canonical import Canonical
from solver.engaged import Pin, Refused
from solver.network import network
from solver.pool import Rung
from solver.problem import Problem
from solver.proposal import Proof, Proposal
from solver.stages import Stages
from tests.solver import builders, instances, small


def assert_is_solved_from_nothing(solved: Solved) -> None:
    from_nothing = search.solve(solved.problem)

    assert solved.proposal.sent == from_nothing.sent
    assert solved.proposal.assignments == from_nothing.assignments
    assert solved.proposal.unmet == from_nothing.unmet
    assert solved.proposal.stages == from_nothing.stages
    assert solved.proposal.unkept_pins == from_nothing.unkept_pins
    certificate.verify(solved.problem, solved.proposal)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_any_refusal_gives_the_plan_of_a_search_from_nothing(seed: int) -> None:
    random = Random(seed)
    problem = small.small_problem(random)
    solved = Solved.of(problem)
    for _ in range(3):
        if not problem.resources:
            return
        need = random.choice(problem.needs)
        sent = [pair for pair in solved.proposal.sent if pair[0] == need.id]
        resource = random.choice(sent)[1] if sent and random.random() < 0.8 else random.choice(problem.resources).id
        solved = again.refusing(solved, [Refused(random.choice((need.id, need.id, need.incident)), resource)])

        assert_is_solved_from_nothing(solved)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_plan_of_a_region_follows_refusal_after_refusal(seed: int) -> None:
    random = Random(seed)
    solved = Solved.of(instances.instance(seed, instances.REGION))
    for _ in range(5):
        need, resource = random.choice(sorted(solved.proposal.sent))
        solved = again.refusing(solved, [Refused(need, resource)])

        assert (need, resource) not in solved.proposal.sent
        assert_is_solved_from_nothing(solved)


def test_a_plan_that_is_the_best_is_proven_without_a_run() -> None:
    problem = instances.instance(3, instances.REGION)
    proposal = search.solve(problem)
    built = network(Canonical.of(problem))

    stages = Stages(built, known=flows.of_proposal(built, proposal))
    while len(stages.potentials) < len(goals.GOALS):
        stages.improve(goals.GOALS[len(stages.potentials) :])

    assert proposal.proof is Proof.OPTIMAL
    assert stages.runs == 0


def test_what_is_refused_may_serve_another_and_free_who_was_there() -> None:
    """R1 is the nearest to both hospitals; refused at H1, R1 takes the place of R2 at H2, and R2 goes to H1."""
    links = {
        ("H1", "S1"): (10.0, Rung.REGION),
        ("H1", "S2"): (30.0, Rung.REGION),
        ("H2", "S1"): (10.0, Rung.REGION),
        ("H2", "S2"): (90.0, Rung.REGION),
    }
    needs = [builders.need("N1", at="H1"), builders.need("N2", at="H2")]
    people = [builders.person("R1", site="S1"), builders.person("R2", site="S2"), builders.person("R3", site="S1")]
    problem = builders.problem(needs, people, links=links)
    first = Solved.of(problem)
    gone = next(resource for need, resource in first.proposal.sent if need == "N1")

    solved = again.refusing(first, [Refused("N1", gone)])

    assert_is_solved_from_nothing(solved)
    assert solved.proposal.unmet == ()


def test_who_is_pinned_and_refused_is_solved_from_nothing() -> None:
    problem = builders.problem([builders.need()], [builders.person(), builders.person("R2")], pins=[Pin("N1", "R1")])

    solved = again.refusing(Solved.of(problem), [Refused("N1", "R1")])

    assert _who(solved.proposal) == {("R2", "N1")}
    assert_is_solved_from_nothing(solved)


def test_the_last_refused_leaves_the_need_uncovered() -> None:
    problem = builders.problem([builders.need()], [builders.person()])

    solved = again.refusing(Solved.of(problem), [Refused("I-H1", "R1")])

    assert not solved.proposal.sent
    assert_is_solved_from_nothing(solved)


def test_the_problem_there_was_is_left_as_it_is() -> None:
    problem: Problem = builders.problem([builders.need()], [builders.person()])
    first = Solved.of(problem)

    again.refusing(first, [Refused("N1", "R1")])

    assert problem.refused == frozenset()
    assert problem.refusals == frozenset()
    assert search.solve(problem).sent == first.proposal.sent


def _who(proposal: Proposal) -> set[tuple[str, str]]:
    return builders.who_goes(proposal.sent)
