"""A real region and an invented pool, through the real translation: help is scarce, and a sample of attacks equals full solves."""

from dataclasses import replace

import pytest

from planblanc.domain import packs
from planblanc.domain.stress import StressAttack, StressLoss, StressPart, StressReport, StressShortage, StressStaffing
from planblanc.domain.stress_pool import StressPool
from planblanc.planning import stress_translate
from planblanc.planning.stress_solve import solve
from planblanc.planning.stress_work import Progress, StressWork
from solver.stress.attacks import Attacks
from tests.solver.stress.full import assert_equals_a_full_solve, plans_of_pair, times

STAFFINGS = list(StressStaffing)
_reports: dict[int, StressReport] = {}


def report(pool: StressPool) -> StressReport:
    """Of every staffing; computed once."""
    if id(pool) not in _reports:
        _reports[id(pool)] = solve(StressWork(pool, with_pairs=False), lambda _: None)
    return _reports[id(pool)]


def attacks_of(pool: StressPool, staffing: StressStaffing) -> Attacks:
    (watch,) = (watch for watch in pool.watches if watch.staffing is staffing)
    (staffed,) = stress_translate.translate(replace(pool, watches=(watch,)))
    return Attacks(staffed.stress, staffed.stress.staffings[0])


def test_about_a_third_of_the_attacks_are_not_fully_covered(demonstrated: StressPool) -> None:
    told = report(demonstrated).summaries

    assert [summary.attacks for summary in told] == [188] * 3
    assert all(0.2 < 1 - summary.attacks_covered / summary.attacks < 0.5 for summary in told)
    assert 0.25 < 1 - sum(summary.attacks_covered for summary in told) / sum(summary.attacks for summary in told) < 0.5


def test_nights_are_worse_than_days_and_week_ends_too(demonstrated: StressPool) -> None:
    day, night, week_end = (summary.covered.total for summary in report(demonstrated).summaries)

    assert night < week_end < day


@pytest.mark.parametrize("staffing", STAFFINGS)
def test_a_sample_of_attacks_equals_full_solves(demonstrated: StressPool, staffing: StressStaffing) -> None:
    attacks = attacks_of(demonstrated, staffing)

    for name in list(attacks.stress.target)[STAFFINGS.index(staffing) :: 24]:
        full = assert_equals_a_full_solve(attacks, (name,))
        outcome = attacks.outcome((name,))
        assert (outcome.first_minutes[0], outcome.full_minutes[0]) == times(attacks.stress.attack(attacks.staffing, (name,)), full)


def test_a_sample_of_pairs_and_every_group_equal_full_solves(demonstrated: StressPool) -> None:
    attacks = attacks_of(demonstrated, StressStaffing.NIGHT)
    names = list(attacks.stress.target)

    assert attacks.groups
    for group in attacks.groups:
        assert_equals_a_full_solve(attacks, group)
    for first in range(0, len(names) - 60, 60):
        pair = names[first], names[first + 7]
        assert_equals_a_full_solve(attacks, pair, plans_of_pair(attacks, *pair))


def test_each_establishment_asks_for_the_ready_pack_at_its_size(demonstrated: StressPool) -> None:
    (dax,) = (site for site in demonstrated.sites if site.finess == "400000105")
    asked = packs.expand(demonstrated.pack, dax.size, demonstrated.read_at)
    wanted = sum(need.quantity or 0 for need in asked if need.service_domain is None)

    attack = attack_on(report(demonstrated), "400000105")

    assert attack.asked.total == wanted


def test_results_name_places_and_never_a_person(demonstrated: StressPool) -> None:
    losses = [row for (part, _), rows in report(demonstrated).tables.items() if part is StressPart.LOSS for row in rows]

    assert losses
    assert all(isinstance(row, StressLoss) and "Intervenant 0" not in row.label for row in losses)
    assert {row.label for row in losses if isinstance(row, StressLoss)} & {"Intervenant"}


def test_what_lacks_in_the_attacks_is_what_the_shortages_count(demonstrated: StressPool) -> None:
    told = report(demonstrated).tables
    for staffing in STAFFINGS:
        attacks = [row for row in told[StressPart.ALONE, staffing] if isinstance(row, StressAttack)]
        shortages = [row for row in told[StressPart.SHORTAGE, staffing] if isinstance(row, StressShortage)]

        assert sum(row.units for row in shortages) == sum(row.asked.total - row.covered.total for row in attacks)


def test_progress_goes_up_to_the_end(demonstrated: StressPool) -> None:
    said: list[Progress] = []
    small = replace(demonstrated, sites=demonstrated.sites[:20], watches=demonstrated.watches[:1])

    found = solve(StressWork(small, with_pairs=True), said.append)

    assert [progress.done for progress in said] == sorted({progress.done for progress in said})
    assert said[-1].done == said[-1].total == 20 + found.summaries[0].groups + 190
    assert found.summaries[0].pairs == 190


def attack_on(told: StressReport, finess: str) -> StressAttack:
    rows = told.tables[StressPart.ALONE, StressStaffing.DAY]
    (attack,) = (row for row in rows if isinstance(row, StressAttack) and row.victims[0].finess == finess)
    return attack
