"""Where documents are listed, nothing else is executed, at any door."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from click.testing import CliRunner
from websockets.asyncio.client import connect

from planblanc import shipped
from planblanc.api import trusted_documents
from planblanc.api.trusted_documents import UnreadableDocuments
from planblanc.cli import main
from tests.api.client import Client, serving
from tests.api.live import INCIDENT, PROTOCOL, running

ASK = "{ viewer { name } }"
DIGEST = hashlib.sha256(ASK.encode()).hexdigest()


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("listed") / "documents.json"
    path.write_text(trusted_documents.listed([ASK, INCIDENT]), "utf-8")
    return path


@pytest_asyncio.fixture
async def client(database_url: str, home: Path, listed: Path) -> AsyncIterator[Client]:
    async with serving(database_url, home, trusted_documents=listed) as started:
        yield started


@pytest.mark.parametrize(
    "request_body",
    [
        {"query": ASK},
        {"documentId": f"sha256:{DIGEST}"},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": DIGEST}}},
    ],
)
async def test_a_listed_document_is_executed_by_its_text_or_its_name(client: Client, request_body: Mapping[str, Any]) -> None:
    answer = await client.post(json.dumps(request_body).encode())

    assert answer.json() == {"data": {"viewer": {"name": "ARS Nouvelle-Aquitaine, cellule de crise"}}}


@pytest.mark.parametrize(
    "request_body",
    [
        {"query": ASK + " "},
        {"query": "{ __typename }"},
        {"query": "{ __typename }", "documentId": f"sha256:{DIGEST}"},
        {"documentId": "sha256:" + "0" * 64},
        {"documentId": ""},
        {"documentId": 7},
        {"documentId": [DIGEST]},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"extensions": {"persistedQuery": DIGEST}},
        {"extensions": DIGEST},
        {},
    ],
)
async def test_anything_else_is_refused_before_it_is_parsed(client: Client, request_body: Mapping[str, Any]) -> None:
    answer = await client.post(json.dumps(request_body).encode())

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (400, {"code": "DOCUMENT_NOT_TRUSTED"})


async def test_without_a_list_a_name_alone_asks_nothing(database_url: str, home: Path) -> None:
    async with serving(database_url, home) as client:
        answer = await client.post(json.dumps({"documentId": f"sha256:{DIGEST}"}).encode())

    assert answer.status_code == 400


async def test_a_socket_follows_what_is_listed_and_closes_on_the_rest(database_url: str, tmp_path: Path, listed: Path) -> None:
    async with running(database_url, tmp_path, PLANBLANC_TRUSTED_DOCUMENTS=str(listed)) as service:
        async with service.websocket() as socket:
            named = {"documentId": "sha256:" + trusted_documents.digest(INCIDENT), "variables": {"incident": "unknown"}}
            await socket.say(type="subscribe", id="1", payload=named)
            answered = await socket.hear()
        async with connect(service.socket_address, subprotocols=[PROTOCOL]) as connection:
            await connection.send(json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {service.token()}"}}))
            await connection.recv()
            await connection.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "subscription { x }"}}))
            await connection.wait_closed()

    assert answered["type"] == "error"
    assert "DOCUMENT_NOT_TRUSTED" not in str(answered)
    assert connection.close_code == 4400


@pytest.mark.parametrize("text", ["", "[]", '"x"', '{"sha256:00": "{ a }"}', '{"sha256:' + DIGEST + '": 1}', "{" * 10])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "documents.json"
    path.write_text(text, "utf-8")

    with pytest.raises(UnreadableDocuments):
        trusted_documents.read(path)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocuments):
        trusted_documents.read(tmp_path / "documents.json")


def test_the_command_lists_a_folder_of_documents(tmp_path: Path) -> None:
    written = tmp_path / "documents.json"

    done = CliRunner().invoke(main, ["trusted-documents", str(shipped.examples_dir()), "--output", str(written)])

    examples = list(shipped.examples_dir().glob("*.graphql"))
    assert done.exit_code == 0, done.output
    assert set(trusted_documents.read(written).texts.values()) == {path.read_text("utf-8") for path in examples}


def test_the_command_names_what_is_not_a_document(tmp_path: Path) -> None:
    (tmp_path / "wrong.graphql").write_text("{", "utf-8")

    done = CliRunner().invoke(main, ["trusted-documents", str(tmp_path), "--output", str(tmp_path / "documents.json")])

    assert (done.exit_code, "wrong.graphql" in done.output) == (1, True)
