"""What one more would gain is what full solves cover with one more."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.needs import Item, Skill
from solver.pool import Delays, Person, Site, Stock
from solver.stress.attacks import Attacks
from solver.stress.gains import gains
from solver.stress.problem import Staffing, StressProblem
from tests.solver import builders
from tests.solver.stress.builders import NOON, attacked, pool, target
from tests.solver.stress.full import covered_with
from tests.solver.stress.small import PLACES, small_pool

SLOW = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
FREE = ((0, 10_000),)


def assert_gains_equal_full_solves(seed: int) -> None:
    stress = small_pool(Random(seed))
    told = {(gain.wants, gain.site): gain.covered for gain in gains(Attacks(stress, stress.staffings[0]))}
    asked = {need.wants for each in stress.targets for need in each.needs}

    for wants in sorted({"pc" if not isinstance(want, Skill) else want for want in asked}, key=str):
        for site in stress.sites:
            assert told.get((wants, site.id), (0, 0, 0)) == _more(stress, wants, site)


@given(st.integers(0, 2**32))
@settings(SLOW, max_examples=8)
def test_every_gain_equals_full_solves_with_one_more(seed: int) -> None:
    assert_gains_equal_full_solves(seed)


@pytest.mark.long
@given(st.integers(0, 2**32))
@settings(SLOW, max_examples=100)
def test_every_gain_equals_full_solves_with_one_more_a_hundred_times(seed: int) -> None:
    assert_gains_equal_full_solves(seed)


def _more(stress: StressProblem, wants: Skill | str, site: Site) -> tuple[int, ...]:
    usual, total = stress.staffings[0].usual, [0, 0, 0]
    people = (Person("X", site.id, {wants.competence: wants.level}, FREE, usual),) if isinstance(wants, Skill) else ()
    stocks = (Stock("X", site.id, wants, 1, usual),) if isinstance(wants, str) else ()
    for place in PLACES:
        before, after = covered_with(stress, place), covered_with(stress, place, people=people, stocks=stocks)
        total = [sum(counts) - one for *counts, one in zip(total, after, before, strict=True)]
    return tuple(total)


def test_one_more_who_stays_lets_go_whom_the_floor_kept() -> None:
    kept = [builders.person("R1", site="S1")]
    near = target(builders.need("N1", arrive_by=30), builders.need("N2", wants="crisis", at="H1", arrive_by=5))
    sites = [Site("S1", "L1", people_floor=1), Site("S2", "L2")]

    found = gains(Attacks(pool(kept, [near], sites=sites), NOON))

    assert {(gain.wants, gain.site): gain.covered for gain in found} == {
        (Skill("network", 1), "S1"): (1, 0, 0),
        (Skill("network", 1), "S2"): (1, 0, 0),
        (Skill("crisis", 1), "S1"): (1, 0, 0),
    }


def test_nothing_is_gained_where_nothing_lacks() -> None:
    assert gains(attacked([builders.person()], [target(builders.need())])) == ()


def test_one_more_has_the_usual_delays_of_the_staffing() -> None:
    night = Staffing("nuit", 0, Delays(30, 30))
    stress = pool([], [target(builders.need(arrive_by=60))], sites=[Site("S1", "L1")], staffings=(NOON, night))

    assert [len(gains(Attacks(stress, staffing))) for staffing in stress.staffings] == [1, 0]


def test_one_more_thing_has_the_delays_of_its_type() -> None:
    slow = Staffing("jour", 0, Delays(0, 0), usual_of_type={"pc": Delays(60, 60)})
    asked = target(builders.need(wants=Item("pc", frozenset({"laptop"})), arrive_by=60))

    found = gains(Attacks(pool([], [asked], sites=[Site("S1", "L1")], staffings=(slow,)), slow))

    assert [gain.wants for gain in found] == ["laptop"]
