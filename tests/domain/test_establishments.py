"""Sites, as whoever keeps a region describes them."""

from dataclasses import replace
from typing import Any

import pytest

from planblanc.domain import establishments
from planblanc.domain.errors import BadInput
from planblanc.domain.establishments import Establishment, EstablishmentWanted
from planblanc.domain.identity import establishment_id
from planblanc.domain.regions import Department

LANDES = Department("40", "Landes", "75")
DAX = EstablishmentWanted(
    finess="400000105", name=" CH de Dax ", category="355", sector="PUB2", department="40", commune="Dax", latitude=43.713, longitude=-1.045
)


def described(known: Establishment | None = None, department: Department = LANDES, **changes: Any) -> Establishment:
    return establishments.described(replace(DAX, **changes), department, None, known)


def test_a_site_has_the_key_of_its_number_and_the_region_of_its_department() -> None:
    site = described()

    assert (site.id, site.region, site.name) == (establishment_id("400000105"), "75", "CH de Dax")
    assert site.search_text == "ch de dax dax 400000105"


@pytest.mark.parametrize(("department", "network"), [("40", "MAINLAND"), ("2A", "CORSE"), ("974", "REUNION"), ("978", "SAINT_MARTIN")])
def test_the_road_network_is_that_of_the_department_unless_told(department: str, network: str) -> None:
    assert described(department=Department(department, "", "75")).position.network == network
    assert described(road_network="BELLE_ILE").position.network == "BELLE_ILE"


def test_a_position_that_is_typed_says_so_and_one_that_stays_keeps_its_source() -> None:
    seeded = replace(described(), position_source="FINESS_2020", position_precision="GOOD")

    assert described().position_source == establishments.ENTERED
    assert described(seeded, beds=400).position_source == "FINESS_2020"
    assert described(seeded, latitude=43.8).position_source == establishments.ENTERED


def test_a_group_that_was_invented_stays_so_until_it_changes() -> None:
    seeded = replace(described(), hospital_group="75107", group_is_synthetic=True)

    assert described(seeded, hospital_group="75107").group_is_synthetic
    assert not described(seeded, hospital_group="75109").group_is_synthetic


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"finess": "40000010"}, "finess"),
        ({"finess": "4C0000105"}, "finess"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "CH\u202eDax"}, "name"),
        ({"commune": "Dax\x00"}, "commune"),
        ({"latitude": 91.0}, "latitude"),
        ({"latitude": float("nan")}, "latitude"),
        ({"longitude": -181.0}, "longitude"),
        ({"beds": -1}, "beds"),
        ({"intensive_care_beds": 10**9}, "intensive_care_beds"),
    ],
)
def test_a_site_that_makes_no_sense_cannot_be_described(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        described(**changes)

    assert refused.value.path == (field,)


def test_a_wrong_key_is_a_warning() -> None:
    assert establishments.warnings("400000105") == ()
    assert "400000106" in establishments.warnings("400000106")[0]


@pytest.mark.parametrize("finess", ["2A0000014", "2B0000012", "970400024"])
def test_corsican_and_overseas_numbers_have_the_form(finess: str) -> None:
    assert establishments.require_finess(finess, ("finess",)) == finess
