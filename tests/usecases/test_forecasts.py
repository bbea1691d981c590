"""What could come while a call is taken: pack by pack, line by line, as a search for each would say."""

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden
from planblanc.domain.needs import NeedTold
from planblanc.domain.responders import Level
from planblanc.usecases import forecasts
from planblanc.usecases.forecasts import Forecast
from planblanc.usecases.need_lines import NeedsWanted
from tests.nights import ARS, DAX, NOW, READER, Night
from tests.usecases.test_nearest import NETWORK, WORKSTATIONS, find

POSTS = NeedTold(equipment_type="WORKSTATION", quantity=90)
HANDS = NeedTold(competence="NETWORK", quantity=2)


async def forecast(night: Night, wanted: NeedsWanted, who: Actor = ARS, site: str = DAX) -> tuple[Forecast, ...]:
    return await night.act(who, lambda tx, actor: forecasts.of_call(tx, actor, site, wanted, NOW))


async def test_a_forecast_is_what_a_search_for_each_need_says(night: Night) -> None:
    posts, hands = await forecast(night, NeedsWanted((POSTS, HANDS)))
    found = [await find(night, need) for need in (WORKSTATIONS, NETWORK)]

    assert [posts.label, hands.label] == ["Poste de travail fixe", "Réseau et pare-feu"]
    assert posts.answer.chosen[0] == found[0].chosen[0]
    assert hands.answer.chosen == found[1].chosen


async def test_a_pack_is_told_at_the_size_of_the_site_without_its_procedures(night: Night) -> None:
    told = await forecast(night, NeedsWanted(packs=("FIRST_24H",)))

    assert len(told) > 10
    assert all(one.answer.wanted >= 1 for one in told)
    assert "Téléphone mobile avec ligne" in {one.label for one in told}


async def test_levels_that_nobody_said_are_the_usual_one(night: Night) -> None:
    (usual,) = await forecast(night, NeedsWanted((HANDS,)))
    (expert,) = await forecast(night, NeedsWanted((NeedTold(competence="NETWORK", least_level=Level.EXPERT, quantity=2),)))

    assert expert.answer.covered <= usual.answer.covered


async def test_nothing_asked_is_nothing_told(night: Night) -> None:
    assert await forecast(night, NeedsWanted()) == ()
    assert await forecast(night, NeedsWanted((NeedTold(service_domain="EMERGENCY"),))) == ()


async def test_a_site_or_a_pack_that_nobody_knows_is_refused(night: Night) -> None:
    with pytest.raises(BadInput, match="400000999"):
        await forecast(night, NeedsWanted((POSTS,)), site="400000999")
    with pytest.raises(BadInput) as refused:
        await forecast(night, NeedsWanted(packs=("FIRST_24H", "NOPE")))

    assert refused.value.path == ("packs", "1")


async def test_who_may_not_look_for_resources_is_refused(night: Night) -> None:
    with pytest.raises(Forbidden):
        await forecast(night, NeedsWanted((POSTS,)), READER)
