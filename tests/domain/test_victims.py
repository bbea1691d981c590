"""Two reports may tell of one victim, however differently they name it."""

from itertools import product
from uuid import UUID

import pytest

from planblanc.domain.identity import EstablishmentId, LegalEntityId
from planblanc.domain.victims import Entity, Site, Unlisted, Victim, may_be_the_same, told_name, warnings

ENTITY = LegalEntityId(UUID(int=9))
DAX = Site(EstablishmentId(UUID(int=1)), "400000105", "CH de Dax", "DAX", "40", "75", ENTITY, "NORMAL")
LANOT = Site(EstablishmentId(UUID(int=2)), "400787354", "Site du Lanot", "DAX", "40", "75", ENTITY, "NORMAL")
CLINIC = Site(EstablishmentId(UUID(int=3)), "400780342", "Clinique", "DAX", "40", "75", LegalEntityId(UUID(int=8)), "NORMAL")
DAX_ENTITY = Entity(ENTITY, "400780193", "CH de Dax")
BY_TOWN = Unlisted("Hôpital", "dax", "40")
ELSEWHERE = Unlisted("Hôpital", "Aïre-sur-l'Adour", "40")
NOWHERE = Unlisted("Hôpital", None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [(DAX, DAX), (DAX, LANOT), (DAX, DAX_ENTITY), (DAX, BY_TOWN), (CLINIC, BY_TOWN), (ELSEWHERE, Unlisted("CH", "Aire sur l’Adour", None))],
)
def test_these_may_be_one_victim(one: Victim, other: Victim) -> None:
    assert may_be_the_same(one, other)
    assert may_be_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [(DAX, CLINIC), (CLINIC, DAX_ENTITY), (DAX, ELSEWHERE), *product([DAX, DAX_ENTITY, BY_TOWN, NOWHERE], [NOWHERE])]
)
def test_these_are_not(one: Victim, other: Victim) -> None:
    assert not may_be_the_same(one, other)
    assert not may_be_the_same(other, one)


def test_a_site_known_by_a_right_number_asks_for_nothing() -> None:
    assert warnings(DAX) == ()


def test_a_victim_is_told_with_its_town() -> None:
    assert [told_name(DAX), told_name(DAX_ENTITY), told_name(NOWHERE)] == ["CH de Dax (Dax)", "CH de Dax", "Hôpital"]
