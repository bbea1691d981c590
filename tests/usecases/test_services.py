"""The state of services is told by the site and by its region, and the last word holds."""

from datetime import timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.reports import ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.store import services as stored
from planblanc.usecases import incidents, services
from tests.nights import ARS, DAX_ENTITY, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night

CLOSED = ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW - timedelta(hours=1), NOW + timedelta(hours=12), "Vers Bayonne")


@pytest.mark.parametrize("finess", ["400000105", DAX_ENTITY])
async def test_the_site_says_how_its_services_go(night: Night, finess: str) -> None:
    incident = await night.incident(finess=finess)

    await night.act(HOSPITAL, services.update, incident.id, [CLOSED, ServiceTold("IMAGING", ServiceState.DEGRADED)], NOW)

    async with night.reading(SAMU) as tx:
        (told,) = await stored.of_incidents(tx, [incident.id])
    assert [(service.domain, service.state) for service in told] == [
        ("EMERGENCY", ServiceState.CLOSED),
        ("IMAGING", ServiceState.DEGRADED),
    ]
    text = (await night.lines(incident.id))[-1]["text"]
    assert text == "État des services. Urgences : fermé et Imagerie : en mode dégradé."


async def test_the_last_word_holds_and_the_other_services_keep_theirs(night: Night) -> None:
    incident = await night.incident(services=(ServiceTold("IMAGING", ServiceState.CLOSED), CLOSED))

    await night.act(ARS, services.update, incident.id, [ServiceTold("EMERGENCY", ServiceState.OPEN)], NOW)

    async with night.reading(ARS) as tx:
        (told,) = await stored.of_incidents(tx, [incident.id])
    assert {service.domain: service.state for service in told} == {"EMERGENCY": ServiceState.OPEN, "IMAGING": ServiceState.CLOSED}


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ([], ("services",)),
        ([ServiceTold("UFO", ServiceState.OPEN)], ("services", "0", "domain")),
        ([CLOSED, CLOSED], ("services", "1", "domain")),
        ([ServiceTold("EMERGENCY", ServiceState.OPEN, NOW + timedelta(hours=1))], ("services", "0", "since")),
        ([ServiceTold("EMERGENCY", ServiceState.OPEN, NOW, NOW)], ("services", "0", "reassess_at")),
        ([ServiceTold("EMERGENCY", ServiceState.OPEN, note="a\x00")], ("services", "0", "note")),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(night: Night, told: list[ServiceTold], path: tuple[str, ...]) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, services.update, incident.id, told, NOW)

    assert refused.value.path == path


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU])
async def test_nobody_else_says_it(night: Night, who: Actor) -> None:
    incident = await night.incident()

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, services.update, incident.id, [CLOSED], NOW)


async def test_nothing_is_said_of_an_incident_that_is_over(night: Night) -> None:
    incident = await night.incident()
    await night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused):
        await night.act(HOSPITAL, services.update, incident.id, [CLOSED], NOW)


async def test_a_service_that_is_not_open_is_looked_at_again_in_twelve_hours(night: Night) -> None:
    incident = await night.incident(services=(ServiceTold("LABORATORY", ServiceState.DEGRADED),))

    told = [ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW - timedelta(hours=3)), ServiceTold("IMAGING", ServiceState.OPEN)]
    await night.act(HOSPITAL, services.update, incident.id, told, NOW)

    async with night.reading(SAMU) as tx:
        (known,) = await stored.of_incidents(tx, [incident.id])
    assert {service.domain: service.reassess_at for service in known} == {
        "EMERGENCY": NOW + timedelta(hours=12),
        "IMAGING": None,
        "LABORATORY": NOW + timedelta(hours=12),
    }


async def test_every_state_that_was_told_is_kept(night: Night) -> None:
    incident = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED),))

    await night.act(ARS, services.update, incident.id, [ServiceTold("EMERGENCY", ServiceState.DEGRADED)], night.later(hours=12))
    await night.act(ARS, services.update, incident.id, [ServiceTold("EMERGENCY", ServiceState.OPEN)], night.later(hours=12))

    async with night.reading(SAMU) as tx:
        (told,) = await stored.history(tx, [incident.id])
    assert [(one.state, one.told_at) for one in told] == [
        (ServiceState.CLOSED, NOW),
        (ServiceState.DEGRADED, NOW + timedelta(hours=12)),
        (ServiceState.OPEN, NOW + timedelta(hours=24)),
    ]
    async with night.reading(OTHER_ARS) as tx:
        assert await stored.history(tx, [incident.id]) == [()]
