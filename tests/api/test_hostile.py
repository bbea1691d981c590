"""What an attacker sends to a service in production: each its status, in bounded time and memory, with nothing leaked."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest
import pytest_asyncio
from joserfc.jwk import ECKey

from planblanc.api.http import GRAPHQL_TYPE
from planblanc.auth import AUDIENCE, demonstration
from tests.api.live import Service
from tests.api.production import Issuer, in_production
from tests.databases import Administrator, database_at

MEBIBYTE = 1024 * 1024
PATIENCE = 20
ISSUER = Issuer()
DOUBLING = (
    "query { ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(26))
    + " fragment f26 on Query { viewer { name } }"
)
# Words of our own inside that no answer may hold.
INSIDE = ("Traceback", "planblanc.", "site-packages", "asyncpg", "graphql.error", "SELECT ", "policy", "Did you mean", "pg_", "secret")


@pytest_asyncio.fixture(scope="module")
async def service(server_url: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        rates = {"PLANBLANC_RATE_ADDRESS": "1000000/1000000", "PLANBLANC_RATE_FAULTS": "1000000/1000000"}
        async with in_production(database_at(server_url, name), tmp_path_factory.mktemp("production"), ISSUER, **rates) as started:
            yield started
        await administrator.drop(name)


async def post(service: Service, content: bytes, *, token: str | None = None, **headers: str) -> httpx2.Response:
    """The answer, within our patience, with nothing of ours in it."""
    sent = {"Authorization": f"Bearer {token or ISSUER.token()}", "Content-Type": "application/json", "Accept": GRAPHQL_TYPE, **headers}
    async with asyncio.timeout(PATIENCE):
        answer = await service.http.post("/graphql", content=content, headers=sent)
    assert [word for word in INSIDE if word in answer.text] == []
    return answer


async def ask(service: Service, query: str, **variables: Any) -> httpx2.Response:
    return await post(service, json.dumps({"query": query, "variables": variables}).encode())


def memory(service: Service) -> int:
    return psutil.Process(service.process.pid).memory_info().rss


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b" " * (10 * MEBIBYTE), 413),
        (b'{"query": "' + b"a" * (10 * MEBIBYTE) + b'"}', 413),
        (b'{"query": "{ a }", "variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", 400),
        (json.dumps({"query": "{ a(b: " + "[" * 100_000 + "]" * 100_000 + ") }"}).encode(), 400),
        (json.dumps({"query": "{ a " * 20_000 + "}" * 20_000}).encode(), 400),
        (json.dumps({"query": DOUBLING}).encode(), 400),
        (json.dumps({"query": "{" + " ".join(f"a{n}:viewer{{id}}" for n in range(10_000)) + "}"}).encode(), 400),
        (json.dumps({"query": "{ viewer { name " + "@include(if: true) " * 5000 + "} }"}).encode(), 400),
        (json.dumps({"query": "query (" + " ".join(f"$v{n}: Int" for n in range(5000)) + ") { viewer { name } }"}).encode(), 400),
        (json.dumps({"query": "#" + "\u00e9" * 80_000 + "\n{ viewer { name } }"}).encode(), 413),
        (json.dumps([{"query": "{ viewer { name } }"}] * 10).encode(), 400),
        (b"[]", 400),
        (b"\xff\xfe{\x00}\x00", 400),
        (json.dumps({"query": "{ __schema { types { name } } }"}).encode(), 400),
        (json.dumps({"query": "{ viewr { name } }"}).encode(), 400),
    ],
    ids=str.split(
        "spaces document brackets-in-json brackets-in-document depth doubling-fragments aliases directives "
        "variables comment batch empty-batch utf-16 introspection misspelt"
    ),
)
async def test_what_is_too_much_is_refused_in_bounded_time_and_memory(service: Service, content: bytes, status: int) -> None:
    await ask(service, "{ viewer { name } }")
    before = memory(service)

    answers = [await post(service, content) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert memory(service) - before < 64 * MEBIBYTE
    assert (await ask(service, "{ viewer { name } }")).json() == {"data": {"viewer": {"name": "ARS"}}}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "TRACE"])
async def test_nothing_is_done_but_by_post(service: Service, method: str) -> None:
    asked = {"query": "mutation { __typename }"}

    answer = await service.http.request(method, "/graphql", params=asked, headers={"Authorization": f"Bearer {ISSUER.token()}"})

    assert answer.status_code == 405


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
async def test_what_a_form_of_another_site_could_send_is_refused(service: Service, content_type: str) -> None:
    answer = await post(service, b'{"query": "{ viewer { name } }"}', **{"Content-Type": content_type})

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "code", ["75'", "75' OR '1'='1", '75"; DROP TABLE planblanc.region; --', "75\\", "%", "75\u0000", "\ud800", "7" * 100_000]
)
async def test_a_region_code_with_a_quote_is_but_another_code(service: Service, code: str) -> None:
    answer = await ask(service, "query ($code: String!) { region(code: $code) { code } }", code=code)

    if "\u0000" in code or "\ud800" in code:
        assert answer.status_code == 400
    else:
        assert answer.json() == {"data": {"region": None}}


@pytest.mark.parametrize("cursor", ["WyI3NSInXQ", "' OR 1=1 --", "W10", "W1tbW1tbXV1dXV0", "e30", "a" * 10_000])
async def test_a_cursor_that_was_made_up_is_refused(service: Service, cursor: str) -> None:
    answer = await ask(service, "query ($after: String) { regions(after: $after) { edges { node { code } } } }", after=cursor)

    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


def unsigned(**header: str) -> str:
    """A token that nobody has signed."""

    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'typ': 'JWT', **header})}.{part(ISSUER.claims())}."


def altered(token: str) -> str:
    """A token of which one claim was changed after it was signed."""
    head, _, signature = token.split(".")
    body = base64.urlsafe_b64encode(json.dumps(ISSUER.claims(role="NATIONAL_COORDINATOR")).encode()).decode().rstrip("=")
    return f"{head}.{body}.{signature}"


def demonstrated(folder: Path) -> str:
    key = demonstration.signing_key(folder)
    return demonstration.issue(demonstration.named("ars-75"), key, audience=AUDIENCE, now=datetime.now(UTC), lifetime=timedelta(hours=1))


HOUR = 3600
NOW = int(time.time())
BAD_TOKENS = {
    "expired": ISSUER.token(iat=NOW - 2 * HOUR, exp=NOW - HOUR),
    "of tomorrow": ISSUER.token(nbf=NOW + HOUR, exp=NOW + 2 * HOUR),
    "issued tomorrow": ISSUER.token(iat=NOW + HOUR, exp=NOW + 2 * HOUR),
    "without an end": ISSUER.token(exp=None),
    "without a subject": ISSUER.token(sub=None),
    "without a name": ISSUER.token(name=None),
    "none": unsigned(alg="none"),
    "no algorithm": unsigned(),
    "a public key used as a secret": unsigned(alg="HS256"),
    "of another key": ISSUER.token(key=ECKey.generate_key("P-256")),
    "for another audience": ISSUER.token(aud="another"),
    "of another issuer": ISSUER.token(iss="https://autre.example"),
    "of an unknown role": ISSUER.token(role="EVERYTHING"),
    "of no list of regions": ISSUER.token(regions="75"),
    "altered": altered(ISSUER.token()),
    "cut": ISSUER.token()[:-4],
    "of two parts": "a.b",
    "of the wrong letters": "~.~.~",
    "too long": "a" * 9000,
}


@pytest.mark.parametrize("name", BAD_TOKENS)
async def test_a_token_that_is_not_ours_opens_nothing(service: Service, name: str) -> None:
    answer = await post(service, b'{"query": "{ viewer { name } }"}', token=BAD_TOKENS[name])

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_the_demonstration_s_issuer_opens_nothing_in_production(service: Service, tmp_path: Path) -> None:
    assert (await post(service, b'{"query": "{ viewer { name } }"}', token=demonstrated(tmp_path))).status_code == 401


async def test_production_shows_no_page_of_the_demonstration(service: Service) -> None:
    paths = ("/graphiql", "/demonstration/welcome.js", "/docs")

    assert [(await service.http.get(path)).status_code for path in paths] == [404] * 3
    assert (await service.http.get("/")).headers["location"] == "/veille"


async def test_a_flood_of_bodies_that_never_end_holds_no_memory(service: Service) -> None:
    before = memory(service)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(160):
            yield b" " * 65_536

    headers = {"Authorization": f"Bearer {ISSUER.token()}", "Content-Type": "application/json"}
    async with asyncio.timeout(PATIENCE):
        answers = await asyncio.gather(*(service.http.post("/graphql", content=endless(), headers=headers) for _ in range(20)))

    assert {answer.status_code for answer in answers} == {413}
    assert memory(service) - before < 64 * MEBIBYTE
