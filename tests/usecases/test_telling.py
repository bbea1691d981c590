"""Who keeps the roster, hears an alert and subscribes a program; what is refused, and to whom."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Conflict, Forbidden, NotFound, TransitionRefused
from planblanc.domain.targets import TargetRefused
from planblanc.store import duty_rosters as stored
from planblanc.store import webhooks as stored_webhooks
from planblanc.usecases import alerts, charge, duty_rosters, webhooks
from planblanc.worker.relay import WORKER
from tests.nights import ARS, BORDEAUX, COLLEAGUE, DAX, HOSPITAL, NATION, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night
from tests.usecases.telling_walk import PROGRAM, ROSTER, SECRET, TURN

STRANGERS = [OTHER_ARS, HOSPITAL, SAMU, READER]


def ids(actor: Actor) -> str:
    return actor.name


async def given(night: Night) -> Any:
    """The alert of a new incident was given."""
    incident = (await night.incident()).id
    async with night.worker.transaction(WORKER) as tx:
        await alerts.give(tx, incident, night.now)
    return incident


async def test_a_roster_is_read_as_it_was_saved(night: Night) -> None:
    await night.act(ARS, duty_rosters.save, ROSTER, NOW)

    async with night.reading(COLLEAGUE) as tx:
        (turn,) = await stored.on_duty(tx, "75", NOW)
        (roster,) = await stored.by_regions(tx, ["75"])
    assert (turn.label, [one.address for one in turn.contacts]) == ("Cadre d'astreinte", ["0600000001", "astreinte@ars.example"])
    assert roster is not None
    assert roster.saved_name == ARS.name


async def test_saving_again_replaces_what_is_to_come_and_keeps_who_was_on_duty(night: Night) -> None:
    await night.act(ARS, duty_rosters.save, ROSTER, NOW)
    later = night.later(hours=6)
    new = replace(TURN, label="Autre cadre", ends_at=later + timedelta(days=1))

    await night.act(ARS, duty_rosters.save, replace(ROSTER, turns=(new,), version=1), later)

    async with night.reading(ARS) as tx:
        assert [turn.label for turn in await stored.on_duty(tx, "75", later)] == ["Autre cadre"]
        assert [turn.label for turn in await stored.on_duty(tx, "75", NOW + timedelta(hours=1))] == ["Cadre d'astreinte"]


async def test_two_people_do_not_overwrite_each_other(night: Night) -> None:
    await night.act(ARS, duty_rosters.save, ROSTER, NOW)
    await night.act(ARS, duty_rosters.save, replace(ROSTER, version=1), NOW)

    with pytest.raises(Conflict):
        await night.act(COLLEAGUE, duty_rosters.save, replace(ROSTER, version=1), NOW)


@pytest.mark.parametrize("who", STRANGERS, ids=ids)
async def test_nobody_else_keeps_or_reads_the_roster(night: Night, who: Actor) -> None:
    with pytest.raises(Forbidden):
        await night.act(who, duty_rosters.save, ROSTER, NOW)
    await night.act(ARS, duty_rosters.save, ROSTER, NOW)

    async with night.reading(who) as tx:
        assert await stored.by_regions(tx, ["75"]) == [None]
        assert await stored.on_duty(tx, "75", NOW) == ()


@pytest.mark.parametrize(
    "wanted", [replace(ROSTER, escalate_minutes=0), replace(ROSTER, turns=(TURN, TURN)), replace(ROSTER, turns=(TURN,) * 401)]
)
async def test_a_roster_that_makes_no_sense_is_refused(night: Night, wanted: Any) -> None:
    with pytest.raises(BadInput):
        await night.act(ARS, duty_rosters.save, wanted, NOW)


async def test_the_numbers_of_the_duty_are_not_in_the_journal(night: Night) -> None:
    await night.act(ARS, duty_rosters.save, ROSTER, NOW)

    assert "0600000001" not in str(await night.lines("75"))


async def test_an_alert_is_heard_once_and_says_by_whom(night: Night) -> None:
    incident = await given(night)
    await night.act(ARS, alerts.acknowledge, incident, NOW)

    with pytest.raises(TransitionRefused, match=ARS.name):
        await night.act(COLLEAGUE, alerts.acknowledge, incident, NOW)


async def test_taking_charge_is_hearing(night: Night) -> None:
    incident = await given(night)
    await night.act(ARS, charge.take, incident, None, NOW)

    with pytest.raises(TransitionRefused, match=ARS.name):
        await night.act(COLLEAGUE, alerts.acknowledge, incident, NOW)


async def test_an_incident_taken_at_once_gives_no_alert(night: Night) -> None:
    incident = (await night.active()).id
    async with night.worker.transaction(WORKER) as tx:
        await alerts.give(tx, incident, NOW)

    with pytest.raises(NotFound):
        await night.act(ARS, alerts.acknowledge, incident, NOW)


@pytest.mark.parametrize("who", STRANGERS, ids=ids)
async def test_nobody_else_hears_an_alert(night: Night, who: Actor) -> None:
    incident = await given(night)

    with pytest.raises(NotFound if who is OTHER_ARS else Forbidden):
        await night.act(who, alerts.acknowledge, incident, NOW)


async def test_a_program_is_subscribed_and_its_secret_is_read_by_nobody(night: Night) -> None:
    key = await night.act(ARS, webhooks.save, PROGRAM, NOW)

    async with night.reading(ARS) as tx:
        (known,) = await stored_webhooks.by_ids(tx, [key])
    assert known is not None
    assert (known.url, known.kinds) == (PROGRAM.url, ("incident.declared",))
    assert SECRET not in str(await night.lines("75"))


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://127.1/"],
)
async def test_a_target_on_this_machine_or_on_a_private_network_is_refused(night: Night, url: str) -> None:
    wanted = await webhooks.resolved(ARS, replace(PROGRAM, url=url))

    with pytest.raises(TargetRefused) as refused:
        await night.act(ARS, webhooks.save, wanted, NOW)

    assert refused.value.path == ("url",)


async def test_an_installation_may_allow_its_own_network(night: Night) -> None:
    allowed = replace(PROGRAM, url="http://127.0.0.1:8080/", private_allowed=True)

    await night.act(ARS, webhooks.save, await webhooks.resolved(ARS, allowed), NOW)


async def test_a_name_that_nobody_knows_stands_for_no_address() -> None:
    assert (await webhooks.resolved(ARS, replace(PROGRAM, url="https://nulle-part.invalid/"))).addresses == ()


@pytest.mark.parametrize("who", [SAMU, READER], ids=ids)
async def test_a_name_is_looked_up_for_nobody_else(who: Actor) -> None:
    with pytest.raises(Forbidden):
        await webhooks.resolved(who, PROGRAM)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"url": "http://8.8.8.8/"}, "url"),
        ({"addresses": ()}, "url"),
        ({"kinds": ()}, "kinds"),
        ({"secret": None}, "secret"),
        ({"secret": "whsec_AAAA"}, "secret"),
        ({"label": ""}, "label"),
        ({"establishment_finess": DAX}, "region"),
        ({"region": None}, "region"),
        ({"region": None, "establishment_finess": "999999999"}, "establishment_finess"),
    ],
)
async def test_a_subscription_that_makes_no_sense_is_refused(night: Night, changed: dict[str, Any], path: str) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, webhooks.save, replace(PROGRAM, **changed), NOW)

    assert refused.value.path == (path,)


@pytest.mark.parametrize("who", STRANGERS, ids=ids)
async def test_nobody_else_subscribes_a_program_to_a_region_or_reads_it(night: Night, who: Actor) -> None:
    with pytest.raises(Forbidden):
        await night.act(who, webhooks.save, PROGRAM, NOW)
    key = await night.act(ARS, webhooks.save, PROGRAM, NOW)

    async with night.reading(who) as tx:
        assert await stored_webhooks.by_ids(tx, [key]) == [None]


async def test_a_site_subscribes_its_own_tool_and_no_other_s(night: Night) -> None:
    own = replace(PROGRAM, region=None, establishment_finess=DAX)
    key = await night.act(HOSPITAL, webhooks.save, own, NOW)

    with pytest.raises(Forbidden):
        await night.act(HOSPITAL, webhooks.save, replace(own, establishment_finess=BORDEAUX), NOW)
    async with night.reading(OTHER_HOSPITAL) as tx:
        assert await stored_webhooks.by_ids(tx, [key]) == [None]


async def test_a_subscription_keeps_its_region_and_its_version(night: Night) -> None:
    key = await night.act(NATION, webhooks.save, PROGRAM, NOW)
    changed = replace(PROGRAM, id=key, secret=None, active=False)

    with pytest.raises(BadInput):
        await night.act(NATION, webhooks.save, replace(changed, region="76", version=1), NOW)
    with pytest.raises(Conflict):
        await night.act(NATION, webhooks.save, replace(changed, version=7), NOW)
    assert await night.act(NATION, webhooks.save, replace(changed, version=1), NOW) == key
