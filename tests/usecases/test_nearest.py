"""Who could come to Dax: from where, how soon, and why not the others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden
from planblanc.domain.identity import lender_id
from planblanc.domain.nearest import Answer, Chosen, Rejection, Sought
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import LineFlag
from planblanc.domain.responders import Level
from planblanc.usecases import nearest
from planblanc.usecases.nearest import Whereabouts
from tests.nights import ARS, DAX, HOSPITAL, NATION, NOW, OTHER_ARS, READER, Night

AT_DAX = Whereabouts(finess=DAX)


def sought(**changes: Any) -> Sought:
    window = {"called_at": NOW, "starts_at": NOW, "ends_at": NOW + timedelta(hours=24), "quantity": 1}
    return Sought(**{**window, **changes})


WORKSTATIONS = sought(equipment_type="WORKSTATION", quantity=90)
NETWORK = sought(competence="NETWORK", least_level=Level.CONFIRMED, quantity=2)


async def find(night: Night, need: Sought, who: Actor = ARS, at: Whereabouts = AT_DAX) -> Answer:
    return await night.act(who, lambda tx, actor: nearest.find(tx, actor, need, at))


def names(chosen: Sequence[Chosen]) -> list[str]:
    return [one.candidate.resource.lender_name for one in chosen]


async def test_the_nearest_workstations_of_the_region_do_not_reach_ninety(night: Night) -> None:
    answer = await find(night, WORKSTATIONS)

    assert 0 < answer.covered < 90
    assert answer.is_complete
    assert names(answer.chosen)[0] == "Ville de Dax"
    assert "CH TARBES LOURDES GESPE SITE TARBES" not in names(answer.chosen)


async def test_the_nation_sees_tarbes_nearer_than_bordeaux(night: Night) -> None:
    answer = await find(night, WORKSTATIONS, NATION)
    (tarbes,) = [one for one in answer.chosen if "TARBES" in one.candidate.resource.lender_name]

    assert abs(tarbes.journey.distance_km - 104.6) < 1
    assert tarbes.candidate.rung is Rung.ADJACENT_REGION
    assert tarbes.available == 34


async def test_a_time_is_told_with_its_parts_and_its_range(night: Night) -> None:
    (first, *_) = (await find(night, WORKSTATIONS)).chosen
    told = first.journey

    assert told.total_minutes == told.alert_minutes + told.preparation_minutes + told.road_minutes
    assert told.least_minutes <= told.total_minutes <= told.most_minutes
    assert told.arrives_at - NOW == pytest.approx(timedelta(minutes=told.total_minutes), abs=timedelta(minutes=2))
    assert LineFlag.SYNTHETIC in first.candidate.flags


async def test_a_group_mate_is_nearest_and_to_attest(night: Night) -> None:
    answer = await find(night, NETWORK, NATION)
    rungs = {one.candidate.resource.lender_name: one.candidate for one in answer.chosen}

    assert rungs["CH COTE BASQUE"].rung is Rung.REGION
    assert answer.rejected[0] == (Rejection.SHARES_NO_FATE, 1)  # Mont-de-Marsan shares a network with Dax


async def test_the_victim_lends_nothing_to_itself(night: Night) -> None:
    kits = await find(night, sought(equipment_type="PAPER_KIT", quantity=5))

    assert "CENTRE HOSPITALIER DAX" not in names(kits.chosen)
    assert (Rejection.IS_NO_VICTIM, 1) in kits.rejected


async def test_another_victim_of_the_same_night_is_not_called(night: Night) -> None:
    await night.incident(finess="640000162")
    answer = await find(night, NETWORK)

    assert "CH COTE BASQUE" not in names(answer.chosen)
    assert (Rejection.IS_NO_VICTIM, 1) in answer.rejected


async def test_who_comes_too_late_is_counted(night: Night) -> None:
    answer = await find(night, replace(NETWORK, arrive_by=NOW + timedelta(minutes=1)))

    assert answer.chosen == ()
    assert Rejection.IS_THERE_IN_TIME in dict(answer.rejected)


async def test_who_is_not_there_for_the_whole_window_is_counted(night: Night) -> None:
    later = datetime.fromisoformat("2021-09-01T00:00:00+02:00")
    answer = await find(night, sought(competence="NETWORK", starts_at=later, ends_at=later + timedelta(days=1)))

    assert answer.chosen == ()
    assert Rejection.IS_AVAILABLE in dict(answer.rejected)


async def test_who_was_not_confirmed_comes_last(night: Night) -> None:
    morning = NOW + timedelta(hours=8)
    answer = await find(night, sought(competence="DIRECTORY_REBUILD", starts_at=morning, ends_at=morning + timedelta(hours=2), quantity=20))
    stale = [LineFlag.TO_CONFIRM in one.candidate.flags for one in answer.chosen]

    assert stale == sorted(stale)
    assert True in stale


async def test_a_point_is_enough_with_its_department(night: Night) -> None:
    (first, *_) = (await find(night, WORKSTATIONS, at=Whereabouts(latitude=43.71, longitude=-1.05, department="40"))).chosen

    assert (first.candidate.resource.lender_name, first.candidate.rung) == ("Ville de Dax", Rung.DEPARTMENT)


async def test_an_island_is_reached_by_a_flight(night: Night) -> None:
    guadeloupe = Whereabouts(latitude=16.24, longitude=-61.53, department="971")
    (first, *_) = (await find(night, WORKSTATIONS, NATION, guadeloupe)).chosen

    assert first.candidate.rung is Rung.NATIONAL
    assert first.journey.road_minutes > 500
    assert LineFlag.ASSUMED_DELAY in first.candidate.flags


async def test_each_sees_what_is_its_own_to_see(night: Night) -> None:
    assert set(names((await find(night, WORKSTATIONS, OTHER_ARS)).chosen)) == {"CH TARBES LOURDES GESPE SITE TARBES"}
    for stranger in (READER, HOSPITAL):
        with pytest.raises(Forbidden):
            await find(night, WORKSTATIONS, stranger)


async def test_a_thing_that_nobody_has_is_an_answer(night: Night) -> None:
    answer = await find(night, sought(equipment_type="MOBILE_CLEAN_ROOM"))

    assert (answer.chosen, answer.rejected, answer.is_complete) == ((), (), True)


@pytest.mark.parametrize(
    ("need", "at", "field"),
    [
        (sought(competence="JUGGLING"), AT_DAX, "competence"),
        (sought(equipment_type="SUBMARINE"), AT_DAX, "equipment_type"),
        (WORKSTATIONS, Whereabouts(), "establishment"),
        (WORKSTATIONS, Whereabouts(finess="4"), "establishment"),
        (WORKSTATIONS, Whereabouts(finess="400009998"), "establishment"),
        (WORKSTATIONS, Whereabouts(latitude=43.0, longitude=-1.0), "establishment"),
        (WORKSTATIONS, Whereabouts(latitude=99.0, longitude=-1.0, department="40"), "latitude"),
        (WORKSTATIONS, Whereabouts(latitude=43.0, longitude=-1.0, department="20"), "department"),
    ],
)
async def test_a_need_that_makes_no_sense_names_the_field(night: Night, need: Sought, at: Whereabouts, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        await find(night, need, at=at)

    assert refused.value.path == (field,)


async def test_nothing_is_committed(night: Night) -> None:
    await find(night, WORKSTATIONS)

    assert await night.lines("75") == []
    assert await night.facts() == []
    assert lender_id("alpi") in {one.candidate.resource.lender_id for one in (await find(night, WORKSTATIONS)).chosen}
