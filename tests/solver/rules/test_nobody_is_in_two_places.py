"""Nobody in two places, no thing lent twice."""

import pytest

from solver.check import breaches
from solver.engaged import Progress
from solver.needs import Item
from solver.rules import nobody_is_in_two_places
from solver.search import solve
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem, stock
from tests.solver.rules.alone import allows


@pytest.mark.parametrize(("window", "expected"), [((0, 100), True), ((200, 300), True), ((0, 101), False), ((199, 300), False)])
def test_back_to_back_engagements_may_share_a_person(window: tuple[int, int], expected: bool) -> None:
    given = problem([need(window=(100, 200))], [person()], engagements=[engaged("other", "R1", window=window)])

    assert allows(nobody_is_in_two_places.RULE, given, "R1") is expected


@pytest.mark.parametrize(("out", "expected"), [(2, True), (3, False)])
def test_unnamed_people_who_are_out_are_not_to_be_had(out: int, expected: bool) -> None:
    given = problem([need()], [person(count=3)], engagements=[engaged("other", "R1", quantity=out, window=(9_000, 9_001))])

    assert allows(nobody_is_in_two_places.RULE, given, "R1") is expected


def test_who_has_arrived_at_one_need_serves_no_other() -> None:
    given = problem([need("N1"), need("N2")], [person()], engagements=[engaged("N2", "R1", Progress.ARRIVED)])

    assert not allows(nobody_is_in_two_places.RULE, given, "R1")


def test_a_person_serves_one_need_of_the_plan_even_at_other_hours() -> None:
    given = problem([need("N1", window=(0, 100)), need("N2", window=(200, 300))], [person()])
    both = brute.proposal_of(given, {("N1", "R1"): 1, ("N2", "R1"): 1})

    assert "once: 2 of 'R1' sent, 1 to be had" in breaches(given, both)


def test_one_clean_room_goes_to_one_hospital() -> None:
    room = Item("clean room")
    given = problem([need("N1", wants=room), need("N2", at="H2", wants=room)], [], [stock(of="clean room", quantity=1)])

    assert len(solve(given).assignments) == 1
