"""What a loss uncovers is what full solves without the resource no longer cover."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.engaged import Refused
from solver.needs import Criticality
from solver.pool import Site
from solver.stress.attacks import Attacks
from solver.stress.losses import losses
from tests.solver import builders
from tests.solver.stress.builders import NOON, attacked, pool, target
from tests.solver.stress.full import covered_with
from tests.solver.stress.small import PLACES, small_pool

SLOW = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])


@given(st.integers(0, 2**32))
@settings(SLOW, max_examples=25)
def test_every_loss_equals_full_solves_that_refuse_the_resource(seed: int) -> None:
    attacks = Attacks(stress := small_pool(Random(seed)), stress.staffings[0])
    told = {loss.resource: loss for loss in losses(attacks)}

    for resource in (*(person.id for person in stress.people), *(stock.id for stock in stress.stocks)):
        fewer = [0, 0, 0]
        for place in PLACES:
            refused = frozenset({Refused(f"I-{place}", resource)})
            before, after = covered_with(stress, place), covered_with(stress, place, refused=refused)
            fewer = [total + one - other for total, one, other in zip(fewer, before, after, strict=True)]
        assert list(told[resource].uncovered if resource in told else (0, 0, 0)) == fewer


def test_who_has_a_stand_in_is_used_but_not_missed() -> None:
    people = [builders.person("R1"), builders.person("R2", delays=(5, 0))]

    assert losses(attacked(people, [target(builders.need())])) == ()


def test_the_only_one_whom_two_hospitals_count_on_comes_first() -> None:
    people = [builders.person("R1"), builders.person("R2", knows="forensics")]
    targets = [target(builders.need("N1")), target(builders.need("N2", at="H2"), builders.need("N3", at="H2", wants="forensics"))]

    found = losses(attacked(people, targets))

    assert [(loss.resource, loss.uncovered, loss.victims, loss.used_by) for loss in found] == [
        ("R1", (2, 0, 0), ("H1", "H2"), 2),
        ("R2", (1, 0, 0), ("H2",), 1),
    ]


def test_a_loss_may_let_someone_less_wanted_of_the_same_site_go() -> None:
    people = [builders.person("R1"), builders.person("R2", knows="forensics")]
    needs = target(builders.need("N1"), builders.need("N2", wants="forensics", criticality=Criticality.HIGH))
    attacks = Attacks(pool(people, [needs], sites=[Site("S1", "L1", people_floor=1)]), NOON)

    (loss,) = losses(attacks)

    assert (loss.resource, loss.uncovered) == ("R1", (1, -1, 0))
