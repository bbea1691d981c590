"""Sites are described by whoever manages their region."""

from dataclasses import replace
from typing import Any

import pytest

from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden
from planblanc.domain.identity import establishment_id, legal_entity_id
from planblanc.store import establishments as stored
from planblanc.usecases import establishments
from tests.nights import ARS, DAX, HOSPITAL, NOW, OTHER_ARS, Night
from tests.usecases.pool_wanted import SITE

KEY = establishment_id(SITE.finess)


async def test_a_new_site_comes_with_its_entity_and_its_services(night: Night) -> None:
    wanted = replace(SITE, legal_entity_finess="400000998", legal_entity_name="SAS de l'Adour")
    await night.act(ARS, establishments.save, wanted, NOW)

    async with night.reading(ARS) as tx:
        site = await stored.by_id(tx, KEY)
        (entity,) = await stored.legal_entities_by_id(tx, [legal_entity_id("400000998")])
        (services,) = await stored.services(tx, [KEY])
    assert (site and site.version, entity and entity.name) == (1, "SAS de l'Adour")
    assert [service.code for service in services] == ["THEATRE", "PHARMACY"]


async def test_services_are_put_in_place_of_those_that_were_there(night: Night) -> None:
    await night.act(ARS, establishments.save, SITE, NOW)
    await night.act(ARS, establishments.save, replace(SITE, version=1, services=("IMAGING", "PHARMACY")), NOW)

    async with night.reading(ARS) as tx:
        (services,) = await stored.services(tx, [KEY])
    assert [service.code for service in services] == ["IMAGING", "PHARMACY"]


async def test_an_overseas_site_stands_on_its_own_network(night: Night) -> None:
    island = replace(SITE, finess="970100999", department="971", commune="Les Abymes", latitude=16.27, longitude=-61.5)
    nation = replace(ARS, regions=frozenset({"01"}))
    await night.act(nation, establishments.save, island, NOW)

    async with night.reading(nation) as tx:
        site = await stored.by_id(tx, establishment_id("970100999"))
    assert site is not None
    assert (site.region, site.position.network) == ("01", "GUADELOUPE")


async def test_a_site_of_another_region_is_neither_described_nor_taken(night: Night) -> None:
    landes = replace(SITE, finess=DAX, version=1)

    for intruder, wanted in ((OTHER_ARS, landes), (OTHER_ARS, replace(landes, department="65")), (HOSPITAL, landes)):
        with pytest.raises(Forbidden):
            await night.act(intruder, establishments.save, wanted, NOW)


async def test_a_site_changes_region_for_nobody(night: Night) -> None:
    both = replace(ARS, regions=frozenset({"75", "76"}))
    async with night.reading(ARS) as tx:
        dax = await stored.by_id(tx, establishment_id(DAX))
    assert dax is not None

    with pytest.raises(BadInput) as refused:
        await night.act(both, establishments.save, replace(SITE, finess=DAX, version=dax.version, department="65"), NOW)
    assert refused.value.path == ("department",)


async def test_a_known_site_wants_the_version_that_was_read(night: Night) -> None:
    with pytest.raises(AlreadyExists):
        await night.act(ARS, establishments.save, replace(SITE, finess=DAX), NOW)
    with pytest.raises(Conflict):
        await night.act(ARS, establishments.save, replace(SITE, finess=DAX, version=99), NOW)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"finess": "4000"}, ("finess",)),
        ({"department": "20"}, ("department",)),
        ({"department": "\x00"}, ()),
        ({"services": ("PHARMACY", "ALCHEMY")}, ("services", "1")),
        ({"hospital_group": "99999"}, ("hospital_group",)),
        ({"road_network": "MOON"}, ("road_network",)),
        ({"legal_entity_finess": "X"}, ("legal_entity_finess",)),
        ({"beds": -5}, ("beds",)),
    ],
)
async def test_what_makes_no_sense_names_the_field_and_leaves_nothing(night: Night, changes: dict[str, Any], path: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, establishments.save, replace(SITE, **changes), NOW)

    assert refused.value.path == path
    async with night.reading(ARS) as tx:
        assert await stored.by_id(tx, KEY) is None
