"""The service of a demonstration: its API and its worker as real processes, the portal's ear, and the clock of the crisis."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from planblanc import settings
from planblanc.domain.errors import Unavailable
from planblanc.drill.processes import Processes
from planblanc.drill.replay import play
from planblanc.drill.replay.doors import Doors
from planblanc.drill.replay.play import Stage
from planblanc.drill.replay.portal import Receiver
from planblanc.drill.replay.scenario import Scenario
from planblanc.drill.replay.telling import Teller
from planblanc.integrations.portal import secret
from planblanc.settings import Settings
from planblanc.store import demonstration
from planblanc.store.transaction import Database
from planblanc.usecases.seeding import SEEDER


class CrisisClock:
    """Sets the crisis clock of a demonstration's database, forward only; it runs on between two settings."""

    def __init__(self, keeper: Database) -> None:
        self._keeper = keeper
        self._ahead: timedelta | None = None

    async def set(self, at: datetime) -> None:
        """Let it be `at` now, unless it is later already."""
        real = datetime.now(UTC)
        if self._ahead is not None and real + self._ahead >= at:
            return
        self._ahead = at - real
        async with self._keeper.transaction(SEEDER) as tx:
            await demonstration.set_crisis_time(tx, at, real)


@dataclass(frozen=True)
class Running:
    """The service, open, with what a scenario is played on."""

    address: str
    stage: Stage
    processes: Processes

    async def replay(self, told: Scenario) -> None:
        """Play a scenario; `Unavailable` when a process of the service ends meanwhile."""
        playing = asyncio.create_task(play.play(told, self.stage))
        watching = asyncio.create_task(self.processes.ended())
        try:
            await asyncio.wait({playing, watching}, return_when=asyncio.FIRST_COMPLETED)
            if not playing.done():
                raise Unavailable(watching.result())
            playing.result()
        finally:
            for task in (playing, watching):
                task.cancel()
            await asyncio.gather(playing, watching, return_exceptions=True)


@asynccontextmanager
async def opened(wanted: Settings, url: str, processes: Processes, teller: Teller) -> AsyncIterator[Running]:
    """Open the service on a database that was made for it; everything is stopped at the end."""
    secrets = secret.named(wanted.portal_secret) if wanted.portal_secret else secret.demonstrated(wanted.home)
    receiver = Receiver(secrets)
    environment = settings.environment(
        DATABASE_URL=wanted.database_url or url, PLANBLANC_HOME=str(wanted.home), PLANBLANC_PORTAL_CALLBACK=receiver.url
    )
    keeper = await Database.connect(url, "planblanc_migrator", size=1)
    try:
        with receiver.listening():
            said = await processes.start("api", environment, "serve", "--host", wanted.host, "--port", str(wanted.port))
            await processes.start("worker", environment, "worker")
            address = said.rsplit(" ", 1)[-1]
            async with Doors(address, wanted) as doors:
                stage = Stage(doors, receiver, CrisisClock(keeper).set, wanted.home, teller)
                yield Running(address, stage, processes)
    finally:
        await processes.stop()
        await keeper.close()
