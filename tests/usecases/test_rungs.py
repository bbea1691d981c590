"""A rung is opened by who may, with a reason, once; and closed again."""

import asyncio

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.perimeter import HOME, Rung
from planblanc.store import rungs as stored
from planblanc.usecases import incidents, rungs
from planblanc.usecases.rungs import Decision
from tests.nights import ARS, HOSPITAL, NATION, NOW, OTHER_ARS, READER, SAMU, ZONE, Night

ADJACENT = Decision(Rung.ADJACENT_REGION, "Les 90 postes ne sont pas couverts dans la région.")


async def test_a_rung_is_opened_with_its_reason_and_closed_again(night: Night) -> None:
    incident = await night.incident()

    await night.act(ARS, rungs.authorise, incident.id, ADJACENT, NOW)
    await night.act(ARS, rungs.revoke, incident.id, Decision(Rung.ADJACENT_REGION, "Besoin couvert"), NOW)

    async with night.reading(ARS) as tx:
        ((opened,),) = await stored.of_incidents(tx, [incident.id])
    assert (opened.reason, opened.authorised_name) == (ADJACENT.reason, ARS.name)
    assert opened.revoked is not None
    assert opened.revoked.reason == "Besoin couvert"
    assert (await night.facts())[-2:] == ["RungAuthorised", "RungRevoked"]
    assert [line["act"] for line in await night.lines(incident.id)][-2:] == ["rung.authorised", "rung.revoked"]


async def test_two_who_open_it_at_once_open_it_once(night: Night) -> None:
    incident = await night.incident()

    both = await asyncio.gather(*(night.act(ARS, rungs.authorise, incident.id, ADJACENT, NOW) for _ in range(2)), return_exceptions=True)

    assert sum(isinstance(outcome, AlreadyExists) for outcome in both) == 1


async def test_what_is_not_open_cannot_be_closed(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(TransitionRefused):
        await night.act(ARS, rungs.revoke, incident.id, ADJACENT, NOW)


@pytest.mark.parametrize("rung", sorted(HOME))
async def test_the_home_perimeter_needs_nobody(night: Night, rung: Rung) -> None:
    with pytest.raises(BadInput):
        await night.act(ARS, rungs.authorise, (await night.incident()).id, Decision(rung, "x"), NOW)


async def test_a_reason_is_required(night: Night) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, rungs.authorise, (await night.incident()).id, Decision(Rung.ADJACENT_REGION, "  "), NOW)

    assert refused.value.path == ("reason",)


async def test_nothing_opens_for_an_incident_that_is_over(night: Night) -> None:
    incident = await night.incident()
    await night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, rungs.authorise, incident.id, ADJACENT, NOW)


@pytest.mark.parametrize(
    ("who", "rung"),
    [
        (OTHER_ARS, Rung.ADJACENT_REGION),
        (HOSPITAL, Rung.ADJACENT_REGION),
        (READER, Rung.ADJACENT_REGION),
        (SAMU, Rung.ADJACENT_REGION),
        (ARS, Rung.ZONE),
        (ARS, Rung.NATIONAL),
        (ZONE, Rung.NATIONAL),
        (ZONE, Rung.EU),
    ],
)
async def test_each_rung_has_its_own_power(night: Night, who: Actor, rung: Rung) -> None:
    incident = await night.incident()

    for verb in (rungs.authorise, rungs.revoke):
        with pytest.raises((Forbidden, NotFound)):
            await night.act(who, verb, incident.id, Decision(rung, "x"), NOW)


@pytest.mark.parametrize(("who", "rung"), [(ZONE, Rung.ADJACENT_REGION), (ZONE, Rung.ZONE), (NATION, Rung.EU), (NATION, Rung.ZONE)])
async def test_a_wider_power_opens_what_is_nearer_too(night: Night, who: Actor, rung: Rung) -> None:
    incident = await night.incident()

    await night.act(who, rungs.authorise, incident.id, Decision(rung, "x"), NOW)

    async with night.reading(ARS) as tx:
        ((opened,),) = await stored.of_incidents(tx, [incident.id])
    assert opened.rung is rung
