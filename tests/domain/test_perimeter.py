"""The ladder: which rung a lender has for a victim, and who may open it."""

from dataclasses import replace
from uuid import UUID

import pytest

from planblanc.domain.access import PERMISSIONS, Role
from planblanc.domain.perimeter import AUTHORISING, HOME, LADDER, Rung, is_open, rung_of
from planblanc.domain.planning import Kinship

ADJACENT = frozenset({("75", "76"), ("75", "52")})
ENTITY = UUID(int=1)
DAX = Kinship(department="40", region="75", zone="SUD_OUEST", legal_entity=ENTITY, hospital_group="75107", private_group="Groupe")


@pytest.mark.parametrize(
    ("lender", "rung"),
    [
        (Kinship("33", "75", "SUD_OUEST", legal_entity=ENTITY), Rung.OWN_GROUP),
        (Kinship("33", "75", "SUD_OUEST", hospital_group="75107"), Rung.OWN_GROUP),
        (Kinship("33", "75", "SUD_OUEST", private_group="Groupe"), Rung.OWN_GROUP),
        (Kinship("40", "75", "SUD_OUEST"), Rung.DEPARTMENT),
        (Kinship("33", "75", "SUD_OUEST"), Rung.REGION),
        (Kinship("65", "76", "SUD"), Rung.ADJACENT_REGION),
        (Kinship("13", "93", "SUD_OUEST"), Rung.ZONE),
        (Kinship("59", "32", "NORD"), Rung.NATIONAL),
    ],
)
def test_a_lender_stands_on_the_nearest_rung_that_holds(lender: Kinship, rung: Rung) -> None:
    assert rung_of(lender, seen_from=DAX, adjacent=ADJACENT) is rung


def test_a_group_mate_elsewhere_has_the_rung_of_its_place() -> None:
    mate = replace(DAX, department="65", region="76", zone="SUD")

    assert rung_of(mate, seen_from=DAX, adjacent=ADJACENT) is Rung.ADJACENT_REGION


def test_two_regions_touch_whichever_is_named_first() -> None:
    tarbes = Kinship("65", "76", "SUD")

    assert rung_of(DAX, seen_from=tarbes, adjacent=ADJACENT) is Rung.ADJACENT_REGION


def test_what_is_unknown_on_both_sides_is_no_kinship() -> None:
    assert rung_of(Kinship("33", "75", "SUD_OUEST"), seen_from=Kinship("40", "75", "SUD_OUEST"), adjacent=()) is Rung.REGION


def test_the_home_perimeter_is_open_from_the_start_and_the_rest_is_not() -> None:
    assert [rung for rung in LADDER if is_open(rung, ())] == [Rung.OWN_GROUP, Rung.DEPARTMENT, Rung.REGION]


def test_a_rung_opened_alone_does_not_open_those_below() -> None:
    assert not is_open(Rung.ADJACENT_REGION, {Rung.ZONE})


def test_each_wider_rung_has_its_own_power() -> None:
    wider = [rung for rung in LADDER if rung not in HOME]
    powers = {role: [rung for rung in wider if AUTHORISING[rung] in PERMISSIONS[role]] for role in Role}

    assert powers[Role.ARS_COORDINATOR] == [Rung.ADJACENT_REGION]
    assert powers[Role.ZONE_COORDINATOR] == [Rung.ADJACENT_REGION, Rung.ZONE]
    assert powers[Role.NATIONAL_COORDINATOR] == wider
    assert not any(powers[role] for role in Role if not role.name.endswith("COORDINATOR"))
