"""GraphQL over HTTP, to the letter: methods, media types, bodies, statuses, faults."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from planblanc.api import bodies, schema
from planblanc.api.http import GRAPHQL_TYPE, JSON_TYPE
from tests.api import drafts
from tests.api.client import Client, serving
from tests.databases import Administrator, database_at

ASK = b'{"query": "{ __typename }"}'


@pytest_asyncio.fixture(scope="module")
async def client(server_url: str, template: str, home: Path) -> AsyncIterator[Client]:
    """One application for all these tests: none of them leaves anything behind."""
    served = schema.build(production=False, queries=(drafts.Queries,), mutations=(drafts.Mutations,), known=drafts.NODES)
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        async with serving(database_at(server_url, name), home, schema=served, pool_size=2) as started:
            yield started
        await administrator.drop(name)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (GRAPHQL_TYPE, GRAPHQL_TYPE),
        (JSON_TYPE, JSON_TYPE),
        ("*/*", JSON_TYPE),
        ("application/*", GRAPHQL_TYPE),
        ("application/json;q=0.9, application/graphql-response+json;q=0.1", JSON_TYPE),
        ("text/html, application/json;q=0.5", JSON_TYPE),
    ],
)
async def test_the_answer_has_the_type_that_the_caller_prefers(client: Client, accept: str, media_type: str) -> None:
    answer = await client.post(ASK, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{media_type}; charset=utf-8")


async def test_an_answer_that_the_caller_cannot_read_is_not_given(client: Client) -> None:
    assert (await client.post(ASK, headers={"Accept": "text/html"})).status_code == 406


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
async def test_only_post_is_answered(client: Client, method: str) -> None:
    answer = await client.http.request(method, "/graphql?query={__typename}", headers={"Authorization": f"Bearer {client.token()}"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer " + "a" * 9000])
async def test_without_a_valid_token_nothing_is_read(client: Client, header: str | None) -> None:
    headers = {"Content-Type": "application/json", **({"Authorization": header} if header else {})}

    answer = await client.http.post("/graphql", content=ASK, headers=headers)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_token_that_has_expired_is_refused(client: Client) -> None:
    old = client.token(lifetime=timedelta(minutes=-1))

    answer = await client.http.post("/graphql", content=ASK, headers={"Authorization": f"Bearer {old}"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/graphql", "application/json; charset=latin-1", "application/jsonx"]
)
async def test_only_json_in_utf_8_is_read(client: Client, content_type: str) -> None:
    assert (await client.post(ASK, headers={"Content-Type": content_type})).status_code == 415


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'])
async def test_json_may_name_its_encoding(client: Client, content_type: str) -> None:
    assert (await client.post(ASK, headers={"Content-Type": content_type})).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"NONSENSE",
        b'{"query":',
        b"[]",
        b'[{"query": "{ __typename }"}]',
        b'{"qeury": "{ __typename }"}',
        b'{"query": 1}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": "{ __typename }", "variables": [7]}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "{ __typename }", "extensions": "x"}',
        b'{"query": "{ __typename }", "query": "{ drafts }"}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\u0000"}}',
        b'{"query": "{ __typename }", "variables": {"a\\u0000": 1}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\xff"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\xed\xa0\x80"}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 40 + b"]" * 40 + b"}}",
        b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"a": ' + b"1" * 5000 + b"}}",
    ],
)
@pytest.mark.parametrize("accept", [GRAPHQL_TYPE, JSON_TYPE])
async def test_what_is_not_a_well_formed_request_is_400(client: Client, body: bytes, accept: str) -> None:
    answer = await client.post(body, headers={"Accept": accept})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert "data" not in answer.json()


@pytest.mark.parametrize("extra", [b"", b', "operationName": null', b', "variables": null', b', "extensions": null', b', "extensions": {}'])
async def test_optional_parameters_may_be_null(client: Client, extra: bytes) -> None:
    assert (await client.post(ASK[:-1] + extra + b"}")).json() == {"data": {"__typename": "Query"}}


async def test_a_body_is_counted_while_it_comes(client: Client) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100_000_000:
            sent += 65536
            yield b" " * 65536

    headers = {"Authorization": f"Bearer {client.token()}", "Content-Type": "application/json"}
    answer = await client.http.post("/graphql", content=endless(), headers=headers)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "query", ["{", "{ unknown }", "query A { drafts } query B { drafts }", "subscription { x }", "query ($n: Int!) { drafts }"]
)
async def test_a_request_error_is_400_or_200_as_the_type_wants(client: Client, query: str) -> None:
    body = json.dumps({"query": query}).encode()

    new = await client.post(body, headers={"Accept": GRAPHQL_TYPE})
    old = await client.post(body, headers={"Accept": JSON_TYPE})

    assert new.status_code == 400
    assert old.status_code in (200, 400)
    assert "data" not in new.json()


async def test_a_body_that_does_not_come_is_not_waited_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS_TO_SEND", 0.1)

    async def stalled() -> AsyncIterator[bytes]:
        yield ASK[:5]
        await asyncio.sleep(60)

    with pytest.raises(bodies.BadRequest) as refused:
        await bodies.read("application/json", stalled())

    assert refused.value.status == 408


async def test_a_field_that_fails_leaves_the_rest(client: Client) -> None:
    answer = await client.post(b'{"query": "{ drafts broken }"}')

    assert answer.status_code == 200
    assert answer.json()["data"] == {"drafts": 0, "broken": None}
    assert answer.json()["errors"][0]["path"] == ["broken"]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, "planblanc.api"):
        yield caplog


@pytest.mark.parametrize("field", ["broken", "wrong"])
async def test_a_fault_is_masked_behind_an_id_that_the_log_has(client: Client, log: pytest.LogCaptureFixture, field: str) -> None:
    answer = await client.post(json.dumps({"query": f"{{ {field} }}"}).encode())

    reference = answer.json()["errors"][0]["extensions"]["id"]
    assert "secret" not in answer.text
    assert reference in answer.json()["errors"][0]["message"]
    assert any(reference in record.getMessage() and record.exc_info for record in log.records)


async def test_the_log_has_no_value_of_a_variable(client: Client, log: pytest.LogCaptureFixture) -> None:
    await client.ask("query Name($id: ID!) { node(id: $id) { id } }", id="0612345678")

    assert "0612345678" not in log.text


async def test_a_part_that_is_missing_is_503_with_a_delay(client: Client) -> None:
    answer = await client.post(b'{"query": "{ missing }"}')

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["errors"][0]["message"] == "Le calcul est arrêté."


async def test_a_full_pool_sheds_load_before_the_queue_grows(client: Client) -> None:
    holding = [asyncio.create_task(client.post(b'{"query": "{ wait(seconds: 4.5) }"}')) for _ in range(2)]
    await asyncio.sleep(0.3)

    shed = await client.post(b'{"query": "{ drafts }"}')
    held = await asyncio.gather(*holding)

    assert (shed.status_code, "retry-after" in shed.headers) == (503, True)
    assert [answer.status_code for answer in held] == [200, 200]


async def test_a_statement_that_lasts_is_stopped(client: Client) -> None:
    answer = await client.post(b'{"query": "{ wait(seconds: 30) }"}')

    assert answer.status_code == 503


async def test_an_operation_that_is_not_in_the_document_is_400(client: Client) -> None:
    assert (await client.post(b'{"query": "query A { drafts }", "operationName": "B"}')).status_code == 400


async def test_every_answer_has_the_headers_of_safety(client: Client) -> None:
    for answer in (await client.post(ASK), await client.post(b""), await client.http.get("/graphql")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
