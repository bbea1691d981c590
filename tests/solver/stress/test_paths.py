"""The exchanges of a path, each with a known answer that only it can give."""

from solver.needs import Criticality
from solver.pool import Site
from solver.stress.attacks import Attacks
from tests.solver import builders
from tests.solver.stress.builders import NOON, attacked, pool, target
from tests.solver.stress.full import assert_equals_a_full_solve


def test_the_thief_is_found_out_a_person_leaves_one_line_for_another_that_has_nobody_else() -> None:
    people = [builders.person("R1", knows={"network": 1, "forensics": 1}), builders.person("R2", delays=(30, 0))]
    needs = [builders.need("N1"), builders.need("N2", wants="forensics", criticality=Criticality.HIGH)]
    attacks = attacked(people, [target(*needs)])

    assert attacks.outcome(("H1",)).covered == (1, 1, 0)
    assert_equals_a_full_solve(attacks, ("H1",))


def test_someone_of_a_full_site_comes_back_for_a_colleague_who_is_wanted_more() -> None:
    people = [
        builders.person("R1", knows="network"),
        builders.person("R2", knows="forensics"),
        builders.person("R3", site="S2", knows="network", delays=(30, 0)),
    ]
    needs = [builders.need("N1"), builders.need("N2", wants="forensics")]
    attacks = Attacks(pool(people, [target(*needs)], sites=[Site("S1", "L1", people_floor=1)]), NOON)

    assert attacks.outcome(("H1",)).covered == (2, 0, 0)
    assert_equals_a_full_solve(attacks, ("H1",))


def test_a_loss_is_passed_on_to_another_line_of_the_group() -> None:
    """H3 takes the network from H1, which takes the forensics back from H2: everyone has something."""
    people = [builders.person("R1", knows="network"), builders.person("R2", knows="forensics"), builders.person("R3", knows="crisis")]
    targets = [
        target(builders.need("N1"), builders.need("N2", wants="forensics")),
        target(builders.need("N3", at="H2", wants="forensics"), builders.need("N4", at="H2", wants="crisis", quantity=2)),
        target(builders.need("N5", at="H3")),
    ]
    attacks = attacked(people, targets)

    assert [need for need, _ in attacks.outcome(("H1", "H2", "H3")).lacking] == ["N1", "N3", "N4"]
    assert_equals_a_full_solve(attacks, ("H1", "H2", "H3"))


def test_a_more_urgent_line_takes_from_a_less_urgent_one() -> None:
    vital, normal = builders.need("N1", at="H2"), builders.need("N2", criticality=Criticality.NORMAL)
    attacks = attacked([builders.person()], [target(normal), target(vital)])

    assert attacks.outcome(("H1", "H2")).lacking == (("N2", 1),)
    assert_equals_a_full_solve(attacks, ("H1", "H2"))


def test_someone_of_the_inner_floor_comes_back_for_a_colleague_whom_both_floors_keep() -> None:
    """S1 lets two go, but one of those who know the network alone: R1 goes for the vital line, R2 stays, R3 goes."""
    people = [
        builders.person("R1", knows="network"),
        builders.person("R2", knows={"network": 1, "forensics": 1}),
        builders.person("R3", knows="forensics", delays=(20, 0)),
        builders.person("R4", site="S2", knows="network", delays=(30, 0)),
    ]
    needs = [builders.need("N1"), builders.need("N2", wants="forensics"), builders.need("N3", criticality=Criticality.HIGH)]
    site = Site("S1", "L1", people_floor=1, competence_floors={"network": 1})
    attacks = Attacks(pool(people, [target(*needs)], sites=[site]), NOON)

    assert attacks.outcome(("H1",)).covered == (2, 1, 0)
    assert_equals_a_full_solve(attacks, ("H1",))
