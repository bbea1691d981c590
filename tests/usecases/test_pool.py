"""Whoever keeps the pool of a region writes in it and in its main courante; nobody else does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planblanc.domain.access import Role
from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden, NotFound, Refused
from planblanc.domain.identity import lender_id
from planblanc.domain.responders import HeldCompetence, Level
from planblanc.store import availability as stored_calendars
from planblanc.store import equipment as stored_stocks
from planblanc.store import lenders as stored_lenders
from planblanc.store import responders as stored
from planblanc.usecases import availability, contacts, equipment, lenders, pool, responders, shared_fate
from tests.nights import ARS, HOSPITAL, NATION, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night, actor
from tests.usecases import pool_wanted
from tests.usecases.pool_wanted import ALPI, CALENDAR, CONTACT, FATE, PEOPLE, STOCK, TECHNICIANS, TOWN, VERBS

MANAGER = replace(actor(Role.RESOURCE_MANAGER, name="ALPI"), lenders=frozenset({ALPI}))
GRADES = actor(Role.RESOURCE_MANAGER, "75", name="GRADeS ESEA")
STRANGERS = {"another ARS": OTHER_ARS, "another hospital": OTHER_HOSPITAL, "a national reader": READER, "the SAMU": SAMU}


@pytest.mark.parametrize("noun", VERBS)
async def test_the_ars_keeps_the_pool_of_its_region_and_each_act_leaves_its_line(night: Night, noun: str) -> None:
    await night.act(ARS, VERBS[noun])

    (line,) = await night.lines("75")
    assert line["actor"]["name"] == ARS.name
    assert line["text"].endswith(".")


@pytest.mark.parametrize("noun", VERBS)
@pytest.mark.parametrize("stranger", STRANGERS)
async def test_a_neighbour_is_refused_and_nothing_is_written(night: Night, noun: str, stranger: str) -> None:
    with pytest.raises((Forbidden, NotFound)):
        await night.act(STRANGERS[stranger], VERBS[noun])

    assert await night.lines("75") == []


@pytest.mark.parametrize("noun", ["responder", "availability", "stock", "contact", "confirmation"])
async def test_a_lender_keeps_its_own_people_and_things(night: Night, noun: str) -> None:
    await night.act(MANAGER, VERBS[noun])

    assert len(await night.lines("75")) == 1


@pytest.mark.parametrize("noun", ["establishment", "lender", "shared fate", "procedure"])
async def test_a_lender_keeps_no_more_than_that(night: Night, noun: str) -> None:
    with pytest.raises(Forbidden):
        await night.act(MANAGER, VERBS[noun])


async def test_the_grades_keeps_the_whole_region_but_its_establishments(night: Night) -> None:
    await night.act(GRADES, VERBS["lender"])

    with pytest.raises(Forbidden):
        await night.act(GRADES, VERBS["establishment"])


async def test_a_hospital_keeps_what_it_lends_itself(night: Night) -> None:
    own = replace(STOCK, lender_id=lender_id("400000105"))

    await night.act(HOSPITAL, equipment.save, own, NOW)
    with pytest.raises(Refused):
        await night.act(HOSPITAL, equipment.save, STOCK, NOW)


async def test_a_stale_version_is_a_conflict_and_changes_nothing(night: Night) -> None:
    key = await night.act(ARS, lenders.save, TOWN, NOW)
    await night.act(ARS, lenders.save, replace(TOWN, id=key, version=1, people_floor=2), NOW)

    with pytest.raises(Conflict):
        await night.act(ARS, lenders.save, replace(TOWN, id=key, version=1, people_floor=5), NOW)
    async with night.reading(ARS) as tx:
        (found,) = await stored_lenders.lenders_by_id(tx, [key])
    assert found is not None
    assert (found.people_floor, found.version) == (2, 2)


async def test_the_same_lender_twice_is_refused(night: Night) -> None:
    await night.act(ARS, lenders.save, TOWN, NOW)

    with pytest.raises(AlreadyExists):
        await night.act(ARS, lenders.save, TOWN, NOW)


async def test_a_lender_is_put_aside_not_deleted(night: Night) -> None:
    key = await night.act(ARS, lenders.save, TOWN, NOW)
    await night.act(ARS, lenders.save, replace(TOWN, id=key, version=1, active=False), NOW)

    assert [line["text"] for line in await night.lines("75")][-1] == "Prêteur Ville d'Aire-sur-l'Adour désactivé."


async def test_competences_are_put_in_place_of_those_that_were_there(night: Night) -> None:
    key = await night.act(ARS, responders.save, PEOPLE, NOW)
    forensics = HeldCompetence("FORENSICS", Level.EXPERT, "Certificat", date(2022, 1, 1))
    await night.act(ARS, responders.save, replace(PEOPLE, id=key, version=1, competences=(forensics,)), NOW)

    async with night.reading(ARS) as tx:
        assert await stored.competences(tx, [key]) == [[forensics]]


async def test_a_refused_responder_leaves_nothing_behind(night: Night) -> None:
    wrong = replace(PEOPLE, competences=(*PEOPLE.competences, HeldCompetence("JUGGLING", Level.BASIC)))
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, responders.save, wrong, NOW)

    assert refused.value.path == ("competences", "1", "code")
    async with night.reading(ARS) as tx:
        wanted = stored.RespondersWanted(today=NOW.date(), lender=ALPI)
        assert PEOPLE.label not in [found.label for found in await stored.responders(tx, wanted, after_id=None, limit=100)]


async def test_a_calendar_is_replaced_and_the_responder_has_changed(night: Night) -> None:
    await night.act(ARS, availability.save, CALENDAR, NOW)

    async with night.reading(ARS) as tx:
        assert await stored_calendars.calendars(tx, [TECHNICIANS]) == [list(CALENDAR.calendar)]
    with pytest.raises(Conflict):
        await night.act(ARS, availability.save, CALENDAR, NOW)


async def test_a_confirmation_moves_the_day_and_no_other_is_wanted(night: Night) -> None:
    await night.act(ARS, pool.confirm, pool.Confirmation(responder_id=TECHNICIANS, confirm_by=date(2021, 12, 1)), NOW)

    async with night.reading(ARS) as tx:
        (found,) = await stored.responders_by_id(tx, [TECHNICIANS])
    assert found is not None
    assert found.confirm_by == date(2021, 12, 1)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (pool.Confirmation(), "responder"),
        (pool.Confirmation(responder_id=TECHNICIANS, confirm_by=NOW.date()), "confirm_by"),
        (pool.Confirmation(responder_id=TECHNICIANS, confirm_by=NOW.date() + timedelta(days=400)), "confirm_by"),
    ],
)
async def test_a_confirmation_names_one_resource_and_a_day_to_come(night: Night, wanted: pool.Confirmation, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, pool.confirm, wanted, NOW)

    assert refused.value.path == (field,)


async def test_no_phone_number_is_in_the_main_courante(night: Night) -> None:
    await night.act(ARS, contacts.save, CONTACT, NOW)

    (line,) = await night.lines("75")
    assert "0558000000" not in str(line)
    assert "06 12" not in str(line)


async def test_a_link_ends_and_its_sides_stay(night: Night) -> None:
    key = await night.act(ARS, shared_fate.save, FATE, NOW)
    await night.act(ARS, shared_fate.save, replace(FATE, id=key, version=1, ended=True), NOW)

    with pytest.raises(BadInput):
        await night.act(ARS, shared_fate.save, replace(FATE, id=key, version=2, lender_id=pool_wanted.OTHER_LENDER), NOW)
    with pytest.raises(AlreadyExists):
        await night.act(ARS, shared_fate.save, FATE, NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"equipment_type": "SUBMARINE"}, "equipment_type"),
        ({"quantity": 10**9}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"road_network": "MOON"}, "road_network"),
        ({"place": "a\x00b"}, "place"),
    ],
)
async def test_a_stock_that_makes_no_sense_names_the_field(night: Night, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, equipment.save, replace(STOCK, **changes), NOW)

    assert refused.value.path == (field,)


async def test_a_stock_changes_neither_its_lender_nor_its_type(night: Night) -> None:
    key = await night.act(ARS, equipment.save, STOCK, NOW)

    with pytest.raises(BadInput):
        await night.act(ARS, equipment.save, replace(STOCK, id=key, version=1, equipment_type="PRINTER"), NOW)
    async with night.reading(ARS) as tx:
        (found,) = await stored_stocks.stocks_by_id(tx, [key])
    assert found is not None
    assert found.equipment_type == "LAPTOP"


async def test_the_nation_keeps_every_region(night: Night) -> None:
    for verb in VERBS.values():
        await night.act(NATION, verb)

    assert len(await night.lines("75", NATION)) == len(VERBS)


async def test_a_lender_of_another_region_is_not_even_seen(night: Night) -> None:
    tarbes = replace(STOCK, lender_id=lender_id("650000417"))

    with pytest.raises(NotFound):
        await night.act(ARS, equipment.save, tarbes, NOW)


async def test_people_and_things_are_confirmed_together_and_each_lender_is_told(night: Night) -> None:
    assert await night.act(ARS, pool.confirm_all, pool_wanted.CONFIRMED_TOGETHER, NOW) == 2

    assert [line["text"] for line in await night.lines("75")] == [
        "ALPI, Agence landaise pour l'informatique : 1 ressource confirmée jusqu'au 10/08/2021.",
        "CH COTE BASQUE : 1 ressource confirmée jusqu'au 10/08/2021.",
    ]
    async with night.reading(ARS) as tx:
        (people,) = await stored.responders_by_id(tx, pool_wanted.CONFIRMED_TOGETHER.responders)
        (things,) = await stored_stocks.stocks_by_id(tx, pool_wanted.CONFIRMED_TOGETHER.stocks)
    assert people is not None
    assert things is not None
    assert people.confirm_by == things.confirm_by == NOW.date() + pool.USUAL


async def test_one_resource_that_is_not_kept_confirms_none(night: Night) -> None:
    for who, refused in ((MANAGER, (Forbidden, NotFound)), (OTHER_ARS, (Forbidden, NotFound))):
        with pytest.raises(refused):
            await night.act(who, pool.confirm_all, pool_wanted.CONFIRMED_TOGETHER, NOW)
    with pytest.raises(BadInput):
        await night.act(ARS, pool.confirm_all, pool.Confirmations(), NOW)

    assert await night.lines("75") == []
