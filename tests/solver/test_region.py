"""Problems of the size of a region: another engine finds the same coverage, and the nearest-first list never a better one."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from solver import certificate, nearest
from solver.candidates import candidates
from solver.canonical import Canonical
from solver.needs import Criticality
from solver.problem import Problem
from solver.proposal import Proof, Proposal
from solver.search import solve
from tests.solver.instances import REGION, instance

SEEDS = (1, 2, 3)


def uncovered(problem: Problem, proposal: Proposal) -> list[int]:
    """Units that lack, by criticality."""
    return [
        sum(unmet.quantity for unmet in proposal.unmet if problem.need[unmet.need].criticality == criticality)
        for criticality in Criticality
    ]


def most_covered(problem: Problem, most: Criticality) -> int:
    """The most units of needs at least that critical that linear programming can cover."""
    canonical = Canonical(problem)
    pairs = candidates(canonical)
    count = len(pairs)
    columns = np.arange(count)
    site = canonical.column[pairs.resource]
    is_person = canonical.is_person[pairs.resource]
    rows = [
        coo_array((np.ones(count), (pairs.need, columns)), shape=(len(canonical.needs), count)),
        coo_array((np.ones(count), (pairs.resource, columns)), shape=(len(canonical.resources), count)),
        coo_array((is_person.astype(float), (site, columns)), shape=(len(problem.reach.sites), count)),
    ]
    limits = [
        np.array([need.quantity for need in canonical.needs]),
        np.minimum(canonical.left, canonical.spare_things),
        canonical.spare_heads,
    ]
    gain = np.array([canonical.needs[need].criticality <= most for need in pairs.need], dtype=float)
    answer = linprog(-gain, A_ub=vstack(rows).toarray(), b_ub=np.concatenate(limits), bounds=(0, None))
    assert answer.fun is not None
    return round(-answer.fun)


@pytest.mark.parametrize("seed", SEEDS)
def test_linear_programming_covers_as_much_at_every_criticality(seed: int) -> None:
    problem = instance(seed, REGION)
    proposal = solve(problem)

    certificate.verify(problem, proposal)
    asked = [sum(need.quantity for need in problem.needs if need.criticality == criticality) for criticality in Criticality]
    covered = np.cumsum(np.array(asked) - uncovered(problem, proposal)).tolist()
    assert covered == [most_covered(problem, criticality) for criticality in Criticality]


@pytest.mark.parametrize("seed", SEEDS)
def test_nearest_first_never_covers_more(seed: int) -> None:
    problem = instance(seed, REGION)

    ours, theirs = (uncovered(problem, proposal) for proposal in (solve(problem), nearest.nearest_first(problem)))

    assert ours <= theirs


@pytest.mark.parametrize("seed", SEEDS)
def test_every_stage_is_proven_and_a_second_run_says_the_same(seed: int) -> None:
    problem = instance(seed, REGION)
    first, second = solve(problem), solve(problem)

    assert {stage.proof for stage in first.stages if stage.name != "lenders"} == {Proof.OPTIMAL}
    assert first.assignments == second.assignments
