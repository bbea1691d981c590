"""What a drill stands on: a database of its own that keeps what it commits, and the service on it as real processes."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

import psutil
from httpx2 import AsyncClient, HTTPError

from planblanc import settings
from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Unavailable
from planblanc.domain.identity import key_of
from planblanc.drill.processes import Processes
from planblanc.sealing import encryption
from planblanc.store import embedded, proofs
from planblanc.store.transaction import Database, Patience

_LONGEST_WAIT = 60.0
_LOOK_SECONDS = 0.02
WATCHER = Actor(key_of("service", "drill"), "Essai", Role.SERVICE)
_PATIENCE = Patience(statement_ms=120_000, lock_ms=10_000)


@dataclass(frozen=True)
class Ground:
    """A database made for one drill: its server's folder, its administrator's URL, a folder for keys and logs, a seed, a size."""

    server: Path
    url: str
    home: Path
    seed: int
    size: float

    def scaled(self, full: int, *, least: int = 1) -> int:
        """So many of what a full drill does."""
        return max(round(full * self.size), least)

    def random(self) -> Random:
        """Chance, the same for the same seed."""
        return Random(self.seed)

    def clone(self, name: str) -> str:
        """Another database, equal to this one as it is now; nobody may be connected."""
        own = _name(self.url)
        return embedded.clone(self.server, f"{own}_{name}", source=own)

    @asynccontextmanager
    async def opened(self, role: str = "planblanc_migrator", *, url: str | None = None, size: int = 1) -> AsyncIterator[Database]:
        """The database as one role sees it; the migrator sees every row."""
        database = await Database.connect(url or self.url, role, size=size, patience=_PATIENCE)
        database = database.keyed(encryption.demonstrated(self.home))
        try:
            yield database
        finally:
            await database.close()

    @asynccontextmanager
    async def service(self, **environment: str) -> AsyncIterator["Service"]:
        """The API and the worker, on a socket that outlives them as a service manager's does."""
        with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
            service = Service(self, listening, environment)
            try:
                await service.start_api()
                await service.start_worker()
                await service.readiness()
                yield service
            finally:
                await service.processes.stop()


@dataclass
class Service:
    """The running service: its processes, and the ways in which they end and begin again."""

    ground: Ground
    listening: socket.socket
    environment: dict[str, str]
    processes: Processes = field(init=False)

    def __post_init__(self) -> None:
        self.processes = Processes(self.ground.home)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    async def start_api(self, name: str = "api") -> None:
        """Start an API on the socket."""
        number = self.listening.fileno()
        await self._start(name, "serve", "--fd", str(number), inherits=[number])

    async def start_worker(self) -> None:
        """Start the worker."""
        await self._start("worker", "worker")

    async def kill_database(self) -> None:
        """Kill the server of the database and all its processes at once, then start it again as whoever watches over it does."""
        server = psutil.Process(embedded.number(self.ground.server))
        for process in [server, *server.children(recursive=True)]:
            process.kill()
        await asyncio.to_thread(embedded.start, self.ground.server)

    async def readiness(self) -> float:
        """Wait until the API says that it and its database are ready; how many seconds that took."""
        begun = perf_counter()
        async with AsyncClient(base_url=self.address, timeout=_LONGEST_WAIT) as client:
            while perf_counter() - begun < _LONGEST_WAIT:
                if await _is_ready(client):
                    return perf_counter() - begun
                await asyncio.sleep(_LOOK_SECONDS)
        raise Unavailable(f"Le service n'est pas prêt après {_LONGEST_WAIT:.0f} s (journaux : {self.ground.home}).")

    async def relaying(self, since: datetime) -> None:
        """Wait until the worker has brought a fact to its end since a moment; started again when it ends meanwhile."""
        for _ in range(int(_LONGEST_WAIT / _LOOK_SECONDS)):
            if await self._is_relayed(since):
                return
            if self.processes.has_ended("worker"):
                await self.start_worker()
            await asyncio.sleep(_LOOK_SECONDS)
        raise Unavailable(f"Le traitement ne transmet rien après {_LONGEST_WAIT:.0f} s (journaux : {self.ground.home}).")

    async def _is_relayed(self, since: datetime) -> bool:
        try:
            async with self.ground.opened() as database, database.transaction(WATCHER, read_only=True) as tx:
                return await proofs.is_relayed(tx, since)
        except Unavailable:
            return False

    async def _start(self, name: str, *arguments: str, inherits: Sequence[int] = ()) -> None:
        """Start a process, again when it ends at once: that is what a service manager does while the database is away."""
        begun = perf_counter()
        while True:
            try:
                await self.processes.start(name, self._environment(), *arguments, inherits=inherits)
            except Unavailable:
                if perf_counter() - begun > _LONGEST_WAIT:
                    raise
                await asyncio.sleep(_LOOK_SECONDS)
            else:
                return

    def _environment(self) -> dict[str, str]:
        own = {"DATABASE_URL": self.ground.url, "PLANBLANC_HOME": str(self.ground.home), "PLANBLANC_MODE": "demo"}
        return settings.environment_apart(**settings.UNHURRIED, **own, **self.environment)


async def _is_ready(client: AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).is_success
    except HTTPError:
        return False


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
