"""Speaks to the application over HTTP as one of the demonstration's identities."""

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2

from planblanc import app
from planblanc.api.schema import Schema
from planblanc.auth import AUDIENCE, demonstration
from planblanc.domain.rates import Rate
from planblanc.settings import Settings
from tests.databases import KEY_FILE

UNHURRIED = Rate(1_000_000, 1_000_000)


class Client:
    """One caller of a running application."""

    def __init__(self, http: httpx2.AsyncClient, home: Path) -> None:
        self.http = http
        self.home = home

    def token(self, as_: str = "ars-75", *, lifetime: timedelta = timedelta(hours=1), changed: Mapping[str, Any] | None = None) -> str:
        known = replace(demonstration.named(as_), **(changed or {}))
        key = demonstration.signing_key(self.home)
        return demonstration.issue(known, key, audience=AUDIENCE, now=datetime.now(UTC), lifetime=lifetime)

    async def post(
        self, content: bytes | AsyncIterable[bytes], *, as_: str = "ars-75", headers: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        """Post raw bytes, as this identity."""
        sent = {"Authorization": f"Bearer {self.token(as_)}", "Content-Type": "application/json", **(headers or {})}
        return await self.http.post("/graphql", content=content, headers=sent)

    async def ask(self, query: str, *, as_: str = "ars-75", changed: Mapping[str, Any] | None = None, **variables: Any) -> dict[str, Any]:
        """The whole answer to a document, as this identity, its scope `changed`."""
        sent = {"Authorization": f"Bearer {self.token(as_, changed=changed)}"}
        answer = await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=sent)
        body: dict[str, Any] = answer.json()
        return body

    async def data(self, query: str, *, as_: str = "ars-75", changed: Mapping[str, Any] | None = None, **variables: Any) -> dict[str, Any]:
        """The data of an answer that must have no error."""
        body = await self.ask(query, as_=as_, changed=changed, **variables)
        assert "errors" not in body, body
        found: dict[str, Any] = body["data"]
        return found


@asynccontextmanager
async def serving(database_url: str, home: Path, *, schema: Schema | None = None, **changes: Any) -> AsyncIterator[Client]:
    """The application of these settings, started, and a client to it."""
    unhurried = {"rate_of_address": UNHURRIED, "rate_of_actor": UNHURRIED, "rate_of_faults": UNHURRIED}
    settings = replace(Settings(database_url=database_url, home=home, data_keys=KEY_FILE), **unhurried | changes)
    application = app.create(settings, schema)
    http = httpx2.AsyncClient(transport=httpx2.ASGITransport(application), base_url="http://planblanc.test")
    async with application.router.lifespan_context(application), http:
        yield Client(http, home)
