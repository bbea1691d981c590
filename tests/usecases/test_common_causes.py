"""One cause, many victims: declared once, an incident a site, each in its region and in its own chain, all of them or none."""

from dataclasses import replace

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.common_causes import CommonCauseTold, StruckTold
from planblanc.domain.errors import BadInput, Forbidden, Refused
from planblanc.domain.incidents import Incident, Source
from planblanc.domain.reports import ContactTold, IncidentTold, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import VictimTold
from planblanc.store import incidents as stored
from planblanc.usecases import common_causes
from tests.nights import ARS, BORDEAUX, DAX, HOSPITAL, NATION, NOW, OTHER_ARS, READER, SAMU, TARBES, Night

CLOSED = ServiceTold("EMERGENCY", ServiceState.CLOSED)
SITES = tuple(StruckTold(VictimTold(finess=finess)) for finess in (DAX, BORDEAUX, TARBES))
OUTAGE = CommonCauseTold(
    "Panne électrique chez l'hébergeur", IncidentTold(source=Source.CONSOLE, victim=VictimTold(), summary="38 hôpitaux à l'arrêt."), SITES
)


async def declared(night: Night, told: CommonCauseTold = OUTAGE, who: Actor = NATION) -> tuple[Incident, ...]:
    key = await night.act(who, common_causes.declare, told, NOW)
    async with night.reading(who) as tx:
        (found,) = await stored.of_causes(tx, [key])
    return found


async def incidents_of(night: Night) -> int:
    async with night.reading(NATION) as tx:
        return len(await stored.page(tx, stored.Wanted(), limit=100))


async def test_each_site_has_its_incident_in_its_region_and_in_its_chain(night: Night) -> None:
    found = await declared(night)

    assert [(incident.region, incident.victim.finess) for incident in found] == [("75", DAX), ("75", BORDEAUX), ("76", TARBES)]
    assert len({incident.common_cause_id for incident in found}) == 1
    assert {incident.common_cause for incident in found} == {OUTAGE.cause}
    for incident, who in zip(found, (ARS, ARS, OTHER_ARS), strict=True):
        assert [line["act"] for line in await night.lines(incident.id, who)] == ["incident.declared"]
    assert (await night.facts())[-3:] == ["IncidentDeclared"] * 3


async def test_each_region_sees_its_own_alone(night: Night) -> None:
    (dax, *_) = await declared(night)

    async with night.reading(OTHER_ARS) as tx:
        assert dax.common_cause_id is not None
        ((theirs,),) = await stored.of_causes(tx, [dax.common_cause_id])
    assert theirs.victim.finess == TARBES


async def test_what_is_told_of_a_site_is_its_own(night: Night) -> None:
    told = replace(SITES[0], services=(CLOSED,), contacts=(ContactTold("Directeur de garde", "0558910000"),))

    dax, bordeaux, _ = await declared(night, replace(OUTAGE, sites=(told, *SITES[1:])))

    async with night.reading(ARS) as tx:
        contacts = await stored.contacts_of(tx, [dax.id, bordeaux.id])
    assert [len(one) for one in contacts] == [1, 0]


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (replace(OUTAGE, cause=" "), ("cause",)),
        (replace(OUTAGE, sites=SITES[:1]), ("sites",)),
        (replace(OUTAGE, sites=SITES * 34), ("sites",)),
        (replace(OUTAGE, sites=(*SITES, SITES[0])), ("sites", "3", "victim")),
        (replace(OUTAGE, sites=(*SITES, StruckTold(VictimTold(finess="123456789")))), ("sites", "3", "victim", "finess")),
        (replace(OUTAGE, sites=(*SITES, StruckTold(VictimTold()))), ("sites", "3", "victim", "name")),
        (replace(OUTAGE, sites=(*SITES[:2], replace(SITES[2], services=(CLOSED, CLOSED)))), ("sites", "2", "services", "1", "domain")),
        (replace(OUTAGE, told=replace(OUTAGE.told, category="UFO")), ("category",)),
    ],
)
async def test_one_that_is_refused_names_its_field_and_leaves_none_behind(
    night: Night, told: CommonCauseTold, path: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput) as refused:
        await declared(night, told)

    assert refused.value.path == path
    assert await incidents_of(night) == 0


@pytest.mark.parametrize("who", [ARS, HOSPITAL, READER, SAMU])
async def test_nobody_declares_for_a_site_beyond_their_scope(night: Night, who: Actor) -> None:
    with pytest.raises(Forbidden) as refused:
        await declared(night, who=who)

    assert isinstance(refused.value, Refused)
    assert refused.value.path[0] == "sites"
    assert await incidents_of(night) == 0


async def test_an_exercise_says_so_in_each_chain(night: Night) -> None:
    found = await declared(night, replace(OUTAGE, told=replace(OUTAGE.told, exercise=True)))

    assert all(incident.exercise for incident in found)
    assert (await night.lines(found[0].id))[0]["text"].startswith("EXERCICE.")
