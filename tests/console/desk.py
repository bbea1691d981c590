"""A coordinator's desk: a crisis at Dax, and a browser in which one of the demonstration's identities logs in."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from planblanc.api.nodes import global_id
from planblanc.auth.demonstration import IDENTITIES
from planblanc.cli.operator import OPERATOR
from planblanc.drill import identities
from tests.api.client import Client, serving
from tests.databases import connect
from tests.usecases import dax
from tests.usecases.dax import NIGHT, Crisis, Doors

OURS = {"Origin": "http://planblanc.test"}
LINES = "SELECT count(*) FROM log_entry WHERE convert_from(line, 'UTF8') LIKE '%log.written%'"


@dataclass(frozen=True)
class Desk:
    """A crisis at Dax, and a browser in which somebody may log in."""

    crisis: Crisis
    client: Client

    async def log_in(self, code: str = "ars-75") -> None:
        """Be one of the demonstration's identities, as its page of login offers."""
        answer = await self.client.http.get(f"/connexion/{code}?suite=/compte")
        while answer.status_code == 303:
            answer = await self.client.http.get(answer.headers["location"])
        assert answer.status_code == 200, answer.text

    async def csrf(self) -> str:
        """The proof that a page of ours was read in this session."""
        found = re.search(r'data-csrf="([^"]+)"', (await self.client.http.get("/compte")).text)
        return found[1] if found else ""

    async def write(self, **changed: str) -> httpx2.Response:
        """Send a line of the journal of the incident, by a form of the console."""
        form = {"csrf": "", "nonce": "n1", "form": "line", "back": "/compte", "incident": self.incident}
        return await self.client.http.post("/actes/addLogEntry", data=form | changed, headers=OURS)

    async def send(self, address: str, **fields: str) -> httpx2.Response:
        """Send a form of the console, read in this session."""
        return await self.client.http.post(address, data={"csrf": await self.csrf(), "nonce": "n1", **fields}, headers=OURS)

    async def page(self, address: str) -> httpx2.Response:
        """Read a page."""
        return await self.client.http.get(address)

    @property
    def incident(self) -> str:
        """The incident, as the API calls it."""
        return global_id("Incident", self.crisis.incident)

    async def lines(self) -> int:
        """How many lines people wrote."""
        return int(str((await self.crisis.sql(LINES))[0][0]))


@asynccontextmanager
async def opened(seeded_url: str, tmp_path: Path, **changes: Any) -> AsyncIterator[Desk]:
    """A desk on this database, of the settings of a demonstration but for these."""
    async with AsyncExitStack() as stack:
        databases = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in databases:
            stack.push_async_callback(database.close)
        crisis = await dax.declared(Doors(*databases))
        async with crisis.keeper.transaction(OPERATOR) as tx:
            await identities.let_in(tx, OPERATOR, IDENTITIES, datetime.now(UTC), NIGHT)
        yield Desk(crisis, await stack.enter_async_context(serving(seeded_url, tmp_path, **changes)))
