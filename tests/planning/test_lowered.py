"""A lowered floor enters the problem by as much as the lender's own was lowered, whoever else stays at the site."""

from dataclasses import replace
from uuid import UUID

from planblanc.domain.planning import LoweredFloor, PlannedLender, Snapshot
from planblanc.planning.translate import translate
from tests.planning.snapshots import INCIDENT, LENDER, need, responder, snapshot


def with_floors(*lowered: LoweredFloor, people: int = 5, holders: int = 4) -> Snapshot:
    found = snapshot([need()], [responder()])
    lenders = tuple(kept(lender, people, holders) if lender.id == LENDER else lender for lender in found.lenders)
    spot = responder().spot
    others = ((LENDER, spot.latitude, spot.longitude, 2),)
    skilled = ((LENDER, spot.latitude, spot.longitude, "NETWORK", 1),)
    return replace(found, lenders=lenders, others_at=others, skilled_others_at=skilled, lowered=lowered)


def kept(lender: PlannedLender, people: int, holders: int) -> PlannedLender:
    return replace(lender, people_floor=people, competence_floors=(("NETWORK", holders),))


def lowered(floor: int, competence: str | None = None) -> LoweredFloor:
    return LoweredFloor(UUID(int=floor + 1), INCIDENT, LENDER, floor, competence)


def test_without_one_the_floor_is_what_the_others_leave_to_keep() -> None:
    problem = translate(with_floors()).problem

    (site,) = problem.sites
    assert problem.people_floor(site) == 3
    assert problem.holders.floors == {(site.id, "NETWORK"): 3}


def test_the_people_who_hold_nothing_that_is_wanted_count_for_the_lowered_floor_too() -> None:
    problem = translate(with_floors(lowered(4))).problem

    (site,) = problem.sites
    assert problem.people_floor(site) == 2
    assert problem.holders.floors == {(site.id, "NETWORK"): 3}


def test_a_competence_has_its_own() -> None:
    problem = translate(with_floors(lowered(2, "NETWORK"))).problem

    (site,) = problem.sites
    assert problem.people_floor(site) == 3
    assert problem.holders.floors == {(site.id, "NETWORK"): 1}


def test_of_two_incidents_the_lowest_holds_and_none_is_below_nothing() -> None:
    problem = translate(with_floors(lowered(4), lowered(0), lowered(0, "NETWORK"))).problem

    (site,) = problem.sites
    assert problem.people_floor(site) == 0
    assert problem.holders.floors == {}


def test_a_lender_that_keeps_less_by_itself_meanwhile_is_not_held_to_more() -> None:
    problem = translate(with_floors(lowered(4), people=1)).problem

    (site,) = problem.sites
    assert problem.people_floor(site) == 0
