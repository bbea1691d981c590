"""On small random problems the solver equals brute force, stage by stage."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import certificate
from solver.proposal import Proof
from solver.search import solve
from tests.solver import brute
from tests.solver.small import shuffled, small_problem

SLOW = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def assert_equals_brute_force(seed: int) -> None:
    random = Random(seed)
    problem = small_problem(random)

    proposal = solve(problem)

    assert [stage.name for stage in proposal.stages if stage.proof is not Proof.OPTIMAL] in ([], ["lenders"])
    certificate.verify(problem, proposal)
    assert brute.score(problem, proposal) == brute.best(problem), f"seed {seed}"
    assert solve(shuffled(problem, random)).assignments == proposal.assignments, f"seed {seed}, shuffled"


@given(st.integers(0, 2**32))
@settings(SLOW, max_examples=250)
def test_equals_brute_force(seed: int) -> None:
    assert_equals_brute_force(seed)


@pytest.mark.long
@given(st.integers(0, 2**32))
@settings(SLOW, max_examples=3000)
def test_equals_brute_force_three_thousand_times(seed: int) -> None:
    assert_equals_brute_force(seed)
