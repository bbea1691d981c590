"""News back to the portal: signed, as its schema says, sent again until it is accepted, and ended in any case."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from planblanc.domain.facts import Fact, IncidentClosed, IncidentMerged, IncidentTakenInCharge, PlanApproved
from planblanc.integrations.portal.callback import Callback
from planblanc.integrations.portal.faults import faults_of
from planblanc.integrations.portal.signature import verify
from planblanc.worker.relay import Pace
from tests.integrations.portal.declared import dax
from tests.worker.desk import Desk

SECRET = bytes(range(32))
IMPATIENT = Pace(first_delay=timedelta(0), most_attempts=3)
OFFICER = "Astreinte de l'ARS (synthétique)"


@dataclass
class PortalServer:
    """The portal's own server: answers each message with the next of its statuses, then with 204."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def receive(self, request: Request) -> Response:
        body = await request.body()
        self.got.append((verify(body, request.headers, [SECRET], datetime.now(UTC)), json.loads(body)))
        status = self.statuses.pop(0) if self.statuses else 204
        return Response(status_code=status, headers={"location": "/elsewhere"} if status == 302 else None)

    def callback(self) -> Callback:
        return Callback(self.url, SECRET)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[PortalServer]:
    portal = PortalServer()
    app = Starlette(routes=[Route("/back", portal.receive, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    serving = asyncio.create_task(running.serve(sockets=[listening]))
    portal.url = f"http://127.0.0.1:{listening.getsockname()[1]}/back"
    yield portal
    running.should_exit = True
    await serving


async def declared(desk: Desk) -> UUID:
    await desk.read(dax())
    (incident,) = await desk.incidents()
    key: UUID = incident["id"]
    return key


async def relayed(desk: Desk, server: PortalServer, fact: Fact) -> dict[str, Any]:
    """Relay the fact alone, and say how it ended."""
    await desk.eye.execute("DELETE FROM planblanc.outbox")
    await desk.tell(fact)
    relay = desk.relay(server.callback(), IMPATIENT)
    while await relay.step():
        pass
    row = await desk.eye.fetchrow("SELECT state, attempts, last_error FROM planblanc.outbox")
    return dict(row or {})


async def test_the_portal_is_told_who_has_its_incident_in_charge(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)

    ended = await relayed(desk, server, IncidentTakenInCharge("75", incident, OFFICER))

    ((_, news),) = server.got
    assert ended == {"state": "DONE", "attempts": 1, "last_error": None}
    assert news["type"] == "incident.taken_in_charge"
    assert news["data"]["in_charge"] == {"organisation": "ARS Nouvelle-Aquitaine", "name": OFFICER}
    assert (news["data"]["national_number"], news["data"]["revision"]) == ("SYN-2021-0209", 1)


async def test_a_declaration_merged_into_an_incident_already_taken_is_told_by_whom(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)
    taken = "UPDATE planblanc.incident SET state = 'ACTIVE', officer_id = $2, officer_name = $3, taken_charge_at = now() WHERE id = $1"
    await desk.eye.execute(taken, incident, UUID(int=7), OFFICER)

    ended = await relayed(desk, server, IncidentMerged("75", incident, UUID(int=1)))

    ((_, news),) = server.got
    assert ended["state"] == "DONE"
    assert (news["type"], news["data"]["in_charge"]["name"]) == ("incident.taken_in_charge", OFFICER)


async def test_a_merge_that_nobody_has_in_charge_yet_is_no_news(desk: Desk, server: PortalServer) -> None:
    await relayed(desk, server, IncidentMerged("75", await declared(desk), UUID(int=1)))

    assert server.got == []


@pytest.mark.parametrize("kind", ["taken", "approved", "closed"])
async def test_each_message_is_what_its_schema_says(desk: Desk, server: PortalServer, kind: str) -> None:
    incident = await declared(desk)
    facts: dict[str, Fact] = {
        "taken": IncidentTakenInCharge("75", incident, OFFICER),
        "approved": PlanApproved("75", UUID(int=1), incident),
        "closed": IncidentClosed("75", incident),
    }

    await relayed(desk, server, facts[kind])

    ((_, news),) = server.got
    assert faults_of(news, "portal-callback") == ()


async def test_coverage_counts_units_wanted_and_promised_by_criticality(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)
    await desk.want(incident, wanted=90, promised=60)
    await desk.want(incident, wanted=2, promised=5)
    await desk.want(incident, wanted=1, promised=1, criticality="VITAL")

    await relayed(desk, server, PlanApproved("75", UUID(int=1), incident))

    ((_, news),) = server.got
    assert news["data"]["coverage"] == [
        {"criticality": "VITAL", "wanted": 1, "covered": 1},
        {"criticality": "HIGH", "wanted": 92, "covered": 62},
    ]


async def test_what_was_refused_is_not_covered(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)
    await desk.want(incident, wanted=90, promised=60)
    await desk.eye.execute("UPDATE planblanc.engagement SET state = 'REFUSED'")

    await relayed(desk, server, PlanApproved("75", UUID(int=1), incident))

    ((_, news),) = server.got
    assert news["data"]["coverage"] == [{"criticality": "HIGH", "wanted": 90, "covered": 0}]


async def test_a_portal_that_is_away_is_told_again_under_the_same_id(desk: Desk, server: PortalServer) -> None:
    server.statuses = [503, 302]

    ended = await relayed(desk, server, IncidentClosed("75", await declared(desk)))

    assert (ended["state"], ended["attempts"]) == ("DONE", 3)
    assert len({webhook_id for webhook_id, _ in server.got}) == 1
    assert len(server.got) == 3


async def test_a_portal_that_never_accepts_ends_failed_with_its_reason(desk: Desk, server: PortalServer) -> None:
    server.statuses = [500] * 9

    ended = await relayed(desk, server, IncidentClosed("75", await declared(desk)))

    assert ended == {"state": "FAILED", "attempts": 3, "last_error": "Le portail a répondu 500."}


async def test_a_portal_that_does_not_answer_ends_failed(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)
    server.url = "http://127.0.0.1:9/back"

    ended = await relayed(desk, server, IncidentClosed("75", incident))

    assert (ended["state"], ended["last_error"]) == ("FAILED", "Le portail ne répond pas : ConnectError.")


async def test_an_incident_that_the_portal_never_declared_is_none_of_its_news(desk: Desk, server: PortalServer) -> None:
    incident = await declared(desk)
    await desk.eye.execute("UPDATE planblanc.incident SET national_number = NULL, national_revision = NULL")

    ended = await relayed(desk, server, IncidentClosed("75", incident))

    assert (ended["state"], server.got) == ("DONE", [])
