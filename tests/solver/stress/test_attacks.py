"""Every attack has the coverage and the times of a full solve, alone, by two and by group."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.needs import Criticality
from solver.stress.attacks import Attacks
from tests.solver.stress.full import assert_equals_a_full_solve, plans_of_pair, times
from tests.solver.stress.small import PLACES, small_pool

SLOW = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 2**32)


def assert_attacks_equal_full_solves(seed: int) -> None:
    stress = small_pool(Random(seed))
    for staffing in stress.staffings:
        attacks = Attacks(stress, staffing)
        for victims in (*((place,) for place in PLACES), PLACES):
            assert_equals_a_full_solve(attacks, victims)


def assert_pairs_equal_full_solves(seed: int) -> None:
    attacks = Attacks(stress := small_pool(Random(seed)), stress.staffings[0])
    for pair in (PLACES[:2], PLACES[1:], PLACES[::2]):
        assert_equals_a_full_solve(attacks, pair, plans_of_pair(attacks, pair[0], pair[1]))


@given(SEEDS)
@settings(SLOW, max_examples=80)
def test_an_attack_alone_and_on_all_equals_a_full_solve(seed: int) -> None:
    assert_attacks_equal_full_solves(seed)


@given(SEEDS)
@settings(SLOW, max_examples=120)
def test_a_pair_equals_a_full_solve_whether_its_attacks_conflict_or_not(seed: int) -> None:
    assert_pairs_equal_full_solves(seed)


@pytest.mark.long
@given(SEEDS)
@settings(SLOW, max_examples=1000)
def test_attacks_and_pairs_equal_full_solves_a_thousand_times(seed: int) -> None:
    assert_attacks_equal_full_solves(seed)
    assert_pairs_equal_full_solves(seed)


@given(SEEDS)
@settings(SLOW, max_examples=80)
def test_with_one_criticality_the_times_of_an_attack_alone_are_those_of_a_full_solve(seed: int) -> None:
    """The minutes are then weights on a matroid, all of whose best bases have the same."""
    attacks = Attacks(stress := small_pool(Random(seed), (Criticality.VITAL,)), stress.staffings[0])

    for place in PLACES:
        problem = stress.attack(attacks.staffing, (place,))
        full = assert_equals_a_full_solve(attacks, (place,))
        outcome = attacks.outcome((place,))
        assert (outcome.first_minutes[0], outcome.full_minutes[0]) == times(problem, full)
