"""People of the pool, their places, what they can do; and the things that stand beside them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain import equipment, responders
from planblanc.domain.equipment import StockWanted
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import ResponderId, StockId
from planblanc.domain.positions import Position
from planblanc.domain.responders import HeldCompetence, Level, Responder, ResponderWanted
from tests.domain.test_lenders import organisation

LENDER = organisation()
NETWORK = HeldCompetence("NETWORK", Level.EXPERT)
TYPED = ResponderWanted(lender_id=LENDER.id, label="Technicien réseau, par l'astreinte", competences=(NETWORK,))
STOCK = StockWanted(lender_id=LENDER.id, equipment_type="WORKSTATION", quantity=12, floor=4, place="Magasin")


def responder(**changes: Any) -> Responder:
    return responders.described(replace(TYPED, **changes), ResponderId(UUID(int=1)), LENDER, None)


def test_a_responder_without_a_place_stands_where_its_lender_stands() -> None:
    assert (responder().commune, responder().position) == (LENDER.commune, LENDER.position)


def test_a_responder_may_have_a_place_of_its_own() -> None:
    away = responder(commune="Peyrehorade", latitude=43.55, longitude=-1.09)

    assert away.position == Position(43.55, -1.09, "MAINLAND")


def test_a_person_needs_to_consent_and_is_one() -> None:
    assert responder(named=True, consents=True).capacity == 1
    for changes, field in (({}, "consents"), ({"consents": True, "capacity": 2}, "capacity")):
        with pytest.raises(BadInput) as refused:
            responder(named=True, **changes)
        assert refused.value.path == (field,)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 1001}, "capacity"),
        ({"longest_days": 0}, "longest_days"),
        ({"alert_minutes": -1}, "alert_minutes"),
        ({"preparation_minutes": 10_081}, "preparation_minutes"),
        ({"commune": "Dax"}, "latitude"),
        ({"latitude": 43.0, "longitude": -1.0}, "commune"),
    ],
)
def test_a_responder_that_makes_no_sense_cannot_be_described(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        responder(**changes)

    assert refused.value.path == (field,)


@pytest.mark.parametrize(
    ("held", "path"),
    [
        ((), ("competences",)),
        ((HeldCompetence("JUGGLING", Level.BASIC),), ("competences", "0", "code")),
        ((NETWORK, replace(NETWORK, level=Level.BASIC)), ("competences", "0", "code")),
        ((replace(NETWORK, evidence="x" * 501),), ("competences", "0", "evidence")),
        ((NETWORK,) * 51, ("competences",)),
    ],
)
def test_competences_are_of_the_catalogue_and_told_once(held: tuple[HeldCompetence, ...], path: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        responders.checked(held, frozenset({"NETWORK"}))

    assert refused.value.path == path


@pytest.mark.parametrize(("quantity", "floor", "lendable"), [(12, 4, 8), (12, 12, 0), (3, 10, 0), (0, 0, 0)])
def test_a_floor_above_the_quantity_leaves_nothing_to_lend(quantity: int, floor: int, lendable: int) -> None:
    stock = equipment.described(replace(STOCK, quantity=quantity, floor=floor), StockId(UUID(int=1)), LENDER, None)

    assert stock.lendable == lendable


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"quantity": -1}, "quantity"), ({"quantity": 10**9}, "quantity"), ({"floor": -1}, "floor"), ({"place": " "}, "place")],
)
def test_a_stock_that_makes_no_sense_cannot_be_described(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        equipment.described(replace(STOCK, **changes), StockId(UUID(int=1)), LENDER, None)

    assert refused.value.path == (field,)
