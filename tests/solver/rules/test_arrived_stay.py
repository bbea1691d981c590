"""Whoever has arrived is locked."""

from solver.check import breaches
from solver.engaged import Progress
from solver.search import solve
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem


def test_moving_who_has_arrived_is_a_breach_and_moving_who_departed_is_none() -> None:
    arrived = problem([need()], [person()], engagements=[engaged("N1", "R1", Progress.ARRIVED)])
    departed = problem([need()], [person()], engagements=[engaged("N1", "R1", Progress.DEPARTED)])

    assert breaches(arrived, brute.proposal_of(arrived, {})) == ("arrived: 1 of 'R1' have arrived for 'N1', 0 stay",)
    assert breaches(departed, brute.proposal_of(departed, {})) == ()


def test_who_has_arrived_stays_though_every_rule_now_rejects_them() -> None:
    given = problem([need()], [person(knows="forensics", free=())], victims=["L1"], engagements=[engaged("N1", "R1", Progress.ARRIVED)])

    assert solve(given).sent == {("N1", "R1"): 1}
