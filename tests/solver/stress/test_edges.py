"""Pools that hold nothing, islands, groups, moments: the answer is an outcome, never an exception."""

from random import Random

import pytest

from solver.needs import Criticality, Item
from solver.pool import Delays, Rung, SharedFate, Site
from solver.reach import NO_WAY
from solver.refusal import ProblemRefused
from solver.stress.attacks import Attacks
from solver.stress.groups import fate_groups
from solver.stress.pairs import pairs
from solver.stress.problem import Staffing
from solver.stress.report import Pairs, stress_test
from tests.solver import builders
from tests.solver.stress.builders import NOON, attacked, pool, target
from tests.solver.stress.small import small_pool


def test_an_empty_pool_covers_nothing_and_nobody_comes() -> None:
    outcome = attacked([], [target(builders.need(quantity=3))]).outcome(("H1",))

    assert (outcome.asked, outcome.covered, outcome.lacking) == ((3, 0, 0), (0, 0, 0), (("N1", 3),))
    assert (outcome.first_minutes, outcome.full_minutes) == ((None,), (None,))


def test_no_target_makes_an_empty_report() -> None:
    (report,) = stress_test(pool(), with_pairs=True)

    assert (report.alone, report.groups, report.shortages, report.losses, report.gains) == ((),) * 5
    assert report.pairs == Pairs(0, 0, ())


def test_every_attack_is_told_of_as_it_is_made() -> None:
    made: list[None] = []
    targets = [target(builders.need(f"N{n}", at=f"H{n}"), lenders=[f"L{n}"]) for n in range(1, 5)]

    (report,) = stress_test(pool([], targets, fates=[SharedFate("H1", "L2")]), with_pairs=True, attacked=lambda: made.append(None))

    assert len(made) == 4 + 1 + 6
    assert report.pairs is not None
    assert (report.pairs.attacked, report.pairs.covered, len(report.pairs.worst)) == (6, 0, 6)


def test_a_target_that_asks_for_nothing_is_covered_at_once() -> None:
    outcome = attacked([builders.person()], [target(at="H1")]).outcome(("H1",))

    assert (outcome.is_covered, outcome.full_minutes, outcome.coverage(Criticality.VITAL)) == (True, (0,), 1.0)


def test_an_island_is_helped_by_itself_alone() -> None:
    people = [builders.person("R1", site="S1"), builders.person("R2", site="S2")]
    links = {("H1", "S1"): (NO_WAY, Rung.REGION), ("H1", "S2"): (20.0, Rung.REGION)}
    attacks = Attacks(pool(people, [target(builders.need(quantity=2))], links=links), NOON)

    outcome = attacks.outcome(("H1",))

    assert (outcome.covered, outcome.first_minutes) == ((1, 0, 0), (20,))


def test_ten_thousand_things_come_from_where_they_are() -> None:
    stocks = [builders.stock("K1", quantity=6_000), builders.stock("K2", site="S2", quantity=5_000, floor=1_500)]
    asked = target(builders.need(wants=Item("pc"), quantity=10_000))

    assert attacked([], [asked], stocks).outcome(("H1",)).lacking == (("N1", 500),)


def test_at_night_only_those_on_call_come_and_more_slowly() -> None:
    people = [builders.person("R1"), builders.person("R2", free=((0, 600),))]
    night = Staffing("nuit", 1_000, Delays(20, 20), {"R1": Delays(20, 20)})
    stress = pool(people, [target(builders.need(quantity=2, window=(60, 300)))], staffings=(NOON, night))

    day, dark = (Attacks(stress, staffing).outcome(("H1",)) for staffing in stress.staffings)

    assert (day.covered, day.first_minutes, day.full_minutes) == ((2, 0, 0), (10,), (10,))
    assert (dark.covered, dark.first_minutes, dark.full_minutes) == ((1, 0, 0), (50,), (None,))


def test_victims_lend_nothing_to_one_another() -> None:
    people = [builders.person("R1", site="S1"), builders.person("R2", site="S2")]
    targets = [target(builders.need("N1"), lenders=["L1"]), target(builders.need("N2", at="H2"), lenders=["L2"])]
    attacks = attacked(people, targets)

    alone, (pair,) = [attacks.outcome((place,)).covered for place in ("H1", "H2")], pairs(attacks)

    assert (alone, pair.covered) == ([(1, 0, 0), (1, 0, 0)], (0, 0, 0))


