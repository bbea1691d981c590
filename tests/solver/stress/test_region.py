"""A region where help is scarce: a sample of its attacks equals full solves, coverage and times."""

from dataclasses import replace
from functools import cache

import pytest

from solver.stress.attacks import Attacks
from solver.stress.outcome import Outcome
from solver.stress.pairs import pairs
from solver.stress.report import stress_test
from solver.stress.tables import attack_rows, gain_rows, loss_rows, shortage_rows
from tests.solver.stress.full import assert_equals_a_full_solve, plans_of_pair, times
from tests.solver.stress.instances import region

STAFFINGS = (0, 1, 2)


@cache
def attacks_of(staffing: int) -> Attacks:
    stress = region(1)
    return Attacks(stress, stress.staffings[staffing])


def alone(attacks: Attacks) -> list[Outcome]:
    return [attacks.outcome((name,)) for name in attacks.stress.target]


def test_about_a_third_of_its_attacks_are_not_fully_covered() -> None:
    outcomes = [outcome for staffing in STAFFINGS for outcome in alone(attacks_of(staffing))]

    assert 0.25 < sum(not outcome.is_covered for outcome in outcomes) / len(outcomes) < 0.5


@pytest.mark.parametrize("staffing", STAFFINGS)
def test_attacks_alone_have_the_coverage_and_the_times_of_full_solves(staffing: int) -> None:
    attacks = attacks_of(staffing)

    for name in list(attacks.stress.target)[staffing::25]:
        problem = attacks.stress.attack(attacks.staffing, (name,))
        full = assert_equals_a_full_solve(attacks, (name,))
        outcome = attacks.outcome((name,))
        assert (outcome.first_minutes[0], outcome.full_minutes[0]) == times(problem, full)


@pytest.mark.parametrize("staffing", STAFFINGS)
def test_pairs_that_conflict_and_pairs_that_do_not_equal_full_solves(staffing: int) -> None:
    attacks = attacks_of(staffing)
    names = list(attacks.stress.target)

    for first in range(0, len(names) - 40, 40):
        for second in (first + 1, first + 39):
            plans = plans_of_pair(attacks, names[first], names[second])
            assert_equals_a_full_solve(attacks, (names[first], names[second]), plans)


def test_groups_equal_full_solves() -> None:
    attacks = attacks_of(1)

    for group in attacks.groups[:4]:
        assert_equals_a_full_solve(attacks, group)


def test_the_order_of_the_input_is_not_seen() -> None:
    stress = region(2, establishments=40, people=60)
    shuffled = replace(
        stress,
        people=stress.people[::-1],
        stocks=stress.stocks[::-1],
        sites=stress.sites[::-1],
        targets=tuple(replace(target, needs=target.needs[::-1]) for target in stress.targets[::-1]),
    )

    assert stress_test(shuffled, with_pairs=True) == stress_test(stress, with_pairs=True)


def test_the_outcome_of_a_pair_is_that_of_the_two_attacked_together() -> None:
    stress = region(3, establishments=20, people=30)
    attacks = Attacks(stress, stress.staffings[1])

    for told in pairs(attacks):
        again = attacks.outcome(told.victims)
        assert (told.asked, told.covered, sum(units for _, units in told.lacking)) == (
            again.asked,
            again.covered,
            sum(units for _, units in again.lacking),
        )


def test_every_table_has_rows_with_the_same_keys_and_plain_values() -> None:
    report = stress_test(region(2, establishments=40, people=60))[1]
    tables = (attack_rows(report.alone), attack_rows(report.groups), shortage_rows(report.shortages), loss_rows(report.losses))

    for rows in (*tables, gain_rows(report.gains)):
        assert rows
        assert len({tuple(row) for row in rows}) == 1
        assert {type(value) for row in rows for value in row.values()} <= {str, int, type(None)}
