"""The pools of real crises hold what their stories need, and no more."""

from collections.abc import Iterator
from functools import cache

import pytest

from planblanc import shipped
from planblanc.usecases.seeds import crises, reference
from planblanc.usecases.seeds.pool_sheets import Pool
from planblanc.usecases.seeds.sheets import Cells

NEW_AQUITAINE, OCCITANIE, HAUTS_DE_FRANCE = "75", "76", "32"
LENDERS_OF_DAX = {"640000162", "640000600", "650000417", "departement-40", "commune-40088", "alpi"}


@cache
def facts() -> reference.Facts:
    return reference.read(shipped.seeds_dir())


@cache
def pool(code: str) -> Pool:
    return crises.read(shipped.seeds_dir() / "demo", code, facts())


def workstations(code: str) -> Iterator[Cells]:
    """The stocks that can serve as a workstation."""
    return (row for row in pool(code)["equipment_stocks"] if row["equipment_type_code"] in {"WORKSTATION", "LAPTOP"})


def above_floors(code: str, *regions: str) -> int:
    region_of_department = {row["code"]: row["region_code"] for row in facts().rows("departments")}
    region_of = {row["code"]: region_of_department[row["department_code"]] for row in pool(code)["lenders"]}
    lent = (row for row in workstations(code) if region_of[row["lender_code"]] in regions)
    return sum(int(str(row["quantity"])) - int(str(row["floor"])) for row in lent)


def people(code: str, competence: str) -> int:
    holders = {row["responder_code"] for row in pool(code)["responder_competences"] if row["competence_code"] == competence}
    return sum(int(str(row["capacity"])) for row in pool(code)["responders"] if row["code"] in holders)


def test_only_the_lenders_of_the_story_hold_workstations() -> None:
    assert {row["lender_code"] for row in workstations("dax")} == LENDERS_OF_DAX


def test_the_region_cannot_lend_ninety_workstations_alone() -> None:
    assert above_floors("dax", NEW_AQUITAINE) == 60


def test_tarbes_brings_them_to_ninety() -> None:
    assert above_floors("dax", NEW_AQUITAINE, OCCITANIE) == 94


def test_without_tarbes_nobody_has_the_thirty_that_miss() -> None:
    every_region = [str(row["code"]) for row in facts().rows("regions")]

    assert above_floors("dax-sans-tarbes", *every_region) == 60


def test_without_tarbes_all_the_rest_is_the_same() -> None:
    same = {name: rows for name, rows in pool("dax").items() if name != "equipment_stocks"}

    assert {name: pool("dax-sans-tarbes")[name] for name in same} == same
    assert len(pool("dax-sans-tarbes")["equipment_stocks"]) == len(pool("dax")["equipment_stocks"])


def test_half_of_the_lenders_of_workstations_are_no_hospitals() -> None:
    kinds = {row["code"]: row["kind"] for row in pool("dax")["lenders"]}

    assert [kinds[code] for code in LENDERS_OF_DAX].count("ESTABLISHMENT") == 3


@pytest.mark.parametrize("code", ["dax", "armentieres"])
@pytest.mark.parametrize("competence", ["DIRECTORY_REBUILD", "FORENSICS", "NETWORK", "CRISIS_MANAGER", "TELEPHONY"])
def test_somebody_knows_what_is_asked(code: str, competence: str) -> None:
    assert people(code, competence) >= 1


def test_the_engineers_of_lille_are_in_the_region_of_armentieres() -> None:
    salengro = next(row for row in pool("armentieres")["lenders"] if row["code"] == "590796975")

    assert salengro["department_code"] == "59"
    assert above_floors("armentieres", HAUTS_DE_FRANCE) == 82


@pytest.mark.parametrize("code", ["dax", "armentieres"])
def test_a_hospital_lends_from_where_it_stands(code: str) -> None:
    sites = {row["finess"]: row for row in facts().rows("establishments")}
    hospitals = [row for row in pool(code)["lenders"] if row["kind"] == "ESTABLISHMENT"]

    for field in ("name", "commune", "department_code", "latitude", "longitude", "road_network_code"):
        assert [row[field] for row in hospitals] == [sites[row["code"]][field] for row in hospitals]


@pytest.mark.parametrize("code", ["dax", "armentieres"])
def test_nobody_is_named(code: str) -> None:
    assert {row["named"] for row in pool(code)["responders"]} == {False}


@pytest.mark.parametrize("code", ["dax", "armentieres"])
def test_every_lender_is_reached_in_two_ways(code: str) -> None:
    ways = {(row["lender_code"], row["channel"]) for row in pool(code)["contact_points"]}

    assert [row["code"] for row in pool(code)["lenders"] if len({way for way in ways if way[0] == row["code"]}) < 2] == []


@pytest.mark.parametrize("code", ["dax", "armentieres"])
def test_no_address_is_anybodys(code: str) -> None:
    fiction = ("+33536490", "+33536491", "+33536499", "+3335301", "+3363998")
    addresses = [str(row["address"]) for row in pool(code)["contact_points"]]

    assert [address for address in addresses if not (address.startswith(fiction) or address.endswith(".invalid"))] == []
