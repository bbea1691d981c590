"""A browser at the pages of login, and the provider that it is sent to, each in its own process."""

import asyncio
import json
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

from tests.integrations.identity.provider import CLIENT, SECRET

PATIENCE = 20


class Told:
    """The provider, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def tell(self, **said: Any) -> int:
        """How its next answers are; how often its keys were asked for."""
        async with httpx2.AsyncClient(timeout=PATIENCE) as http:
            answer = await http.post(f"{self.address}/told", json=said)
        return int(answer.json()["keyRequests"])

    def file(self, folder: Path, **changes: Any) -> Path:
        """The file of providers that names it."""
        (folder / "secret.txt").write_text(SECRET, "utf-8")
        said: dict[str, Any] = {"code": "essai", "label": "Essai", "issuer": self.address, "client_id": CLIENT, "secret_file": "secret.txt"}
        said |= {"signs_userinfo": True, "acr_values": ["eidas1"], "algorithms": ["ES256"], **changes}
        path = folder / "providers.json"
        path.write_text(json.dumps({"providers": [said]}), "utf-8")
        return path


@asynccontextmanager
async def provided() -> AsyncIterator[Told]:
    """A provider that runs, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.integrations.identity.provider", str(port))
    address = f"http://127.0.0.1:{port}"
    try:
        async with httpx2.AsyncClient() as http:
            for _ in range(PATIENCE * 20):
                if await _answers(http, address):
                    break
                await asyncio.sleep(0.05)
        yield Told(address)
    finally:
        process.kill()
        await process.wait()


async def _answers(http: httpx2.AsyncClient, address: str) -> bool:
    try:
        return (await http.get(f"{address}/keys")).status_code == 200
    except httpx2.HTTPError:
        return False


class Browser:
    """Holds cookies, and follows a redirection when it is told to."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.http = httpx2.AsyncClient(base_url=self.address, timeout=PATIENCE)

    async def begin(self, page: str = "/connexion/essai") -> str:
        """Ask to log in; where the provider is asked."""
        answer = await self.http.get(page)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def returned(self, address: str) -> str:
        """Log in at the provider, in another jar of cookies; where it sends the browser back."""
        async with httpx2.AsyncClient(timeout=PATIENCE) as elsewhere:
            answer = await elsewhere.get(address)
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"

    async def login(self, page: str = "/connexion/essai") -> httpx2.Response:
        """The whole way; the answer of the page where the browser comes back."""
        return await self.http.get(await self.returned(await self.begin(page)))

    async def csrf(self) -> str:
        """What the page of one's session gives its forms."""
        found = re.search(r'name="csrf" value="([^"]+)"', (await self.http.get("/connexion")).text)
        assert found
        return found[1]

    async def ask(self, query: str, *, csrf: str | None = None, **headers: str) -> httpx2.Response:
        """A document, with the cookie alone and whatever else is said."""
        sent = headers | ({"X-CSRF-Token": csrf} if csrf is not None else {})
        return await self.http.post("/graphql", json={"query": query}, headers=sent)
