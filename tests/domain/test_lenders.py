"""Who owns what is lent."""

from dataclasses import replace
from typing import Any

import pytest

from planblanc.domain import lenders
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import lender_id
from planblanc.domain.lenders import Lender, LenderKind, LenderWanted
from planblanc.domain.regions import Department
from tests.domain.test_establishments import described as site

LANDES = Department("40", "Landes", "75")
TARBES = Department("65", "Hautes-Pyrénées", "76")
TYPED = LenderWanted(
    kind=LenderKind.LOCAL_AUTHORITY, name="Département des Landes", commune="Mont-de-Marsan", latitude=43.9, longitude=-0.5
)


def organisation(known: Lender | None = None, department: Department = LANDES, **changes: Any) -> Lender:
    return lenders.of_organisation(replace(TYPED, **changes), department, known)


def test_an_establishment_lends_from_where_it_stands() -> None:
    lender = lenders.of_establishment(LenderWanted(kind=LenderKind.ESTABLISHMENT), site(), None)

    assert (lender.id, lender.name, lender.position) == (lender_id("400000105"), "CH de Dax", site().position)


def test_another_organisation_is_known_by_the_words_of_its_name() -> None:
    lender = organisation()

    assert lender.code == "departement-des-landes"
    assert lender.id == lender_id("departement-des-landes")


def test_a_lender_keeps_its_key_when_its_name_changes() -> None:
    known = replace(organisation(), synthetic=True, version=3)
    renamed = organisation(known, name="Conseil départemental")

    assert (renamed.id, renamed.code, renamed.synthetic, renamed.version) == (known.id, known.code, True, 3)
    assert renamed.name == "Conseil départemental"


@pytest.mark.parametrize(
    ("changes", "department", "field"),
    [
        ({"kind": LenderKind.STATE}, LANDES, "kind"),
        ({}, TARBES, "department"),
    ],
)
def test_a_lender_changes_neither_its_nature_nor_its_region(changes: dict[str, Any], department: Department, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        organisation(organisation(), department, **changes)

    assert refused.value.path == (field,)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": None}, "name"),
        ({"name": "医院"}, "name"),
        ({"commune": ""}, "commune"),
        ({"latitude": None}, "latitude"),
        ({"longitude": None}, "longitude"),
        ({"people_floor": -1}, "people_floor"),
        ({"people_floor": 10**9}, "people_floor"),
    ],
)
def test_a_lender_that_makes_no_sense_cannot_be_described(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        organisation(**changes)

    assert refused.value.path == (field,)
