"""What stands before every door: addresses, rates, headers, and what is kept of what was refused."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from starlette.types import Receive, Scope, Send

from planblanc.api import gate
from planblanc.api.addresses import Proxies
from planblanc.api.http import JSON_TYPE
from planblanc.api.reach import Reach
from planblanc.auth import AUDIENCE, demonstration
from planblanc.domain.rates import Rate
from planblanc.store.transaction import Database, Transaction
from tests.api.client import UNHURRIED, Client, serving
from tests.api.live import running
from tests.databases import Administrator, database_at

ASK = b'{"query": "{ __typename }"}'
NEVER_AGAIN = 1 / 3600
ACT = """mutation ($input: SaveLenderInput!) { saveLender(idempotencyKey: "k", input: $input) { ... on Refusal { code } } }"""


@pytest_asyncio.fixture(scope="module")
async def database_url(server_url: str, seeded_template: str) -> AsyncIterator[str]:
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        yield database_at(server_url, name)
        await administrator.drop(name)


@asynccontextmanager
async def hurried(database_url: str, home: Path, **rates: Rate) -> AsyncIterator[Client]:
    """The service with a rate that a test can use up."""
    changes: dict[str, Any] = {"pool_size": 2, **rates}
    async with serving(database_url, home, **changes) as client:
        yield client


@pytest_asyncio.fixture
async def client_of_broken(home: Path) -> AsyncIterator[AsyncClient]:
    """The gate before a door that fails."""

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("secret")

    def unreached() -> Database:
        raise AssertionError("the gate reads nothing")

    async def clock(_: Transaction) -> datetime:
        raise AssertionError("the gate reads nothing")

    reach = Reach(unreached, demonstration.verifier(home, AUDIENCE), lambda: datetime.now(UTC), clock)
    async with AsyncClient(transport=ASGITransport(gate.Gate(broken, reach, Proxies())), base_url="http://planblanc.test") as http:
        yield http


async def statuses(client: Client, tries: int, **sent: Any) -> list[int]:
    return [(await client.post(ASK, **sent)).status_code for _ in range(tries)]


async def test_an_actor_that_asks_too_often_is_told_when_to_come_back(database_url: str, home: Path) -> None:
    async with hurried(database_url, home, rate_of_actor=Rate(0.1, 3)) as client:
        assert await statuses(client, 3) == [200, 200, 200]
        refused = await client.post(ASK, headers={"Accept": JSON_TYPE})
        other = await client.post(ASK, as_="ars-76")

    assert (refused.status_code, refused.json()["errors"][0]["extensions"]) == (429, {"code": "TOO_MANY_REQUESTS"})
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert other.status_code == 200


async def test_an_address_that_asks_too_often_is_turned_away_at_every_door(database_url: str, home: Path) -> None:
    async with hurried(database_url, home, rate_of_address=Rate(NEVER_AGAIN, 3)) as client:
        found = [(await client.http.get(path)).status_code for path in ("/health/live", "/", "/lien/x", "/graphql", "/nowhere")]

    assert found == [200, 200, 404, 429, 429]


async def test_whoever_is_wrong_too_often_is_told_to_wait_even_when_right(database_url: str, home: Path) -> None:
    async with hurried(database_url, home, rate_of_faults=Rate(NEVER_AGAIN, 2)) as client:
        wrong = [(await client.post(b'{"query": "{ unknown }"}')).status_code for _ in range(3)]
        right = await client.post(ASK)
        other = await client.post(ASK, as_="ars-76")

    assert (wrong, right.status_code, other.status_code) == ([200, 200, 429], 429, 200)
    assert int(right.headers["retry-after"]) >= 1


async def test_guessing_tokens_is_soon_pointless_and_stops_nobody_else(database_url: str, home: Path) -> None:
    async with hurried(database_url, home, rate_of_faults=Rate(NEVER_AGAIN, 2)) as client:
        guessed = [(await client.post(ASK, headers={"Authorization": f"Bearer x.y.{n}"})).status_code for n in range(4)]
        known = await client.post(ASK)

    assert (guessed, known.status_code) == ([401, 401, 429, 429], 200)


async def test_an_address_is_what_our_proxy_says_and_nobody_else(database_url: str, home: Path) -> None:
    async def found(forwarded: list[str], **changes: Any) -> list[int]:
        async with serving(database_url, home, rate_of_address=Rate(NEVER_AGAIN, 1), **changes) as client:
            return [(await client.http.get("/health/live", headers={"X-Forwarded-For": each})).status_code for each in forwarded]

    spoofed = ["198.51.100.1", "198.51.100.2"]
    assert await found(spoofed) == [200, 429]
    assert await found(spoofed, trusted_proxies=("127.0.0.0/8",)) == [200, 200]
    # What a caller invents stands before what our proxy adds.
    assert await found([f"203.0.113.{n}, 198.51.100.9" for n in range(2)], trusted_proxies=("127.0.0.1",)) == [200, 429]
    assert await found(["not an address, 198.51.100.9", "198.51.100.9, 127.0.0.1"], trusted_proxies=("127.0.0.1",)) == [200, 429]
    assert await found(["2001:db8::1", "2001:db8::2", "2001:db8:1::1"], trusted_proxies=("127.0.0.1",)) == [200, 429, 200]


DOORS = (
    ("GET", "/"),
    ("GET", "/graphql"),
    ("POST", "/graphql"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/lien/x"),
    ("GET", "/lien/style.css"),
    ("GET", "/demonstration/welcome.js"),
    ("GET", "/documents/verify_journal.py"),
    ("GET", "/documents/degraded-pack/00000000-0000-0000-0000-000000000000.pdf"),
    ("POST", "/documents/journal/nation.pdf"),
    ("POST", "/portal/incidents"),
    ("DELETE", "/health/live"),
    ("GET", "/nowhere"),
    ("GET", "/health/live/"),
)


@pytest.mark.parametrize(("method", "path"), DOORS)
async def test_every_door_has_the_headers_of_safety(database_url: str, home: Path, method: str, path: str) -> None:
    async with serving(database_url, home) as client:
        answer = await client.http.request(method, path)

    assert {name for name in gate.HEADERS if name.lower() not in answer.headers} == set()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "strict-transport-security" not in answer.headers
    assert answer.headers.get("location") is None
    assert answer.status_code < 500


async def test_over_tls_a_browser_is_told_to_stay_there(database_url: str, home: Path) -> None:
    async with serving(database_url, home, trusted_proxies=("127.0.0.1",)) as client:
        answer = await client.http.get("/health/live", headers={"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https"})

    assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"


async def test_a_fault_of_a_door_is_masked_behind_an_id_that_the_log_has(
    client_of_broken: AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client_of_broken.get("/")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert any(error["extensions"]["id"] in record.getMessage() and record.exc_info for record in caplog.records)


async def test_a_body_that_does_not_come_holds_no_door_open(database_url: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "SECONDS_TO_SEND", 0.2)

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    async with serving(database_url, home) as client, asyncio.timeout(20):
        answer = await client.http.post("/portal/incidents", content=stalled(), headers={"Content-Type": "application/json"})

    assert answer.status_code == 400


async def kept(database_url: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch("SELECT code, door, what, actor_role, address, times FROM planblanc.denial ORDER BY first_at, code")
    await connection.execute("DELETE FROM planblanc.denial")
    await connection.close()
    return [dict(row) for row in rows]


async def test_what_is_denied_is_kept_with_who_and_how_often(database_url: str, home: Path) -> None:
    await kept(database_url)
    wanted = {"kind": "COMPANY", "name": "secret-0612345678", "commune": "Dax", "department": "40"}
    async with serving(database_url, home) as client:
        for _ in range(3):
            await client.http.post("/graphql", content=ASK, headers={"Authorization": "Bearer a.b.c"})
        await client.post(json.dumps({"query": ACT, "variables": {"input": wanted}}).encode(), as_="samu-40")
        await client.post(b'{"query": "{ denials { edges { node { code } } } }"}', as_="ars-75")
        await client.http.get("/documents/degraded-pack/00000000-0000-0000-0000-000000000000.pdf")

    found = await kept(database_url)
    assert {"code": "UNAUTHENTICATED", "door": "graphql", "what": "", "actor_role": "", "address": "127.0.0.1", "times": 3} in found
    assert {(one["code"], one["door"], one["what"], one["actor_role"]) for one in found} >= {
        ("FORBIDDEN", "graphql", "saveLender", "SAMU"),
        ("FORBIDDEN", "graphql", "denials", "ARS_COORDINATOR"),
        ("UNAUTHENTICATED", "documents", "/documents/degraded-pack/00000000-0000-0000-0000-000000000000.pdf", ""),
    }
    assert "0612345678" not in str(found)


async def test_the_administrator_reads_what_was_denied(database_url: str, home: Path) -> None:
    query = "{ denials(first: 5) { edges { node { code door what who { name role address } firstAt lastAt times } } } }"
    async with serving(database_url, home) as client:
        await client.http.post("/graphql", content=ASK, headers={"Authorization": "Bearer a.b.c"})
    async with serving(database_url, home) as client:
        found = await client.data(query, as_="admin")

    assert [edge["node"]["code"] for edge in found["denials"]["edges"]][:1] == ["UNAUTHENTICATED"]


async def test_the_default_rates_let_a_busy_night_through(database_url: str, home: Path) -> None:
    async with serving(database_url, home, rate_of_actor=Rate(20, 300), rate_of_address=UNHURRIED) as client:
        assert set(await statuses(client, 60)) == {200}


async def test_requests_that_are_never_whole_hold_no_more_than_their_share(
    database_url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_RECEIVED_OF_AN_ADDRESS", 3)
    release = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await release.wait()

    async with serving(database_url, home) as client:
        waiting = [asyncio.create_task(client.post(stalled())) for _ in range(3)]
        await asyncio.sleep(0.2)
        refused = await client.post(ASK)
        release.set()
        ended = await asyncio.gather(*waiting)
        after = await client.post(ASK)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert ({answer.status_code for answer in ended}, after.status_code) == ({400}, 200)


async def test_a_stream_that_is_denied_is_kept_too(database_url: str, tmp_path: Path) -> None:
    query = "subscription ($region: String!) { regionEvents(region: $region) { kind } }"
    await kept(database_url)
    async with running(database_url, tmp_path, PLANBLANC_RATE_ACTOR="0.001/3") as service, service.websocket() as socket:
        for name in ("1", "2", "3", "4"):
            await socket.subscribe(query, name, region="76")
        answers = [await socket.hear() for _ in range(4)]
        service.process.terminate()
        await service.process.wait()

    assert [answer["type"] for answer in answers] == ["error"] * 4
    codes = sorted(answer["payload"][0]["extensions"]["code"] for answer in answers)
    assert codes == ["FORBIDDEN"] * 3 + ["TOO_MANY_REQUESTS"]
    assert [(one["code"], one["times"]) for one in await kept(database_url) if one["door"] == "stream"] == [("FORBIDDEN", 3)]
