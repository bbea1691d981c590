"""The audit of what is refused at the doors: said in the log at once, kept a moment later, bounded whatever an attacker sends."""

import asyncio
import logging
from collections.abc import Callable, Iterable
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
    """What was refused since it was last kept, by kind."""

    def __init__(self, most: int = _MOST_KINDS) -> None:
        self._most = most
        self._waiting: dict[Denial, Denied] = {}

    def record(self, denial: Denial, at: datetime) -> None:
        """Note one refusal; one kind too many is counted with all the others of its code."""
        if denial not in self._waiting and len(self._waiting) >= self._most:
            denial = denials.others(denial.code)
        known = self._waiting.get(denial)
        if known is None:  # said once each time that it is kept: a flood of refusals is no flood of lines
            who = denial.who
            logger.warning("denied %s at %s to %s from %s", denial.code, denial.door, who.actor or "nobody known", who.address or "-")
        self._waiting[denial] = denials.again(known, at) if known else Denied(uuid4(), denial, at, at, 1)

    def taken(self) -> list[Denied]:
        """What was noted, which is noted no more."""
        noted, self._waiting = list(self._waiting.values()), {}
        return noted

    def put_back(self, noted: Iterable[Denied]) -> None:
        """Note again what could not be kept, as far as there is room."""
        for denied in noted:
            if len(self._waiting) < self._most:
                self._waiting.setdefault(denied.denial, denied)


async def keep(noted: Denials, database: Callable[[], Database], service: Actor) -> None:
    """Keep what is noted, every so often, until cancelled."""
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN)
        await flush(noted, database(), service)


async def flush(noted: Denials, database: Database, service: Actor) -> None:
    """Keep what was noted until now; without the database it waits."""
    waiting = noted.taken()
    if not waiting:
        return
    try:
        async with database.transaction(service) as tx:
            await stored.add(tx, waiting)
    except (PlanblancError, OSError) as error:
        logger.warning("denials are not kept yet: %s", type(error).__name__)
        noted.put_back(waiting)
