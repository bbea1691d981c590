"""The portal's door on a real database: what is signed is kept, committed, then acknowledged."""

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from planblanc.integrations.portal.endpoint import MOST_BYTES, PortalDoor
from planblanc.integrations.portal.signature import signed_headers
from planblanc.store.sealed import MESSAGE
from planblanc.store.transaction import Database, Patience, Transaction
from tests.databases import KEYS, connect
from tests.integrations.portal.declared import DAX, LEAST, as_bytes, dax

SECRET = bytes(range(32))
CRISIS = datetime(2021, 2, 9, 5, 0, tzinfo=UTC)
JSON = {"content-type": "application/json"}


async def crisis_clock(_: Transaction) -> datetime:
    return CRISIS


@dataclass
class Portal:
    """The portal as a sender, and an administrator's eye on what it left behind."""

    client: AsyncClient
    eye: asyncpg.Connection

    async def send(
        self,
        body: bytes,
        *,
        at: datetime | None = None,
        secret: bytes = SECRET,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        signed = signed_headers(secret, "msg_1", at or datetime.now(UTC), body)
        return await self.client.post("/portal/incidents", content=body, headers=JSON | signed | dict(headers or {}))

    async def kept(self) -> list[dict[str, Any]]:
        rows = await self.eye.fetch("SELECT id, webhook_id, state, body, received_at, national_number FROM planblanc.inbox ORDER BY 2")
        return [_opened(dict(row)) for row in rows]

    async def told(self) -> list[str]:
        return [row["kind"] for row in await self.eye.fetch("SELECT kind FROM planblanc.outbox")]


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    """A message as the service reads it again: it is kept sealed."""
    return row | {"body": bytes.fromhex(KEYS.open(row["body"], MESSAGE.place(row.pop("id"))))}


@pytest_asyncio.fixture
async def portal(database_url: str, make_database: Callable[[str], Awaitable[Database]]) -> AsyncIterator[Portal]:
    database = await make_database("planblanc_portal")
    door = PortalDoor(lambda: database, (SECRET,), lambda: datetime.now(UTC), crisis_clock)
    eye = await asyncpg.connect(database_url)
    transport = ASGITransport(app=Starlette(routes=door.routes()))
    async with AsyncClient(transport=transport, base_url="http://portal.test") as client:
        yield Portal(client, eye)
    await eye.close()


async def test_a_signed_declaration_is_kept_and_told_then_acknowledged(portal: Portal) -> None:
    answer = await portal.send(as_bytes(DAX))

    assert (answer.status_code, answer.json()) == (202, {"message": "Message enregistré."})
    (kept,) = await portal.kept()
    assert kept == {
        "webhook_id": "msg_1",
        "state": "RECEIVED",
        "body": as_bytes(DAX),
        "received_at": CRISIS,
        "national_number": "SYN-2021-0209",
    }
    assert await portal.told() == ["PortalMessageReceived"]


@pytest.mark.parametrize(
    "message", [LEAST, dax(structure={"kind": "ET", "finess": "999999999"}), dax(structure={"kind": "UNLISTED", "name": "A", "town": "B"})]
)
async def test_what_a_person_must_match_is_accepted_too(portal: Portal, message: dict[str, Any]) -> None:
    assert (await portal.send(as_bytes(message))).status_code == 202


async def test_a_repeat_is_acknowledged_and_has_no_second_effect(portal: Portal) -> None:
    answers = [(await portal.send(as_bytes(DAX))).status_code for _ in range(3)]

    assert answers == [202, 200, 200]
    assert len(await portal.kept()) == len(await portal.told()) == 1


async def test_the_same_id_with_another_content_is_kept_beside_the_first(portal: Portal) -> None:
    answers = [(await portal.send(as_bytes(dax(revision=revision)))).status_code for revision in (1, 2)]

    assert answers == [202, 202]
    assert len(await portal.kept()) == 2


async def test_what_breaks_the_schema_is_kept_and_refused_each_time(portal: Portal) -> None:
    for _ in range(2):
        answer = await portal.send(as_bytes(dax(revision="1")))

        assert answer.status_code == 400
        assert answer.json()["faults"] == [{"path": "data.revision", "message": "Valeur attendue : un nombre entier."}]
    assert [kept["state"] for kept in await portal.kept()] == ["INVALID"]
    assert await portal.told() == []


async def test_what_breaks_the_schema_is_told_to_the_log_without_a_value(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await portal.send(as_bytes(dax(revision="1", summary="secret\u202e")))

    (line,) = (record.getMessage() for record in caplog.records if "breaks the schema" in record.getMessage())
    assert "data.revision, data.summary" in line
    assert "secret" not in line


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"", b"{" * 10, json.dumps(dax(summary="\x00\ud800")).encode()])
async def test_a_signed_body_that_cannot_be_read_is_kept_as_it_came(portal: Portal, body: bytes) -> None:
    assert (await portal.send(body)).status_code == 400
    assert [kept["body"] for kept in await portal.kept()] == [body]


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": bytes(32)},
        {"at": datetime.now(UTC) - timedelta(minutes=6)},
        {"at": CRISIS},
        {"headers": {"webhook-signature": ""}},
        {"headers": {"webhook-id": "msg_2"}},
    ],
)
async def test_what_is_not_signed_now_by_the_portal_is_refused_and_not_kept(portal: Portal, changed: dict[str, Any]) -> None:
    answer = await portal.send(as_bytes(DAX), **changed)

    assert answer.status_code == 401
    assert answer.json() == {"message": "La signature du message est absente, fausse ou trop ancienne."}
    assert await portal.kept() == []


