"""A service as a process, and clients that follow it over SSE and over WebSocket."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from planblanc import settings
from tests.api.client import Client

PATIENCE = 20
PROTOCOL = Subprotocol("graphql-transport-ws")
INCIDENT = """subscription ($incident: ID!, $after: String) { incidentEvents(incident: $incident, after: $after) {
  kind cursor act exercise incident entry { sequence text body } services { code label state } } }"""
REGION = """subscription ($region: String!, $after: String) { regionEvents(region: $region, after: $after) {
  kind cursor act exercise incident entry { sequence text body } services { code state } } }"""


class Service(Client):
    """A running `planblanc serve`, by its address and its process."""

    def __init__(self, http: httpx2.AsyncClient, home: Path, process: asyncio.subprocess.Process) -> None:
        super().__init__(http, home)
        self.process = process

    @property
    def socket_address(self) -> str:
        return str(self.http.base_url).replace("http", "ws", 1).rstrip("/") + "/graphql"

    @asynccontextmanager
    async def sse(self, query: str, *, token: str | None = None, as_: str = "ars-75", **variables: Any) -> AsyncIterator["Stream"]:
        """Follow over SSE; `last_event_id` among the variables goes into the header."""
        headers = {"Authorization": f"Bearer {token or self.token(as_)}", "Accept": "text/event-stream"}
        if "last_event_id" in variables:
            headers["Last-Event-ID"] = variables.pop("last_event_id")
        body = {"query": query, "variables": variables}
        async with self.http.stream("POST", "/graphql", json=body, headers=headers, timeout=PATIENCE) as response:
            yield Stream(response)

    @asynccontextmanager
    async def websocket(self, *, token: str | None = None, as_: str = "ars-75", **options: Any) -> AsyncIterator["Socket"]:
        """A connection that has introduced itself."""
        async with connect(self.socket_address, subprotocols=[PROTOCOL], **options) as connection:
            socket = Socket(connection)
            await socket.say(type="connection_init", payload={"Authorization": f"Bearer {token or self.token(as_)}"})
            assert await socket.hear() == {"type": "connection_ack"}
            yield socket


class Stream:
    """The events of one SSE response."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, Any]:
        """The name of the next event, and what it carries; comments are passed over."""
        name = ""
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                if line.startswith("data: ") or (name and line == "data:"):
                    text = line.removeprefix("data:").strip()
                    return name, json.loads(text) if text else None
        return "end", None

    async def event(self) -> dict[str, Any]:
        """The event that the next result shows."""
        name, content = await self.next()
        assert name == "next", (name, content)
        assert "errors" not in content, content
        (event,) = content["data"].values()
        return dict(event)

    async def refusal(self) -> dict[str, Any]:
        """The error with which the stream ends."""
        name, content = await self.next()
        assert name == "next", (name, content)
        (error,) = content["errors"]
        assert (await self.next())[0] == "complete"
        return dict(error)


class Socket:
    """One WebSocket connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            return dict(json.loads(await self.connection.recv()))

    async def subscribe(self, query: str, name: str = "1", **variables: Any) -> None:
        await self.say(type="subscribe", id=name, payload={"query": query, "variables": variables})

    async def event(self) -> dict[str, Any]:
        message = await self.hear()
        assert message["type"] == "next", message
        (event,) = message["payload"]["data"].values()
        return dict(event)

    async def closed(self) -> tuple[int, str]:
        """With which code and reason the other side closes."""
        async with asyncio.timeout(PATIENCE):
            await self.connection.wait_closed()
        return self.connection.close_code or 0, self.connection.close_reason or ""


@asynccontextmanager
async def running(database_url: str, home: Path, *arguments: str, **environment: str) -> AsyncIterator[Service]:
    """A running `planblanc serve` on a free port."""
    env: Mapping[str, str] = settings.environment(DATABASE_URL=database_url, PLANBLANC_HOME=str(home), PYTHONUNBUFFERED="1", **environment)
    command = [sys.executable, "-m", "planblanc", "serve", "--port", "0", *arguments]
    log = home / "serve.log"
    with log.open("ab") as words:
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=asyncio.subprocess.PIPE, stderr=words)
    try:
        assert process.stdout
        told = re.search(rb"http://\S+", await process.stdout.readline())
        assert told, log.read_text("utf-8")
        async with httpx2.AsyncClient(base_url=told[0].decode(), timeout=PATIENCE) as http:
            yield Service(http, home, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
