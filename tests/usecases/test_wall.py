"""Row-level security is the wall: with no permission asked, the database still refuses what is not the actor's."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.call_backs import CallBack, CallBackTold, NumberFrom, Of
from planblanc.domain.errors import Conflict, Forbidden
from planblanc.domain.hand_overs import HandOver
from planblanc.domain.identity import IncidentId, RequestId
from planblanc.domain.incidents import Incident, Severity
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.needs import NeedTold, line_of
from planblanc.domain.perimeter import Rung
from planblanc.domain.plan_blanc import Activation, PlanBlancLevel
from planblanc.domain.reports import ContactTold
from planblanc.domain.requests import HelpRequest, RequestState
from planblanc.domain.revocations import Revocation
from planblanc.domain.rungs import Authorisation
from planblanc.domain.services import Service, ServiceState
from planblanc.store import call_backs, hand_overs, incidents, needs, plan_blanc, requests, rungs, services
from planblanc.store.transaction import Transaction
from tests.nights import ARS, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night

STRANGERS = [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU]
Act = Callable[[Transaction, Actor, Incident, HelpRequest], Awaitable[object]]


async def add_incident(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    await incidents.add(tx, replace(incident, id=IncidentId(uuid4())))


async def save_incident(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    await incidents.save(tx, replace(incident, severity=Severity.MINOR))


async def add_contact(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    await incidents.add_contacts(tx, incident, [ContactTold("X", "06 00 00 00 00")])


async def put_service(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    await services.put(tx, incident, [Service("EMERGENCY", ServiceState.OPEN, NOW)], NOW)


async def add_activation(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    await plan_blanc.add(tx, incident, Activation(uuid4(), PlanBlancLevel.PLAN_BLANC, True, "X", NOW, ()))


async def open_rung(tx: Transaction, actor: Actor, incident: Incident, _: HelpRequest) -> None:
    await rungs.add(tx, incident, Authorisation(uuid4(), Rung.ADJACENT_REGION, "X", actor.id, actor.name, NOW))


async def offer_hand_over(tx: Transaction, actor: Actor, incident: Incident, _: HelpRequest) -> None:
    await hand_overs.add(tx, incident, HandOver(uuid4(), incident.id, actor.id, actor.name, "X", "X", NOW))


async def add_request(tx: Transaction, _: Actor, __: Incident, request: HelpRequest) -> None:
    await requests.add(tx, replace(request, id=RequestId(uuid4())))


async def save_request(tx: Transaction, _: Actor, __: Incident, request: HelpRequest) -> None:
    await requests.save(tx, replace(request, state=RequestState.CANCELLED))


async def add_need(tx: Transaction, _: Actor, __: Incident, request: HelpRequest) -> None:
    told = NeedTold(equipment_type="WORKSTATION")
    await needs.add(tx, request, [line_of(told, request, identity=uuid4(), position=9, now=NOW)])


async def add_call_back(tx: Transaction, actor: Actor, _: Incident, request: HelpRequest) -> None:
    told = CallBackTold("05 58 00 00 00", NumberFrom.DIRECTORY, "X", confirmed=True)
    await call_backs.add(tx, actor, Of(request.region, request.incident, request.id), CallBack(told, actor.name, NOW), uuid4())


async def write_line(tx: Transaction, _: Actor, incident: Incident, __: HelpRequest) -> None:
    tx.note(LogLine(Chain.of_incident(incident.id), "x", "X", NOW))


ACTS: list[Act] = [
    add_incident, save_incident, add_contact, put_service, add_activation, open_rung, offer_hand_over,
    add_request, save_request, add_need, add_call_back,
]  # fmt: skip
OF_COORDINATORS: list[Act] = [save_incident, open_rung, offer_hand_over, add_call_back]


async def set_up(night: Night) -> tuple[Incident, HelpRequest]:
    incident = await night.incident()
    request: HelpRequest = await night.request(incident, needs=(NeedTold(equipment_type="WORKSTATION"),))
    return incident, request


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
async def test_a_stranger_writes_nothing(night: Night, act: Act) -> None:
    incident, request = await set_up(night)

    for who in STRANGERS:
        with pytest.raises((Forbidden, Conflict)):
            await night.act(who, act, incident, request)


@pytest.mark.parametrize("act", OF_COORDINATORS, ids=lambda act: act.__name__)
async def test_the_victim_does_not_conduct_its_own_crisis(night: Night, act: Act) -> None:
    incident, request = await set_up(night)

    with pytest.raises((Forbidden, Conflict)):
        await night.act(HOSPITAL, act, incident, request)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
async def test_its_own_region_may(night: Night, act: Act) -> None:
    incident, request = await set_up(night)

    await night.act(ARS, act, incident, request)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL])
async def test_a_stranger_writes_no_line_in_its_chain(night: Night, who: Actor) -> None:
    incident, request = await set_up(night)

    with pytest.raises(Forbidden):
        await night.act(who, write_line, incident, request)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL])
async def test_what_matches_no_row_of_a_stranger_changes_nothing(night: Night, who: Actor) -> None:
    incident, request = await set_up(night)

    async with night.database.transaction(who) as tx:
        closed = await rungs.revoke(tx, who, incident.id, Rung.ZONE, Revocation("X", NOW, "X"))
        ended = await requests.end_all(tx, incident.id, "X")
        (need,) = await needs.of_requests(tx, [request.id])
    assert (closed, ended, need) == (False, 0, ())


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, SAMU])
async def test_a_stranger_reads_nothing_of_requests(night: Night, who: Actor) -> None:
    incident, request = await set_up(night)
    await night.act(ARS, add_call_back, incident, request)

    async with night.reading(who) as tx:
        assert await requests.of_incidents(tx, [incident.id]) == [()]
        assert await needs.of_requests(tx, [request.id]) == [()]
        assert await call_backs.of_requests(tx, [request.id]) == [()]


@pytest.mark.parametrize("who", [READER, HOSPITAL])
async def test_call_backs_are_for_those_who_conduct(night: Night, who: Actor) -> None:
    incident, request = await set_up(night)
    await night.act(ARS, add_call_back, incident, request)

    async with night.reading(who) as tx:
        assert [len(found) for found in await requests.of_incidents(tx, [incident.id])] == [1]
        assert await call_backs.of_requests(tx, [request.id]) == [()]