async def test_a_message_over_the_cap_is_refused_before_it_is_checked(portal: Portal) -> None:
    assert (await portal.send(b" " * (MOST_BYTES + 1))).status_code == 413
    assert (await portal.send(b" " * MOST_BYTES)).status_code == 400


async def test_the_cap_counts_the_bytes_that_come_not_those_announced(portal: Portal) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b" " * 65_536

    answer = await portal.client.post("/portal/incidents", content=endless(), headers=JSON)

    assert answer.status_code == 413
    assert sent <= 2 * MOST_BYTES


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/json; charset=latin-1", "", "application/jsonp"])
async def test_another_content_type_is_refused(portal: Portal, kind: str) -> None:
    assert (await portal.send(as_bytes(DAX), headers={"content-type": kind})).status_code == 415


async def test_a_compressed_body_is_refused(portal: Portal) -> None:
    assert (await portal.send(as_bytes(DAX), headers={"content-encoding": "gzip"})).status_code == 415


async def test_nothing_but_a_post_is_answered(portal: Portal) -> None:
    assert (await portal.client.get("/portal/incidents")).status_code == 405


@pytest.mark.parametrize("table", ["inbox", "outbox", "incident", "establishment", "responder", "log_entry"])
async def test_the_portal_may_read_nothing_not_even_what_it_sent(portal: Portal, table: str) -> None:
    await portal.send(as_bytes(DAX))
    await portal.eye.execute("SET ROLE planblanc_portal")

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await portal.eye.execute(f"TABLE planblanc.{table}")


async def test_while_the_inbox_cannot_be_written_the_sender_is_told_to_come_back(portal: Portal, database_url: str) -> None:
    database = await connect(database_url, "planblanc_portal", patience=Patience(lock_ms=100))
    door = PortalDoor(lambda: database, (SECRET,), lambda: datetime.now(UTC), crisis_clock)
    async with AsyncClient(transport=ASGITransport(app=Starlette(routes=door.routes())), base_url="http://portal.test") as client:
        async with portal.eye.transaction():
            await portal.eye.execute("LOCK TABLE planblanc.inbox")
            answer = await Portal(client, portal.eye).send(as_bytes(DAX))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")

        assert (await Portal(client, portal.eye).send(as_bytes(DAX))).status_code == 202
    await database.close()