def test_a_pair_shares_the_only_one_who_can_come() -> None:
    targets = [target(builders.need("N1", quantity=2)), target(builders.need("N2", at="H2", quantity=1))]
    attacks = attacked([builders.person("R1"), builders.person("R2")], targets)

    (pair,) = pairs(attacks)

    assert (pair.victims, pair.covered, pair.lacking) == (("H1", "H2"), (2, 0, 0), (("N1", 1),))


def test_shared_fates_chain_into_groups_unless_attested_clean() -> None:
    targets = [target(builders.need(f"N{n}", at=f"H{n}"), lenders=[f"L{n}"]) for n in range(1, 6)]
    fates = [SharedFate("H1", "L2"), SharedFate("H3", "L2"), SharedFate("H4", "L5", is_attested_clean=True)]
    stress = pool([], targets, fates=fates)

    assert fate_groups(stress) == (("H1", "H2", "H3"),)
    assert [outcome.victims for outcome in stress_test(stress)[0].groups] == [("H1", "H2", "H3")]


def test_a_lender_that_nobody_attacks_may_link_those_it_hosts() -> None:
    targets = [target(builders.need(f"N{n}", at=f"H{n}"), lenders=[f"L{n}"]) for n in range(1, 4)]
    stress = pool([], targets, fates=[SharedFate("H1", "L9"), SharedFate("H3", "L9"), SharedFate("H2", "L8")])

    assert fate_groups(stress) == (("H1", "H3"),)


def test_someone_weeks_away_makes_no_number_that_overflows() -> None:
    links = {("H1", "S1"): (200_000.0, Rung.REGION)}
    far = target(builders.need(window=(0, 400_000)))
    stress = pool([builders.person(free=((0, 500_000),))], [far], links=links)

    with pytest.raises(ProblemRefused, match="200000 minutes"):
        Attacks(stress, NOON)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: target(builders.need("N1"), at="H2"), "its need 'N1' is of 'H1'"),
        (lambda: pool([], [target(builders.need()), target(builders.need("N2"))]), "twice"),
        (lambda: pool([], [], staffings=(NOON, NOON)), "given twice"),
        (lambda: pool([], [], staffings=(Staffing("nuit", 0, Delays(0, 0), {"R9": Delays(1, 1)}),)), "R9"),
    ],
)
def test_what_cannot_be_is_not_built(wrong: object, why: str) -> None:
    assert callable(wrong)
    with pytest.raises(ProblemRefused, match=why):
        wrong()


def test_a_site_keeps_those_who_hold_a_competence() -> None:
    """S1 keeps one of its two who know the network, and lets both others go."""
    people = [builders.person("R1"), builders.person("R2"), builders.person("R3", knows="forensics")]
    needs = target(builders.need("N1", quantity=2), builders.need("N2", wants="forensics"))
    (report,) = stress_test(pool(people, [needs], sites=[Site("S1", "L1", competence_floors={"network": 1})]))

    assert (report.alone[0].covered, report.beyond_floors) == ((2, 0, 0), frozenset())


def test_where_floors_cross_a_plan_beyond_them_is_covered_at_most_as_told() -> None:
    """R2 is the one whom both floors of S1 count: H1 takes R1 and R2, which leaves nobody for the network; H2 takes R1 alone."""
    both = {"network": 1, "forensics": 1}
    people = [builders.person("R1"), builders.person("R2", knows=both), builders.person("R3", knows="forensics")]
    targets = [target(builders.need("N1", quantity=2)), target(builders.need("N2", at="H2"))]
    (report,) = stress_test(pool(people, targets, sites=[Site("S1", "L1", competence_floors=both)]))

    assert [outcome.covered for outcome in report.alone] == [(2, 0, 0), (1, 0, 0)]
    assert report.beyond_floors == {"H1"}


def test_a_pair_whose_victim_lets_nobody_more_go_ends_as_the_two_attacked_together() -> None:
    """Its plan once went round a circle for ever: what falls came from a site that its floor kept from sending anybody more."""
    stress = small_pool(Random(864))
    for staffing in stress.staffings:
        attacks = Attacks(stress, staffing)
        for told in pairs(attacks):
            assert told.covered == attacks.outcome(told.victims).covered
