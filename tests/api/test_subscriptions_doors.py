"""The doors of the streams: who is let in, what they may send, how many they may hold, and how the service stops them."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.api.crisis import declared, do
from tests.api.live import INCIDENT, PROTOCOL, REGION, Service, running
from tests.api.test_journal import WRITE
from tests.databases import Administrator, database_at


@pytest_asyncio.fixture(scope="module")
async def service(server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        async with running(database_at(server_url, name), tmp_path_factory.mktemp("doors")) as started:
            yield started
        await administrator.drop(name)


async def closed(service: Service, *said: str | bytes, protocols: Sequence[Subprotocol] = (PROTOCOL,)) -> tuple[int, str]:
    """How the service closes a connection on which this was said."""
    async with connect(service.socket_address, subprotocols=protocols) as connection:
        for message in said:
            await connection.send(message)
        async with asyncio.timeout(15):
            await connection.wait_closed()
        return connection.close_code or 0, connection.close_reason or ""


def init(token: str) -> str:
    return json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}})


async def test_a_page_of_another_origin_is_not_let_in(service: Service) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(service.socket_address, subprotocols=[PROTOCOL], origin=Origin("https://ailleurs.example")):
            pass

    assert refused.value.response.status_code == 403
    async with service.websocket(origin=str(service.http.base_url).rstrip("/")) as socket:
        await socket.subscribe(REGION, region="75")
        assert (await socket.event())["kind"] == "OPENED"


@pytest.mark.parametrize("protocols", [[Subprotocol("graphql-ws")], []])
async def test_another_protocol_is_refused(service: Service, protocols: list[Subprotocol]) -> None:
    async with connect(service.socket_address, subprotocols=protocols or None) as connection:
        async with asyncio.timeout(15):
            await connection.wait_closed()

    assert (connection.close_code, connection.close_reason) == (4406, "Ce service parle graphql-transport-ws.")


async def test_who_does_not_introduce_itself_is_let_go(service: Service) -> None:
    assert (await closed(service))[0] == 4408


@pytest.mark.parametrize("payload", [{}, {"Authorization": "Bearer x.y.z"}, {"Authorization": 1}, {"Authorization": "Basic eA=="}, None])
async def test_without_a_valid_token_nobody_is_let_in(service: Service, payload: Any) -> None:
    told = {"type": "connection_init"} | ({"payload": payload} if payload is not None else {})

    assert await closed(service, json.dumps(told)) == (4403, "Jeton refusé ou expiré.")


async def test_nothing_is_followed_before_the_introduction(service: Service) -> None:
    subscribe = {"type": "subscribe", "id": "1", "payload": {"query": REGION, "variables": {"region": "75"}}}

    assert (await closed(service, json.dumps(subscribe)))[0] == 4401


async def test_one_introduces_oneself_once(service: Service) -> None:
    assert (await closed(service, init(service.token()), init(service.token())))[0] == 4429


@pytest.mark.parametrize(
    "message",
    [
        *("", "x", "[]", '"x"', "{}", '{"type": 1}', '{"type": "unknown"}', '{"type": "subscribe"}', b"\x00"),
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{x}", "variables": []}}',
        '{"type": "complete", "id": {}}',
        '{"type": "ping", "type": "pong"}',
        '{"type": "ping", "payload": "\\u0000"}',
        '{"type": "ping", "payload": ' + "[" * 40 + "]" * 40 + "}",
    ],
)
async def test_a_message_that_cannot_be_read_closes_the_connection(service: Service, message: str | bytes) -> None:
    assert await closed(service, init(service.token()), message) == (4400, "Message illisible.")


async def test_a_message_that_is_too_large_closes_the_connection(service: Service) -> None:
    assert (await closed(service, init(service.token()), json.dumps({"type": "ping", "payload": "x" * 262_144})))[0] == 1009


BAD_DOCUMENTS = [
    ("{ viewer { name } }", "BAD_REQUEST"),
    ("mutation { __typename }", "BAD_REQUEST"),
    ("subscription {", None),
    ("subscription { unknown }", None),
    ('subscription { regionEvents(region: "75") { kind } incidentEvents(incident: "x") { kind } }', None),
    ('subscription { regionEvents(region: "75") @skip(if: true) { kind } }', None),
    ('subscription { incidentEvents(incident: "x") { kind } }', "BAD_INPUT"),
    ('subscription { regionEvents(region: "75", after: "\\u0000") { kind } }', "DOCUMENT_LIMIT"),
    ('subscription { regionEvents(region: "75") { ' + " ".join(f"a{n}: kind" for n in range(16)) + " } }", "DOCUMENT_LIMIT"),
    (REGION, "BAD_INPUT"),
]


@pytest.mark.parametrize(("query", "code"), BAD_DOCUMENTS)
async def test_a_document_that_is_not_one_good_subscription_is_refused(service: Service, query: str, code: str | None) -> None:
    async with service.websocket() as socket, service.sse(query) as stream:
        await socket.subscribe(query)
        message, refused = await socket.hear(), await stream.refusal()

        assert message["type"] == "error"
        assert message["payload"][0].get("extensions", {}).get("code") == refused.get("extensions", {}).get("code") == code
        assert stream.response.status_code == 200
        await socket.subscribe(REGION, "2", region="75")
        assert (await socket.event())["kind"] == "OPENED"


async def test_a_subscription_is_not_answered_as_a_query(service: Service) -> None:
    answer = await service.http.post(
        "/graphql", json={"query": REGION, "variables": {"region": "75"}}, headers={"Authorization": f"Bearer {service.token()}"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (400, {"code": "BAD_REQUEST"})


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Authorization": ""}, 401), ({"Authorization": "Bearer x"}, 401), ({"Content-Type": "text/plain"}, 415)],
)
async def test_a_stream_is_asked_as_a_query_is(service: Service, headers: dict[str, str], status: int) -> None:
    asked = {"Authorization": f"Bearer {service.token()}", "Content-Type": "application/json", "Accept": "text/event-stream", **headers}
    answer = await service.http.post("/graphql", content=json.dumps({"query": REGION}), headers=asked)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert answer.json()["errors"][0]["message"]


async def test_the_token_never_stands_in_the_address(service: Service) -> None:
    asked = {"Accept": "text/event-stream"}
    answer = await service.http.get("/graphql", params={"query": REGION, "token": service.token()}, headers=asked)

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_a_connection_holds_ten_subscriptions_at_most(service: Service) -> None:
    async with service.websocket() as socket:
        for number in range(11):
            await socket.subscribe(REGION, str(number), region="75")
        heard = [await socket.hear() for _ in range(11)]
        (refused,) = [message for message in heard if message["type"] == "error"]
        assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY_STREAMS"

        await socket.say(type="complete", id="0")
        await asyncio.sleep(0.2)
        await socket.subscribe(REGION, "again", region="75")
        assert (await socket.event())["kind"] == "OPENED"


async def test_an_actor_holds_thirty_connections_at_most_and_the_others_are_not_in_its_way(service: Service) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(15):
            await stack.enter_async_context(service.websocket(as_="ars-76"))
        streams = [await stack.enter_async_context(service.sse(REGION, as_="ars-76", region="76")) for _ in range(15)]
        assert [(await stream.event())["kind"] for stream in streams] == ["OPENED"] * 15

        assert (await closed(service, init(service.token("ars-76"))))[0] == 1013
        async with service.sse(REGION, as_="ars-76", region="76") as one_more:
            assert one_more.response.status_code == 429
        async with service.sse(REGION, as_="ars-75", region="75") as other:
            assert (await other.event())["kind"] == "OPENED"
    await asyncio.sleep(0.5)
    async with service.sse(REGION, as_="ars-76", region="76") as again:
        assert (await again.event())["kind"] == "OPENED"


async def test_many_who_come_at_once_find_no_more_room_than_there_is(service: Service) -> None:
    async with AsyncExitStack() as stack:
        asked = (stack.enter_async_context(service.sse(REGION, as_="ars-32", region="32")) for _ in range(40))
        streams = await asyncio.gather(*asked)
        let_in = [stream for stream in streams if stream.response.status_code == 200]
        first = await asyncio.gather(*(stream.next() for stream in let_in))

    assert sum("errors" not in content for _, content in first) == 30


def test_a_process_holds_more_connections_than_the_system_first_allows() -> None:
    code = """import resource; from planblanc import app
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (200, most))
app.hold_many_connections()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(8192, most))"""

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


async def test_a_signal_ends_the_streams_and_the_next_process_goes_on_from_the_cursor(seeded_url: str, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(running(seeded_url, tmp_path))
        second = await stack.enter_async_context(running(seeded_url, tmp_path))
        incident = (await declared(first))["id"]
        stream = await stack.enter_async_context(first.sse(INCIDENT, incident=incident))
        socket = await stack.enter_async_context(first.websocket())
        await socket.subscribe(INCIDENT, incident=incident)
        last, _ = (await stream.event())["cursor"], await socket.event()

        first.process.send_signal(signal.SIGTERM)
        ended, closing = await stream.next(), await socket.closed()
        code = await asyncio.wait_for(first.process.wait(), 10)
        await do(second, WRITE, incident=incident, text="Pendant l'arrêt.")
        again = await stack.enter_async_context(second.sse(INCIDENT, incident=incident, after=last))

        # No word of completion: clients come back by themselves.
        assert (ended, closing[0], code in (0, -signal.SIGTERM)) == (("end", None), 1012, True)
        assert [(await again.event())["kind"], (await again.event())["entry"]["body"]] == ["OPENED", "Pendant l'arrêt."]
