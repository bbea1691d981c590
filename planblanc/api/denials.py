"""The audit of what is refused at the doors: said in the log at once, kept a moment later, bounded whatever an attacker sends."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from planblanc.domain import denials
from planblanc.domain.access import Actor
from planblanc.domain.denials import Denial, Denied
from planblanc.domain.errors import PlanblancError
from planblanc.store import denials as stored
from planblanc.store.transaction import Database

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN = 2.0
_MOST_KINDS = 200


class Denials:
    """What was refused since it was last kept, by kind; `keep` runs beside the doors."""

    def __init__(self, database: Callable[[], Database], clock: Callable[[], datetime], service: Actor) -> None:
        self._database = database
        self._clock = clock
        self._service = service
        self._waiting: dict[Denial, Denied] = {}

    def record(self, denial: Denial) -> None:
        """Note one refusal; one kind too many is counted with all the others."""
        now = self._clock()
        if denial not in self._waiting and len(self._waiting) >= _MOST_KINDS:
            denial = denials.others(denial.code)
        known = self._waiting.get(denial)
        if known is None:  # told once each time that it is kept: a flood of refusals is no flood of lines
            who = denial.who
            logger.warning("denied %s at %s to %s from %s", denial.code, denial.door, who.actor or "nobody known", who.address or "-")
        self._waiting[denial] = denials.again(known, now) if known else Denied(uuid4(), denial, now, now, 1)

    async def keep(self) -> None:
        """Keep what was noted, every so often, until cancelled."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN)
            await self.flush()

    async def flush(self) -> None:
        """Keep what was noted; without the database it waits, as bounded as before."""
        noted = list(self._waiting.values())
        if not noted:
            return
        self._waiting = {}
        try:
            async with self._database().transaction(self._service) as tx:
                await stored.add(tx, noted)
        except (PlanblancError, OSError) as error:
            logger.warning("denials are not kept yet: %s", type(error).__name__)
            for denied in noted[: _MOST_KINDS - len(self._waiting)]:
                self._waiting.setdefault(denied.denial, denied)
